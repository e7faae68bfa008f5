// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/brandfile.h"
#include "devices/catalogue/matcher.h"

#include <QTest>

using namespace thrum;

namespace {

QUuid uuid(const char *digits)
{
    return QUuid(QStringLiteral("0000%1-0000-1000-8000-00805f9b34fb").arg(QString::fromLatin1(digits)));
}

void add(Catalogue &catalogue, const QString &name, const QByteArray &find)
{
    const BrandFileResult brand = readBrandFile(
        name + QStringLiteral(".json"),
        R"({ "brand": "B", "name": ")" + name.toLatin1() + R"(", "protocol": "template", "find": )" + find
            + R"(, "default": { "name": "D", "features": [{ "vibrate": [0, 10], "send": "{value}" }] } })");
    if (!brand.family || !catalogue.add(brand.family))
        qFatal("%s is bad: %s", qPrintable(name),
               brand.problems.isEmpty() ? "" : qPrintable(brand.problems.first().text()));
}

Candidate seen(const char *name, const BleSighting &sighting = {})
{
    Candidate candidate;
    candidate.backend = QStringLiteral("bluetooth");
    candidate.name = QString::fromLatin1(name);
    candidate.sighting = sighting;
    return candidate;
}

struct World
{
    World()
    {
        add(catalogue, QStringLiteral("exact"),
            R"([{ "ble": { "names": ["SF 1"], "services": { "ff00": { "tx": "ff01" } } } }])");
        add(catalogue, QStringLiteral("long"),
            R"([{ "ble": { "names": ["SF *"], "services": { "ff00": { "tx": "ff02" } } } }])");
        add(catalogue, QStringLiteral("brief"),
            R"([{ "ble": { "names": ["S*"], "services": { "ff00": { "tx": "ff03" } } } }])");
        add(catalogue, QStringLiteral("maker"),
            R"([{ "ble": { "manufacturer": [{ "company": 4660, "data": "0102" }], "services": { "ff00": { "tx": "ff04" } } } }])");
        add(catalogue, QStringLiteral("asker"),
            R"([{ "ble": { "advertises": ["ff00"], "services": { "ff00": { "tx": "ff05" } } } }])");
        add(catalogue, QStringLiteral("also"),
            R"([{ "ble": { "advertises": ["ff00"], "services": { "ff00": { "tx": "ff06" } } } }])");
    }
    [[nodiscard]] QStringList names(const Candidate &candidate) const
    {
        QStringList result;
        for (const FamilyMatch &match : matchingFamilies(catalogue, candidate))
            result << match.family->name;
        return result;
    }

    Catalogue catalogue;
};

} // namespace

class TestMatcher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theBetterSignComesFirst_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("manufacturer");
        QTest::addColumn<bool>("hasService");
        QTest::addColumn<QString>("families");
        QTest::newRow("exact before beginnings")
            << QByteArray("SF 1") << QByteArray() << false << QStringLiteral("exact long brief");
        QTest::newRow("longer beginning first")
            << QByteArray("SF 2") << QByteArray() << false << QStringLiteral("long brief");
        QTest::newRow("capitals count") << QByteArray("sf 1") << QByteArray() << false << QString();
        QTest::newRow("name before maker before service")
            << QByteArray("SX") << QByteArray("\x00\x01\x02", 3) << true << QStringLiteral("brief maker also asker");
        QTest::newRow("without a name") << QByteArray() << QByteArray("\x01\x02") << true
                                        << QStringLiteral("maker also asker");
        QTest::newRow("nobody") << QByteArray("X") << QByteArray("\x01") << false << QString();
    }

    void theBetterSignComesFirst()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, manufacturer);
        QFETCH(bool, hasService);
        QFETCH(QString, families);
        BleSighting sighting;
        if (!manufacturer.isEmpty())
            sighting.manufacturerData.insert(4660, manufacturer);
        if (hasService)
            sighting.services << uuid("ff00");
        const World world;
        QCOMPARE(world.names(seen(name.constData(), sighting)).join(u' '), families);
        const auto best = matchCandidate(world.catalogue, seen(name.constData(), sighting));
        QCOMPARE(best ? best->family->name : QString(), families.section(u' ', 0, 0));
    }

    void endpointsAreThoseOfTheSpecifiersThatFit()
    {
        Catalogue catalogue;
        add(catalogue, QStringLiteral("two"), R"([
            { "ble": { "names": ["A*"], "services": { "ff00": { "tx": "ff01", "rx": "ff02" } } } },
            { "ble": { "names": ["AB*"], "services": { "ff00": { "tx": "ff11" }, "ee00": { "rxblebattery": "ee01" } } } },
            { "ble": { "names": ["C"], "services": { "ff00": { "tx": "ff99" } } } }])");
        const auto match = matchCandidate(catalogue, seen("ABC"));
        QVERIFY(match);
        // Of two that name one endpoint of a service the better one counts.
        const EndpointMap expected{{uuid("ff00"), {{Endpoint::Tx, uuid("ff11")}, {Endpoint::Rx, uuid("ff02")}}},
                                   {uuid("ee00"), {{Endpoint::RxBleBattery, uuid("ee01")}}}};
        QCOMPARE(match->endpoints, expected);
    }

    void simulatedDevicesBelongToTheFamilyOfTheirBackend()
    {
        Catalogue catalogue;
        add(catalogue, QStringLiteral("simulated"), "[]");
        Candidate candidate = seen("vibrator");
        candidate.sighting = SimulatedSighting{QStringLiteral("vibrator")};
        QVERIFY(!matchCandidate(catalogue, candidate));
        candidate.backend = QStringLiteral("simulated");
        QVERIFY(matchCandidate(catalogue, candidate));
    }
};

QTEST_GUILESS_MAIN(TestMatcher)
#include "tst_matcher.moc"
