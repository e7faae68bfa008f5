// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/result.h"
#include "../../support/fakeclock.h" // expect: include-form
#include "fakeclock.h" // expect: include-form
#include "resulttest.moc"
