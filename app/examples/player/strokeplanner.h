// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/examples/player/funscript.h"

#include <optional>

namespace thrum {

/// Turns a script into commands for devices: which stroke is under way at a time of the film, and what strokers and
/// motors do during it. Knows no device and no clock. Plain value.
class StrokePlanner final
{
public:
    /// The way from one action to the next one.
    struct Stroke
    {
        /// 0 leads to the first action, n is the way to action n, and the number of actions means that all is over.
        qsizetype index = 0;
        milliseconds start{0};
        /// Nothing when all is over.
        std::optional<milliseconds> end;
        /// 0.0 to 1.0; equal when it rests.
        double from = 0;
        double to = 0;
        friend bool operator==(const Stroke &, const Stroke &) = default;
    };

    /// What devices accept as a duration.
    static constexpr milliseconds maxDuration{60'000};
    /// The ways a second that drive motors at full power: four there or back.
    static constexpr double fullSpeed = 4;
    static constexpr milliseconds maxOffset{60'000};

    StrokePlanner() = default;
    /// A positive offset makes devices move that much later than the script says, a negative one earlier.
    explicit StrokePlanner(Funscript script, milliseconds offset = milliseconds(0));

    [[nodiscard]] const Funscript &script() const { return m_script; }
    [[nodiscard]] milliseconds offset() const { return m_offset; }

    /// All times are those of the film, with the offset in them. Nothing without a script.
    [[nodiscard]] std::optional<Stroke> strokeAt(milliseconds filmTime) const;

    /// How long a stroker that is told now may take to be there in time: 0 to maxDuration. `rate`: film seconds a second.
    [[nodiscard]] static milliseconds durationOf(const Stroke &stroke, milliseconds filmTime, double rate = 1);
    /// How strong a motor runs during that stroke, 0.0 to 1.0: its speed as a share of fullSpeed. Nothing moves on the way
    /// to the first action and after the last.
    [[nodiscard]] static double levelOf(const Stroke &stroke, double rate = 1);
    /// The same, negative on the way back; for what turns both ways.
    [[nodiscard]] static double signedLevelOf(const Stroke &stroke, double rate = 1);

private:
    Funscript m_script;
    milliseconds m_offset{0};
};

} // namespace thrum
