// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QObject>
#include <QWebSocket>

namespace thrum::bench {

/// A client program over a real WebSocket: of a Thrum server, or of an echo.
class BenchClient final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BenchClient)
public:
    BenchClient();
    ~BenchClient() override;

    [[nodiscard]] Result<void> open(quint16 port);
    [[nodiscard]] Result<void> shakeHands();
    /// Scans until the device is there, and no longer. Its index.
    [[nodiscard]] Result<int> findDevice(const QString &name);

    /// The frame leaves from inside the call, as it does in clients that write to their socket themselves.
    void send(const QString &frame);
    /// It may leave together with the next ones.
    void queue(const QString &frame) { m_socket.sendTextMessage(frame); }

Q_SIGNALS:
    void received(const QString &frame);

private:
    [[nodiscard]] Result<QJsonObject> waitFor(const QString &message,
                                              const std::function<bool(const QJsonObject &)> &fits);

    QWebSocket m_socket;
};

/// [{"OutputCmd":{...}}] for a vibrator, as client libraries write it.
[[nodiscard]] QString vibrateFrame(quint32 id, int device, int feature, int value);

} // namespace thrum::bench
