// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/client/client.h"
#include "core/connector/outgoingconnector.h"
#include "core/messages/dialect.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeconnection.h"
#include "tests/support/fakedeviceport.h"
#include "tests/support/wirejson.h"

#include <QPointer>

namespace thrum::test {

/// A connector whose attempts end when the test says so.
class TestConnector final : public OutgoingConnector
{
public:
    void open(Opened opened) override
    {
        ++attempts;
        m_opened = std::move(opened);
    }
    void cancel() override { m_opened = nullptr; }
    [[nodiscard]] QString destination() const override { return QStringLiteral("test"); }
    [[nodiscard]] bool isOpening() const { return m_opened != nullptr; }
    void finish(Result<std::unique_ptr<Connection>> result)
    {
        const Opened opened = std::exchange(m_opened, nullptr);
        opened(std::move(result));
    }

    int attempts = 0;

private:
    Opened m_opened;
};

/// The value of a future that must have finished; a failed check when it has not.
template<class T>
ClientResult<T> resultOf(const QFuture<ClientResult<T>> &future)
{
    if (!future.isFinished())
        return clientFailure(ClientError::Kind::Unknown, QStringLiteral("the future has not finished"));
    if (future.resultCount() != 1)
        return clientFailure(ClientError::Kind::Unknown, QStringLiteral("the future has no result"));
    return future.result();
}

/// The kind of error of a future that has failed; nothing when it succeeded or goes on.
template<class T>
std::optional<ClientError::Kind> failureOf(const QFuture<ClientResult<T>> &future)
{
    if (!future.isFinished() || future.resultCount() != 1 || future.result().has_value())
        return std::nullopt;
    return future.result().error().kind();
}

template<class T>
bool hasSucceeded(const QFuture<ClientResult<T>> &future)
{
    return resultOf(future).has_value();
}

/// A client on a fake clock; the test is the server.
class ClientRig final
{
public:
    explicit ClientRig(const ClientOptions &options = {QStringLiteral("Lantern Player")})
        : client(options, clock)
    {}

    /// Begins to connect; the connector waits for accept() or refuse().
    [[nodiscard]] ClientFuture<ClientServerInfo> begin()
    {
        auto made = std::make_unique<TestConnector>();
        connector = made.get();
        return client.connectToServer(std::move(made));
    }
    /// The connection comes about.
    void accept()
    {
        auto connection = std::make_unique<FakeConnection>();
        peer = connection.get();
        connector->finish(std::move(connection));
    }
    void refuse() { connector->finish(fail(ErrorCode::Refused, QStringLiteral("nobody listens"))); }
    void say(const QString &frame) { peer->receive(frame); }
    void sayServerInfo(quint32 id = 1, int maxPingMs = 0)
    {
        say(QStringLiteral(R"([{"ServerInfo":{"Id":%1,"ServerName":"Harbor","ProtocolVersionMajor":4,)"
                           R"("ProtocolVersionMinor":0,"MaxPingTime":%2}}])")
                .arg(id)
                .arg(maxPingMs));
    }
    void sayDevices(quint32 id, const QList<DeviceInfoPtr> &devices) { say(listOf(id, devices)); }
    void sayOk(qint64 id) { say(QStringLiteral(R"([{"Ok":{"Id":%1}}])").arg(id)); }
    void sayError(qint64 id, int code, const QString &text = QStringLiteral("no"))
    {
        say(QStringLiteral(R"([{"Error":{"Id":%1,"ErrorCode":%2,"ErrorMessage":"%3"}}])").arg(id).arg(code).arg(text));
    }
    /// Connects, shakes hands, tells the devices. What was sent is forgotten.
    void connectWith(const QList<DeviceInfoPtr> &devices, int maxPingMs = 0)
    {
        connecting = begin();
        accept();
        answerHandshake(devices, maxPingMs);
    }
    void answerHandshake(const QList<DeviceInfoPtr> &devices, int maxPingMs = 0)
    {
        sayServerInfo(1, maxPingMs);
        for (const WireMessage &message : takeSent()) {
            if (message.name == u"RequestDeviceList")
                sayDevices(quint32(message.id()), devices);
        }
    }
    /// What the client has sent since the last time.
    [[nodiscard]] QList<WireMessage> takeSent()
    {
        QList<WireMessage> messages;
        for (const QString &frame : peer->takeSent())
            messages << messageOf(frame);
        return messages;
    }
    /// The only message sent since the last time.
    [[nodiscard]] WireMessage takeOne()
    {
        const QList<WireMessage> messages = takeSent();
        return messages.size() == 1 ? messages.constFirst() : WireMessage();
    }
    [[nodiscard]] static QString listOf(quint32 id, const QList<DeviceInfoPtr> &devices)
    {
        DeviceMap map;
        for (const DeviceInfoPtr &device : devices)
            map[device->index] = device;
        return makeDialect(4)->deviceList(id, map);
    }

    FakeClock clock;
    Client client;
    QPointer<TestConnector> connector;
    QPointer<FakeConnection> peer;
    ClientFuture<ClientServerInfo> connecting;
};

} // namespace thrum::test
