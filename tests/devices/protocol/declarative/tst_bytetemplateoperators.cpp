// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/bytetemplate.h"

#include <QPoint>
#include <QTest>

namespace thrum::test {

/// What the operators behind a token make of every kind of value, and which values they refuse.
class ByteTemplateOperatorsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operatorsChangeTheValue_data();
    void operatorsChangeTheValue();
    void everyValueThatIsPossibleFits_data();
    void everyValueThatIsPossibleFits();
    void valuesThatDoNotFitAreRefusedWithTheColumn_data();
    void valuesThatDoNotFitAreRefusedWithTheColumn();
    void unknownTablesAreRefusedWithAHint();
    void aTableServesEachFeatureOfAllByItsOwnRange();

private:
    static Result<ByteTemplate> compiled(const QString &text, const Range &values);
    static QByteArray filled(const ByteTemplate &bytes, qint32 value);
};

Result<ByteTemplate> ByteTemplateOperatorsTest::compiled(const QString &text, const Range &values)
{
    const Result<ParsedTemplate> parsed = ParsedTemplate::parse(text);
    if (!parsed)
        return tl::unexpected<Error>(parsed.error());
    TemplateScope scope;
    scope.slots = {{0, {0, 3}}, {1, {-1, 2}}};
    scope.value = values;
    scope.tables = {{QStringLiteral("four"), QByteArray::fromHex("0f0c0d0b")},
                    {QStringLiteral("three"), QByteArray::fromHex("f00102")}};
    return ByteTemplate::compile(*parsed, scope);
}

QByteArray ByteTemplateOperatorsTest::filled(const ByteTemplate &bytes, qint32 value)
{
    const std::vector<qint32> latest = {2, -1};
    return bytes.fill({value, latest, 0});
}

void ByteTemplateOperatorsTest::operatorsChangeTheValue_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QPoint>("range");
    QTest::addColumn<qint32>("value");
    QTest::addColumn<QByteArray>("hex");
    const auto row = [](const char *text, int low, int high, qint32 value, const char *hex) {
        QTest::addRow("%s of %d", text, value)
            << QString::fromLatin1(text) << QPoint(low, high) << value << QByteArray(hex);
    };
    row("{value on:03}", 0, 1000, 5, "03");
    row("{value on:03}", 0, 1000, 0, "00");
    row("{value on:03}", -1000, 1000, -5, "03");
    row("{value add:1 on:03}", 0, 1000, 0, "01");
    row("{value on:03 zero:F0}", 0, 1000, 5, "03");
    row("{value zero:F0 on:03}", 0, 1000, 0, "f0");
    row("{value zero:F0 add:1}", 0, 9, 0, "f0");
    row("{value add:1 zero:F0}", 0, 9, 4, "05");
    row("{value add:-1 zero:00}", 0, 256, 256, "ff");
    row("{value add:-1 zero:00}", 0, 256, 0, "00");
    row("{value times:17}", 0, 15, 15, "ff");
    row("{value times:17}", 0, 15, 3, "33");
    row("{value add:1 times:2}", 0, 9, 3, "08");
    row("{value times:2 add:1}", 0, 9, 3, "07");
    row("{value scale:20/100}", 0, 100, 100, "14");
    row("{value scale:20/100}", 0, 100, 2, "00");
    row("{value scale:20/100}", 0, 100, 3, "01");
    row("{value scale:1/2}", 0, 100, 3, "02");
    row("{value scale:1/2}", 0, 100, 1, "01");
    row("{value scale:1/2 abs}", -100, 100, -3, "02");
    row("{value scale:1/3}", 0, 100, 4, "01");
    row("{value scale:1/3}", 0, 100, 5, "02");
    row("{value scale:255/20}", 0, 20, 20, "ff");
    row("{value add:1 min:1}", -5, 5, -3, "01");
    row("{value min:1}", 0, 9, 0, "01");
    row("{value min:1}", 0, 9, 2, "02");
    row("{value min:1 zero:00}", 0, 9, 0, "00");
    row("{value max:255}", 0, 1000, 999, "ff");
    row("{value max:255}", 0, 1000, 254, "fe");
    row("{value min:-1 add:1}", -5, 5, -5, "00");
    row("{value in:four}", 0, 3, 0, "0f");
    row("{value in:four}", 0, 3, 3, "0b");
    row("{value in:three}", -1, 1, -1, "f0");
    row("{value in:three}", -1, 1, 1, "02");
    row("{value in:three zero:AA}", 0, 3, 0, "aa");
    row("{value in:three zero:AA}", 0, 3, 1, "f0");
    row("{value scale:1/10 in:four add:1}", 0, 30, 20, "0e");
    row("{value be16}", 0, 1000, 1000, "03e8");
    row("{value le16}", 0, 1000, 1000, "e803");
    row("{value be32}", 0, 100000, 66051, "00010203");
    row("{value le32}", 0, 100000, 66051, "03020100");
    row("{value times:2 be32}", 0, 2147483647, 2147483647, "fffffffe");
    row("{value zero:F0 be16}", 0, 1000, 0, "00f0");
    row("{value be16 x2}", 0, 1000, 258, "01020102");
    row("{value dec}", 0, 1000, 0, "30");
    row("{value dec}", 0, 1000, 1000, "31303030");
    row("{value dec:2}", 0, 20, 5, "3035");
    row("{value dec:4}", 0, 9999, 9999, "39393939");
    row("{value zero:07 dec:2}", 0, 9, 0, "3037");
    row("{value dec x2}", 0, 20, 12, "31323132");
    row("{value dec:2} {sum 0..1}", 0, 20, 12, "313263");
    row("AA {value dec} {sum 0..0}", 0, 20, 12, "aa3132aa");
}

void ByteTemplateOperatorsTest::operatorsChangeTheValue()
{
    QFETCH(QString, text);
    QFETCH(QPoint, range);
    QFETCH(qint32, value);
    QFETCH(QByteArray, hex);
    const Result<ByteTemplate> bytes = compiled(text, {range.x(), range.y()});
    QVERIFY2(bytes.has_value(), bytes ? "" : qPrintable(bytes.error().text()));
    QCOMPARE(filled(*bytes, value).toHex(), hex);
}

void ByteTemplateOperatorsTest::everyValueThatIsPossibleFits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QPoint>("range");
    const auto row = [](const char *text, int low, int high) {
        QTest::addRow("%s in %d to %d", text, low, high) << QString::fromLatin1(text) << QPoint(low, high);
    };
    row("{value}", 0, 255);
    row("{value be16}", 0, 65535);
    row("{value le16}", 0, 65535);
    row("{value dec:3}", 0, 999);
    row("{value sign:80}", -127, 127);
    row("{value abs}", -255, 255);
    row("{value add:-1}", 1, 256);
    row("{value add:-1 zero:00}", 0, 256);
    row("{value abs in:four zero:00}", -4, 0);
    row("{value on:03}", -1000, 1000);
    row("{value on:03 zero:04}", -1000, 1000);
    row("{value max:255}", 0, 100000);
    row("{value min:0}", -100000, 255);
    row("{value times:17}", 0, 15);
    row("{value scale:1/1000}", 0, 255499);
    row("{value abs in:four}", -3, 3);
    row("{value sign:04 in:four}", -3, 0);
    row("{value in:four times:17}", 0, 3);
    row("{value in:four on:01 zero:00}", 0, 9);
}

void ByteTemplateOperatorsTest::everyValueThatIsPossibleFits()
{
    QFETCH(QString, text);
    QFETCH(QPoint, range);
    const Result<ByteTemplate> bytes = compiled(text, {range.x(), range.y()});
    QVERIFY2(bytes.has_value(), bytes ? "" : qPrintable(bytes.error().text()));
}

void ByteTemplateOperatorsTest::valuesThatDoNotFitAreRefusedWithTheColumn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QPoint>("range");
    QTest::addColumn<QString>("begin");
    const auto row = [](const char *text, int low, int high, const char *begin) {
        QTest::addRow("%s in %d to %d", text, low, high)
            << QString::fromLatin1(text) << QPoint(low, high) << QString::fromLatin1(begin);
    };
    row("{value}", 0, 256, "column 1: a byte holds 0 to 255, but here it would be 0 to 256; there are");
    row("{value}", -1, 1,
        "column 1: a byte holds 0 to 255, but here it would be -1 to 1; for values that go both ways");
    row("{value add:-1}", 0, 9, "column 1: a byte holds 0 to 255, but here it would be -1 to 8");
    row("{value add:-2 zero:00}", 0, 9, "column 1: a byte holds 0 to 255, but here it would be -1 to 7");
    row("{value zero:00}", -1, 9, "column 1: a byte holds 0 to 255, but here it would be -1 to 9");
    row("{value add:300 on:01}", 0, 9, "column 1: a byte holds 0 to 255, but here it would be 1 to 300");
    row("{value times:17}", 0, 16, "column 1: a byte holds 0 to 255, but here it would be 0 to 272");
    row("{value scale:1/1000}", 0, 255500, "column 1: a byte holds 0 to 255, but here it would be 0 to 256");
    row("{value min:1}", 0, 256, "column 1: a byte holds 0 to 255, but here it would be 1 to 256");
    row("{value max:255}", -1, 256, "column 1: a byte holds 0 to 255, but here it would be -1 to 255");
    row("{value sign:80}", -127, 128, "column 1: some values are so great that they reach into the bits of sign:80");
    row("{value be16}", 0, 65536, "column 1: a number of 2 bytes holds 0 to 65535, but here it would be 0 to 65536");
    row("{value le16}", -1, 1, "column 1: a number of 2 bytes holds 0 to 65535, but here it would be -1 to 1");
    row("{value be32}", -1, 1, "column 1: a number of 4 bytes holds 0 to 4294967295, but here it would be -1 to 1");
    row("{value le32}", -1, 1, "column 1: a number of 4 bytes holds 0 to 4294967295, but here it would be -1 to 1");
    row("{value times:3 be32}", 0, 2147483647, "column 1: some values get greater than 32 bits can hold");
    row("{value times:3 abs le32}", -2147483647, 0, "column 1: some values get greater than 32 bits can hold");
    row("{value dec}", -1, 1, "column 1: text of 10 digits holds 0 to 4294967295, but here it would be -1 to 1");
    row("{value dec:2}", 0, 100, "column 1: text of 2 digits holds 0 to 99, but here it would be 0 to 100");
    row("00 {value in:four}", 0, 4,
        "column 4: table \"four\" has 4 bytes, but it needs one for each value from 0 to 4");
    row("{value in:four}", 0, 2, "column 1: table \"four\" has 4 bytes, but it needs one for each value from 0 to 2");
    row("{value in:four zero:00}", 0, 3,
        "column 1: table \"four\" has 4 bytes, but it needs one for each value from 1 to 3");
    row("{value in:four times:18}", 0, 3, "column 1: a byte holds 0 to 255, but here it would be 198 to 270");
}

void ByteTemplateOperatorsTest::valuesThatDoNotFitAreRefusedWithTheColumn()
{
    QFETCH(QString, text);
    QFETCH(QPoint, range);
    QFETCH(QString, begin);
    const Result<ByteTemplate> bytes = compiled(text, {range.x(), range.y()});
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, ErrorCode::OutOfRange);
    QVERIFY2(bytes.error().detail.startsWith(begin), qPrintable(bytes.error().detail));
}

void ByteTemplateOperatorsTest::unknownTablesAreRefusedWithAHint()
{
    // Also where nothing would ever be looked up in it.
    for (const char *text : {"00 {value in:fuor}", "00 {value in:fuor zero:00 on:01}"}) {
        const Result<ByteTemplate> bytes = compiled(QString::fromLatin1(text), {0, 3});
        QVERIFY(!bytes);
        QCOMPARE(bytes.error().code, ErrorCode::NotFound);
        QCOMPARE(bytes.error().detail,
                 QStringLiteral("column 4: \"fuor\" is no table of \"speak\"; did you mean \"four\"?"));
    }
}

void ByteTemplateOperatorsTest::aTableServesEachFeatureOfAllByItsOwnRange()
{
    const Result<ByteTemplate> bytes = compiled(QStringLiteral("{all in:four}"), {});
    QVERIFY2(bytes.has_value(), bytes ? "" : qPrintable(bytes.error().text()));
    QCOMPARE(filled(*bytes, 0).toHex(), QByteArray("0d0f"));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ByteTemplateOperatorsTest)
#include "tst_bytetemplateoperators.moc"
