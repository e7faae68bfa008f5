// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/honeyplaybox/honeyplayframe.h"

#include <QTest>

using namespace thrum;

/// Frames out of notifications that come in pieces, with noise in between.
class TestHoneyPlayFrame : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void framesComeInPieces()
    {
        const QByteArray whole = honeyplay::frame(7, 1, QByteArray::fromHex("9000aabb"));
        for (qsizetype cut = 1; cut < whole.size(); ++cut) {
            honeyplay::FrameAssembler assembler;
            assembler.add(whole.first(cut));
            QVERIFY(!assembler.next());
            assembler.add(whole.sliced(cut));
            QCOMPARE(assembler.next(), QByteArray::fromHex("9000aabb"));
            QVERIFY(!assembler.next());
        }
    }

    void noiseIsSkipped_data()
    {
        QTest::addColumn<QByteArray>("noise");
        QTest::newRow("before it") << QByteArray::fromHex("010203");
        QTest::newRow("a wrong end") << honeyplay::frame(0, 1, "xy").chopped(3) + QByteArray::fromHex("ffffff");
        QTest::newRow("a length beyond reason") << QByteArray::fromHex("02a55a55aaf000b101ffff");
    }

    void noiseIsSkipped()
    {
        QFETCH(const QByteArray, noise);
        honeyplay::FrameAssembler assembler;
        assembler.add(noise + honeyplay::frame(1, 1, "hello"));
        QCOMPARE(assembler.next(), QByteArray("hello"));
    }

    void twoFramesInOneAreBothFound()
    {
        honeyplay::FrameAssembler assembler;
        assembler.add(honeyplay::frame(1, 1, "a") + honeyplay::frame(2, 1, {}));
        QCOMPARE(assembler.next(), QByteArray("a"));
        QCOMPARE(assembler.next(), QByteArray());
        QVERIFY(!assembler.next());
    }
};

QTEST_GUILESS_MAIN(TestHoneyPlayFrame)
#include "tst_honeyplayframe.moc"
