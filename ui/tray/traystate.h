// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/snapshot.h"

#include <QCoreApplication>
#include <QIcon>

namespace thrum {

/// What the tray icon says with its outline and its tool tip.
class TrayState final
{
    Q_DECLARE_TR_FUNCTIONS(thrum::TrayState)
public:
    enum class Shape { Stopped, Idle, AppConnected, OutputActive, Problem };

    /// The most urgent thing about a snapshot.
    [[nodiscard]] static Shape shapeOf(const Snapshot &snapshot);
    /// "Running, 1 app, 2 devices, output active".
    [[nodiscard]] static QString textOf(const Snapshot &snapshot);
    /// "stopped", "idle", "app", "active", "problem": the end of the icon's file name.
    [[nodiscard]] static QString iconName(Shape shape);
    /// Readable on light and dark panels alike, since nobody tells us which of them it is.
    [[nodiscard]] static QIcon icon(Shape shape);

private:
    [[nodiscard]] static QString serverText(ServerStatus::State state);
};

} // namespace thrum
