// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"

#include <QJsonArray>
#include <QObject>
#include <QProcess>

namespace thrum::bench {

/// The program fakebluez with a bus of its own, so that what it costs is not paid by the threads that are measured.
/// start() sets the environment of this process: call it before anything touches QtBluetooth or QtDBus, once.
class FakeToys final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeToys)
public:
    FakeToys() = default;
    ~FakeToys() override;

    /// `devices` as in tests/support/fakebluez/README.md.
    [[nodiscard]] Result<void> start(const QJsonArray &devices);

Q_SIGNALS:
    /// WriteValue arrived at the toy; the time is CLOCK_MONOTONIC.
    void written(const QString &address, const QByteArray &bytes, qint64 ns);

private:
    void onLine(const QByteArray &line);

    QProcess m_process;
    bool m_isReady = false;
};

} // namespace thrum::bench
