// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/devicelink.h"

namespace thrum {
namespace {

QString describe(const Operation &operation)
{
    switch (operation.kind) {
    case Operation::Kind::Write: return QStringLiteral("writing to %1").arg(endpointName(operation.endpoint));
    case Operation::Kind::Read: return QStringLiteral("reading %1").arg(endpointName(operation.endpoint));
    case Operation::Kind::Subscribe: return QStringLiteral("subscribing to %1").arg(endpointName(operation.endpoint));
    case Operation::Kind::Unsubscribe:
        return QStringLiteral("unsubscribing from %1").arg(endpointName(operation.endpoint));
    }
    Q_UNREACHABLE();
}

} // namespace

DeviceLink::DeviceLink(std::unique_ptr<Transport> transport, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_transport(std::move(transport))
    , m_clock(clock)
{
    m_deadline = clock.makeAlarm([this] {
        if (!m_up) {
            close(Error{ErrorCode::Timeout, {}, QStringLiteral("the device did not accept the connection in time")});
            return;
        }
        ++m_abandoned;
        finish(fail(ErrorCode::Timeout, QStringLiteral("no answer in time"), describe(m_operation)));
    });
    connect(m_transport.get(), &Transport::connected, this, [this](const QSet<Endpoint> &endpoints) {
        if (m_ended || m_up)
            return;
        m_deadline->clear();
        m_up = true;
        Q_EMIT connected(endpoints);
    });
    connect(m_transport.get(), &Transport::operationFinished, this, [this](const Result<QByteArray> &result) {
        if (m_abandoned > 0)
            --m_abandoned;
        else
            finish(result);
    });
    connect(m_transport.get(), &Transport::notified, this, &DeviceLink::notified);
    connect(m_transport.get(), &Transport::disconnected, this, &DeviceLink::end);
}

DeviceLink::~DeviceLink()
{
    m_transport->disconnect(this);
}

void DeviceLink::open(const EndpointMap &wanted, milliseconds within)
{
    m_deadline->set(m_clock.now() + within);
    m_transport->open(wanted);
}

void DeviceLink::execute(const Operation &operation, milliseconds within, Done done)
{
    Q_ASSERT(!m_done);
    m_operation = operation;
    m_done = std::move(done);
    if (!m_up || m_ended) {
        finish(fail(ErrorCode::Disconnected, QStringLiteral("the device is not connected"), describe(operation)));
        return;
    }
    m_deadline->set(m_clock.now() + within);
    m_transport->execute(operation);
}

void DeviceLink::finish(const Result<QByteArray> &result)
{
    if (!m_done)
        return;
    m_deadline->clear();
    const Done done = std::exchange(m_done, nullptr);
    done(result);
}

void DeviceLink::close(const Error &why)
{
    if (m_ended)
        return;
    // What the transport says from now on is no news, and the reason is ours.
    m_transport->disconnect(this);
    m_transport->close();
    end(why);
}

void DeviceLink::end(const Error &why)
{
    if (m_ended)
        return;
    m_ended = true;
    m_up = false;
    m_deadline->clear();
    const QPointer<DeviceLink> guard(this);
    finish(tl::unexpected<Error>(why));
    if (guard)
        Q_EMIT disconnected(why);
}

} // namespace thrum
