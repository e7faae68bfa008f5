// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/logline.h"

#include <QAbstractTableModel>

#include <deque>

namespace thrum {

/// The newest lines of the log, never more than `capacity`; older ones fall out at the top. Lines are kept as they are
/// and put into words when they are drawn. GUI thread, owned by the page.
class LogModel final : public QAbstractTableModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogModel)
public:
    enum Column { Time, Level, Category, Text, ColumnCount };
    static constexpr int capacity = 10000;
    /// LogLine::Level as int.
    static constexpr int levelRole = Qt::UserRole + 1;

    explicit LogModel(QObject *parent = nullptr);
    ~LogModel() override;

    void append(const QList<LogLine> &lines);
    void clear();
    [[nodiscard]] const LogLine &line(int row) const { return m_lines.at(std::size_t(row)); }
    /// One line of text, as it is copied.
    [[nodiscard]] static QString plainText(const LogLine &line);
    [[nodiscard]] static QString levelText(LogLine::Level level);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString cell(const LogLine &line, int column);

    std::deque<LogLine> m_lines;
};

} // namespace thrum
