// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/faketoys.h"

#include "tests/bench/eventwait.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>

namespace thrum::bench {
namespace {

constexpr std::chrono::milliseconds startLimit{20000};
constexpr int endLimitMs = 10000;

} // namespace

FakeToys::~FakeToys()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(endLimitMs)) {
        m_process.kill();
        m_process.waitForFinished(endLimitMs);
    }
}

Result<void> FakeToys::start(const QJsonArray &devices)
{
    QTemporaryFile layout;
    if (!layout.open() || layout.write(QJsonDocument(devices).toJson()) < 0 || !layout.flush())
        return fail(ErrorCode::Io, layout.errorString(), layout.fileName());
    connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] {
        while (m_process.canReadLine())
            onLine(m_process.readLine());
    });
    const QString program = QCoreApplication::applicationDirPath() + QStringLiteral("/fakebluez");
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, {QStringLiteral("--layout"), layout.fileName()});
    const bool isUp = runUntil([this] { return m_isReady || m_process.error() != QProcess::UnknownError; }, startLimit);
    if (!isUp || !m_isReady)
        return fail(ErrorCode::Io, QStringLiteral("did not start; build the target fakebluez beside this program"),
                    program);
    return {};
}

void FakeToys::onLine(const QByteArray &line)
{
    const QJsonObject event = QJsonDocument::fromJson(line).object();
    const QString kind = event.value(u"event").toString();
    if (kind == u"ready") {
        const QJsonObject environment = event.value(u"env").toObject();
        for (auto it = environment.begin(); it != environment.end(); ++it)
            qputenv(it.key().toLatin1().constData(), it.value().toString().toUtf8());
        m_isReady = true;
    } else if (kind == u"write") {
        Q_EMIT written(event.value(u"device").toString(),
                       QByteArray::fromHex(event.value(u"hex").toString().toLatin1()), event.value(u"ns").toInteger());
    }
}

} // namespace thrum::bench
