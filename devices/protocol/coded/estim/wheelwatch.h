// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QtGlobal>

#include <vector>

namespace thrum {

/// Tells a level that the user has lowered on the box from the box's echo of what it was told. For boxes that report the
/// level of a channel, but not why; one object a channel. Pure.
class WheelWatch final
{
public:
    void told(qint32 level);
    /// A frame has passed; what was told some frames ago has had its echo.
    void age();
    /// Some echo may still come.
    [[nodiscard]] bool isWaiting() const { return !m_told.empty(); }
    /// The box says `reported` where it was last told `level`: true when it was the user.
    [[nodiscard]] bool isLowered(qint32 reported, qint32 level);

private:
    struct Told
    {
        qint32 level = 0;
        int framesLeft = 0;
    };
    std::vector<Told> m_told; // a few: each frame adds one at most and ends the oldest
    qint32 m_lastReport = 0;
};

} // namespace thrum
