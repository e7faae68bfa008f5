// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devices/devicelistmodel.h"

#include "ui/common/words.h"

#include <cmath>

namespace thrum {

namespace {

/// The share of its range that the strongest output of the device has; positions do not count, they only rest.
double strongest(const DeviceSnapshot &device)
{
    double level = 0;
    for (const OutputState &state : device.outputs) {
        const Feature *feature = device.info ? device.info->feature(state.feature) : nullptr;
        const Output *output = feature ? feature->output(state.type) : nullptr;
        if (!output || output->value.high <= 0 || isPosition(state.type))
            continue;
        level = std::max(level, std::abs(double(state.value)) / output->value.high);
    }
    return std::min(level, 1.0);
}

QString batteryText(const DeviceSnapshot &device)
{
    for (const InputState &input : device.inputs) {
        if (input.type == InputType::Battery && input.status == InputState::Status::Known)
            return Words::percent(input.value);
    }
    return {};
}

} // namespace

DeviceListModel::DeviceListModel(QObject *parent)
    : MirrorModel(parent)
{}

DeviceListModel::~DeviceListModel() = default;

void DeviceListModel::update(const Snapshot &snapshot)
{
    QList<DeviceRow> rows;
    rows.reserve(snapshot.devices.size());
    for (const DeviceSnapshot &device : snapshot.devices)
        rows.append(rowFor(device, snapshot.sessions));
    setRows(rows);
}

QString DeviceListModel::stateText(const DeviceSnapshot &device, double level)
{
    if (device.isConnected()) {
        const int percent = int(std::lround(level * 100));
        return percent == 0 ? tr("Connected") : tr("Connected, output %1").arg(Words::percent(percent));
    }
    if (device.known.lastSeenMs == 0)
        return tr("Not connected");
    return tr("Not connected, last seen %1").arg(Words::moment(device.known.lastSeenMs, QDateTime::currentDateTime()));
}

DeviceRow DeviceListModel::rowFor(const DeviceSnapshot &device, const QList<SessionInfo> &sessions)
{
    DeviceRow row;
    row.key = device.info ? device.info->index : device.known.index;
    if (device.info)
        row.name = device.info->shownName();
    else
        row.name = device.known.displayName.isEmpty() ? device.known.name : device.known.displayName;
    row.backend = device.info ? device.info->backend : device.known.backend;
    row.connected = device.isConnected();
    row.level = row.connected ? strongest(device) : 0;
    row.state = stateText(device, row.level);
    QList<SessionId> owners;
    for (const OutputState &state : device.outputs)
        owners.append(state.owner);
    if (row.connected) {
        row.owners = Words::drivenBy(owners, sessions);
        row.battery = batteryText(device);
    }
    return row;
}

int DeviceListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1;
}

QVariant DeviceListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DeviceRow &device = row(index.row());
    switch (role) {
    case Qt::DisplayRole: return device.name;
    case StateRole: return device.state;
    case OwnersRole: return device.owners;
    case BatteryRole: return device.battery;
    case LevelRole: return device.level;
    case ConnectedRole: return device.connected;
    case BackendRole: return device.backend;
    case IndexRole: return device.key;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole: {
        QStringList parts{device.name, Words::backendName(device.backend), device.state};
        if (!device.owners.isEmpty())
            parts.append(device.owners);
        if (!device.battery.isEmpty())
            parts.append(tr("battery %1").arg(device.battery));
        return parts.join(QStringLiteral(", "));
    }
    default: return {};
    }
}

} // namespace thrum
