// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakeclock.h" // expect: include-tests
