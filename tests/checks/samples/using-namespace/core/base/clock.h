// SPDX-License-Identifier: BSD-3-Clause
#pragma once
using namespace std::chrono; // expect: using-namespace
namespace thrum {
using namespace Qt::StringLiterals; // expect: using-namespace
}
