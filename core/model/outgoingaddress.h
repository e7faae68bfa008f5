// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"

#include <QUrl>

namespace thrum {

/// The address of an application that listens and that we dial: ws:// or wss:// with a host, optionally a port, a path
/// and a query. The error's detail says what is wrong, without the address.
[[nodiscard]] Result<QUrl> parseOutgoingAddress(const QString &text);

} // namespace thrum
