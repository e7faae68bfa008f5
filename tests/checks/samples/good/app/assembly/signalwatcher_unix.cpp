// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/signalwatcher.h"

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>
