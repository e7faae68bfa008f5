// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/bytetemplate.h"

#include <QTest>

namespace thrum::test {

/// Templates from their text to bytes, and what is said about bad ones.
class ByteTemplateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textBecomesBytes_data();
    void textBecomesBytes();
    void latestValuesBecomeOneNumber_data();
    void latestValuesBecomeOneNumber();
    void durationIsThatOfTheMove();
    void durationIsZeroWhereMovesHaveNone();
    void countIsWhatItIsGiven();
    void badTextIsRefusedWithItsColumn_data();
    void badTextIsRefusedWithItsColumn();
    void valuesThatDoNotFitAreRefused_data();
    void valuesThatDoNotFitAreRefused();
    void allZeroLooksAtWhatItRefersTo_data();
    void allZeroLooksAtWhatItRefersTo();
    void slotsAreThoseOfTheFeaturesItCarries();
    void aPacketLongerThanACharacteristicIsRefused();

private:
    /// Three features, 0, 1 and 4; the last goes both ways.
    static TemplateScope scope();
    static Result<ByteTemplate> compiled(const QString &text, const TemplateScope &scope);
};

TemplateScope ByteTemplateTest::scope()
{
    TemplateScope scope;
    scope.slots = {{0, {0, 15}}, {1, {0, 15}}, {4, {-99, 99}}};
    scope.words = {{QStringLiteral("kind"), QByteArray::fromHex("0a0b")}};
    scope.value = {-99, 99};
    scope.maxSpeed = 100;
    return scope;
}

Result<ByteTemplate> ByteTemplateTest::compiled(const QString &text, const TemplateScope &scope)
{
    const Result<ParsedTemplate> parsed = ParsedTemplate::parse(text);
    if (!parsed)
        return tl::unexpected<Error>(parsed.error());
    return ByteTemplate::compile(*parsed, scope);
}

void ByteTemplateTest::textBecomesBytes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint32>("value");
    QTest::addColumn<QByteArray>("hex");
    const auto row = [](const char *text, qint32 value, const char *hex) {
        QTest::addRow("%s of %d", text, value) << QString::fromLatin1(text) << value << QByteArray(hex);
    };
    row("F1 00 ff", 3, "f100ff");
    row("", 3, "");
    row("A0 {value abs} 01", 7, "a00701");
    row("{value abs}", -7, "07");
    row("{value abs add:3}", 7, "0a");
    row("{value sign:80}", 50, "b2");
    row("{value sign:80}", -50, "32");
    row("{value sign:80}", 0, "80");
    row("{value abs zero:F0}", 0, "f0");
    row("{value abs zero:F0}", 1, "01");
    row("{value abs x4}", 9, "09090909");
    row("{on} {reverse}", -2, "0101");
    row("{on} {reverse}", 2, "0100");
    row("{on} {reverse}", 0, "0000");
    row("{0} {1} {4 abs}", 0, "050c63");
    row("{2}", 0, "00");
    row("{2|1}", 0, "0c");
    row("{0|1}", 0, "05");
    row("{all abs}", 0, "050c63");
    row("{all abs x2}", 0, "05050c0c6363");
    row("{nibbles 0 1}", 0, "5c");
    row("{nibbles 1 3|0}", 0, "c5");
    row("{bits 0 1 4}", 0, "03");
    row("AA 04 {value abs} {sum 1..2}", 50, "aa043236");
    row("FF FF {sum 0..1}", 0, "fffffe");
    row("{kind} {value abs} {speed}", 1, "0a0b0121");
    row("AA 04 {value abs} {xor 0..2}", 50, "aa04329c");
    row("AA AA {xor 0..1}", 0, "aaaa00");
    row("AA 04 {value abs} {minus 1..2}", 50, "aa0432ca");
    row("00 {minus 0..0}", 0, "0000");
    row("FF FF {minus 0..1}", 0, "ffff02");
    row("01 {xor 0..0} {sum 0..1} {minus 0..2}", 0, "010102fc");
    row("\"Vibrate:\"{value abs dec}\";\"", 12, "566962726174653a31323b");
    row("\"{ 0 }\" 0F", 0, "7b2030207d0f");
    row("0A \"AB\" {on}", 1, "0a414201");
}

void ByteTemplateTest::textBecomesBytes()
{
    QFETCH(QString, text);
    QFETCH(qint32, value);
    QFETCH(QByteArray, hex);
    const Result<ByteTemplate> bytes = compiled(text, scope());
    QVERIFY2(bytes.has_value(), bytes ? "" : qPrintable(bytes.error().text()));
    const std::vector<qint32> latest = {5, 12, -99};
    QCOMPARE(bytes->fill({value, latest, 0x21}).toHex(), hex);
    QCOMPARE(bytes->isEmpty(), hex.isEmpty());
}

void ByteTemplateTest::latestValuesBecomeOneNumber_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::vector<qint32>>("latest");
    QTest::addColumn<QByteArray>("hex");
    const auto row = [](const char *text, const std::vector<qint32> &latest, const char *hex) {
        QTest::addRow("%s of %d %d %d", text, latest[0], latest[1], latest[2])
            << QString::fromLatin1(text) << latest << QByteArray(hex);
    };
    row("{first 0 1}", {5, 12, 0}, "05");
    row("{first 0 1}", {0, 12, 0}, "0c");
    row("{first 1 0}", {5, 12, 0}, "0c");
    row("{first 0 1}", {0, 0, 7}, "00");
    row("{first 3|1 0}", {5, 12, 0}, "0c");
    row("{first 3 0}", {5, 12, 0}, "05");
    row("{first 4 0 abs}", {5, 12, -7}, "07");
    row("{max 0 1}", {5, 12, 0}, "0c");
    row("{max 0 1}", {12, 5, 0}, "0c");
    row("{max 0 4 abs}", {5, 12, -7}, "07");
    row("{max 0 4 sign:80}", {7, 12, -7}, "87");
    row("{max 4 0 sign:80}", {7, 12, -7}, "07");
    row("{max 3 9}", {5, 12, 0}, "00");
    row("{only 0 1 4}", {0, 0, 0}, "00");
    row("{only 0 1 4}", {5, 0, 0}, "01");
    row("{only 0 1 4}", {0, 12, 0}, "02");
    row("{only 0 1 4}", {0, 0, -7}, "03");
    row("{only 0 1 4}", {0, 12, -7}, "00");
    row("{only 0 1}", {0, 12, -7}, "02");
    row("{only 3 2|1}", {5, 12, 0}, "02");
}

void ByteTemplateTest::latestValuesBecomeOneNumber()
{
    QFETCH(QString, text);
    QFETCH(std::vector<qint32>, latest);
    QFETCH(QByteArray, hex);
    const Result<ByteTemplate> bytes = compiled(text, scope());
    QVERIFY2(bytes.has_value(), bytes ? "" : qPrintable(bytes.error().text()));
    QCOMPARE(bytes->fill({1, latest, 0}).toHex(), hex);
}

void ByteTemplateTest::durationIsThatOfTheMove()
{
    TemplateScope timed = scope();
    timed.duration = Range{0, 10'000};
    const Result<ByteTemplate> bytes = compiled(QStringLiteral("{duration be16}"), timed);
    QVERIFY2(bytes.has_value(), bytes ? "" : qPrintable(bytes.error().text()));
    QCOMPARE(bytes->fill({1, {}, 0, 1000}).toHex(), QByteArray("03e8"));
    QCOMPARE(bytes->fill({1, {}, 0, 0}).toHex(), QByteArray("0000"));
}

void ByteTemplateTest::durationIsZeroWhereMovesHaveNone()
{
    const Result<ByteTemplate> bytes = compiled(QStringLiteral("{duration}"), scope());
    QVERIFY2(bytes.has_value(), bytes ? "" : qPrintable(bytes.error().text()));
    QCOMPARE(bytes->fill({1, {}, 0}).toHex(), QByteArray("00"));
}

void ByteTemplateTest::countIsWhatItIsGiven()
{
    const Result<ByteTemplate> bytes = compiled(QStringLiteral("01 {count}"), scope());
    QVERIFY2(bytes.has_value(), bytes ? "" : qPrintable(bytes.error().text()));
    QVERIFY(bytes->usesCount());
    QCOMPARE(bytes->fill({1, {}, 0, 0, 0}).toHex(), QByteArray("0100"));
    QCOMPARE(bytes->fill({1, {}, 0, 0, 255}).toHex(), QByteArray("01ff"));
    QVERIFY(!compiled(QStringLiteral("01 {value abs}"), scope())->usesCount());
}

void ByteTemplateTest::badTextIsRefusedWithItsColumn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("begin");
    const auto row = [](const char *text, const char *begin) {
        QTest::addRow("%s", text) << QString::fromLatin1(text) << QString::fromLatin1(begin);
    };
    row("F", "column 1: \"F\" is neither a byte");
    row("F1 0", "column 4: \"0\" is neither a byte");
    row("F1F2", "column 1: \"F1F2\" is neither a byte");
    row("F1 {value", "column 4: { is never closed");
    row("F1 {}", "column 4: nothing stands between");
    row("F1 {value}00", "column 11: put a space behind }");
    row("{vlaue}",
        "column 1: \"vlaue\" is neither a source nor a key of this model's \"with\"; did you mean \"value\"?");
    row("{value twice}", "column 8: \"twice\" is no operator");
    row("{value add:0}", "column 8: \"add:0\" is no operator");
    row("{value sign:8}", "column 8: \"sign:8\" is no operator");
    row("{value abs x17}", "column 12: \"x17\" is no operator");
    row("{value abs x2 add:1}", "column 15: \"add:1\" stands behind the number of copies");
    row("{kind abs}", "column 7: \"abs\" follows fixed bytes");
    row("{nibbles 0}", "column 2: \"nibbles\" takes two feature indexes");
    row("{bits}", "column 2: \"bits\" takes one to eight feature indexes");
    row("{256}", "column 2: \"256\" is neither a source, nor a feature index up to 255");
    row("00 {sum 0..1}", "column 4: position 1 is not among the bytes before it, of which there are 1");
    row("00 {xor 0..1}", "column 4: position 1 is not among the bytes before it, of which there are 1");
    row("00 {minus 0..1}", "column 4: position 1 is not among the bytes before it, of which there are 1");
    row("00 {on be16} {sum 0..3}", "column 14: position 3 is not among the bytes before it, of which there are 3");
    row("00 {on dec} 01 {sum 0..1}", "column 16: position 1 is not among the bytes before it, which vary in number "
                                     "from position 1 on; give dec a width");
    row("00 {on dec} {on dec} {xor 1..2}", "column 22: position 2 is not among the bytes before it, which vary");
    row("{on dec} {minus 0..0}", "column 10: position 0 is not among the bytes before it, which vary");
    row("{value abs in:twice}", "column 1: \"twice\" is no table of \"speak\"");
}

void ByteTemplateTest::badTextIsRefusedWithItsColumn()
{
    QFETCH(QString, text);
    QFETCH(QString, begin);
    const Result<ByteTemplate> bytes = compiled(text, scope());
    QVERIFY(!bytes);
    QVERIFY2(bytes.error().detail.startsWith(begin), qPrintable(bytes.error().detail));
}

void ByteTemplateTest::valuesThatDoNotFitAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint32>("low");
    QTest::addColumn<qint32>("high");
    QTest::newRow("below zero") << QStringLiteral("{value}") << -1 << 1;
    QTest::newRow("above a byte") << QStringLiteral("{value}") << 0 << 256;
    QTest::newRow("above a byte by the operator") << QStringLiteral("{value add:3}") << 0 << 253;
    QTest::newRow("into the sign") << QStringLiteral("{value sign:80}") << -128 << 128;
    QTest::newRow("nibble of a value that goes both ways") << QStringLiteral("{nibbles 0 4}") << 0 << 1;
    QTest::newRow("latest value that goes both ways") << QStringLiteral("{4}") << 0 << 1;
    QTest::newRow("first of values one of which goes both ways") << QStringLiteral("{first 0 4}") << 0 << 1;
    QTest::newRow("largest of values one of which goes both ways") << QStringLiteral("{max 0 4}") << 0 << 1;
    QTest::newRow("duration above a byte") << QStringLiteral("{duration}") << 0 << 1;
}

void ByteTemplateTest::valuesThatDoNotFitAreRefused()
{
    QFETCH(QString, text);
    QFETCH(qint32, low);
    QFETCH(qint32, high);
    TemplateScope wide = scope();
    wide.value = {low, high};
    wide.duration = Range{0, 256};
    const Result<ByteTemplate> bytes = compiled(text, wide);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, ErrorCode::OutOfRange);
    QVERIFY2(bytes.error().detail.startsWith(u"column 1: "), qPrintable(bytes.error().detail));
}

void ByteTemplateTest::allZeroLooksAtWhatItRefersTo_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint32>("value");
    QTest::addColumn<bool>("isZero");
    QTest::newRow("value") << QStringLiteral("{value abs}") << 0 << true;
    QTest::newRow("value above") << QStringLiteral("{value abs}") << 1 << false;
    QTest::newRow("feature at zero, value ignored") << QStringLiteral("{0}") << 1 << true;
    QTest::newRow("one of two features above") << QStringLiteral("{0} {1}") << 0 << false;
    QTest::newRow("refers to nothing") << QStringLiteral("00") << 0 << true;
    QTest::newRow("refers to nothing, value above") << QStringLiteral("00") << 1 << false;
    QTest::newRow("first of features at zero") << QStringLiteral("{first 0 4 abs}") << 1 << true;
    QTest::newRow("largest of features above") << QStringLiteral("{max 0 1}") << 0 << false;
    QTest::newRow("place of a feature above") << QStringLiteral("{only 0 1}") << 0 << false;
    QTest::newRow("count and duration are no values") << QStringLiteral("{0} {count} {duration}") << 1 << true;
}

void ByteTemplateTest::allZeroLooksAtWhatItRefersTo()
{
    QFETCH(QString, text);
    QFETCH(qint32, value);
    QFETCH(bool, isZero);
    const Result<ByteTemplate> bytes = compiled(text, scope());
    QVERIFY(bytes);
    const std::vector<qint32> latest = {0, 3, 0};
    QCOMPARE(bytes->isAllZero({value, latest, 0}), isZero);
}

void ByteTemplateTest::slotsAreThoseOfTheFeaturesItCarries()
{
    QCOMPARE(compiled(QStringLiteral("{value abs}"), scope())->slots(), std::vector<int>{});
    QCOMPARE(compiled(QStringLiteral("{4 abs} {0} {0} {7}"), scope())->slots(), (std::vector<int>{0, 2}));
    QCOMPARE(compiled(QStringLiteral("{all abs}"), scope())->slots(), (std::vector<int>{0, 1, 2}));
    QCOMPARE(compiled(QStringLiteral("{first 4 0 abs} {max 7 4 abs}"), scope())->slots(), (std::vector<int>{0, 2}));
    QCOMPARE(compiled(QStringLiteral("{only 1 4}"), scope())->slots(), (std::vector<int>{1, 2}));
}

void ByteTemplateTest::aPacketLongerThanACharacteristicIsRefused()
{
    QString text;
    for (int i = 0; i < 32; ++i)
        text += QStringLiteral("{on x16} ");
    QVERIFY(compiled(text, scope()));
    const Result<ByteTemplate> longer = compiled(text + QStringLiteral("00"), scope());
    QVERIFY(!longer);
    QVERIFY2(longer.error().detail.contains(u"longer than 512 bytes"), qPrintable(longer.error().detail));
    // A number of any length may have ten digits.
    QVERIFY(!compiled(text.chopped(9) + QStringLiteral("{on x7} {on dec}"), scope()));
    QVERIFY(compiled(text.chopped(9) + QStringLiteral("{on x6} {on dec}"), scope()));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ByteTemplateTest)
#include "tst_bytetemplate.moc"
