// SPDX-License-Identifier: BSD-3-Clause
#include "tests/bench/report.h"

#include <cstdio>

namespace thrum::bench {
namespace {

constexpr int nameWidth = 52;

void print(const QString &line)
{
    std::fputs(QString(line + u'\n').toUtf8().constData(), stdout);
    std::fflush(stdout);
}

QString cell(double value)
{
    const int decimals = value < 10 ? 2 : value < 1000 ? 1 : 0;
    return QString::number(value, 'f', decimals).rightJustified(10);
}

QString name(const QString &what)
{
    return QStringLiteral("  ") + what.leftJustified(nameWidth);
}

QString verdict(double value, const Report::Target &target)
{
    const bool isAtMost = target.side == Report::Target::Side::AtMost;
    const bool isMet = isAtMost ? value <= target.limit : value >= target.limit;
    return QStringLiteral("   target %1 %2: %3")
        .arg(isAtMost ? QStringLiteral("at most") : QStringLiteral("at least"), QString::number(target.limit),
             isMet ? QStringLiteral("met") : QStringLiteral("MISSED"));
}

} // namespace

void Report::section(const QString &title) const
{
    const QString heads = QStringLiteral("count").rightJustified(7) + QStringLiteral("p50").rightJustified(10)
                          + QStringLiteral("p99").rightJustified(10) + QStringLiteral("min").rightJustified(10)
                          + QStringLiteral("max").rightJustified(10);
    print(u'\n' + title.leftJustified(nameWidth + 2) + heads);
}

void Report::row(const QString &what, const Samples &samples, const QString &unit) const
{
    print(name(what) + QString::number(samples.count()).rightJustified(7) + cell(samples.median())
          + cell(samples.percentile(99)) + cell(samples.smallest()) + cell(samples.largest()) + u' ' + unit);
}

void Report::figure(const QString &what, double value, const QString &unit, std::optional<Target> target) const
{
    const QString shown = name(what) + QString(7, u' ') + cell(value) + u' ' + unit;
    print(target ? QString(shown + verdict(value, *target)) : shown);
}

void Report::failure(const QString &what, const Error &error)
{
    m_hasFailed = true;
    std::fputs(QString(QStringLiteral("bench_thrum: ") + what + QStringLiteral(": ") + error.text() + u'\n')
                   .toUtf8()
                   .constData(),
               stderr);
}

} // namespace thrum::bench
