// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

namespace thrum {

/// OSSM, an open stroking machine: ASCII texts, every one with a response.
///
/// It has a mode, which resets all its values when it is entered, and it tells in JSON on rx when it is there. So the
/// values are said when the mode is reached, and what was wanted of the machine is said once more with them. What it does
/// while it waits for its knob ("....preflight") is not yet the mode. A stop is the speed 0; a timed move has no packet
/// that ends it, and ends by itself.
class OssmProtocol final : public Protocol
{
public:
    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] std::vector<InputValue> onNotification(Endpoint endpoint, const QByteArray &bytes) override;
    [[nodiscard]] std::optional<TimePoint> tickAt() const override;
    [[nodiscard]] std::vector<OutputWrite> tick(TimePoint now) override;

private:
    enum class Mode { None, StrokeEngine, Streaming };

    [[nodiscard]] std::vector<OutputWrite> enter(Mode mode);

    Mode m_mode = Mode::None;
    /// The last state it told.
    QString m_state;
    /// The mode is reached and its values are not said yet.
    bool m_isSetUpDue = false;
    qint32 m_speed = 0;
};

class OssmFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("ossm"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
