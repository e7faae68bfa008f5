// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/error.h"
#include "core/settings/settings.h"

#include <QJsonObject>

namespace thrum {

/// Reads the object "access" of the settings file; entries that do not fit are left out and named in `problems`.
[[nodiscard]] AccessSettings readAccess(const QJsonObject &object, const QString &file, QList<Error> &problems);
/// Writes it; what `old` holds beside our fields is kept, also in the decisions.
[[nodiscard]] QJsonObject writeAccess(const AccessSettings &access, const QJsonObject &old);

} // namespace thrum
