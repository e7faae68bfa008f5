// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/galaku/galakuprotocol.h"

#include "devices/protocol/coded/galaku/galakucipher.h"
#include "devices/protocol/declarative/declarativefactory.h"

#include <numeric>

namespace thrum {
namespace {

constexpr milliseconds answerDeadline{3000};
constexpr qsizetype levelPlace = 4;

bool isToBeHidden(const QByteArray &bytes)
{
    return bytes.size() == galaku::packetSize && bytes.front() == galaku::header;
}

std::vector<OutputWrite> hidden(std::vector<OutputWrite> writes)
{
    for (OutputWrite &write : writes) {
        if (isToBeHidden(write.operation.bytes))
            write.operation.bytes = galaku::enciphered(write.operation.bytes);
    }
    return writes;
}

quint8 checkSum(const QByteArray &packet)
{
    const auto add = [](quint8 sum, char byte) { return quint8(sum + quint8(byte)); };
    return std::accumulate(packet.cbegin(), packet.cend() - 1, quint8(0), add);
}

QByteArray batteryQuestion()
{
    QByteArray plain = QByteArray::fromHex("235A00000113000000000000");
    plain.back() = char(checkSum(plain));
    return galaku::enciphered(plain);
}

int levelIn(const QByteArray &answer)
{
    if (isToBeHidden(answer)) {
        const QByteArray plain = galaku::deciphered(answer);
        if (quint8(plain.back()) == checkSum(plain))
            return quint8(plain.at(levelPlace));
    }
    return quint8(answer.front());
}

Script<qint32> askBattery()
{
    const Result<QByteArray> listening = co_await subscribing(Endpoint::RxBleBattery);
    if (!listening)
        co_return tl::unexpected<Error>(listening.error());
    const QByteArray question = batteryQuestion();
    const Result<QByteArray> asked = co_await writing(Endpoint::Tx, question, WriteMode::WithResponse);
    if (!asked)
        co_return tl::unexpected<Error>(asked.error());
    const Result<QByteArray> answer = co_await nextNotification(answerDeadline);
    if (!answer)
        co_return tl::unexpected<Error>(answer.error());
    const QString where = QStringLiteral("rxblebattery");
    if (answer->isEmpty())
        co_return fail(ErrorCode::InvalidData, QStringLiteral("the battery answered without a byte"), where);
    const int level = levelIn(*answer);
    if (level > 100)
        co_return fail(ErrorCode::InvalidData,
                       QStringLiteral("the battery answered %1, which is no percentage").arg(level), where);
    co_return qint32(level);
}

} // namespace

GalakuProtocol::GalakuProtocol(std::unique_ptr<Protocol> packets)
    : ProtocolWrapper(std::move(packets))
{}

Script<Nothing> GalakuProtocol::initialise()
{
    return Protocol::initialise();
}

std::vector<OutputWrite> GalakuProtocol::encode(const OutputValue &value, TimePoint now)
{
    return hidden(ProtocolWrapper::encode(value, now));
}

std::vector<OutputWrite> GalakuProtocol::encodeStop(const Feature &feature, TimePoint now)
{
    return hidden(ProtocolWrapper::encodeStop(feature, now));
}

std::vector<OutputWrite> GalakuProtocol::tick(TimePoint now)
{
    return hidden(ProtocolWrapper::tick(now));
}

Script<qint32> GalakuProtocol::read(FeatureIndex feature, InputType type)
{
    return type == InputType::Battery ? askBattery() : Protocol::read(feature, type);
}

QList<Error> GalakuFactory::check(const ProtocolModel &model) const
{
    return DeclarativeFactory().check(model) + refuseStart(model, name());
}

Result<std::unique_ptr<Protocol>> GalakuFactory::create(const ProtocolModel &model) const
{
    Result<std::unique_ptr<Protocol>> packets = DeclarativeFactory().create(model);
    if (!packets)
        return packets;
    return std::make_unique<GalakuProtocol>(std::move(*packets));
}

} // namespace thrum
