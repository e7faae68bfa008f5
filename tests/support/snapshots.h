// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/snapshot.h"

namespace thrum::snapshots {

/// Sessions and devices of busy().
inline constexpr SessionId player{10};
inline constexpr SessionId game{11};
inline constexpr SessionId web{12};

inline constexpr DeviceIndex vibrator = 0; ///< two motors of 20 steps, battery; driven by the player
inline constexpr DeviceIndex rotator = 1;  ///< two-way rotation of 20 steps; driven by nobody
inline constexpr DeviceIndex stroker = 2;  ///< position and timed position, oscillation; driven by the game
inline constexpr DeviceIndex sensors = 3;  ///< battery, button, pressure
inline constexpr DeviceIndex lost = 4;     ///< remembered, not connected

/// Nothing at all, server stopped.
[[nodiscard]] Snapshot stopped();
/// Server running, one backend ready, no app, no device.
[[nodiscard]] Snapshot idle();
/// Three apps (spec v4, v3 and one before its handshake), devices of all kinds, some driven.
[[nodiscard]] Snapshot busy();
/// Port 12345 taken, 12346 free.
[[nodiscard]] Snapshot portTaken();
/// busy() with one notice of each kind.
[[nodiscard]] Snapshot withNotices();
/// idle() whose only backend has that problem ("adapter-off" ...).
[[nodiscard]] Snapshot withProblem(const QString &reason);

[[nodiscard]] SnapshotPtr shared(const Snapshot &snapshot);
/// The output's state in the snapshot, to be changed; it must exist.
[[nodiscard]] OutputState &output(Snapshot &snapshot, DeviceIndex device, FeatureIndex feature, OutputType type);
/// The same for a sensor.
[[nodiscard]] InputState &input(Snapshot &snapshot, DeviceIndex device, InputType type);

} // namespace thrum::snapshots
