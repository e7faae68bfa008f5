// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/checkedfactory.h"

namespace thrum {

/// Honey Play Box's toys: signed, numbered frames that hold the values of all motors, after a handshake that gives the
/// token to sign with. The toy wants to hear something every half second, also at rest.
class HoneyPlayBoxProtocol final : public Protocol
{
public:
    /// What the handshake gives.
    struct Session
    {
        QByteArray token;
        /// Of the last frame; the handshake counts its own.
        quint8 counter = 0;
    };

    explicit HoneyPlayBoxProtocol(const QList<Feature> &features);

    [[nodiscard]] Script<Nothing> initialise() override;
    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] bool sharesPackets() const override { return true; }
    [[nodiscard]] std::optional<TimePoint> tickAt() const override;
    [[nodiscard]] std::vector<OutputWrite> tick(TimePoint now) override;

private:
    [[nodiscard]] OutputWrite nextFrame(TimePoint now);

    Session m_session;
    std::vector<FeatureIndex> m_motors;
    std::vector<quint8> m_values; // by motor
    /// Nothing until the first tick.
    std::optional<TimePoint> m_lastFrame;
    std::optional<TimePoint> m_lastEncoded;
};

class HoneyPlayBoxFactory final : public CheckedFactory
{
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("honeyplaybox"); }
    [[nodiscard]] QList<Error> check(const ProtocolModel &model) const override;

private:
    [[nodiscard]] Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const override;
};

} // namespace thrum
