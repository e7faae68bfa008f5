// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/clock.h"
using namespace std::chrono;
