// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/words.h"

#include <QTest>

namespace thrum::test {

/// Words that several pages share.
class WordsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void percentCountsFromTheSideOfTheValue_data();
    void percentCountsFromTheSideOfTheValue();
    void aRangeWithoutStepsIsZeroPercent();
    void everyTypeHasItsOwnName();
    void backendsWithoutAWordKeepTheirName();
    void ownersAreNamedOnceAndInOrder();
    void anOwnerThatHasLeftIsAnApp();
    void countsHaveASingular();
    void todayNeedsNoDate();
};

void WordsTest::percentCountsFromTheSideOfTheValue_data()
{
    QTest::addColumn<qint32>("value");
    QTest::addColumn<qint32>("low");
    QTest::addColumn<qint32>("high");
    QTest::addColumn<QString>("text");
    const QString minus(QChar(0x2212));
    QTest::newRow("half") << 10 << 0 << 20 << QStringLiteral("50 %");
    QTest::newRow("rounded") << 1 << 0 << 3 << QStringLiteral("33 %");
    QTest::newRow("full") << 100 << 0 << 100 << QStringLiteral("100 %");
    QTest::newRow("negative") << -8 << -20 << 20 << QString(minus + QStringLiteral("40 %"));
    QTest::newRow("uneven") << -5 << -5 << 20 << QString(minus + QStringLiteral("100 %"));
}

void WordsTest::percentCountsFromTheSideOfTheValue()
{
    QFETCH(qint32, value);
    QFETCH(qint32, low);
    QFETCH(qint32, high);
    QTEST(Words::percent(value, Range{low, high}), "text");
}

void WordsTest::aRangeWithoutStepsIsZeroPercent()
{
    QCOMPARE(Words::percent(0, Range{0, 0}), QStringLiteral("0 %"));
    QCOMPARE(Words::percent(3, Range{0, 0}), QStringLiteral("0 %"));
}

void WordsTest::everyTypeHasItsOwnName()
{
    QSet<QString> outputs;
    for (const OutputType type : kAllOutputTypes)
        outputs.insert(Words::outputName(type));
    QCOMPARE(outputs.size(), qsizetype(kAllOutputTypes.size()));
    QSet<QString> inputs;
    for (const InputType type : kAllInputTypes)
        inputs.insert(Words::inputName(type));
    QCOMPARE(inputs.size(), qsizetype(kAllInputTypes.size()));
    QVERIFY(!outputs.contains(QString()) && !inputs.contains(QString()));
}

void WordsTest::backendsWithoutAWordKeepTheirName()
{
    QCOMPARE(Words::backendName(QStringLiteral("bluetooth")), QStringLiteral("Bluetooth"));
    QCOMPARE(Words::backendName(QStringLiteral("carrier-pigeon")), QStringLiteral("carrier-pigeon"));
    QCOMPARE(Words::backendIcon(QStringLiteral("simulated")), QStringLiteral("simulated"));
    QCOMPARE(Words::backendIcon(QStringLiteral("carrier-pigeon")), QStringLiteral("plug"));
}

void WordsTest::ownersAreNamedOnceAndInOrder()
{
    SessionInfo player;
    player.id = SessionId(7);
    player.clientName = QStringLiteral("Player X");
    const QList<SessionId> owners{SessionId(7), SessionId::Nobody, SessionId::Panel, SessionId(7)};
    QCOMPARE(Words::drivenBy(owners, {player}), QStringLiteral("driven by Player X and you"));
    QCOMPARE(Words::drivenBy({SessionId::Nobody}, {player}), QString());
}

void WordsTest::anOwnerThatHasLeftIsAnApp()
{
    QCOMPARE(Words::ownerName(SessionId(9), {}), QStringLiteral("an app"));
    QCOMPARE(Words::sessionName(SessionInfo()), QStringLiteral("Unnamed app"));
}

void WordsTest::countsHaveASingular()
{
    QCOMPARE(Words::appCount(0), QStringLiteral("0 apps"));
    QCOMPARE(Words::appCount(1), QStringLiteral("1 app"));
    QCOMPARE(Words::deviceCount(1), QStringLiteral("1 device"));
    QCOMPARE(Words::deviceCount(12), QStringLiteral("12 devices"));
}

void WordsTest::todayNeedsNoDate()
{
    const QDateTime now(QDate(2026, 3, 14), QTime(14, 2, 5));
    const QLocale locale;
    QCOMPARE(Words::moment(now.toMSecsSinceEpoch(), now), locale.toString(now.time(), QLocale::ShortFormat));
    const QDateTime before = now.addDays(-1);
    QCOMPARE(Words::moment(before.toMSecsSinceEpoch(), now), locale.toString(before, QLocale::ShortFormat));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::WordsTest)

#include "tst_words.moc"
