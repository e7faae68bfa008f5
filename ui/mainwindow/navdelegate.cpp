// SPDX-License-Identifier: BSD-3-Clause
#include "ui/mainwindow/navdelegate.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QPainter>

namespace thrum {

namespace {

constexpr int pad = 12;

int iconSide(const QStyleOptionViewItem &option)
{
    return option.fontMetrics.height() + 3;
}

} // namespace

NavDelegate::NavDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{}

NavDelegate::~NavDelegate() = default;

QSize NavDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    const int text = QFontMetrics(strong).horizontalAdvance(index.data(Qt::DisplayRole).toString());
    return {text + iconSide(option) + 3 * pad + 4, option.fontMetrics.height() + 2 * pad};
}

void NavDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const ThemeColors colors = theme::colors(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const bool focused = option.state & QStyle::State_HasFocus;
    const auto placed = [&](const QRect &rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
    const QRectF frame = QRectF(option.rect).adjusted(1, 1, -1, -1);
    QColor fill = option.palette.color(QPalette::Window);
    if (selected)
        fill = colors.accentTint;
    else if (option.state & QStyle::State_MouseOver)
        fill = theme::mixed(colors.accentTint, fill, 0.5);
    painter->setBrush(fill);
    painter->setPen(focused ? QPen(colors.accent, 2) : QPen(Qt::NoPen));
    painter->drawRoundedRect(frame, 7, 7);
    if (selected) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.accent);
        const QRect mark(option.rect.left() + 4, option.rect.top() + 10, 3, option.rect.height() - 20);
        painter->drawRoundedRect(placed(mark), 1.5, 1.5);
    }
    const QColor ink = selected ? colors.accentText : option.palette.color(QPalette::Active, QPalette::WindowText);
    const int side = iconSide(option);
    const QRect icon(option.rect.left() + pad + 2, option.rect.center().y() - side / 2, side, side);
    const QString name = index.data(Qt::UserRole).toString();
    painter->drawPixmap(placed(icon), icons::pixmap(name, ink, side, painter->device()->devicePixelRatio()));
    QFont font = option.font;
    font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    painter->setPen(ink);
    QRect text = option.rect;
    text.setLeft(icon.right() + pad - 2);
    const Qt::Alignment start = QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter);
    painter->drawText(placed(text), int(start), index.data(Qt::DisplayRole).toString());
    painter->restore();
}

} // namespace thrum
