// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/bleindex.h"

#include <QTest>

using namespace thrum;

namespace {

const QUuid service(QStringLiteral("0000ff00-0000-1000-8000-00805f9b34fb"));

BleSpecifier named(const QStringList &names)
{
    BleSpecifier specifier;
    specifier.names = names;
    return specifier;
}

BleSpecifier made(quint16 company, const QByteArray &data)
{
    BleSpecifier specifier;
    specifier.manufacturerData = {{company, data}};
    return specifier;
}

BleSighting sightingOf(quint16 company, const QByteArray &data)
{
    return {{{company, data}}, {}};
}

} // namespace

class TestBleIndex : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPrefixThatFitsIsAHit()
    {
        BleIndex index;
        index.add(0, {named({QStringLiteral("LVS-*")}), named({QStringLiteral("LVS-Z0*")})});
        index.add(1, {named({QStringLiteral("*")})});
        index.add(2, {named({QStringLiteral("lvs-*")})});
        const auto hits = index.find(QStringLiteral("LVS-Z01"), {});
        QCOMPARE(hits.size(), 3);
        QHash<qsizetype, qsizetype> lengths;
        for (const BleIndex::Hit &hit : hits) {
            QCOMPARE(hit.sign.kind, BleSign::Kind::NamePrefix);
            lengths[hit.place.family * 10 + hit.place.specifier] = hit.sign.length;
        }
        QCOMPARE(lengths, (QHash<qsizetype, qsizetype>{{0, 4}, {1, 6}, {10, 0}}));
    }

    void theBestSignOfASpecifierCounts()
    {
        BleSpecifier specifier = named({QStringLiteral("Toy"), QStringLiteral("To*")});
        specifier.manufacturerData = {{1, QByteArray("ab")}};
        specifier.advertisedServices = {service};
        BleIndex index;
        index.add(0, {specifier});
        BleSighting all = sightingOf(1, "xxabxx");
        all.services = {service};
        const auto kind = [&](const char *name, const BleSighting &sighting) {
            const auto hits = index.find(QString::fromLatin1(name), sighting);
            return hits.size() == 1 ? std::optional(hits.first().sign.kind) : std::nullopt;
        };
        QCOMPARE(kind("Toy", all), BleSign::Kind::ExactName);
        QCOMPARE(kind("Toys", all), BleSign::Kind::NamePrefix);
        QCOMPARE(kind("", all), BleSign::Kind::Manufacturer);
        QCOMPARE(kind("", {{}, {service}}), BleSign::Kind::Service);
        QVERIFY(!kind("T", {}));
    }

    void listedBytesMayStandAnywhereInThePayloadButNotTheOtherWayRound_data()
    {
        QTest::addColumn<QByteArray>("listed");
        QTest::addColumn<QByteArray>("advertised");
        QTest::addColumn<bool>("fits");
        QTest::newRow("equal") << QByteArray("abc") << QByteArray("abc") << true;
        QTest::newRow("inside") << QByteArray("bc") << QByteArray("abcd") << true;
        QTest::newRow("any") << QByteArray() << QByteArray("abc") << true;
        QTest::newRow("any of nothing") << QByteArray() << QByteArray() << true;
        QTest::newRow("longer than advertised") << QByteArray("abc") << QByteArray("b") << false;
        QTest::newRow("nothing advertised") << QByteArray("abc") << QByteArray() << false;
        QTest::newRow("not together") << QByteArray("ac") << QByteArray("abc") << false;
    }

    void listedBytesMayStandAnywhereInThePayloadButNotTheOtherWayRound()
    {
        QFETCH(QByteArray, listed);
        QFETCH(QByteArray, advertised);
        BleIndex index;
        index.add(0, {made(0x1234, listed)});
        QTEST(!index.find({}, sightingOf(0x1234, advertised)).isEmpty(), "fits");
        QVERIFY(index.find({}, sightingOf(0x1235, advertised)).isEmpty());
    }

    void aListedNameIsFoundAsItIsWritten()
    {
        BleIndex index;
        index.add(0, {named({QStringLiteral("One")})});
        index.add(1, {named({QStringLiteral("Two")}), named({QStringLiteral("Two*")})});
        QCOMPARE(index.placeOfListedName(QStringLiteral("One")), std::optional(BleIndex::Place{0, 0}));
        QCOMPARE(index.placeOfListedName(QStringLiteral("Two*")), std::optional(BleIndex::Place{1, 1}));
        QVERIFY(!index.placeOfListedName(QStringLiteral("One*")));
        QVERIFY(!index.placeOfListedName(QStringLiteral("Twofold")));
    }
};

QTEST_GUILESS_MAIN(TestBleIndex)
#include "tst_bleindex.moc"
