// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/error.h"
#include "devices/catalogue/definition.h"

namespace thrum {

/// What came out of reading one brand file.
struct BrandFileResult
{
    /// Null when there is any problem: a file is used whole or not at all.
    FamilyPtr family;
    /// Empty exactly when there is a family. Each names the file and a JSON path (or line and column).
    QList<Error> problems;
};

/// Reads the bytes of a brand file (format: devices/README.md). The only reader of the format: the engine, the tests and
/// the tools share it. Of `fileName` only the last part counts; the family must have its name without ".json".
[[nodiscard]] BrandFileResult readBrandFile(const QString &fileName, const QByteArray &bytes);

} // namespace thrum
