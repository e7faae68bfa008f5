// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/factory.h"

namespace thrum::test {

/// A protocol and a time that only moves when told to, without scheduler and link: what it says to commands, to stops and
/// by itself. Writes are shown as case files have them, with "! " before toggles, joined by ", ".
class ProtocolRun
{
public:
    /// Of this model; the model must pass the factory's check.
    ProtocolRun(const ProtocolFactory &factory, ProtocolModel model);

    [[nodiscard]] QString send(FeatureIndex feature, OutputType type, qint32 value, quint32 durationMs = 0);
    [[nodiscard]] QString stop(FeatureIndex feature);
    /// One tick, now; "nothing due" when none is.
    [[nodiscard]] QString tick();
    /// Lets time pass although ticks may become due.
    void wait(milliseconds by) { m_now += by; }
    /// Lets time pass and gives every tick its turn; each write has "@MS " before it, counted from this call.
    [[nodiscard]] QString run(milliseconds by);
    [[nodiscard]] Protocol &protocol() { return *m_protocol; }

private:
    ProtocolModel m_model;
    std::unique_ptr<Protocol> m_protocol;
    TimePoint m_now{std::chrono::hours(1)};
};

/// A feature with one output; positions get durations up to 100 s.
[[nodiscard]] Feature featureOf(FeatureIndex index, OutputType type, qint32 high);
/// The places of errors, in order.
[[nodiscard]] QStringList placesOf(const QList<Error> &errors);

} // namespace thrum::test
