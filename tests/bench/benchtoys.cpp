// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/benchtoys.h"

#include "tests/bench/benchmarks.h"

#include <QJsonObject>

namespace thrum::bench {

BenchToy quickToy()
{
    return {QStringLiteral("AA:BB:CC:DD:EE:01"),
            QStringLiteral("Massage Demo"),
            QStringLiteral("Aneros Vivi"),
            QStringLiteral("0000ff00-0000-1000-8000-00805f9b34fb"),
            QStringLiteral("0000ff01-0000-1000-8000-00805f9b34fb"),
            QStringLiteral("write-without-response")};
}

BenchToy sharedToy()
{
    BenchToy toy = slowToy();
    toy.address = QStringLiteral("AA:BB:CC:DD:EE:04");
    toy.advertised = QStringLiteral("OMORFI");
    toy.name = QStringLiteral("Vorze Omorfi");
    toy.flag = quickToy().flag;
    toy.writeDelayMs = 0;
    return toy;
}

BenchToy bareToy()
{
    BenchToy toy = quickToy();
    toy.address = QStringLiteral("AA:BB:CC:DD:EE:02");
    toy.advertised = QStringLiteral("Bare");
    toy.name.clear();
    return toy;
}

BenchToy slowToy()
{
    return {QStringLiteral("AA:BB:CC:DD:EE:03"),
            QStringLiteral("Bach smart"),
            QStringLiteral("Vorze Bach"),
            QStringLiteral("40ee1111-63ec-4b7f-8ce7-712efd55b90e"),
            QStringLiteral("40ee2222-63ec-4b7f-8ce7-712efd55b90e"),
            QStringLiteral("write"),
            50};
}

QJsonArray benchToys()
{
    QJsonArray toys;
    for (const BenchToy &toy : {quickToy(), sharedToy(), bareToy(), slowToy()}) {
        const QJsonObject tx{{QStringLiteral("uuid"), toy.tx}, {QStringLiteral("flags"), QJsonArray{toy.flag}}};
        const QJsonObject service{{QStringLiteral("service"), toy.service},
                                  {QStringLiteral("characteristics"), QJsonObject{{QStringLiteral("tx"), tx}}}};
        toys << QJsonObject{{QStringLiteral("address"), toy.address},
                            {QStringLiteral("name"), toy.advertised},
                            {QStringLiteral("known"), true},
                            {QStringLiteral("gatt"), QJsonArray{service}},
                            {QStringLiteral("characteristics"),
                             QJsonObject{{QStringLiteral("tx"),
                                          QJsonObject{{QStringLiteral("writeDelay"), toy.writeDelayMs}}}}}};
    }
    return toys;
}

} // namespace thrum::bench
