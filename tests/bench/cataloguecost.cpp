// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/builtins.h"
#include "devices/catalogue/catalogue.h"
#include "devices/manager/factories.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/eventwait.h"

#include <QFile>

#include <unistd.h>

namespace thrum::bench {
namespace {

constexpr double targetMs = 20;
constexpr double targetMb = 8;

/// Resident memory in megabytes; nothing where the system does not tell it this way.
std::optional<double> residentMb()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArrayList fields = file.readAll().split(' ');
    return fields.value(1).toDouble() * double(sysconf(_SC_PAGESIZE)) / 1e6;
}

} // namespace

void measureCatalogue(Report &report, const Scale &scale)
{
    const Factories factories(builtInProtocols());
    Samples reading;
    Samples checked;
    std::optional<double> memory;
    qsizetype models = 0;
    qsizetype families = 0;
    for (int i = 0; i < scale.catalogueRounds; ++i) {
        const auto before = residentMb();
        Catalogue catalogue;
        const qint64 began = nowNs();
        QList<Error> problems = catalogue.loadFolder(builtInBrandFolder());
        const qint64 read = nowNs();
        for (const FamilyPtr &family : catalogue.families())
            problems << factories.check(*family);
        const qint64 ended = nowNs();
        if (!problems.isEmpty())
            return report.failure(QStringLiteral("catalogue"), problems.constFirst());
        reading.add(double(read - began) / 1e6);
        checked.add(double(ended - began) / 1e6);
        // Later rounds get the memory of earlier ones back.
        if (const auto after = residentMb(); i == 0 && before && after)
            memory = *after - *before;
        families = catalogue.families().size();
        models = 0;
        for (const FamilyPtr &family : catalogue.families())
            models += family->models.size() + (family->defaultModel ? 1 : 0);
    }
    report.section(QStringLiteral("Loading the catalogue (%1 families, %2 models)").arg(families).arg(models));
    report.row(QStringLiteral("reading all brand files"), reading, QStringLiteral("ms"));
    report.row(QStringLiteral("the same and checking every model"), checked, QStringLiteral("ms"));
    report.figure(QStringLiteral("reading, median"), reading.median(), QStringLiteral("ms"),
                  Report::Target{Report::Target::Side::AtMost, targetMs});
    if (memory) {
        report.figure(QStringLiteral("memory of the first round"), *memory, QStringLiteral("MB"),
                      Report::Target{Report::Target::Side::AtMost, targetMb});
    }
}

} // namespace thrum::bench
