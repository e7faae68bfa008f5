// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/wiretext.h"
#include "core/messages/wirevalue.h"

#include <QByteArray>
#include <QTest>

#include <limits>

namespace thrum::test {
namespace {

using Found = WireParser::Found;

constexpr qint64 most = std::numeric_limits<qint64>::max();
constexpr qint64 least = std::numeric_limits<qint64>::min();

} // namespace

class WireValueTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeNumbersAreToldByValue_data();
    void wholeNumbersAreToldByValue();
    void typesAreNotMixed();
    void nullIsAbsent();
    void lastOfEqualKeysCounts();
    void onlyFieldNeedsOneKey_data();
    void onlyFieldNeedsOneKey();
    void itemsAreWalkedInOrder();
    void valuesStandBackToBack();
    void parserGoesOnBehindMalformed();
    void parserIsUsedAgainAfterALargeText();
    void impossibleNumbersSpoilOnlyThemselves();
    void valueEndsAtItsBracket_data();
    void valueEndsAtItsBracket();
    void tamedNumbersKeepTheirPlace_data();
    void tamedNumbersKeepTheirPlace();
};

void WireValueTest::wholeNumbersAreToldByValue_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isWhole");
    QTest::addColumn<qint64>("value");
    QTest::newRow("5") << QStringLiteral("5") << true << qint64(5);
    QTest::newRow("5.0") << QStringLiteral("5.0") << true << qint64(5);
    QTest::newRow("5e0") << QStringLiteral("5e0") << true << qint64(5);
    QTest::newRow("-0.0") << QStringLiteral("-0.0") << true << qint64(0);
    QTest::newRow("5.5") << QStringLiteral("5.5") << false << qint64(0);
    QTest::newRow("1e-3") << QStringLiteral("1e-3") << false << qint64(0);
    QTest::newRow("largest") << QStringLiteral("9223372036854775807") << true << most;
    QTest::newRow("beyond it") << QStringLiteral("9223372036854775808") << true << most;
    QTest::newRow("unsigned end") << QStringLiteral("18446744073709551615") << true << most;
    QTest::newRow("beyond 64 bits") << QStringLiteral("18446744073709551616") << true << most;
    QTest::newRow("smallest") << QStringLiteral("-9223372036854775808") << true << least;
    QTest::newRow("below it") << QStringLiteral("-9223372036854775809") << true << least;
    QTest::newRow("1e300") << QStringLiteral("1e300") << true << most;
    QTest::newRow("-1e999") << QStringLiteral("-1e999") << true << least;
    QTest::newRow("1e-999") << QStringLiteral("1e-999") << true << qint64(0);
    QTest::newRow("text") << QStringLiteral("\"5\"") << false << qint64(0);
    QTest::newRow("true") << QStringLiteral("true") << false << qint64(0);
    QTest::newRow("null") << QStringLiteral("null") << false << qint64(0);
}

void WireValueTest::wholeNumbersAreToldByValue()
{
    QFETCH(QString, text);
    QFETCH(bool, isWhole);
    QFETCH(qint64, value);
    const QString list = u'[' + text + u']';
    WireParser parser;
    parser.start(list);
    WireValue root;
    QCOMPARE(parser.next(root), Found::Value);
    WireCursor items = root.items();
    WireValue item;
    QVERIFY(items.next(item));
    QCOMPARE(item.integer().has_value(), isWhole);
    QCOMPARE(item.integer().value_or(0), value);
}

void WireValueTest::typesAreNotMixed()
{
    WireParser parser;
    parser.start(u"{\"n\":1.5,\"t\":\"x\",\"b\":false,\"o\":{},\"l\":[]}");
    WireValue root;
    QCOMPARE(parser.next(root), Found::Value);
    QVERIFY(root.isObject() && !root.isArray() && !root.number() && !root.text() && !root.boolean() && !root.integer());
    QCOMPARE(root.field("n").number(), std::optional(1.5));
    QVERIFY(!root.field("n").text() && !root.field("n").boolean() && !root.field("n").isAbsent());
    QCOMPARE(root.field("t").text(), std::optional(std::string_view("x")));
    QVERIFY(!root.field("t").number());
    QCOMPARE(root.field("b").boolean(), std::optional(false));
    QVERIFY(!root.field("b").integer() && root.field("o").isObject() && root.field("l").isArray());
    QVERIFY(root.field("x").isAbsent() && root.field("n").field("n").isAbsent());
    QVERIFY(!WireValue().isObject() && !WireValue().text() && WireValue().isAbsent());
    WireValue none;
    QVERIFY(!root.items().next(none) && !WireValue().items().next(none));
}

void WireValueTest::nullIsAbsent()
{
    WireParser parser;
    parser.start(u"{\"a\":null,\"b\":1,\"b\":null}");
    WireValue root;
    QCOMPARE(parser.next(root), Found::Value);
    QVERIFY(root.field("a").isAbsent());
    QVERIFY(root.field("b").isAbsent());
}

void WireValueTest::lastOfEqualKeysCounts()
{
    WireParser parser;
    parser.start(u"{\"a\":1,\"b\":5,\"\\u0061\":2}");
    WireValue root;
    QCOMPARE(parser.next(root), Found::Value);
    QCOMPARE(root.field("a").integer(), std::optional(qint64(2)));
}

void WireValueTest::onlyFieldNeedsOneKey_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("key");
    QTest::newRow("one") << QStringLiteral(R"({"a":1})") << QStringLiteral("a");
    QTest::newRow("twice the same") << QStringLiteral(R"({"a":1,"a":2})") << QStringLiteral("a");
    QTest::newRow("null is a key too") << QStringLiteral(R"({"a":null})") << QStringLiteral("a");
    QTest::newRow("none") << QStringLiteral("{}") << QString();
    QTest::newRow("two") << QStringLiteral(R"({"a":1,"b":2})") << QString();
    QTest::newRow("the first again behind another") << QStringLiteral(R"({"a":1,"b":2,"a":3})") << QString();
    QTest::newRow("no object") << QStringLiteral("[1]") << QString();
}

void WireValueTest::onlyFieldNeedsOneKey()
{
    QFETCH(QString, text);
    QFETCH(QString, key);
    WireParser parser;
    parser.start(text);
    WireValue root;
    QCOMPARE(parser.next(root), Found::Value);
    const auto field = root.onlyField();
    QCOMPARE(field.has_value(), !key.isEmpty());
    if (field)
        QCOMPARE(QString::fromUtf8(field->first.data(), qsizetype(field->first.size())), key);
}

void WireValueTest::itemsAreWalkedInOrder()
{
    WireParser parser;
    parser.start(u"[1,[9,9],null,{\"x\":[9]},4]");
    WireValue root;
    QCOMPARE(parser.next(root), Found::Value);
    QStringList seen;
    WireCursor items = root.items();
    for (WireValue item; items.next(item);)
        seen << (item.isAbsent()   ? QStringLiteral("null")
                 : item.isArray()  ? QStringLiteral("list")
                 : item.isObject() ? QStringLiteral("object")
                                   : QString::number(item.integer().value_or(-1)));
    QCOMPARE(seen, (QStringList{QStringLiteral("1"), QStringLiteral("list"), QStringLiteral("null"),
                                QStringLiteral("object"), QStringLiteral("4")}));
}

void WireValueTest::valuesStandBackToBack()
{
    WireParser parser;
    parser.start(u" [1][2]\n{\"a\":\"]\"} ");
    WireValue root;
    QCOMPARE(parser.next(root), Found::Value);
    QVERIFY(root.isArray());
    QCOMPARE(parser.next(root), Found::Value);
    QVERIFY(root.isArray());
    QCOMPARE(parser.next(root), Found::Value);
    QVERIFY(root.isObject());
    QCOMPARE(parser.next(root), Found::End);
    QCOMPARE(parser.next(root), Found::End);
}

void WireValueTest::parserGoesOnBehindMalformed()
{
    WireParser parser;
    parser.start(u"[1,][2]x[3]");
    WireValue root;
    QCOMPARE(parser.next(root), Found::Malformed);
    QCOMPARE(parser.next(root), Found::Value);
    QCOMPARE(parser.next(root), Found::Malformed);
    QCOMPARE(parser.next(root), Found::End);
}

void WireValueTest::parserIsUsedAgainAfterALargeText()
{
    WireParser parser;
    WireValue root;
    const QString large = u"[\"" + QString(900000, u'ä') + u"\"]";
    for (int round = 0; round < 3; ++round) {
        parser.start(large);
        QCOMPARE(parser.next(root), Found::Value);
        parser.start(u"[7]");
        QCOMPARE(parser.next(root), Found::Value);
        WireCursor items = root.items();
        WireValue item;
        QVERIFY(items.next(item));
        QCOMPARE(item.integer(), std::optional(qint64(7)));
    }
    parser.start({});
    QCOMPARE(parser.next(root), Found::End);
}

void WireValueTest::impossibleNumbersSpoilOnlyThemselves()
{
    WireParser parser;
    parser.start(u"[5,1e999,\"1e999\",99999999999999999999,7]");
    WireValue root;
    QCOMPARE(parser.next(root), Found::Value);
    WireCursor items = root.items();
    QList<double> numbers;
    for (WireValue item; items.next(item);) {
        if (item.text())
            QCOMPARE(*item.text(), std::string_view("1e999"));
        else
            numbers << item.number().value_or(-1);
    }
    QCOMPARE(numbers.size(), 4);
    QCOMPARE(numbers.constFirst(), 5.0);
    QCOMPARE(numbers.constLast(), 7.0);
    QVERIFY(numbers.at(1) > 1e18 && numbers.at(2) > 1e18);
}

void WireValueTest::valueEndsAtItsBracket_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("end");
    QTest::newRow("list") << QByteArray("[1]rest") << 3;
    QTest::newRow("nested") << QByteArray("[[],{}]x") << 7;
    QTest::newRow("brackets in a text") << QByteArray("[\"]\\\"]\"]x") << 8;
    QTest::newRow("never") << QByteArray("[[1]") << 4;
    QTest::newRow("unfinished text") << QByteArray("[\"]") << 3;
    QTest::newRow("unfinished escape") << QByteArray("[\"\\") << 3;
    QTest::newRow("something else") << QByteArray("5 [1]") << 5;
    QTest::newRow("closed before opened") << QByteArray("][1]") << 4;
}

void WireValueTest::valueEndsAtItsBracket()
{
    QFETCH(QByteArray, text);
    QFETCH(int, end);
    QCOMPARE(int(endOfValue(text.constData(), 0, std::size_t(text.size()))), end);
    QCOMPARE(int(skipBlanks(" \t\r\n5", 0, 5)), 4);
    QCOMPARE(int(skipBlanks("  ", 0, 2)), 2);
}

void WireValueTest::tamedNumbersKeepTheirPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("tamed");
    QTest::newRow("fits") << QByteArray("[1,-2.5e3]") << QByteArray();
    QTest::newRow("too large") << QByteArray("[1e999]") << QByteArray("[9e99 ]");
    QTest::newRow("too negative") << QByteArray("[-1e9999]") << QByteArray("[-9e99  ]");
    QTest::newRow("too small") << QByteArray("[1e-999]") << QByteArray("[0     ]");
    QTest::newRow("too many digits") << QByteArray("[18446744073709551616]") << QByteArray("[9e99                ]");
    QTest::newRow("in a text") << QByteArray("[\"1e999\"]") << QByteArray();
    QTest::newRow("no number") << QByteArray("[1e9.99,01e999,1e]") << QByteArray();
}

void WireValueTest::tamedNumbersKeepTheirPlace()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, tamed);
    const bool isTamed = tameNumbers(text.data(), std::size_t(text.size()));
    QCOMPARE(isTamed, !tamed.isEmpty());
    if (isTamed)
        QCOMPARE(text, tamed);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::WireValueTest)
#include "tst_wirevalue.moc"
