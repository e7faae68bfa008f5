// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/wsclient.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace thrum::test {

/// The program `thrum` itself, as its users start and end it.
class ThrumTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void signalsEndItInOrder_data();
    void signalsEndItInOrder();
    void aSignalRightAtTheStartEndsItToo();
    void withItsPortInUseItStays();
    void itSaysItsVersionWithoutADisplay();
    void anUnknownOptionIsNamed();

private:
    void launch(const QStringList &more = {});
    [[nodiscard]] bool readPort();
    [[nodiscard]] int waitForEnd();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QProcess> m_process;
    QByteArray m_output;
    quint16 m_port = 0;
};

void ThrumTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_process = std::make_unique<QProcess>();
    m_output.clear();
    m_port = 0;
}

void ThrumTest::launch(const QStringList &more)
{
    const QStringList usual{QStringLiteral("--config-dir"), m_folder->path(),
                            QStringLiteral("--backend"),    QStringLiteral("simulated"),
                            QStringLiteral("--simulate"),   QStringLiteral("vibrator")};
    m_process->start(QStringLiteral(THRUM_BINARY_DIR "/bin/thrum"), usual + more);
    QVERIFY2(m_process->waitForStarted(), qPrintable(m_process->errorString()));
}

bool ThrumTest::readPort()
{
    const QByteArray start("Listening on ws://127.0.0.1:");
    const bool came = QTest::qWaitFor(
        [this] {
            m_output += m_process->readAllStandardOutput();
            return m_output.endsWith('\n');
        },
        20000);
    m_port = quint16(m_output.mid(start.size()).trimmed().toUInt());
    return came && m_output.startsWith(start) && m_port != 0;
}

int ThrumTest::waitForEnd()
{
    if (!QTest::qWaitFor([this] { return m_process->state() == QProcess::NotRunning; }, 10000))
        return -1;
    return m_process->exitStatus() == QProcess::NormalExit ? m_process->exitCode() : -2;
}

void ThrumTest::signalsEndItInOrder_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGTERM") << SIGTERM;
    QTest::newRow("SIGINT") << SIGINT;
}

void ThrumTest::signalsEndItInOrder()
{
    QFETCH(int, number);
    launch({QStringLiteral("--port"), QStringLiteral("0")});
    QVERIFY2(readPort(), m_output.constData());
    WsClient client;
    QVERIFY(client.enter(m_port, QStringLiteral("Player"), 4));
    QElapsedTimer elapsed;
    elapsed.start();
    QCOMPARE(::kill(pid_t(m_process->processId()), number), 0);
    const int code = waitForEnd();
    QVERIFY2(code == 0, m_process->readAllStandardError().constData());
    QVERIFY2(elapsed.elapsed() < 5500, "longer than a stop may take");
    QTRY_VERIFY(!client.isConnected());
}

void ThrumTest::aSignalRightAtTheStartEndsItToo()
{
    launch({QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--log-level"), QStringLiteral("debug")});
    QVERIFY2(readPort(), m_output.constData());
    QCOMPARE(::kill(pid_t(m_process->processId()), SIGTERM), 0);
    QCOMPARE(::kill(pid_t(m_process->processId()), SIGTERM), 0);
    QCOMPARE(waitForEnd(), 0);
}

void ThrumTest::withItsPortInUseItStays()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    launch({QStringLiteral("--port"), QString::number(other.serverPort())});
    QByteArray errors;
    const QByteArray port = QByteArray::number(other.serverPort());
    const bool told = QTest::qWaitFor(
        [&] {
            errors += m_process->readAllStandardError();
            return errors.contains(port) || m_process->state() == QProcess::NotRunning;
        },
        20000);
    QVERIFY2(told && m_process->state() == QProcess::Running, errors.constData());
    m_process->terminate();
    QCOMPARE(waitForEnd(), 0);
}

void ThrumTest::itSaysItsVersionWithoutADisplay()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    environment.remove(QStringLiteral("DISPLAY"));
    m_process->setProcessEnvironment(environment);
    launch({QStringLiteral("--version")});
    QCOMPARE(waitForEnd(), 0);
    QCOMPARE(m_process->readAllStandardOutput(), QByteArray("Thrum " THRUM_VERSION "\n"));
}

void ThrumTest::anUnknownOptionIsNamed()
{
    launch({QStringLiteral("--colour")});
    QCOMPARE(waitForEnd(), 2);
    const QByteArray errors = m_process->readAllStandardError();
    QVERIFY2(errors.contains("thrum: ") && errors.contains("colour") && errors.contains("--port"), errors.constData());
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ThrumTest)

#include "tst_thrum.moc"
