// SPDX-License-Identifier: BSD-3-Clause
#pragma once
using namespace thrum; // expect: using-namespace
