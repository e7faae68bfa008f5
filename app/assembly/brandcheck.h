// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace thrum {

/// One thing that is wrong with a brand file.
struct BrandProblem
{
    /// As it was passed.
    QString file;
    /// A JSON path, or line and column; empty when it is about the whole file.
    QString place;
    /// One sentence: what is wrong and what to do.
    QString hint;
    friend bool operator==(const BrandProblem &, const BrandProblem &) = default;
};

/// Everything for which the engine would refuse these files, in their order, had they been put among those that come
/// with Thrum: their form, what protocols say about their parameters, names that another file lists too. A file takes
/// the place of the one of its name that comes with Thrum, so that changes can be checked.
[[nodiscard]] QList<BrandProblem> checkBrandFiles(const QStringList &paths);

} // namespace thrum
