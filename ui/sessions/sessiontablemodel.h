// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/snapshot.h"
#include "ui/common/mirrormodel.h"

namespace thrum {

/// One app as the table shows it.
struct SessionRow
{
    SessionId key = SessionId::Nobody;
    QString name;
    QString peer;
    /// "v4", or a dash before the handshake.
    QString version;
    QString since;
    /// Without the time if that was on another day.
    QString sinceShort;
    QString rate;
    /// "Lovense Hush, Alpha stroker", or a dash.
    QString drives;
    QString lastError;
    friend bool operator==(const SessionRow &, const SessionRow &) = default;
};

/// Mirror of Snapshot::sessions. GUI thread, owned by the page.
class SessionTableModel final : public MirrorModel<SessionRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionTableModel)
public:
    enum Column { Name, Peer, Version, Since, Rate, Drives, LastError, Disconnect, ColumnCount };
    /// Peer, version, since and rate in one line, for tables too narrow for their columns.
    static constexpr int summaryRole = Qt::UserRole + 1;

    explicit SessionTableModel(QObject *parent = nullptr);
    ~SessionTableModel() override;

    void update(const Snapshot &snapshot);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static SessionRow rowFor(const SessionInfo &session, const QList<DeviceSnapshot> &devices);
    [[nodiscard]] static QString cell(const SessionRow &row, int column);
    [[nodiscard]] static QString summary(const SessionRow &row);
};

} // namespace thrum
