// SPDX-License-Identifier: BSD-3-Clause
// Measures what users feel, beside the least that it could cost, in one run; the figures of README come from here.
// Run it from an optimised build: cmake --preset bench; see tests/bench/README.md.
#include "tests/bench/benchmarks.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QLoggingCategory>
#include <QThread>

#include <cstdio>

namespace {

using namespace thrum::bench;

const QStringList parts = {QStringLiteral("first"), QStringLiteral("throughput"), QStringLiteral("staleness"),
                           QStringLiteral("decoder"), QStringLiteral("catalogue")};

// Enough to see that everything can be measured.
constexpr Scale quickScale{5, 2, 80, 2, std::chrono::milliseconds(300), 2, 50, 3};

#ifdef NDEBUG
constexpr const char *buildKind = "optimised";
#else
constexpr const char *buildKind = "NOT optimised, the figures mean little";
#endif

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Benchmarks of Thrum: prints a table, judges nothing by its exit code."));
    parser.addHelpOption();
    const QCommandLineOption quick(QStringLiteral("quick"), QStringLiteral("Measure little, to see that it works."));
    const QCommandLineOption only(QStringLiteral("only"),
                                  QStringLiteral("Measure this part; repeatable: ") + parts.join(QStringLiteral(", ")),
                                  QStringLiteral("part"));
    parser.addOptions({quick, only});
    parser.process(app);
    for (const QString &part : parser.values(only)) {
        if (!parts.contains(part)) {
            std::fprintf(stderr, "bench_thrum: --only %s does not fit; allowed: %s\n", qPrintable(part),
                         qPrintable(parts.join(QStringLiteral(", "))));
            return 2;
        }
    }
    QLoggingCategory::setFilterRules(QStringLiteral("thrum.*.info=false\n*.debug=false"));
    const Scale scale = parser.isSet(quick) ? quickScale : Scale();
    const auto isWanted = [&](int part) { return !parser.isSet(only) || parser.values(only).contains(parts.at(part)); };

    Report report;
    std::printf("Thrum %s, Qt %s, %d cores, %s\n", THRUM_VERSION, qVersion(), QThread::idealThreadCount(), buildKind);
    // First, while its memory is not yet that of others.
    if (isWanted(4))
        measureCatalogue(report, scale);
    FakeToys toys;
    if (const auto started = toys.start(benchToys()); !started) {
        report.failure(QStringLiteral("fakebluez"), started.error());
        return 1;
    }
    if (isWanted(0))
        measureFirstCommand(toys, report, scale);
    if (isWanted(1))
        measureThroughput(report, scale);
    if (isWanted(2))
        measureStaleness(toys, report, scale);
    if (isWanted(3))
        measureDecoder(report, scale);
    return report.hasFailed() ? 1 : 0;
}
