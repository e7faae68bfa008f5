// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/error.h"
#include "devices/transport/candidate.h"
#include "devices/transport/operation.h"

#include <QLowEnergyController>
#include <QLowEnergyService>

namespace thrum {

/// A device's name in quotation marks, fit for a message: control characters replaced, long names cut.
[[nodiscard]] QString quotedDevice(const QString &name);
/// What an error of the controller means for the person who wants to use `device`.
[[nodiscard]] Error linkError(QLowEnergyController::Error error, const QString &device);
/// Whether Qt reports a failed operation of this kind with this error.
[[nodiscard]] bool isErrorOf(QLowEnergyService::ServiceError error, Operation::Kind kind);
[[nodiscard]] QString operationErrorText(Operation::Kind kind);
/// "tx, rx", sorted.
[[nodiscard]] QString wantedText(const EndpointMap &wanted);

} // namespace thrum
