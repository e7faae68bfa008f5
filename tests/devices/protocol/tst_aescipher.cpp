// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/aescipher.h"

#include <QTest>

using namespace thrum;

class TestAesCipher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownBlocks_data();
    void knownBlocks();
    void wholeBlockGetsABlockOfPadding();
    void refusesWhatItDidNotMake_data();
    void refusesWhatItDidNotMake();
};

void TestAesCipher::knownBlocks_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("plain");
    QTest::addColumn<QByteArray>("encrypted");
    const QByteArray vibcrafter("jdk#Cra%f5Vib28r");
    const QByteArray vibio("jdk#vib%y5fir21a");
    const QByteArray fluffer("jdk#Flu%y6fer32f");
    QTest::newRow("speeds") << vibcrafter << QByteArray("MtInt:5000;")
                            << QByteArray::fromHex("EBCC1ADDB0132340D51B7E97B61CA320");
    QTest::newRow("short") << vibcrafter << QByteArray("OK;")
                           << QByteArray::fromHex("120A6DEFA705E36FA046E6CDF609F67A");
    QTest::newRow("other key") << vibio << QByteArray("OK;") << QByteArray::fromHex("73F4CBD11A61E4185E8E486283595A24");
    QTest::newRow("token") << vibio << QByteArray("Auth:abcd1234;")
                           << QByteArray::fromHex("029DA07022A917772FF889CAF89340E0");
    QTest::newRow("bytes") << fluffer << QByteArray::fromHex("820F05003C000000")
                           << QByteArray::fromHex("75965784B0F6E448BBECF7AAE10057D6");
}

void TestAesCipher::knownBlocks()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, plain);
    QFETCH(QByteArray, encrypted);

    const AesCipher cipher(key);
    QCOMPARE(cipher.encrypt(plain).toHex(), encrypted.toHex());
    QCOMPARE(cipher.decrypt(encrypted).value(), plain);
}

void TestAesCipher::wholeBlockGetsABlockOfPadding()
{
    const AesCipher cipher("jdk#Cra%f5Vib28r");
    const QByteArray plain(AesCipher::blockSize, 'a');
    const QByteArray encrypted = cipher.encrypt(plain);
    QCOMPARE(encrypted.size(), 2 * AesCipher::blockSize);
    QCOMPARE(cipher.decrypt(encrypted).value(), plain);
    QCOMPARE(cipher.decrypt(cipher.encrypt({})).value(), QByteArray());
}

void TestAesCipher::refusesWhatItDidNotMake_data()
{
    QTest::addColumn<QByteArray>("encrypted");
    const QByteArray block = AesCipher("jdk#Cra%f5Vib28r").encrypt("OK;");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a byte too few") << block.chopped(1);
    QTest::newRow("a byte too many") << QByteArray(block + '\0');
    QTest::newRow("another key") << AesCipher("jdk#vib%y5fir21a").encrypt("OK;");
}

void TestAesCipher::refusesWhatItDidNotMake()
{
    QFETCH(QByteArray, encrypted);

    const Result<QByteArray> plain = AesCipher("jdk#Cra%f5Vib28r").decrypt(encrypted);
    QVERIFY(!plain);
    QCOMPARE(plain.error().code, ErrorCode::InvalidData);
}

QTEST_GUILESS_MAIN(TestAesCipher)
#include "tst_aescipher.moc"
