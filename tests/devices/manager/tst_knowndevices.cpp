// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/knowndevices.h"

#include <QTest>

using namespace thrum;

namespace {

Identity identity(const char *address, const char *model = "M")
{
    return {QString::fromLatin1(address), QStringLiteral("family"), QString::fromLatin1(model)};
}

KnownDevice known(const char *address, DeviceIndex index)
{
    return {identity(address),           index, QStringLiteral("Old name"), QStringLiteral("Mine"),
            QStringLiteral("bluetooth"), 1};
}

DeviceIndex indexOf(KnownDevices &devices, const Identity &one)
{
    return devices.remember(one, QStringLiteral("Name"), QStringLiteral("bluetooth"), 2).index;
}

} // namespace

class TestKnownDevices : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void newIdentitiesGetTheLowestFreeIndex()
    {
        KnownDevices devices({known("A", 0), known("B", 2)});
        QCOMPARE(indexOf(devices, identity("C")), 1U);
        QCOMPARE(indexOf(devices, identity("D")), 3U);
        QCOMPARE(devices.all().size(), 4);
    }

    void theSameIdentityKeepsItsIndexAndTheUsersName()
    {
        KnownDevices devices({known("A", 5)});
        const KnownDevice again = devices.remember(identity("A"), QStringLiteral("New name"), QStringLiteral("serial"),
                                                   9);
        QCOMPARE(again.index, 5U);
        QCOMPARE(again.displayName, QStringLiteral("Mine"));
        QCOMPARE(again.name, QStringLiteral("New name"));
        QCOMPARE(again.backend, QStringLiteral("serial"));
        QCOMPARE(again.lastSeenMs, 9);
        QCOMPARE(devices.all(), QList<KnownDevice>{again});
    }

    void anotherModelAtTheSameAddressIsAnotherDevice()
    {
        KnownDevices devices({});
        QCOMPARE(indexOf(devices, identity("A", "P")), 0U);
        QCOMPARE(indexOf(devices, identity("A", "Q")), 1U);
        QCOMPARE(indexOf(devices, identity("A", "P")), 0U);
    }

    void ofTwoEntriesWithOneIndexOrIdentityTheFirstCounts()
    {
        KnownDevices devices({known("A", 1), known("B", 1), known("A", 3), known("C", 2)});
        QCOMPARE(devices.all().size(), 2);
        QCOMPARE(indexOf(devices, identity("A")), 1U);
        QCOMPARE(indexOf(devices, identity("C")), 2U);
        QCOMPARE(indexOf(devices, identity("B")), 0U);
    }
};

QTEST_GUILESS_MAIN(TestKnownDevices)
#include "tst_knowndevices.moc"
