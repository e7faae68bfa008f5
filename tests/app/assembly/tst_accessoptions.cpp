// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/commandline.h"

#include <QTest>

namespace thrum::test {
namespace {

Result<CommandLine> parse(const QStringList &arguments)
{
    return parseCommandLine(QStringList{QStringLiteral("thrumd")} + arguments);
}

} // namespace

/// The options about who may connect.
class AccessOptionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAddToTheSettings();
    void withoutThemTheSettingsStay();
    void whatDoesNotFitIsRefusedByName_data();
    void whatDoesNotFitIsRefusedByName();
};

void AccessOptionsTest::theyAddToTheSettings()
{
    const Result<CommandLine> line = parse({QStringLiteral("--allow-origin"), QStringLiteral("https://a.test"),
                                            QStringLiteral("--allow-origin=null"), QStringLiteral("--token"),
                                            QStringLiteral("open sesame")});
    QVERIFY(line);
    AccessSettings kept;
    kept.allowOrigins = {QStringLiteral("https://kept.test")};
    kept.token = QStringLiteral("old");
    const AccessSettings access = line->applyTo(kept);
    QCOMPARE(access.allowOrigins, (QStringList{QStringLiteral("https://kept.test"), QStringLiteral("https://a.test"),
                                               QStringLiteral("null")}));
    QCOMPARE(access.token, QStringLiteral("open sesame"));
}

void AccessOptionsTest::withoutThemTheSettingsStay()
{
    const Result<CommandLine> line = parse({});
    QVERIFY(line);
    AccessSettings kept;
    kept.allowOrigins = {QStringLiteral("https://kept.test")};
    kept.token = QStringLiteral("old");
    QCOMPARE(line->applyTo(kept), kept);
}

void AccessOptionsTest::whatDoesNotFitIsRefusedByName_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("no origin") << QStringList{QStringLiteral("--allow-origin"), QStringLiteral("example.org")}
                               << QStringLiteral("--allow-origin");
    QTest::newRow("second one") << QStringList{QStringLiteral("--allow-origin=https://a.test"),
                                               QStringLiteral("--allow-origin=https://a.test/b")}
                                << QStringLiteral("--allow-origin");
    QTest::newRow("empty token") << QStringList{QStringLiteral("--token"), QString()} << QStringLiteral("--token");
    QTest::newRow("unknown option") << QStringList{QStringLiteral("--allow-origins=*")}
                                    << QStringLiteral("--allow-origin,");
}

void AccessOptionsTest::whatDoesNotFitIsRefusedByName()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, named);
    const Result<CommandLine> line = parse(arguments);
    QVERIFY(!line);
    QVERIFY2(line.error().text().contains(named), qPrintable(line.error().text()));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::AccessOptionsTest)
#include "tst_accessoptions.moc"
