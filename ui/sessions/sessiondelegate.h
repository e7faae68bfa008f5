// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QStyledItemDelegate>

namespace thrum {

/// Draws the name of an app, with all about its connection in a second line where the table has no room for columns.
class SessionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionDelegate)
public:
    explicit SessionDelegate(QObject *parent = nullptr);
    ~SessionDelegate() override;

    void setSummaryShown(bool shown) { m_summaryShown = shown; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    bool m_summaryShown = false;
};

} // namespace thrum
