// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/declarativefactory.h"
#include "tests/devices/protocol/declarative/templatebrand.h"
#include "tests/support/scriptplayer.h"

#include <QJsonDocument>
#include <QTest>

namespace thrum::test {

/// Which model a device is, by its name or by a text it gives away.
class IdentificationTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPatternTakesItFromTheName_data();
    void aPatternTakesItFromTheName();
    void aTextIsRead_data();
    void aTextIsRead();
    void aReadMayFail_data();
    void aReadMayFail();
    void badInputIsNamedWithItsPath_data();
    void badInputIsNamedWithItsPath();

private:
    static Script<QString> identify(const QByteArray &identify, const QString &name);
};

Script<QString> IdentificationTest::identify(const QByteArray &identify, const QString &name)
{
    const Candidate candidate{QStringLiteral("bluetooth"), QStringLiteral("A"), name, BleSighting(), {}};
    return DeclarativeFactory().identify(candidate, QJsonObject{{QStringLiteral("identify"),
                                                                 QJsonDocument::fromJson(identify).object()}});
}

void IdentificationTest::aPatternTakesItFromTheName_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("identifier");
    QTest::newRow("it fits") << QByteArray("^([^0-9]+)") << QStringLiteral("Kegel42") << QStringLiteral("Kegel");
    QTest::newRow("it does not fit") << QByteArray("^([^0-9]+)") << QStringLiteral("42") << QStringLiteral("42");
    QTest::newRow("the first group") << QByteArray("(b)(c)") << QStringLiteral("abcd") << QStringLiteral("b");
    QTest::newRow("the group takes no part") << QByteArray("a|(b)") << QStringLiteral("ab") << QStringLiteral("ab");
    QTest::newRow("the group is empty") << QByteArray("^(b*)") << QStringLiteral("a") << QStringLiteral("a");
}

void IdentificationTest::aPatternTakesItFromTheName()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QString, name);
    QFETCH(QString, identifier);
    ScriptPlayer<QString> player(identify(R"({ "match": ")" + pattern + "\" }", name));
    QCOMPARE(player.result().value_or(player.step()), identifier);
}

void IdentificationTest::aTextIsRead_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("identifier");
    QTest::newRow("text") << QByteArray() << QByteArray("M 1") << QStringLiteral("M 1");
    QTest::newRow("with NULs") << QByteArray() << QByteArray("M1\0\0", 4) << QStringLiteral("M1");
    QTest::newRow("not of ASCII") << QByteArray() << QByteArray("\xc3\xa9") << QStringLiteral("\u00e9");
    QTest::newRow("invalid") << QByteArray() << QByteArray("M\xff") << QStringLiteral("Name");
    QTest::newRow("cut off") << QByteArray() << QByteArray("M\xc3") << QStringLiteral("Name");
    QTest::newRow("empty") << QByteArray() << QByteArray() << QStringLiteral("Name");
    QTest::newRow("only NULs") << QByteArray() << QByteArray("\0\0", 2) << QStringLiteral("Name");
    const QByteArray two(R"x(, "match": "^(..)")x");
    QTest::newRow("a part of it") << two << QByteArray("M1-7") << QStringLiteral("M1");
    QTest::newRow("no part of it") << two << QByteArray("M") << QStringLiteral("M");
    QTest::newRow("the name whole") << two << QByteArray() << QStringLiteral("Name");
}

void IdentificationTest::aTextIsRead()
{
    QFETCH(QByteArray, more);
    QFETCH(QByteArray, answer);
    QFETCH(QString, identifier);
    ScriptPlayer<QString> player(identify(R"({ "read": "rx", "as": "text")" + more + "}", QStringLiteral("Name")));
    QCOMPARE(player.play({reads(Endpoint::Rx, answer)}), QString());
    QCOMPARE(player.result().value_or(player.step()), identifier);
}

void IdentificationTest::aReadMayFail_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<QString>("identifier"); // empty: refused
    QTest::newRow("and must not") << QByteArray() << QString();
    QTest::newRow("and may") << QByteArray(R"(, "else": "name")") << QStringLiteral("Name");
}

void IdentificationTest::aReadMayFail()
{
    QFETCH(QByteArray, more);
    QFETCH(QString, identifier);
    ScriptPlayer<QString> player(identify(R"({ "read": "rx", "as": "text")" + more + "}", QStringLiteral("Name")));
    const Error lost{ErrorCode::NotFound, {}, QStringLiteral("there is no rx")};
    QCOMPARE(player.play({failing(reads(Endpoint::Rx, {}), lost)}), QString());
    QVERIFY(player.isDone());
    QCOMPARE(player.result().value_or(QString()), identifier);
}

void IdentificationTest::badInputIsNamedWithItsPath_data()
{
    QTest::addColumn<QByteArray>("identify");
    QTest::addColumn<QString>("error"); // the beginning of it
    const auto row = [](const char *name, const char *identify, const char *error) {
        QTest::newRow(name) << QByteArray(identify) << QString::fromLatin1(error);
    };
    row("nothing", "{}", "speak.identify.read: ");
    row("no pattern", R"({ "match": "([a" })",
        "speak.identify.match: \"([a\" is no regular expression: missing terminating ] for character class");
    row("no group", R"({ "match": "[a]" })", "speak.identify.match: \"[a]\" has no group; put ");
    row("empty pattern", R"({ "match": "" })", "speak.identify.match: \"\" has no group; put ");
    row("a form of no read", R"x({ "match": "(a)", "as": "text" })x", "speak.identify.as: goes only with read");
    row("else of no read", R"x({ "match": "(a)", "else": "name" })x", "speak.identify.else: goes only with read");
    row("manufacturer of no read", R"x({ "match": "(a)", "manufacturer": "first" })x",
        "speak.identify.manufacturer: goes only with read");
    row("no form", R"({ "read": "rx" })", "speak.identify.as: ");
    row("another form", R"({ "read": "rx", "as": "txet" })", "speak.identify.as: ");
    row("another else", R"({ "read": "rx", "as": "text", "else": "nothing" })", "speak.identify.else: ");
    row("another's endpoint", R"({ "read": "command", "as": "text" })",
        "speak.identify.read: there is no endpoint \"command\"");
}

void IdentificationTest::badInputIsNamedWithItsPath()
{
    QFETCH(QByteArray, identify);
    QFETCH(QString, error);
    const QStringList problems = TemplateBrand(R"("speak": { "identify": )" + identify
                                               + R"( }, "default": { "name": "N",
        "features": [{ "vibrate": [0, 9], "send": "00" }] })")
                                     .problems();
    QVERIFY(!problems.isEmpty());
    const auto fits = [&error](const QString &problem) { return problem.startsWith(error); };
    QVERIFY2(std::ranges::any_of(problems, fits), qPrintable(problems.join(u'\n')));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::IdentificationTest)
#include "tst_identification.moc"
