// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/amount.h"

#include <QTest>

namespace thrum::test {

/// Values on the command line.
class AmountTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void percentAndStepsAreRead_data();
    void percentAndStepsAreRead();
    void everythingElseIsRefusedWithAReason_data();
    void everythingElseIsRefusedWithAReason();
};

void AmountTest::percentAndStepsAreRead_data()
{
    // What comes out for an output of -20 to 20 steps.
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("value");
    QTest::newRow("percent") << QStringLiteral("40%") << 8;
    QTest::newRow("negative percent") << QStringLiteral("-40%") << -8;
    QTest::newRow("a fraction of a percent") << QStringLiteral("0.5%") << 1;
    QTest::newRow("all") << QStringLiteral("100%") << 20;
    QTest::newRow("nothing") << QStringLiteral("0%") << 0;
    QTest::newRow("steps") << QStringLiteral("8") << 8;
    QTest::newRow("negative steps") << QStringLiteral("-3") << -3;
}

void AmountTest::percentAndStepsAreRead()
{
    QFETCH(QString, text);
    QFETCH(int, value);
    const Result<ClientCommand> command = readAmount(OutputType::Rotate, text);
    QVERIFY2(command, command ? "" : qPrintable(command.error().text()));
    QCOMPARE(command->type(), OutputType::Rotate);
    const ClientOutputInfo output{OutputType::Rotate, QStringLiteral("Rotate"), Range{-20, 20}, {}};
    const auto converted = command->convertFor(output);
    QVERIFY2(converted, converted ? "" : qPrintable(converted.error().text()));
    QCOMPARE(converted->value, value);
}

void AmountTest::everythingElseIsRefusedWithAReason_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("code");
    for (const char *text : {"", "%", "much", "8.5", "40 % more", "nan%", "inf%", "99999999999"})
        QTest::addRow("'%s'", text) << QString::fromLatin1(text) << int(ErrorCode::InvalidData);
    for (const char *text : {"101%", "-100.1%"})
        QTest::addRow("'%s'", text) << QString::fromLatin1(text) << int(ErrorCode::OutOfRange);
}

void AmountTest::everythingElseIsRefusedWithAReason()
{
    QFETCH(QString, text);
    QFETCH(int, code);
    const Result<ClientCommand> command = readAmount(OutputType::Vibrate, text);
    QVERIFY(!command);
    QCOMPARE(int(command.error().code), code);
    QVERIFY(command.error().detail.contains(u'"' + text + u'"'));
}

} // namespace thrum::test

QTEST_APPLESS_MAIN(thrum::test::AmountTest)
#include "tst_amount.moc"
