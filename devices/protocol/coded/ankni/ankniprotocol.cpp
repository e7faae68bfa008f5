// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/ankni/ankniprotocol.h"

#include "devices/protocol/crc16.h"
#include "devices/protocol/declarative/declarativefactory.h"

namespace thrum {
namespace {

constexpr qsizetype packetSize = 20;
constexpr qsizetype longestIdOfGreeted = 6;
constexpr qsizetype checkCopies = 16;

Script<Nothing> greet()
{
    const Result<QByteArray> id = co_await reading(Endpoint::Generic0);
    if (!id)
        co_return tl::unexpected<Error>(id.error());
    if (id->size() > longestIdOfGreeted)
        co_return Nothing();
    const QByteArray ones(packetSize, '\x01');
    const Result<QByteArray> first = co_await writing(Endpoint::Tx, ones, WriteMode::WithResponse);
    if (!first)
        co_return tl::unexpected<Error>(first.error());
    const auto check = char(crc16Xmodem(QByteArray(1, '\x01').append(*id)) >> 8U);
    const QByteArray answer = QByteArray::fromHex("0102").append(checkCopies, check).append(2, '\0');
    const Result<QByteArray> second = co_await writing(Endpoint::Tx, answer, WriteMode::WithResponse);
    if (!second)
        co_return tl::unexpected<Error>(second.error());
    co_return Nothing();
}

} // namespace

AnkniProtocol::AnkniProtocol(std::unique_ptr<Protocol> packets)
    : ProtocolWrapper(std::move(packets))
{}

Script<Nothing> AnkniProtocol::initialise()
{
    return greet();
}

QList<Error> AnkniFactory::check(const ProtocolModel &model) const
{
    QList<Error> problems = DeclarativeFactory().check(model) + refuseStart(model, name());
    if (!model.endpoints.contains(Endpoint::Generic0))
        problems << Error{ErrorCode::Unsupported, QStringLiteral("find"),
                          QStringLiteral("the protocol ankni needs the endpoint generic0")};
    return problems;
}

Result<std::unique_ptr<Protocol>> AnkniFactory::create(const ProtocolModel &model) const
{
    Result<std::unique_ptr<Protocol>> packets = DeclarativeFactory().create(model);
    if (!packets)
        return packets;
    return std::make_unique<AnkniProtocol>(std::move(*packets));
}

} // namespace thrum
