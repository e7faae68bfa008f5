// SPDX-License-Identifier: BSD-3-Clause
#include "ui/log/logfilter.h"

#include "ui/log/logmodel.h"

namespace thrum {

LogFilter::LogFilter(QObject *parent)
    : QSortFilterProxyModel(parent)
{}

LogFilter::~LogFilter() = default;

void LogFilter::setLowestLevel(LogLine::Level level)
{
    if (m_level == level)
        return;
    m_level = level;
    invalidateFilter();
}

void LogFilter::setSearch(const QString &text)
{
    if (m_search == text)
        return;
    m_search = text;
    invalidateFilter();
}

bool LogFilter::hidesAnything() const
{
    return sourceModel() && rowCount() < sourceModel()->rowCount();
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const LogLine &line = static_cast<const LogModel *>(sourceModel())->line(row);
    if (line.level < m_level)
        return false;
    return m_search.isEmpty() || line.text.contains(m_search, Qt::CaseInsensitive)
           || line.category.contains(m_search, Qt::CaseInsensitive);
}

} // namespace thrum
