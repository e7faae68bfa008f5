// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/words.h"

#include <QTest>

namespace thrum::test {

/// Single words of the command line.
class WordsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTypeIsReadFromItsWord();
    void unknownTypesAreAnsweredWithThoseThereAre();
    void secondsAreRead_data();
    void secondsAreRead();
    void otherTimesAreRefused_data();
    void otherTimesAreRefused();
};

void WordsTest::everyTypeIsReadFromItsWord()
{
    for (const OutputType type : kAllOutputTypes) {
        QCOMPARE(readOutputType(wordOf(type)).value(), type);
        QCOMPARE(readOutputType(outputTypeName(type)).value(), type);
    }
    for (const InputType type : kAllInputTypes) {
        QCOMPARE(readInputType(wordOf(type)).value(), type);
        QCOMPARE(readInputType(inputTypeName(type)).value(), type);
    }
    QCOMPARE(wordOf(OutputType::Vibrate), QStringLiteral("vibrate"));
    QCOMPARE(wordOf(InputType::Rssi), QStringLiteral("rssi"));
}

void WordsTest::unknownTypesAreAnsweredWithThoseThereAre()
{
    const Result<OutputType> output = readOutputType(QStringLiteral("roate"));
    QVERIFY(!output);
    QVERIFY(output.error().detail.contains(u"did you mean \"rotate\"?"));
    const Result<InputType> input = readInputType(QStringLiteral("zzzz"));
    QVERIFY(!input);
    for (const InputType type : kAllInputTypes)
        QVERIFY(input.error().detail.contains(wordOf(type)));
}

void WordsTest::secondsAreRead_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("ms");
    QTest::newRow("whole") << QStringLiteral("3") << 3000;
    QTest::newRow("fraction") << QStringLiteral("0.05") << 50;
    QTest::newRow("a day") << QStringLiteral("86400") << 86400000;
}

void WordsTest::secondsAreRead()
{
    QFETCH(QString, text);
    QFETCH(int, ms);
    QCOMPARE(readSeconds(QStringLiteral("scan"), text).value().count(), ms);
}

void WordsTest::otherTimesAreRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "0", "-1", "86401", "soon", "nan", "inf"})
        QTest::addRow("'%s'", text) << QString::fromLatin1(text);
}

void WordsTest::otherTimesAreRefused()
{
    QFETCH(QString, text);
    const Result<milliseconds> time = readSeconds(QStringLiteral("--for"), text);
    QVERIFY(!time);
    QVERIFY(time.error().detail.startsWith(u"--for takes seconds"));
}

} // namespace thrum::test

QTEST_APPLESS_MAIN(thrum::test::WordsTest)
#include "tst_words.moc"
