// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QTableView>

#include <functional>

namespace thrum {

class ActionButton;

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
    /// Gives the rows from `first` to `last`, the last ones there are, a button each in that column; `prepare` connects
    /// it. Tab goes from the table through all buttons of the column, from the top.
    void addButtons(int column, int first, int last, const std::function<void(ActionButton &, int row)> &prepare);
    /// Null where there is none.
    [[nodiscard]] ActionButton *buttonAt(int row, int column) const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void adopt();
};

} // namespace thrum
