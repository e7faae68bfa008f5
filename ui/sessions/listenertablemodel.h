// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/snapshot.h"
#include "ui/common/mirrormodel.h"

namespace thrum {

/// One way for apps to come in, or one app that is dialled.
struct ListenerRow
{
    /// 0 for the WebSocket server, n for the n-th app that is dialled.
    int key = 0;
    QStringList addresses;
    /// Only of the server.
    ServerStatus::State state = ServerStatus::State::Stopped;
    /// Only of an app that is dialled.
    OutgoingStatus::State outgoing = OutgoingStatus::State::Off;
    int retryInSeconds = 0;
    QString failure;
    friend bool operator==(const ListenerRow &, const ListenerRow &) = default;
};

/// Mirror of Snapshot::server and Snapshot::outgoing as a table, the server first. GUI thread, owned by the page.
class ListenerTableModel final : public MirrorModel<ListenerRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListenerTableModel)
public:
    enum Column { Switch, Kind, Address, State, Failure, ColumnCount };

    explicit ListenerTableModel(QObject *parent = nullptr);
    ~ListenerTableModel() override;

    void update(const ServerStatus &server, const QList<OutgoingStatus> &outgoing = {});

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString stateText(ServerStatus::State state);
    [[nodiscard]] static QString outgoingText(const ListenerRow &row);
    [[nodiscard]] static QString cell(const ListenerRow &row, int column);
};

} // namespace thrum
