// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QJsonArray>
#include <QJsonObject>

namespace thrum {

/// One line of data, at once.
void printLine(const QString &line);
/// One JSON value on a line of its own.
void printLine(const QJsonObject &value);
void printLine(const QJsonArray &value);
/// A line on standard error, where data never goes.
void complain(const QString &sentence);

} // namespace thrum
