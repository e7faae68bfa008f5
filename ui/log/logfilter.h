// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/logline.h"

#include <QSortFilterProxyModel>

namespace thrum {

/// Lets through the lines of a LogModel that are serious enough and contain a text. Derived view of it, lossy.
class LogFilter final : public QSortFilterProxyModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogFilter)
public:
    explicit LogFilter(QObject *parent = nullptr);
    ~LogFilter() override;

    void setLowestLevel(LogLine::Level level);
    /// Upper and lower case alike; empty lets all through.
    void setSearch(const QString &text);
    [[nodiscard]] bool hidesAnything() const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    LogLine::Level m_level = LogLine::Level::Info;
    QString m_search;
};

} // namespace thrum
