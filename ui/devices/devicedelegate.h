// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QStyledItemDelegate>

namespace thrum {

/// Draws a row of DeviceListModel: way in, name, battery, state in words and a bar for the strongest output.
class DeviceDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceDelegate)
public:
    explicit DeviceDelegate(QObject *parent = nullptr);
    ~DeviceDelegate() override;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace thrum
