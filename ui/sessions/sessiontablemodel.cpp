// SPDX-License-Identifier: BSD-3-Clause
#include "ui/sessions/sessiontablemodel.h"

#include "ui/common/words.h"

#include <QLocale>

#include <algorithm>

namespace thrum {

namespace {

const QChar dash(0x2013);

QStringList driven(SessionId session, const QList<DeviceSnapshot> &devices)
{
    QStringList names;
    for (const DeviceSnapshot &device : devices) {
        const bool owns = std::any_of(device.outputs.cbegin(), device.outputs.cend(),
                                      [session](const OutputState &state) { return state.owner == session; });
        if (owns && device.info)
            names.append(device.info->shownName());
    }
    return names;
}

} // namespace

SessionTableModel::SessionTableModel(QObject *parent)
    : MirrorModel(parent)
{}

SessionTableModel::~SessionTableModel() = default;

void SessionTableModel::update(const Snapshot &snapshot)
{
    QList<SessionRow> rows;
    rows.reserve(snapshot.sessions.size());
    for (const SessionInfo &session : snapshot.sessions)
        rows.append(rowFor(session, snapshot.devices));
    setRows(rows);
}

SessionRow SessionTableModel::rowFor(const SessionInfo &session, const QList<DeviceSnapshot> &devices)
{
    const QLocale locale;
    const QStringList names = driven(session.id, devices);
    SessionRow row;
    row.key = session.id;
    row.name = Words::sessionName(session);
    row.peer = session.peer;
    row.version = session.specVersion < 0 ? QString(dash) : tr("v%1", "version").arg(session.specVersion);
    row.since = Words::moment(session.since.toMSecsSinceEpoch(), QDateTime::currentDateTime());
    row.sinceShort = session.since.date() == QDate::currentDate()
                         ? row.since
                         : locale.toString(session.since.date(), QLocale::ShortFormat);
    row.rate = locale.toString(session.messagesPerSecond, 'f', session.messagesPerSecond < 10 ? 1 : 0);
    row.drives = names.isEmpty() ? QString(dash) : locale.createSeparatedList(names);
    row.lastError = session.lastError.isEmpty() ? QString(dash) : session.lastError;
    return row;
}

int SessionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SessionTableModel::cell(const SessionRow &row, int column)
{
    switch (column) {
    case Name: return row.name;
    case Peer: return row.peer;
    case Version: return row.version;
    case Since: return row.sinceShort;
    case Rate: return row.rate;
    case Drives: return row.drives;
    case LastError: return row.lastError;
    default: return {};
    }
}

QString SessionTableModel::summary(const SessionRow &row)
{
    return tr("Spec %1, %2, since %3, %4 messages/s", "version, address, time, rate")
        .arg(row.version, row.peer, row.since, row.rate);
}

QVariant SessionTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SessionRow &session = row(index.row());
    switch (role) {
    case Qt::DisplayRole: return cell(session, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Since)
            return session.since;
        return index.column() == Name ? summary(session) : cell(session, index.column());
    case summaryRole: return index.column() == Name ? QVariant(summary(session)) : QVariant();
    default: return {};
    }
}

QVariant SessionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("App");
    case Peer: return tr("Address");
    case Version: return tr("Spec");
    case Since: return tr("Since");
    case Rate: return tr("Msg/s", "messages per second");
    case Drives: return tr("Drives");
    case LastError: return tr("Last error");
    default: return {};
    }
}

} // namespace thrum
