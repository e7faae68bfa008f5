// SPDX-License-Identifier: BSD-3-Clause
#include "ui/sessions/sessiondelegate.h"

#include "ui/common/theme.h"
#include "ui/sessions/sessiontablemodel.h"

#include <QApplication>
#include <QPainter>

namespace thrum {

SessionDelegate::SessionDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{}

SessionDelegate::~SessionDelegate() = default;

void SessionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString name = item.text;
    item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    painter->save();
    QFont strong = item.font;
    strong.setWeight(QFont::DemiBold);
    const QFontMetrics strongMetrics(strong);
    const QRect area = item.rect.adjusted(6, 0, -6, 0);
    const int height = strongMetrics.height() + (m_summaryShown ? item.fontMetrics.height() : 0);
    QRect line(area.left(), area.top() + (area.height() - height) / 2, area.width(), strongMetrics.height());
    painter->setFont(strong);
    painter->setPen(item.palette.color(QPalette::Text));
    const Qt::Alignment alignment = QStyle::visualAlignment(item.direction, Qt::AlignLeft | Qt::AlignVCenter);
    painter->drawText(line, int(alignment), strongMetrics.elidedText(name, Qt::ElideRight, line.width()));
    if (m_summaryShown) {
        line = QRect(area.left(), line.bottom() + 1, area.width(), item.fontMetrics.height());
        const QString summary = index.data(SessionTableModel::summaryRole).toString();
        painter->setFont(item.font);
        painter->setPen(theme::colors(item.palette).secondaryText);
        painter->drawText(line, int(alignment), item.fontMetrics.elidedText(summary, Qt::ElideRight, line.width()));
    }
    painter->restore();
}

} // namespace thrum
