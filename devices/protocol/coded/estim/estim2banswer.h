// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QByteArray>

#include <array>
#include <optional>

namespace thrum {

/// The state that an E-Stim 2B tells after each command.
struct Estim2bAnswer
{
    /// Of the channels, in steps of the commands (the box tells twice that; halves are rounded up).
    std::array<qint32, 2> levels{};
    bool isLowPower = false;
    friend bool operator==(const Estim2bAnswer &, const Estim2bAnswer &) = default;
};

/// Takes the first answer out of what was received, and what stands before it; nothing while it is not there in full.
/// What is left is never longer than an answer can be.
[[nodiscard]] std::optional<Estim2bAnswer> takeEstim2bAnswer(QByteArray &received);

} // namespace thrum
