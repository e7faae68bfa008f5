// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/caserunner.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

namespace thrum::test {

/// Every transcript below tests/cases/messages, found by listing the folders.
class MessageCasesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVersionHasCases();
    void aWrongStatementFails_data();
    void aWrongStatementFails();
    void transcriptHolds_data();
    void transcriptHolds();

private:
    static QString folder() { return QStringLiteral(THRUM_SOURCE_DIR "/tests/cases/messages"); }
};

void MessageCasesTest::everyVersionHasCases()
{
    for (int version = 0; version <= 4; ++version) {
        const QDir cases(folder() + QStringLiteral("/v%1").arg(version));
        QVERIFY2(!cases.entryList({QStringLiteral("*.json")}).isEmpty(), qPrintable(cases.path()));
    }
}

void MessageCasesTest::aWrongStatementFails_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::newRow("another message") << QByteArray(R"({"send": [{"Ping":{"Id":3}}], "expect": [{"Ok":{"Id":3}}]})");
    QTest::newRow("another code") << QByteArray(
        R"({"send": "x", "expect": [{"Error":{"Id":0,"ErrorCode":1,"ErrorMessage":"*"}}]})");
    QTest::newRow("a field too many") << QByteArray(R"({"send": "x", "expect": [{"Error":{"Id":0,"ErrorCode":3}}]})");
    QTest::newRow("a message missing") << QByteArray(R"({"send": "  ", "expect": [{"Ok":{"Id":3}}]})");
    QTest::newRow("a message too many") << QByteArray(R"({"send": "x"})");
    QTest::newRow("a call that was not made") << QByteArray(R"({"send": "", "calls": ["2 scan"]})");
    QTest::newRow("a close that did not come") << QByteArray(R"({"send": "", "closed": 1000})");
    QTest::newRow("another Id in words") << QByteArray(
        R"({"send": [{"Ping":{"Id":3}}], "expect": ["Error 4 code 1"]})");
    QTest::newRow("another code in words")
        << QByteArray(R"({"send": [{"Ping":{"Id":3}}], "expect": ["Error 3 code 3"]})");
    QTest::newRow("a text that is not said")
        << QByteArray(R"({"send": [{"Ping":{"Id":3}}], "expect": ["Error 3 code 1: tide"]})");
    QTest::newRow("two things at once") << QByteArray(R"({"send": "", "advance": 5})");
    QTest::newRow("a misspelled key") << QByteArray(R"({"sent": ""})");
}

void MessageCasesTest::aWrongStatementFails()
{
    QFETCH(QByteArray, step);
    const QJsonObject transcript{{QStringLiteral("steps"), QJsonArray{QJsonDocument::fromJson(step).object()}}};
    QVERIFY(!CaseRunner::run(transcript).isEmpty());
}

void MessageCasesTest::transcriptHolds_data()
{
    QTest::addColumn<QString>("path");
    QDirIterator files(folder(), {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QTest::newRow(qPrintable(path.mid(folder().size() + 1))) << path;
    }
}

void MessageCasesTest::transcriptHolds()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.errorString()));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    QVERIFY2(document.isObject(),
             qPrintable(QStringLiteral("%1 at byte %2").arg(error.errorString()).arg(error.offset)));
    const QString problem = CaseRunner::run(document.object());
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::MessageCasesTest)
#include "tst_messagecases.moc"
