// SPDX-License-Identifier: BSD-3-Clause
#include "ui/tray/traystate.h"

#include "ui/common/icons.h"
#include "ui/common/words.h"

#include <QPainter>
#include <QPixmap>

#include <algorithm>

namespace thrum {

namespace {

bool isMoving(const OutputState &state)
{
    // A position rests where it is; somebody who drives it moves it.
    return isPosition(state.type) ? state.owner != SessionId::Nobody : state.value != 0;
}

bool anyMoves(const Snapshot &snapshot)
{
    return std::any_of(snapshot.devices.cbegin(), snapshot.devices.cend(), [](const DeviceSnapshot &device) {
        return device.isConnected() && std::any_of(device.outputs.cbegin(), device.outputs.cend(), isMoving);
    });
}

int connectedCount(const Snapshot &snapshot)
{
    return int(std::count_if(snapshot.devices.cbegin(), snapshot.devices.cend(),
                             [](const DeviceSnapshot &device) { return device.isConnected(); }));
}

bool hasProblem(const Snapshot &snapshot)
{
    const auto unstopped = [](const Notice &notice) { return notice.kind == Notice::Kind::StopNotConfirmed; };
    return snapshot.server.state == ServerStatus::State::Failed
           || std::any_of(snapshot.notices.cbegin(), snapshot.notices.cend(), unstopped);
}

/// The glyph in white with a dark rim.
QPixmap rimmed(const QString &name, int size)
{
    const QPixmap rim = icons::pixmap(name, QColor(0x20, 0x22, 0x28), size, 1);
    const QPixmap glyph = icons::pixmap(name, QColor(Qt::white), size, 1);
    QPixmap result(size, size);
    result.fill(Qt::transparent);
    QPainter painter(&result);
    const double reach = std::max(0.7, size / 32.0);
    for (const double x : {-reach, 0.0, reach}) {
        for (const double y : {-reach, 0.0, reach})
            painter.drawPixmap(QPointF(x, y), rim);
    }
    painter.drawPixmap(0, 0, glyph);
    return result;
}

} // namespace

TrayState::Shape TrayState::shapeOf(const Snapshot &snapshot)
{
    if (hasProblem(snapshot))
        return Shape::Problem;
    if (anyMoves(snapshot))
        return Shape::OutputActive;
    if (!snapshot.sessions.isEmpty())
        return Shape::AppConnected;
    return snapshot.server.state == ServerStatus::State::Running ? Shape::Idle : Shape::Stopped;
}

QString TrayState::serverText(ServerStatus::State state)
{
    switch (state) {
    case ServerStatus::State::Stopped: return tr("Stopped");
    case ServerStatus::State::Starting: return tr("Starting");
    case ServerStatus::State::Running: return tr("Running");
    case ServerStatus::State::Stopping: return tr("Stopping");
    case ServerStatus::State::Failed: return tr("Problem: the server could not start");
    }
    Q_UNREACHABLE();
}

QString TrayState::textOf(const Snapshot &snapshot)
{
    QStringList parts{serverText(snapshot.server.state), Words::appCount(int(snapshot.sessions.size())),
                      Words::deviceCount(connectedCount(snapshot))};
    if (anyMoves(snapshot))
        parts.append(tr("output active"));
    for (const Notice &notice : snapshot.notices) {
        if (notice.kind == Notice::Kind::StopNotConfirmed)
            parts.append(tr("a device has not confirmed its stop"));
    }
    parts.removeDuplicates();
    return parts.join(tr(", ", "between the parts of a list"));
}

QString TrayState::iconName(Shape shape)
{
    switch (shape) {
    case Shape::Stopped: return QStringLiteral("stopped");
    case Shape::Idle: return QStringLiteral("idle");
    case Shape::AppConnected: return QStringLiteral("app");
    case Shape::OutputActive: return QStringLiteral("active");
    case Shape::Problem: return QStringLiteral("problem");
    }
    Q_UNREACHABLE();
}

QIcon TrayState::icon(Shape shape)
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 48, 64})
        icon.addPixmap(rimmed(QStringLiteral("tray-") + iconName(shape), size));
    return icon;
}

} // namespace thrum
