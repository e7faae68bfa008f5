// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>
#include <QStringList>

namespace thrum::fakebluez {

/// The inside of the introspection <node> of an object with these interfaces and child names.
[[nodiscard]] QString introspectionBody(const QStringList &interfaces, bool isRoot, const QStringList &children);

/// The next path element of every path below `parent`, each once.
[[nodiscard]] QStringList childNames(const QString &parent, const QStringList &paths);

} // namespace thrum::fakebluez
