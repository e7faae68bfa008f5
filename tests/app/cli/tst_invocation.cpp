// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/invocation.h"

#include <QTest>

namespace thrum::test {
namespace {

Result<Invocation> read(const QString &words)
{
    return readInvocation(QStringList{QStringLiteral("thrumctl")} + words.split(u' '));
}

} // namespace

/// Taking the command line apart.
class InvocationTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAndOptionsMayMix();
    void withoutOptionsTheDefaultsHold();
    void negativeNumbersAreValues_data();
    void negativeNumbersAreValues();
    void helpAndVersionAreNoticed();
    void wrongOptionsAreNamed_data();
    void wrongOptionsAreNamed();
};

void InvocationTest::wordsAndOptionsMayMix()
{
    const Result<Invocation> read = test::read(
        QStringLiteral("--json set --server wss://host:1/path Duo --for 0.5 position --duration 300 40% --timeout 20"));
    QVERIFY2(read, read ? "" : qPrintable(read.error().text()));
    const CliRequest &request = read->request;
    QCOMPARE(request.command, QStringLiteral("set"));
    QCOMPARE(request.arguments,
             (QStringList{QStringLiteral("Duo"), QStringLiteral("position"), QStringLiteral("40%")}));
    QCOMPARE(request.server, QUrl(QStringLiteral("wss://host:1/path")));
    QVERIFY(request.isJson);
    QCOMPARE(request.timeout.count(), 20);
    QVERIFY(request.runFor == milliseconds(500));
    QVERIFY(request.duration == milliseconds(300));
}

void InvocationTest::withoutOptionsTheDefaultsHold()
{
    const Result<Invocation> read = test::read(QStringLiteral("list"));
    QVERIFY(read);
    QCOMPARE(read->request.server, QUrl(QStringLiteral("ws://127.0.0.1:12345")));
    QCOMPARE(read->request.timeout.count(), 10000);
    QVERIFY(!read->request.isJson && !read->request.runFor && !read->request.duration);
    QVERIFY(!read->wantsHelp && !read->wantsVersion);
}

void InvocationTest::negativeNumbersAreValues_data()
{
    QTest::addColumn<QString>("value");
    for (const char *value : {"-40%", "-8", "-.5%", "-0"})
        QTest::addRow("%s", value) << QString::fromLatin1(value);
}

void InvocationTest::negativeNumbersAreValues()
{
    QFETCH(QString, value);
    const Result<Invocation> read = test::read(QStringLiteral("set Duo rotate %1 --json").arg(value));
    QVERIFY2(read, read ? "" : qPrintable(read.error().text()));
    QCOMPARE(read->request.arguments.value(2), value);
    QVERIFY(read->request.isJson);
}

void InvocationTest::helpAndVersionAreNoticed()
{
    QVERIFY(read(QStringLiteral("--help")).value().wantsHelp);
    QVERIFY(read(QStringLiteral("--version")).value().wantsVersion);
    const Result<Invocation> ofCommand = read(QStringLiteral("scan --help"));
    QVERIFY(ofCommand && ofCommand->wantsHelp);
    QCOMPARE(ofCommand->request.command, QStringLiteral("scan"));
}

void InvocationTest::wrongOptionsAreNamed_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("named");
    QTest::newRow("unknown") << QStringLiteral("list --loud") << QStringLiteral("loud");
    QTest::newRow("without its value") << QStringLiteral("list --server") << QStringLiteral("server");
    QTest::newRow("no address") << QStringLiteral("list --server host") << QStringLiteral("--server");
    QTest::newRow("another scheme") << QStringLiteral("list --server http://host") << QStringLiteral("--server");
    QTest::newRow("no timeout") << QStringLiteral("list --timeout 0") << QStringLiteral("--timeout");
    QTest::newRow("negative timeout") << QStringLiteral("list --timeout -5") << QStringLiteral("--timeout");
    QTest::newRow("no duration") << QStringLiteral("list --duration soon") << QStringLiteral("--duration");
    QTest::newRow("no time") << QStringLiteral("list --for 0") << QStringLiteral("--for");
}

void InvocationTest::wrongOptionsAreNamed()
{
    QFETCH(QString, words);
    QFETCH(QString, named);
    const Result<Invocation> read = test::read(words);
    QVERIFY(!read);
    QVERIFY2(read.error().detail.contains(named), qPrintable(read.error().detail));
}

} // namespace thrum::test

QTEST_APPLESS_MAIN(thrum::test::InvocationTest)
#include "tst_invocation.moc"
