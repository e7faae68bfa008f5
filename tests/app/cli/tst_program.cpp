// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/assembly.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace thrum::test {

/// The real thrumctl against a real server with one simulated vibrator.
class ProgramTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void listTellsTheDevicesAsJson();
    void batteryIsReadFromTheOnlyDevice();
    void exitCodesTellHowItWent_data();
    void exitCodesTellHowItWent();

private:
    void run(QProcess &process, const QStringList &arguments) const;

    QTemporaryDir m_folder;
    std::unique_ptr<Assembly> m_assembly;
    QString m_url;
};

void ProgramTest::initTestCase()
{
    const Result<CommandLine> commandLine = parseCommandLine(
        {QStringLiteral("thrumd"), QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--backend"),
         QStringLiteral("simulated"), QStringLiteral("--simulate"), QStringLiteral("vibrator"),
         QStringLiteral("--config-dir"), m_folder.path()});
    QVERIFY2(commandLine, commandLine ? "" : qPrintable(commandLine.error().text()));
    m_assembly = std::make_unique<Assembly>(*commandLine);
    bool hasDevice = false;
    connect(m_assembly.get(), &Assembly::serverStarted, this, [this](quint16, const QString &url) { m_url = url; });
    const auto watching = connect(m_assembly.get(), &Assembly::snapshotChanged, this,
                                  [&hasDevice](const SnapshotPtr &snapshot) {
                                      hasDevice = !snapshot->devices.isEmpty() && snapshot->devices.front().info;
                                  });
    m_assembly->start();
    QTRY_VERIFY(hasDevice && !m_url.isEmpty());
    disconnect(watching);
}

void ProgramTest::cleanupTestCase()
{
    QSignalSpy finished(m_assembly.get(), &Assembly::shutDownFinished);
    m_assembly->shutDown();
    QTRY_COMPARE(finished.size(), 1);
    m_assembly.reset();
}

void ProgramTest::run(QProcess &process, const QStringList &arguments) const
{
    process.start(QStringLiteral(THRUM_BINARY_DIR "/bin/thrumctl"), arguments);
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30000);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
}

void ProgramTest::listTellsTheDevicesAsJson()
{
    QProcess process;
    run(process, {QStringLiteral("--server"), m_url, QStringLiteral("--json"), QStringLiteral("list")});
    QCOMPARE(process.exitCode(), 0);
    const QJsonArray devices = QJsonDocument::fromJson(process.readAllStandardOutput()).array();
    QCOMPARE(devices.size(), 1);
    QCOMPARE(devices.at(0)[u"name"].toString(), QStringLiteral("Simulated Vibrator"));
    QCOMPARE(devices.at(0)[u"outputs"][0][u"high"].toInt(), 20);
}

void ProgramTest::batteryIsReadFromTheOnlyDevice()
{
    QProcess process;
    run(process, {QStringLiteral("--server"), m_url, QStringLiteral("--json"), QStringLiteral("read"),
                  QStringLiteral("battery")});
    QCOMPARE(process.exitCode(), 0);
    const int percent = QJsonDocument::fromJson(process.readAllStandardOutput())[u"battery"].toInt(-1);
    QVERIFY(percent >= 0 && percent <= 100);
}

void ProgramTest::exitCodesTellHowItWent_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("stop all") << QStringLiteral("stop") << 0;
    QTest::newRow("stop one") << QStringLiteral("stop 0") << 0;
    QTest::newRow("vibrate for a while") << QStringLiteral("vibrate 0 40% --for 0.05") << 0;
    QTest::newRow("unknown device") << QStringLiteral("stop nobody") << 1;
    QTest::newRow("too many steps") << QStringLiteral("vibrate 0 4000") << 1;
    QTest::newRow("unknown command") << QStringLiteral("dance") << 2;
    QTest::newRow("no value") << QStringLiteral("vibrate 0") << 2;
    QTest::newRow("unknown option") << QStringLiteral("list --loud") << 2;
    QTest::newRow("dead server") << QStringLiteral("list --server ws://127.0.0.1:1") << 3;
}

void ProgramTest::exitCodesTellHowItWent()
{
    QFETCH(QString, arguments);
    QFETCH(int, code);
    QProcess process;
    run(process, QStringList{QStringLiteral("--server"), m_url} + arguments.split(u' '));
    const QByteArray complaint = process.readAllStandardError();
    QCOMPARE(process.exitCode(), code);
    QCOMPARE(complaint.isEmpty(), code == 0);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ProgramTest)
#include "tst_program.moc"
