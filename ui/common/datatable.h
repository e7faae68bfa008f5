// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QTableView>

namespace thrum {

/// A table without grid and frames, rows high enough for a finger, Tab leaves it. Owned by its parent widget.
class DataTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DataTable)
public:
    explicit DataTable(QWidget *parent = nullptr);
    ~DataTable() override;

    /// The height of header and all rows.
    [[nodiscard]] int contentHeight() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void adopt();
};

} // namespace thrum
