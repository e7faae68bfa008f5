// SPDX-License-Identifier: BSD-3-Clause
#pragma once
namespace thrum {
class Engine
{
public:
    static Engine &instance(); // expect: singleton
};
} // namespace thrum
