// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/privatebus.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QStandardPaths>

#include <sys/prctl.h>

#include <csignal>

namespace thrum::fakebluez {

namespace {

constexpr int startTimeoutMs = 10'000;
constexpr int stopTimeoutMs = 5'000;

const QString configuration = QStringLiteral(
    R"(<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=%1/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_destination="*" eavesdrop="true"/>
    <allow send_type="method_call"/>
    <allow send_type="signal"/>
    <allow receive_type="method_call"/>
    <allow receive_type="signal"/>
    <allow receive_type="error"/>
    <allow receive_type="method_return"/>
  </policy>
</busconfig>
)");

} // namespace

PrivateBus::~PrivateBus()
{
    stop();
}

Result<QString> PrivateBus::writeConfiguration() const
{
    QFile file(m_folder->filePath(QStringLiteral("bus.conf")));
    if (!file.open(QIODevice::WriteOnly) || file.write(configuration.arg(m_folder->path()).toUtf8()) < 0)
        return fail(ErrorCode::Io, file.errorString(), file.fileName());
    return file.fileName();
}

Result<void> PrivateBus::start()
{
    if (m_daemon)
        return fail(ErrorCode::Busy, QStringLiteral("the bus is running"));
    const QString program = QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
    if (program.isEmpty())
        return fail(ErrorCode::NotFound,
                    QStringLiteral("dbus-daemon is not installed; install the package dbus-daemon"));
    // A path of our own: that of a socket may have 107 bytes, which TMPDIR can exceed.
    m_folder = std::make_unique<QTemporaryDir>(QStringLiteral("/tmp/thrumbus-XXXXXX"));
    if (!m_folder->isValid())
        return fail(ErrorCode::Io, m_folder->errorString(), m_folder->path());
    const auto file = writeConfiguration();
    if (!file)
        return tl::unexpected(file.error());

    m_daemon = std::make_unique<QProcess>();
    const QString complaints = m_folder->filePath(QStringLiteral("complaints"));
    m_daemon->setStandardErrorFile(complaints);
    m_daemon->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_daemon->start(program, {QStringLiteral("--config-file=") + *file, QStringLiteral("--nofork"),
                              QStringLiteral("--nopidfile"), QStringLiteral("--print-address=1")});
    const QDeadlineTimer deadline(startTimeoutMs);
    while (!m_daemon->canReadLine() && m_daemon->state() != QProcess::NotRunning && !deadline.hasExpired())
        m_daemon->waitForReadyRead(static_cast<int>(deadline.remainingTime()));
    m_address = QString::fromUtf8(m_daemon->readLine()).trimmed();
    if (m_address.isEmpty()) {
        QFile said(complaints);
        const QString text = said.open(QIODevice::ReadOnly) ? QString::fromUtf8(said.readAll())
                                                            : m_daemon->errorString();
        stop();
        return fail(ErrorCode::Timeout, QStringLiteral("dbus-daemon did not say its address: ") + text, program);
    }
    return {};
}

void PrivateBus::stop()
{
    if (m_daemon && m_daemon->state() != QProcess::NotRunning) {
        m_daemon->terminate();
        if (!m_daemon->waitForFinished(stopTimeoutMs)) {
            m_daemon->kill();
            m_daemon->waitForFinished(stopTimeoutMs);
        }
    }
    m_daemon.reset();
    m_folder.reset();
    m_address.clear();
}

QProcessEnvironment PrivateBus::environmentFor(const QString &busAddress)
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), busAddress);
    environment.insert(QStringLiteral("BLUETOOTH_FORCE_DBUS_LE_VERSION"), QStringLiteral("5.66"));
    return environment;
}

void PrivateBus::applyToThisProcess() const
{
    const QProcessEnvironment variables = environment();
    const QStringList names = variables.keys();
    for (const QString &name : names)
        qputenv(name.toLatin1().constData(), variables.value(name).toUtf8());
}

} // namespace thrum::fakebluez
