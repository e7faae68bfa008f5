// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/enginecommand.h"
#include "core/engine/facade/snapshot.h"
#include "core/model/logline.h"

#include <QObject>

namespace thrum {

/// The windows' only door to the engine: commands go out as values, snapshots come in.
///
/// Thread: the GUI thread. Owned by whoever assembles the program. Its two ends are connected to the engine by queued
/// connections; without an engine (in tests) commands are simply signals and snapshots are set by hand.
class EngineFacade final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineFacade)
public:
    explicit EngineFacade(QObject *parent = nullptr);
    ~EngineFacade() override;

    /// The newest state; never null.
    [[nodiscard]] const Snapshot &snapshot() const { return *m_snapshot; }

    void send(const EngineCommand &command) { Q_EMIT commandIssued(command); }

    // Called by queued connections from the engine thread.
    void setSnapshot(const thrum::SnapshotPtr &snapshot);
    void addLogLines(const QList<thrum::LogLine> &lines) { Q_EMIT logLinesAdded(lines); }

Q_SIGNALS:
    void commandIssued(const thrum::EngineCommand &command);
    /// At most about 20 times a second.
    void snapshotChanged();
    void logLinesAdded(const QList<thrum::LogLine> &lines);

private:
    SnapshotPtr m_snapshot;
};

} // namespace thrum
