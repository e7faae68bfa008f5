// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/crc16.h"

#include <QTest>

using namespace thrum;

/// Against the check values that the catalogues of CRCs give for "123456789", and packets of devices.
class TestCrc16 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void modbus()
    {
        QCOMPARE(crc16Modbus(QByteArrayView("123456789")), quint16(0x4B37));
        QCOMPARE(crc16Modbus(QByteArray::fromHex("010600640001")), quint16(0xD509));
        QCOMPARE(crc16Modbus(QByteArrayView()), quint16(0xFFFF));
    }

    void xmodem()
    {
        QCOMPARE(crc16Xmodem(QByteArrayView("123456789")), quint16(0x31C3));
        QCOMPARE(crc16Xmodem(QByteArray::fromHex("01112233445566")), quint16(0x2000));
        QCOMPARE(crc16Xmodem(QByteArrayView()), quint16(0));
    }
};

QTEST_GUILESS_MAIN(TestCrc16)
#include "tst_crc16.moc"
