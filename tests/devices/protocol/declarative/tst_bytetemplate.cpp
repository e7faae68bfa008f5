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
    row("00 {sum 0..1}", "column 4: {sum 0..1} reaches further than the 1 bytes before it");
    row("00 {sum 1..0}", "column 5: \"sum\" takes the positions");
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
}

void ByteTemplateTest::valuesThatDoNotFitAreRefused()
{
    QFETCH(QString, text);
    QFETCH(qint32, low);
    QFETCH(qint32, high);
    TemplateScope wide = scope();
    wide.value = {low, high};
    const Result<ByteTemplate> bytes = compiled(text, wide);
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, ErrorCode::OutOfRange);
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
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ByteTemplateTest)
#include "tst_bytetemplate.moc"
