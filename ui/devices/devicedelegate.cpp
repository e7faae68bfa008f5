// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devices/devicedelegate.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/common/words.h"
#include "ui/devices/devicelistmodel.h"

#include <QPainter>

namespace thrum {

namespace {

constexpr int pad = 12;
constexpr int barHeight = 4;

QFont nameFont(const QStyleOptionViewItem &option)
{
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    return font;
}

void drawFrame(QPainter *painter, const QStyleOptionViewItem &option, const ThemeColors &colors)
{
    const QRectF frame = QRectF(option.rect).adjusted(1, 1, -1, -1);
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused = (option.state & QStyle::State_HasFocus);
    QColor fill = option.palette.color(QPalette::Base);
    if (selected)
        fill = colors.accentTint;
    else if (option.state & QStyle::State_MouseOver)
        fill = theme::mixed(colors.accentTint, fill, 0.5);
    painter->setBrush(fill);
    painter->setPen(QPen(selected || focused ? colors.accent : colors.hairline, focused ? 2 : 1));
    painter->drawRoundedRect(frame, 8, 8);
}

void drawBar(QPainter *painter, const QRectF &rect, double level, bool mirrored, const ThemeColors &colors)
{
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.track);
    painter->drawRoundedRect(rect, barHeight / 2.0, barHeight / 2.0);
    if (level <= 0)
        return;
    QRectF full = rect;
    full.setWidth(std::max(double(barHeight), rect.width() * level));
    if (mirrored)
        full.moveRight(rect.right());
    painter->setBrush(colors.accent);
    painter->drawRoundedRect(full, barHeight / 2.0, barHeight / 2.0);
}

} // namespace

DeviceDelegate::DeviceDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{}

DeviceDelegate::~DeviceDelegate() = default;

QSize DeviceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const int lines = QFontMetrics(nameFont(option)).height() + option.fontMetrics.height();
    return {option.fontMetrics.averageCharWidth() * 26, lines + barHeight + 2 * pad + 8};
}

void DeviceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const ThemeColors colors = theme::colors(option.palette);
    const bool connected = index.data(DeviceListModel::ConnectedRole).toBool();
    const bool mirrored = option.direction == Qt::RightToLeft;
    const auto placed = [&](const QRect &rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
    drawFrame(painter, option, colors);

    const QRect area = option.rect.adjusted(pad + 1, pad, -pad - 1, -pad);
    const QColor text = option.palette.color(QPalette::Active, QPalette::Text);
    const int side = option.fontMetrics.height() + 4;
    const QRect icon(area.left(), area.top() + 2, side, side);
    const QString backend = index.data(DeviceListModel::BackendRole).toString();
    painter->drawPixmap(placed(icon),
                        icons::pixmap(Words::backendIcon(backend), connected ? colors.accentText : colors.secondaryText,
                                      side, painter->device()->devicePixelRatio()));

    const QFont strong = nameFont(option);
    const QFontMetrics strongMetrics(strong);
    const QRect body = area.adjusted(side + pad, 0, 0, 0);
    const QString battery = index.data(DeviceListModel::BatteryRole).toString();
    const int batterySide = option.fontMetrics.height();
    const int batteryWidth = battery.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(battery) + batterySide + 12;
    QRect line(body.left(), body.top(), body.width() - batteryWidth, strongMetrics.height());
    painter->setFont(strong);
    painter->setPen(connected ? text : colors.secondaryText);
    const Qt::Alignment start = (mirrored ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
    const QString name = index.data(Qt::DisplayRole).toString();
    painter->drawText(placed(line), int(start), strongMetrics.elidedText(name, Qt::ElideRight, line.width()));

    painter->setFont(option.font);
    painter->setPen(colors.secondaryText);
    if (batteryWidth > 0) {
        const QRect corner(body.right() - batteryWidth + 9, line.top(), batteryWidth - 8, line.height());
        const QRect sign(corner.left(), corner.top() + (corner.height() - batterySide) / 2, batterySide, batterySide);
        painter->drawPixmap(placed(sign), icons::pixmap(QStringLiteral("battery"), colors.secondaryText, batterySide,
                                                        painter->device()->devicePixelRatio()));
        const Qt::Alignment end = (mirrored ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
        painter->drawText(placed(corner), int(end), battery);
    }
    line = QRect(body.left(), line.bottom() + 3, body.width(), option.fontMetrics.height());
    QString state = index.data(DeviceListModel::StateRole).toString();
    if (const QString owners = index.data(DeviceListModel::OwnersRole).toString(); !owners.isEmpty())
        state = tr("%1, %2", "state of a device, who drives it").arg(state, owners);
    painter->drawText(placed(line), int(start), option.fontMetrics.elidedText(state, Qt::ElideRight, line.width()));
    if (connected) {
        const QRect bar(body.left(), line.bottom() + 6, body.width(), barHeight);
        drawBar(painter, placed(bar), index.data(DeviceListModel::LevelRole).toDouble(), mirrored, colors);
    }
    painter->restore();
}

} // namespace thrum
