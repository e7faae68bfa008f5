// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/datatable.h"

#include "ui/common/actionbutton.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QEvent>
#include <QHeaderView>
#include <QVBoxLayout>

namespace thrum {

DataTable::DataTable(QWidget *parent)
    : QTableView(parent)
{
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    adopt();
}

DataTable::~DataTable() = default;

int DataTable::contentHeight() const
{
    return horizontalHeader()->sizeHint().height() + verticalHeader()->length() + 2 * frameWidth();
}

void DataTable::addButtons(int column, int first, int last, const std::function<void(ActionButton &, int)> &prepare)
{
    QWidget *previous = this;
    for (int row = 0; row <= last; ++row) {
        if (row >= first) {
            auto *button = new ActionButton(ActionButton::Kind::Plain, {}, this);
            prepare(*button, row);
            // The holder keeps the button from filling the whole cell.
            auto *holder = new QWidget(this);
            auto *layout = new QVBoxLayout(holder);
            layout->setContentsMargins(6, 0, 6, 0);
            layout->addWidget(button, 0, Qt::AlignVCenter);
            setIndexWidget(model()->index(row, column), holder);
        }
        ActionButton *button = buttonAt(row, column);
        setTabOrder(previous, button);
        previous = button;
    }
}

ActionButton *DataTable::buttonAt(int row, int column) const
{
    const QWidget *holder = indexWidget(model()->index(row, column));
    return holder ? holder->findChild<ActionButton *>() : nullptr;
}

void DataTable::adopt()
{
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(std::max(44, fontMetrics().height() * 2 + 12));
    setPalette(theme::softSelection());
}

void DataTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange
        || event->type() == QEvent::ApplicationPaletteChange)
        adopt();
}

} // namespace thrum
