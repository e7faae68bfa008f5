// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/lovehoney/lovehoneyprotocol.h"

#include "devices/protocol/modelcheck.h"

namespace thrum {
namespace {

constexpr Range strengths{0, 127};

enum Motor : quint8 { AllMotors = 0, FirstMotor = 1, SecondMotor = 2 };

// The packet of all motors takes the place of the second motor's and comes after the first motor's, so that of packets
// that are merged the newest value of each motor is said last.
OutputWrite packet(Motor motor, qint32 value)
{
    QByteArray bytes(1, '\xF3');
    bytes.append(static_cast<char>(motor));
    bytes.append(static_cast<char>(value));
    return {Operation::write(Endpoint::Tx, bytes, WriteMode::WithResponse), sharedKey(motor == FirstMotor ? 0 : 1)};
}

} // namespace

LovehoneyProtocol::LovehoneyProtocol(qsizetype motors)
    : m_motors(motors)
{}

std::vector<OutputWrite> LovehoneyProtocol::encode(const OutputValue &value, TimePoint)
{
    if (m_motors == 1)
        return {packet(AllMotors, value.value)};
    m_latest.at(value.feature) = value.value;
    if (m_latest[0] == m_latest[1])
        return {packet(AllMotors, m_latest[0])};
    return {packet(FirstMotor, m_latest[0]), packet(SecondMotor, m_latest[1])};
}

std::vector<OutputWrite> LovehoneyProtocol::encodeStop(const Feature &feature, TimePoint now)
{
    std::vector<OutputWrite> writes = Protocol::encodeStop(feature, now);
    // A packet of the first motor that still waits carries values of both features; only its own kind takes its place.
    if (m_motors > 1 && writes.size() == 1)
        writes.insert(writes.begin(), packet(FirstMotor, m_latest[0]));
    return writes;
}

QList<Error> LovehoneyFactory::check(const ProtocolModel &model) const
{
    return checkModel(model, name(),
                      {{FeatureIndex(0), OutputType::Vibrate, strengths},
                       {FeatureIndex(1), OutputType::Vibrate, strengths}});
}

Result<std::unique_ptr<Protocol>> LovehoneyFactory::make(const ProtocolModel &model) const
{
    return std::make_unique<LovehoneyProtocol>(model.features.size());
}

} // namespace thrum
