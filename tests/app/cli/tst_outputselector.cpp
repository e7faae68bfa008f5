// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/outputselector.h"

#include <QTest>

namespace thrum::test {
namespace {

ClientOutputInfo output(OutputType type)
{
    return {type, outputTypeName(type), Range{0, 20}, {}};
}

ClientDeviceInfo someDevice()
{
    ClientDeviceInfo device;
    device.name = QStringLiteral("Duo");
    device.features = {{0, {}, {output(OutputType::Vibrate)}, {}, {}, {}},
                       {2, {}, {output(OutputType::Position), output(OutputType::HwPositionWithDuration)}, {}, {}, {}},
                       {3, {}, {output(OutputType::Rotate), output(OutputType::Constrict)}, {}, {}, {}},
                       {4, {}, {}, {}, {}, {}}};
    return device;
}

} // namespace

/// Which output a word of the command line means.
class OutputSelectorTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsFindAnOutput_data();
    void wordsFindAnOutput();
    void otherWordsAreRefused_data();
    void otherWordsAreRefused();
    void wordsAreJudgedWithoutADevice();
};

void OutputSelectorTest::wordsFindAnOutput_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("hasDuration");
    QTest::addColumn<OutputType>("type");
    QTest::addColumn<int>("feature");
    QTest::newRow("type") << QStringLiteral("rotate") << false << OutputType::Rotate << -1;
    QTest::newRow("another case") << QStringLiteral("Vibrate") << false << OutputType::Vibrate << -1;
    QTest::newRow("position") << QStringLiteral("position") << false << OutputType::Position << -1;
    QTest::newRow("timed position") << QStringLiteral("position") << true << OutputType::HwPositionWithDuration << -1;
    QTest::newRow("feature") << QStringLiteral("0") << false << OutputType::Vibrate << 0;
    QTest::newRow("feature with positions") << QStringLiteral("2") << false << OutputType::Position << 2;
    QTest::newRow("feature with timed positions")
        << QStringLiteral("2") << true << OutputType::HwPositionWithDuration << 2;
    // That it takes no duration is said when the command is made for it.
    QTest::newRow("only output") << QStringLiteral("0") << true << OutputType::Vibrate << 0;
}

void OutputSelectorTest::wordsFindAnOutput()
{
    QFETCH(QString, word);
    QFETCH(bool, hasDuration);
    QFETCH(OutputType, type);
    QFETCH(int, feature);
    const Result<OutputTarget> target = selectOutput(someDevice(), word, hasDuration);
    QVERIFY2(target, target ? "" : qPrintable(target.error().text()));
    QCOMPARE(target->type, type);
    QCOMPARE(target->feature ? int(*target->feature) : -1, feature);
}

void OutputSelectorTest::otherWordsAreRefused_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("text");
    QTest::newRow("no such feature") << QStringLiteral("1") << QStringLiteral("Duo has no feature 1");
    QTest::newRow("no outputs") << QStringLiteral("4") << QStringLiteral("feature 4 has no outputs");
    QTest::newRow("several outputs") << QStringLiteral(
        "3") << QStringLiteral("feature 3 has several outputs; name one of them: rotate, constrict");
}

void OutputSelectorTest::otherWordsAreRefused()
{
    QFETCH(QString, word);
    QFETCH(QString, text);
    const Result<OutputTarget> target = selectOutput(someDevice(), word, false);
    QVERIFY(!target);
    QCOMPARE(target.error().text(), text);
}

void OutputSelectorTest::wordsAreJudgedWithoutADevice()
{
    QCOMPARE(outputWordProblem(QStringLiteral("7")), QString());
    QCOMPARE(outputWordProblem(QStringLiteral("spray")), QString());
    QVERIFY(outputWordProblem(QStringLiteral("vibrat")).contains(u"did you mean \"vibrate\"?"));
    QVERIFY(!outputWordProblem(QStringLiteral("-1")).isEmpty());
}

} // namespace thrum::test

QTEST_APPLESS_MAIN(thrum::test::OutputSelectorTest)
#include "tst_outputselector.moc"
