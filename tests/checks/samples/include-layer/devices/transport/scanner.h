// SPDX-License-Identifier: BSD-3-Clause
#pragma once
#include "devices/transport/ble/blescanner.h" // expect: include-layer
