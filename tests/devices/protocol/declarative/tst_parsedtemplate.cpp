// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/parsedtemplate.h"

#include <QTest>

namespace thrum::test {

using Kind = TemplateOperator::Kind;
using Operators = std::vector<TemplateOperator>;

/// What a template's text is taken for, before it is known which model it is for.
class ParsedTemplateTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokensAreKnownByTheirFirstWord_data();
    void tokensAreKnownByTheirFirstWord();
    void featuresAndPositionsFollowTheirWord();
    void operatorsAreKept_data();
    void operatorsAreKept();
    void textAndHexThatFollowEachOtherAreOnePart();
    void everySourceWordIsAToken();
    void badTextIsRefusedWithItsColumn_data();
    void badTextIsRefusedWithItsColumn();
};

void ParsedTemplateTest::tokensAreKnownByTheirFirstWord_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<TemplateSource>("source");
    const auto row = [](const char *text, TemplateSource source) {
        QTest::addRow("%s", text) << QString::fromLatin1(text) << source;
    };
    row("{value}", TemplateSource::Value);
    row("{on}", TemplateSource::On);
    row("{reverse}", TemplateSource::Reverse);
    row("{2}", TemplateSource::Feature);
    row("{1|0}", TemplateSource::Feature);
    row("{all}", TemplateSource::All);
    row("{nibbles 0 1}", TemplateSource::Nibbles);
    row("{bits 0 1}", TemplateSource::Bits);
    row("{first 0}", TemplateSource::First);
    row("{max 0 1|2}", TemplateSource::Largest);
    row("{only 0 1 2 3 4 5 6 7}", TemplateSource::Only);
    row("{sum 0..1}", TemplateSource::Sum);
    row("{xor 0..7}", TemplateSource::Xor);
    row("{minus 2..3}", TemplateSource::Minus);
    row("{speed}", TemplateSource::Speed);
    row("{duration}", TemplateSource::Duration);
    row("{count}", TemplateSource::Count);
    row("{firstly}", TemplateSource::Word);
    row("0F", TemplateSource::Bytes);
    row("\"0F\"", TemplateSource::Bytes);
}

void ParsedTemplateTest::tokensAreKnownByTheirFirstWord()
{
    QFETCH(QString, text);
    QFETCH(TemplateSource, source);
    const Result<ParsedTemplate> parsed = ParsedTemplate::parse(text);
    QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().text()));
    QCOMPARE(parsed->parts().size(), std::size_t(1));
    QCOMPARE(parsed->parts().front().source, source);
    QCOMPARE(parsed->text(), text);
}

void ParsedTemplateTest::featuresAndPositionsFollowTheirWord()
{
    const Result<ParsedTemplate> parsed = ParsedTemplate::parse(QStringLiteral("00 {max 0 2|1 abs} {minus 2..3}"));
    QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().text()));
    QCOMPARE(parsed->parts().size(), std::size_t(3));
    const TemplatePart &largest = parsed->parts().at(1);
    QCOMPARE(largest.features, (std::vector<FeatureChoice>{{0}, {2, 1}}));
    QCOMPARE(largest.column, 4);
    const TemplatePart &minus = parsed->parts().at(2);
    QCOMPARE(minus.first, 2);
    QCOMPARE(minus.last, 3);
}

void ParsedTemplateTest::operatorsAreKept_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Operators>("operators");
    const auto row = [](const char *text, const Operators &operators) {
        QTest::addRow("%s", text) << QString::fromLatin1(text) << operators;
    };
    row("abs", {{Kind::Absolute, 0, 1, {}}});
    row("add:3", {{Kind::Add, 3, 1, {}}});
    row("add:-1", {{Kind::Add, -1, 1, {}}});
    row("sign:80", {{Kind::Sign, 0x80, 1, {}}});
    row("zero:F0 on:03", {{Kind::Zero, 0xF0, 1, {}}, {Kind::NonZero, 3, 1, {}}});
    row("times:17", {{Kind::Times, 17, 1, {}}});
    row("scale:20/100", {{Kind::Scale, 20, 100, {}}});
    row("min:1 max:65535", {{Kind::AtLeast, 1, 1, {}}, {Kind::AtMost, 65535, 1, {}}});
    row("min:-5 max:0", {{Kind::AtLeast, -5, 1, {}}, {Kind::AtMost, 0, 1, {}}});
    row("in:speeds", {{Kind::Table, 0, 1, QStringLiteral("speeds")}});
    row("be16", {{Kind::Big, 2, 1, {}}});
    row("be32", {{Kind::Big, 4, 1, {}}});
    row("le16", {{Kind::Little, 2, 1, {}}});
    row("le32 x16", {{Kind::Little, 4, 1, {}}, {Kind::Copies, 16, 1, {}}});
    row("dec", {{Kind::Decimal, 0, 1, {}}});
    row("dec:4", {{Kind::Decimal, 4, 1, {}}});
}

void ParsedTemplateTest::operatorsAreKept()
{
    QFETCH(QString, text);
    QFETCH(Operators, operators);
    const Result<ParsedTemplate> parsed = ParsedTemplate::parse(u"{value " + text + u'}');
    QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().text()));
    QVERIFY(parsed->parts().front().operators == operators);
}

void ParsedTemplateTest::textAndHexThatFollowEachOtherAreOnePart()
{
    const Result<ParsedTemplate> parsed = ParsedTemplate::parse(QStringLiteral("0A \"A b\" 0B {on}\";\" \"}\""));
    QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().text()));
    QCOMPARE(parsed->parts().size(), std::size_t(3));
    QCOMPARE(parsed->parts().at(0).bytes, QByteArray("\nA b\v"));
    QCOMPARE(parsed->parts().at(2).bytes, QByteArray(";}"));
    QCOMPARE(parsed->parts().at(2).column, 17);
}

void ParsedTemplateTest::everySourceWordIsAToken()
{
    QCOMPARE(ParsedTemplate::sourceWords().size(), 15);
    for (const QString &word : ParsedTemplate::sourceWords()) {
        const auto isToken = [&](const QString &rest) {
            const Result<ParsedTemplate> parsed = ParsedTemplate::parse(u'{' + word + rest + u'}');
            return parsed && parsed->parts().front().source != TemplateSource::Word;
        };
        QVERIFY2(isToken({}) || isToken(QStringLiteral(" 0 1")) || isToken(QStringLiteral(" 0..1")), qPrintable(word));
    }
}

void ParsedTemplateTest::badTextIsRefusedWithItsColumn_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("begin");
    const auto row = [](const QString &text, const char *begin) {
        QTest::newRow(qPrintable(text)) << text << QString::fromLatin1(begin);
    };
    const auto token = [&](const char *text, const char *begin) { row(QString::fromLatin1(text), begin); };
    token("00 \"AB", "column 4: the text is never closed");
    token("00 \"\"", "column 4: the text is empty");
    row(QStringLiteral("00 \"A\u00e9\""), "column 6: only ASCII can stand in a text");
    row(QStringLiteral("\"A\n\""), "column 3: only ASCII can stand in a text");
    token("\"A\"00", "column 4: put a space behind the text");
    token("\"A\"\"B\"", "column 4: put a space behind the text");
    token("00\"A\"", "column 1: \"00\\\"A\\\"\" is neither a byte of two hex digits such as 0F, nor a token");
    token("{on}{on}", "column 5: put a space behind }");
    token("{first}", "column 2: \"first\" takes one to eight feature indexes, as in {first 0 1}");
    token("{max abs}", "column 2: \"max\" takes one to eight feature indexes, as in {max 0 1}");
    token("{only 256}", "column 2: \"only\" takes one to eight feature indexes, as in {only 0 1}");
    token("{only 0 1 2 3 4 5 6 7 8}", "column 23: \"8\" is no operator");
    token("{xor}", "column 2: \"xor\" takes the positions of the first and the last byte, from 0, as in {xor 1..2}");
    token("00 {minus 1..0}", "column 5: \"minus\" takes the positions");
    token("{value add:-0}", "column 8: \"add:-0\" is no operator");
    token("{value add:1000001}", "column 8: \"add:1000001\" is no operator");
    token("{value add:+1}", "column 8: \"add:+1\" is no operator");
    token("{value on:3}", "column 8: \"on:3\" is no operator");
    token("{value times:0}", "column 8: \"times:0\" is no operator");
    token("{value times:-1}", "column 8: \"times:-1\" is no operator");
    token("{value scale:20}", "column 8: \"scale:20\" is no operator");
    token("{value scale:0/2}", "column 8: \"scale:0/2\" is no operator");
    token("{value scale:1/0}", "column 8: \"scale:1/0\" is no operator");
    token("{value scale:1/2/3}", "column 8: \"scale:1/2/3\" is no operator");
    token("{value min:}", "column 8: \"min:\" is no operator");
    token("{value max:a}", "column 8: \"max:a\" is no operator");
    token("{value in:}", "column 8: \"in:\" is no operator");
    token("{value in:4}", "column 8: \"in:4\" is no operator");
    token("{value be8}", "column 8: \"be8\" is no operator");
    token("{value be16:2}", "column 8: \"be16:2\" is no operator");
    token("{value dec:0}", "column 8: \"dec:0\" is no operator");
    token("{value dec:11}", "column 8: \"dec:11\" is no operator");
    token("{value mix:1}", "column 8: \"mix:1\" is no operator; did you mean \"min:1\"?");
    token("{value be16 add:1}", "column 13: \"add:1\" stands behind the number of bytes or digits");
    token("{value dec:2 zero:00}", "column 14: \"zero:00\" stands behind the number of bytes or digits");
    token("{value le32 dec}", "column 13: \"dec\" stands behind the number of bytes or digits");
    token("{value x2 be16}", "column 11: \"be16\" stands behind the number of copies");
    token("{value zero:00 zero:01}", "column 16: \"zero:01\" says again what to send instead");
    token("{value on:00 abs on:00}", "column 18: \"on:00\" says again what to send instead");
    token("{kind dec}", "column 7: \"dec\" follows fixed bytes");
}

void ParsedTemplateTest::badTextIsRefusedWithItsColumn()
{
    QFETCH(QString, text);
    QFETCH(QString, begin);
    const Result<ParsedTemplate> parsed = ParsedTemplate::parse(text);
    QVERIFY(!parsed);
    QCOMPARE(parsed.error().code, ErrorCode::InvalidData);
    QVERIFY2(parsed.error().detail.startsWith(begin), qPrintable(parsed.error().detail));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ParsedTemplateTest)
#include "tst_parsedtemplate.moc"
