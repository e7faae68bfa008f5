// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QAbstractTableModel>
#include <QList>

#include <algorithm>

namespace thrum {

/// Base of the models that mirror a list of the snapshot. They never add state of their own, and they change in place,
/// so that selection, focus and scroll position survive every update.
///
/// A Row has a member `key`, unique in the list, and operator==. GUI thread.
template<class Row>
class MirrorModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    [[nodiscard]] const Row &row(int number) const { return m_rows.at(number); }
    /// -1 when there is none.
    [[nodiscard]] int rowOf(const decltype(Row::key) &key) const { return find(key, 0); }

protected:
    void setRows(const QList<Row> &rows)
    {
        removeMissing(rows);
        for (int at = 0; at < int(rows.size()); ++at)
            place(rows.at(at), at);
    }

    /// Says that every cell may read differently, for instance in another language.
    void touchAll()
    {
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    }

private:
    [[nodiscard]] int find(const decltype(Row::key) &key, int from) const
    {
        for (int at = from; at < int(m_rows.size()); ++at) {
            if (m_rows.at(at).key == key)
                return at;
        }
        return -1;
    }

    void removeMissing(const QList<Row> &rows)
    {
        for (int at = int(m_rows.size()) - 1; at >= 0; --at) {
            const auto &key = m_rows.at(at).key;
            if (std::any_of(rows.cbegin(), rows.cend(), [&key](const Row &row) { return row.key == key; }))
                continue;
            beginRemoveRows({}, at, at);
            m_rows.removeAt(at);
            endRemoveRows();
        }
    }

    void place(const Row &row, int at)
    {
        const int from = find(row.key, at);
        if (from < 0) {
            beginInsertRows({}, at, at);
            m_rows.insert(at, row);
            endInsertRows();
            return;
        }
        if (from != at) {
            beginMoveRows({}, from, from, {}, at);
            m_rows.move(from, at);
            endMoveRows();
        }
        if (!(m_rows.at(at) == row)) {
            m_rows[at] = row;
            Q_EMIT dataChanged(index(at, 0), index(at, columnCount() - 1));
        }
    }

    QList<Row> m_rows;
};

} // namespace thrum
