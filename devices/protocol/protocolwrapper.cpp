// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/protocolwrapper.h"

namespace thrum {

ProtocolWrapper::ProtocolWrapper(std::unique_ptr<Protocol> inner)
    : m_inner(std::move(inner))
{}

std::vector<OutputWrite> ProtocolWrapper::encode(const OutputValue &value, TimePoint now)
{
    return m_inner->encode(value, now);
}

std::vector<OutputWrite> ProtocolWrapper::encodeStop(const Feature &feature, TimePoint now)
{
    return m_inner->encodeStop(feature, now);
}

KeepalivePolicy ProtocolWrapper::keepalive() const
{
    return m_inner->keepalive();
}

bool ProtocolWrapper::isMoving() const
{
    return m_inner->isMoving();
}

std::optional<TimePoint> ProtocolWrapper::tickAt() const
{
    return m_inner->tickAt();
}

std::vector<OutputWrite> ProtocolWrapper::tick(TimePoint now)
{
    return m_inner->tick(now);
}

bool ProtocolWrapper::sharesPackets() const
{
    return m_inner->sharesPackets();
}

Script<qint32> ProtocolWrapper::read(FeatureIndex feature, InputType type)
{
    return m_inner->read(feature, type);
}

std::optional<Endpoint> ProtocolWrapper::notifyingEndpoint(FeatureIndex feature, InputType type) const
{
    return m_inner->notifyingEndpoint(feature, type);
}

std::vector<InputValue> ProtocolWrapper::onNotification(Endpoint endpoint, const QByteArray &bytes)
{
    return m_inner->onNotification(endpoint, bytes);
}

QList<Error> refuseStart(const ProtocolModel &model, const QString &protocol)
{
    if (!model.parameters.contains(u"start"))
        return {};
    return {Error{ErrorCode::InvalidData, QStringLiteral("speak.start"),
                  QStringLiteral("the protocol %1 starts in its own way, remove it").arg(protocol)}};
}

} // namespace thrum
