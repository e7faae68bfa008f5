// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QtGlobal>

namespace thrum {

/// The number by which clients address a device; stable per identity (spec section 7.2).
using DeviceIndex = quint32;
/// The number of a feature within its device; need not be contiguous.
using FeatureIndex = quint32;

/// Who commands an output: a client session, the manual panel, or nobody.
enum class SessionId : quint64 { Nobody = 0, Panel = 1, FirstClient = 2 };

} // namespace thrum
