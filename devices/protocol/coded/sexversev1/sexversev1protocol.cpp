// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/sexversev1/sexversev1protocol.h"

#include "devices/protocol/modelcheck.h"

#include <algorithm>
#include <numeric>

namespace thrum {
namespace {

constexpr Range strengths{0, 255};
constexpr quint8 motorMark = 0x80;
constexpr qsizetype bytesPerMotor = 3;
// Their length is one byte.
constexpr qsizetype mostMotors = 255 / bytesPerMotor;

quint8 typeByte(OutputType type)
{
    if (type == OutputType::Vibrate)
        return 0x03;
    return type == OutputType::Rotate ? 0x06 : 0x04;
}

} // namespace

SexverseV1Protocol::SexverseV1Protocol(const QList<Feature> &features)
{
    for (const Feature &feature : features) {
        for (const Output &output : feature.outputs)
            m_motors.push_back({feature.index, output.type});
    }
}

QByteArray SexverseV1Protocol::packet() const
{
    QByteArray packet = QByteArray::fromHex("2307");
    packet.append(static_cast<char>(bytesPerMotor * qsizetype(m_motors.size())));
    quint8 number = motorMark;
    for (const Motor &motor : m_motors) {
        packet.append(static_cast<char>(++number));
        packet.append(static_cast<char>(typeByte(motor.type)));
        packet.append(static_cast<char>(motor.latest));
    }
    const auto parity = std::accumulate(packet.cbegin(), packet.cend(), quint8(0),
                                        [](quint8 sum, char byte) { return quint8(sum ^ quint8(byte)); });
    packet.append(static_cast<char>(parity));
    return packet;
}

std::vector<OutputWrite> SexverseV1Protocol::encode(const OutputValue &value, TimePoint)
{
    const auto motor = std::ranges::find_if(m_motors, [&](const Motor &item) {
        return item.feature == value.feature && item.type == value.type;
    });
    if (motor == m_motors.end())
        return {};
    motor->latest = value.value;
    return {OutputWrite{Operation::write(Endpoint::Tx, packet(), WriteMode::WithoutResponse), sharedKey(0)}};
}

QList<Error> SexverseV1Factory::check(const ProtocolModel &model) const
{
    QList<Error> problems = checkModel(model, name(),
                                       {{std::nullopt, OutputType::Vibrate, strengths},
                                        {std::nullopt, OutputType::Constrict, strengths},
                                        {std::nullopt, OutputType::Oscillate, strengths},
                                        {std::nullopt, OutputType::Rotate, strengths}});
    if (model.features.size() > mostMotors) {
        problems
            << Error{ErrorCode::OutOfRange, QStringLiteral("features"),
                     QStringLiteral("a packet of the protocol sexverse-v1 has room for %1 motors").arg(mostMotors)};
    }
    return problems;
}

Result<std::unique_ptr<Protocol>> SexverseV1Factory::make(const ProtocolModel &model) const
{
    return std::make_unique<SexverseV1Protocol>(model.features);
}

} // namespace thrum
