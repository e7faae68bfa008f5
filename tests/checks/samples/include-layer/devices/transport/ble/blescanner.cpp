// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/scanner.h"
#include "devices/transport/serial/serialscanner.h" // expect: include-layer
#include "devices/protocol/protocol.h" // expect: include-layer
