// SPDX-License-Identifier: BSD-3-Clause
#include "ui/sessions/listenertablemodel.h"

#include <QLocale>

namespace thrum {

namespace {

const QChar dash(0x2013);

} // namespace

ListenerTableModel::ListenerTableModel(QObject *parent)
    : MirrorModel(parent)
{}

ListenerTableModel::~ListenerTableModel() = default;

void ListenerTableModel::update(const ServerStatus &server, const QList<OutgoingStatus> &outgoing)
{
    ListenerRow row;
    row.addresses = server.addresses;
    row.state = server.state;
    row.failure = server.failure;
    QList<ListenerRow> rows{row};
    for (const OutgoingStatus &one : outgoing) {
        ListenerRow app;
        app.key = int(rows.size());
        app.addresses = {one.address};
        app.outgoing = one.state;
        app.retryInSeconds = one.retryInSeconds;
        app.failure = one.failure;
        rows << app;
    }
    setRows(rows);
}

int ListenerTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ListenerTableModel::stateText(ServerStatus::State state)
{
    switch (state) {
    case ServerStatus::State::Stopped: return tr("Off");
    case ServerStatus::State::Starting: return tr("Starting…");
    case ServerStatus::State::Running: return tr("Listening");
    case ServerStatus::State::Stopping: return tr("Stopping…");
    case ServerStatus::State::Failed: return tr("Failed");
    }
    Q_UNREACHABLE();
}

QString ListenerTableModel::outgoingText(const ListenerRow &row)
{
    switch (row.outgoing) {
    case OutgoingStatus::State::Off: return tr("Off");
    case OutgoingStatus::State::Connecting: return tr("Connecting…");
    case OutgoingStatus::State::Connected: return tr("Connected");
    case OutgoingStatus::State::Retrying:
        //: %1 is a number of seconds
        return tr("Retries in %1 s").arg(QLocale().toString(row.retryInSeconds));
    }
    Q_UNREACHABLE();
}

QString ListenerTableModel::cell(const ListenerRow &row, int column)
{
    switch (column) {
    case Kind: return row.key == 0 ? tr("WebSocket") : tr("Outgoing");
    case Address: return row.addresses.isEmpty() ? QString(dash) : row.addresses.join(QStringLiteral("  "));
    case State: return row.key == 0 ? stateText(row.state) : outgoingText(row);
    case Failure: return row.failure.isEmpty() ? QString(dash) : row.failure;
    default: return {};
    }
}

QVariant ListenerTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return cell(row(index.row()), index.column());
    return {};
}

QVariant ListenerTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Kind: return tr("Kind");
    case Address: return tr("Address");
    case State: return tr("State");
    case Failure: return tr("Error");
    default: return {};
    }
}

} // namespace thrum
