// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/tcode/tcodeprotocol.h"

#include "devices/protocol/declarative/declarativefactory.h"

#include <algorithm>

namespace thrum {
namespace {

constexpr milliseconds firstMove{1000};

OutputWrite haltLine()
{
    return {Operation::write(Endpoint::Tx, QByteArrayLiteral("DSTOP\n"), WriteMode::WithoutResponse), sharedKey(0)};
}

} // namespace

TcodeProtocol::TcodeProtocol(std::unique_ptr<Protocol> axes)
    : m_axes(std::move(axes))
{}

std::vector<OutputWrite> TcodeProtocol::encode(const OutputValue &value, TimePoint now)
{
    if (!isPosition(value.type))
        return m_axes->encode(value, now);
    if (!m_arrival)
        m_arrival = now + firstMove;
    const milliseconds left = std::chrono::ceil<milliseconds>(*m_arrival - now);
    if (left.count() <= 0)
        return m_axes->encode(value, now);
    OutputValue slow = value;
    slow.type = OutputType::HwPositionWithDuration;
    slow.durationMs = std::max(value.durationMs, static_cast<quint32>(left.count()));
    return m_axes->encode(slow, now);
}

std::vector<OutputWrite> TcodeProtocol::encodeStop(const Feature &feature, TimePoint now)
{
    if (feature.stoppableOutput())
        return m_axes->encodeStop(feature, now);
    return {haltLine()};
}

QList<Error> TcodeFactory::check(const ProtocolModel &model) const
{
    QList<Error> problems = DeclarativeFactory().check(model);
    for (qsizetype i = 0; i < model.features.size(); ++i) {
        const Feature &feature = model.features.at(i);
        if (feature.output(OutputType::Position) && !feature.output(OutputType::HwPositionWithDuration)) {
            problems << Error{ErrorCode::InvalidData, QStringLiteral("features[%1]").arg(i),
                              QStringLiteral(
                                  "an axis of the protocol tcode goes slowly to its first place, so it needs "
                                  "hwPositionWithDuration beside position; add it")};
        }
    }
    return problems;
}

Result<std::unique_ptr<Protocol>> TcodeFactory::make(const ProtocolModel &model) const
{
    Result<std::unique_ptr<Protocol>> axes = DeclarativeFactory().create(model);
    if (!axes)
        return tl::unexpected<Error>(axes.error());
    return std::make_unique<TcodeProtocol>(std::move(*axes));
}

} // namespace thrum
