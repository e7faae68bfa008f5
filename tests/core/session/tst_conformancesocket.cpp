// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/caserunner.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <map>

namespace thrum::test {
namespace {

/// Rows that all five versions together must have at least.
constexpr int fewestRows = 150;

} // namespace

/// The transcripts of tests/cases/messages once more, between a WebSocket client and a listener on 127.0.0.1: the one
/// table that says what every spec version must answer, on the way that apps take.
class ConformanceSocketTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWrongStatementFailsOverASocketToo_data();
    void aWrongStatementFailsOverASocketToo();
    void transcriptHoldsOverASocket_data();
    void transcriptHoldsOverASocket();
    void enoughRowsOfEveryVersionWerePlayed();

private:
    static QString folder() { return QStringLiteral(THRUM_SOURCE_DIR "/tests/cases/messages"); }

    /// Rows played, by the folder of their version.
    std::map<QString, int> m_played;
};

void ConformanceSocketTest::aWrongStatementFailsOverASocketToo_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::newRow("another message") << QByteArray(R"({"send": [{"Ping":{"Id":3}}], "expect": ["Error 3 code 3"]})");
    QTest::newRow("a message missing") << QByteArray(R"({"send": "  ", "expect": ["Ok 3"]})");
    QTest::newRow("a message too many") << QByteArray(R"({"send": "x"})");
    QTest::newRow("a binary frame unanswered") << QByteArray(R"({"binary": true})");
    QTest::newRow("a call that was not made") << QByteArray(R"({"send": "", "calls": ["2 scan"]})");
    QTest::newRow("a call too many") << QByteArray(R"({"send": [{"StopAllDevices":{"Id":2}}], "expect": ["Ok 2"]})");
    QTest::newRow("a close that did not come") << QByteArray(R"({"send": "", "closed": 1000})");
}

void ConformanceSocketTest::aWrongStatementFailsOverASocketToo()
{
    QFETCH(QByteArray, step);
    const QJsonObject transcript{{QStringLiteral("version"), 3},
                                 {QStringLiteral("steps"), QJsonArray{QJsonDocument::fromJson(step).object()}}};
    QVERIFY(!CaseRunner::run(transcript, connectBySocket).isEmpty());
}

void ConformanceSocketTest::transcriptHoldsOverASocket_data()
{
    QTest::addColumn<QString>("name");
    QDirIterator files(folder(), {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString name = files.next().mid(folder().size() + 1);
        QTest::newRow(qPrintable(name)) << name;
    }
}

void ConformanceSocketTest::transcriptHoldsOverASocket()
{
    QFETCH(QString, name);
    QFile file(folder() + u'/' + name);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    const QJsonObject transcript = QJsonDocument::fromJson(file.readAll()).object();
    const QString problem = CaseRunner::run(transcript, connectBySocket);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_played[name.section(u'/', 0, 0)] += CaseRunner::rowsIn(transcript);
}

void ConformanceSocketTest::enoughRowsOfEveryVersionWerePlayed()
{
    int all = 0;
    QStringList counts;
    for (const auto &[version, rows] : m_played) {
        all += rows;
        counts << QStringLiteral("%1 %2").arg(version).arg(rows);
    }
    qInfo().noquote() << all << "rows over a socket:" << counts.join(QStringLiteral(", "));
    QCOMPARE(m_played.size(), 5U);
    QVERIFY2(all >= fewestRows, qPrintable(QString::number(all)));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ConformanceSocketTest)
#include "tst_conformancesocket.moc"
