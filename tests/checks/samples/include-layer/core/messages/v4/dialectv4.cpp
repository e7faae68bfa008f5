// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/envelope.h"
#include "core/messages/v3/dialectv3.h"
#include "core/session/session.h" // expect: include-layer
