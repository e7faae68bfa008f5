// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/benchclient.h"

#include "tests/bench/eventwait.h"
#include "tests/support/wirejson.h"

#include <QTcpSocket>

namespace thrum::bench {
namespace {

constexpr std::chrono::milliseconds answerLimit{20000};

int indexOf(const QJsonObject &list, const QString &name)
{
    const QJsonObject devices = list.value(u"Devices").toObject();
    for (const QJsonValue &device : devices) {
        if (device.toObject().value(u"DeviceName").toString() == name)
            return device.toObject().value(u"DeviceIndex").toInt(-1);
    }
    return -1;
}

} // namespace

BenchClient::BenchClient()
{
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &BenchClient::received);
}

BenchClient::~BenchClient()
{
    m_socket.disconnect(this);
}

Result<void> BenchClient::open(quint16 port)
{
    m_socket.open(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(port)));
    if (!runUntil([this] { return m_socket.isValid(); }, answerLimit))
        return fail(ErrorCode::Timeout, QStringLiteral("could not connect to port %1").arg(port));
    // Clients of the real world do the same: small frames must not wait for acknowledgements.
    if (auto *tcp = m_socket.findChild<QTcpSocket *>())
        tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    else
        return fail(ErrorCode::Unsupported, QStringLiteral("the socket behind the WebSocket is not to be found"));
    return {};
}

void BenchClient::send(const QString &frame)
{
    m_socket.sendTextMessage(frame);
    m_socket.flush();
}

Result<QJsonObject> BenchClient::waitFor(const QString &message, const std::function<bool(const QJsonObject &)> &fits)
{
    std::optional<QJsonObject> found;
    const auto listening = connect(this, &BenchClient::received, this, [&](const QString &frame) {
        const test::WireMessage got = test::messageOf(frame);
        if (got.name == message && fits(got.fields))
            found = got.fields;
    });
    const bool isThere = runUntil([&] { return found.has_value(); }, answerLimit);
    disconnect(listening);
    if (!isThere)
        return fail(ErrorCode::Timeout, QStringLiteral("the server sent no such %1 in time").arg(message));
    return *found;
}

Result<void> BenchClient::shakeHands()
{
    queue(QStringLiteral(R"([{"RequestServerInfo":{"Id":1,"ClientName":"Benchmark",)"
                         R"("ProtocolVersionMajor":4,"ProtocolVersionMinor":0}}])"));
    const auto info = waitFor(QStringLiteral("ServerInfo"), [](const QJsonObject &) { return true; });
    if (!info)
        return tl::unexpected(info.error());
    return {};
}

Result<int> BenchClient::findDevice(const QString &name)
{
    queue(QStringLiteral(R"([{"StartScanning":{"Id":2}},{"RequestDeviceList":{"Id":3}}])"));
    const auto list = waitFor(QStringLiteral("DeviceList"),
                              [&](const QJsonObject &devices) { return indexOf(devices, name) >= 0; });
    if (!list)
        return tl::unexpected<Error>({list.error().code, name, list.error().detail});
    queue(QStringLiteral(R"([{"StopScanning":{"Id":4}}])"));
    const auto stopped = waitFor(QStringLiteral("Ok"),
                                 [](const QJsonObject &ok) { return ok.value(u"Id").toInt() == 4; });
    if (!stopped)
        return tl::unexpected(stopped.error());
    return indexOf(*list, name);
}

QString vibrateFrame(quint32 id, int device, int feature, int value)
{
    return QStringLiteral(
               R"([{"OutputCmd":{"Id":%1,"DeviceIndex":%2,"FeatureIndex":%3,"Command":{"Vibrate":{"Value":%4}}}}])")
        .arg(id)
        .arg(device)
        .arg(feature)
        .arg(value);
}

} // namespace thrum::bench
