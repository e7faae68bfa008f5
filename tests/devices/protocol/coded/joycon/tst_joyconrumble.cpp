// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/joycon/joyconrumble.h"

#include <QTest>

using namespace thrum;

class TestJoyconRumble : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void strengthBecomesBytes_data();
    void strengthBecomesBytes();
    void strongerIsNeverLess();
};

void TestJoyconRumble::strengthBecomesBytes_data()
{
    QTest::addColumn<int>("thousandths");
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("rest") << 0 << QByteArray("00004140");
    QTest::newRow("too little to be said") << 1 << QByteArray("00004140");
    QTest::newRow("least") << 2 << QByteArray("a8008a40");
    QTest::newRow("last without strength") << 120 << QByteArray("a8008a40");
    QTest::newRow("lower formula") << 150 << QByteArray("a82c954b");
    QTest::newRow("last of the lower formula") << 230 << QByteArray("a83e994f");
    QTest::newRow("first of the upper formula") << 231 << QByteArray("a8409a50");
    QTest::newRow("half") << 500 << QByteArray("a888ac62");
    QTest::newRow("full") << 1000 << QByteArray("a8c8bc72");
}

void TestJoyconRumble::strengthBecomesBytes()
{
    QFETCH(int, thousandths);
    QFETCH(QByteArray, hex);
    QCOMPARE(joyconRumble(thousandths).toHex(), hex);
}

void TestJoyconRumble::strongerIsNeverLess()
{
    for (int thousandths = 1; thousandths <= 1000; ++thousandths) {
        const QByteArray less = joyconRumble(thousandths - 1);
        const QByteArray more = joyconRumble(thousandths);
        QCOMPARE(more.size(), qsizetype(4));
        QVERIFY(quint8(more.at(1)) >= quint8(less.at(1)));
        QVERIFY(quint8(more.at(3)) >= quint8(less.at(3)));
    }
}

QTEST_GUILESS_MAIN(TestJoyconRumble)
#include "tst_joyconrumble.moc"
