// SPDX-License-Identifier: BSD-3-Clause
#include <QProcess>
#include <QRegularExpression>
#include <QTest>

/// That the benchmarks run and measure everything; what they measure is judged by people, in an optimised build.
class TestBenchThrum final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyMeasurementHasItsRow_data();
    void everyMeasurementHasItsRow();
    void unknownPartIsRefused();

private:
    QString m_output;
};

namespace {

constexpr int runLimitMs = 120000;

QString program()
{
    return QCoreApplication::applicationDirPath() + QStringLiteral("/bench_thrum");
}

} // namespace

void TestBenchThrum::initTestCase()
{
    QProcess bench;
    bench.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    bench.start(program(), {QStringLiteral("--quick")});
    QVERIFY(bench.waitForFinished(runLimitMs));
    m_output = QString::fromUtf8(bench.readAllStandardOutput());
    QCOMPARE(bench.exitStatus(), QProcess::NormalExit);
    QCOMPARE(bench.exitCode(), 0);
}

void TestBenchThrum::everyMeasurementHasItsRow_data()
{
    QTest::addColumn<int>("count");
    const auto row = [](const char *name, int count) { QTest::newRow(name) << count; };
    row("Thrum: frame sent to write at the toy", 5);
    row("bare QtBluetooth: call to write at the toy", 5);
    row("the same behind a bare QWebSocketServer", 5);
    row("Thrum, a toy with two motors in one packet", 5);
    row("Thrum, 32 under way", 2);
    row("bare QWebSocketServer echo, 32 under way", 2);
    row("Thrum, 1 under way", 2);
    row("bare QWebSocketServer echo, 1 under way", 2);
    row("age of the written value, superseded since", 3);
    row("the same, in writes since, itself included", 3);
    row("command until it or a newer one is at the toy", 20);
    row("last command of a stream until it is at the toy", 2);
    row("Thrum's decoder (simdjson)", 2);
    row("the same fields with QJsonDocument", 2);
    row("reading all brand files", 3);
    row("the same and checking every model", 3);
}

/// Name, count, p50, p99, min, max.
void TestBenchThrum::everyMeasurementHasItsRow()
{
    QFETCH(int, count);
    const QString name = QString::fromUtf8(QTest::currentDataTag());
    const QRegularExpression pattern(u'^' + QRegularExpression::escape(QString(QStringLiteral("  ") + name))
                                         + QStringLiteral(" +([0-9]+) +[0-9.]+ +[0-9.]+ +[0-9.]+ +[0-9.]+ "),
                                     QRegularExpression::MultilineOption);
    const QRegularExpressionMatch match = pattern.match(m_output);
    QVERIFY2(match.hasMatch(), qPrintable(m_output));
    QVERIFY2(match.captured(1).toInt() >= count, qPrintable(match.captured()));
}

void TestBenchThrum::unknownPartIsRefused()
{
    QProcess bench;
    bench.start(program(), {QStringLiteral("--only"), QStringLiteral("everything")});
    QVERIFY(bench.waitForFinished(runLimitMs));
    QCOMPARE(bench.exitCode(), 2);
    QVERIFY(bench.readAllStandardError().contains("allowed: first, throughput, staleness, decoder"));
}

QTEST_GUILESS_MAIN(TestBenchThrum)
#include "tst_benchthrum.moc"
