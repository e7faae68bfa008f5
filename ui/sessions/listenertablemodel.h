// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/snapshot.h"
#include "ui/common/mirrormodel.h"

namespace thrum {

/// One way for apps to come in.
struct ListenerRow
{
    enum class Kind { WebSocket };

    Kind key = Kind::WebSocket;
    QStringList addresses;
    ServerStatus::State state = ServerStatus::State::Stopped;
    QString failure;
    friend bool operator==(const ListenerRow &, const ListenerRow &) = default;
};

/// Mirror of Snapshot::server as a table of listeners. GUI thread, owned by the page.
class ListenerTableModel final : public MirrorModel<ListenerRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListenerTableModel)
public:
    enum Column { Switch, Kind, Address, State, Failure, ColumnCount };

    explicit ListenerTableModel(QObject *parent = nullptr);
    ~ListenerTableModel() override;

    void update(const ServerStatus &server);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString stateText(ServerStatus::State state);
    [[nodiscard]] static QString cell(const ListenerRow &row, int column);
};

} // namespace thrum
