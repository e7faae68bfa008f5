// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/sensee/senseeprotocol.h"

#include "devices/protocol/modelcheck.h"

namespace thrum {
namespace {

constexpr Range strengths{0, 100};
constexpr qsizetype typePosition = 6;

quint8 groupOf(OutputType type)
{
    if (type == OutputType::Vibrate)
        return 0;
    return type == OutputType::Oscillate ? 1 : 2;
}

void append(QByteArray &bytes, qint64 value)
{
    bytes.append(static_cast<char>(value));
}

} // namespace

SenseeProtocol::SenseeProtocol(const QList<Feature> &features)
{
    for (const Feature &feature : features) {
        for (const Output &output : feature.outputs)
            m_groups[groupOf(output.type)][feature.index] = 0;
    }
}

Script<Nothing> SenseeProtocol::initialise()
{
    return askType();
}

Script<Nothing> SenseeProtocol::askType()
{
    const Result<QByteArray> answer = co_await reading(Endpoint::Tx);
    if (!answer)
        co_return tl::unexpected<Error>(
            Error{answer.error().code, QStringLiteral("device type"), answer.error().detail});
    // Shorter answers and 0 mean the usual type.
    if (answer->size() > typePosition && answer->at(typePosition) != 0)
        m_deviceType = static_cast<quint8>(answer->at(typePosition));
    co_return Nothing();
}

QByteArray SenseeProtocol::packet() const
{
    QByteArray data;
    append(data, qint64(m_groups.size()));
    for (const auto &[number, group] : m_groups) {
        append(data, number);
        append(data, qint64(group.size()));
        quint8 motor = 0;
        for (const auto &[feature, value] : group) {
            append(data, ++motor);
            append(data, value);
        }
    }
    QByteArray packet = QByteArray::fromHex("55AAF00200");
    append(packet, 4 + data.size());
    append(packet, m_deviceType);
    append(packet, 0xF1);
    // Where a checksum could be; the device wants zeros.
    return packet + data + QByteArray(2, '\0');
}

std::vector<OutputWrite> SenseeProtocol::encode(const OutputValue &value, TimePoint)
{
    m_groups[groupOf(value.type)][value.feature] = value.value;
    return {OutputWrite{Operation::write(Endpoint::Tx, packet(), WriteMode::WithoutResponse), sharedKey(0)}};
}

QList<Error> SenseeFactory::check(const ProtocolModel &model) const
{
    QList<Error> problems = checkModel(model, name(),
                                       {{std::nullopt, OutputType::Vibrate, strengths},
                                        {std::nullopt, OutputType::Oscillate, strengths},
                                        {std::nullopt, OutputType::Constrict, strengths}});
    // The length of a packet is one byte.
    if (model.features.size() > 100) {
        problems << Error{ErrorCode::OutOfRange, QStringLiteral("features"),
                          QStringLiteral("a packet of the protocol sensee-v2 has room for 100 motors")};
    }
    return problems;
}

Result<std::unique_ptr<Protocol>> SenseeFactory::make(const ProtocolModel &model) const
{
    return std::make_unique<SenseeProtocol>(model.features);
}

} // namespace thrum
