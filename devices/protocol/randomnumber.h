// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QRandomGenerator>

#include <functional>

namespace thrum {

/// Gives a number from 0 to below its argument. What a handshake begins with comes from one, so that tests can know it.
using RandomNumber = std::function<quint32(quint32 below)>;

/// Numbers that nobody can foretell.
[[nodiscard]] inline RandomNumber systemRandom()
{
    return [](quint32 below) { return QRandomGenerator::system()->bounded(below); };
}

} // namespace thrum
