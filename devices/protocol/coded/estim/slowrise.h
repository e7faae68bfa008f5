// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QtGlobal>

namespace thrum {

/// The level of one e-stim channel on its way to what was commanded: it rises one step a call, and falls at once. In the
/// units of the box. Pure.
class SlowRise final
{
public:
    /// `step` units at most a call of rise().
    explicit SlowRise(qint32 step)
        : m_step(step)
    {}

    /// What the box shall be told now.
    [[nodiscard]] qint32 level() const { return m_level; }
    [[nodiscard]] bool isRising() const { return m_level < m_target; }
    /// Some output is there or wanted.
    [[nodiscard]] bool isRunning() const { return m_target > 0; }
    /// A new command. True when the level fell, which the box must be told at once.
    [[nodiscard]] bool aim(qint32 target);
    /// One step nearer. True when the level changed.
    [[nodiscard]] bool rise();
    /// The level is at most this from now on, until the next command: the user has lowered it on the box.
    void hold(qint32 level);
    void drop() { hold(0); }

private:
    qint32 m_step;
    qint32 m_level = 0; // never above m_target
    qint32 m_target = 0;
};

} // namespace thrum
