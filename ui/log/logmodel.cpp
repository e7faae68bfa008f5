// SPDX-License-Identifier: BSD-3-Clause
#include "ui/log/logmodel.h"

#include "ui/common/theme.h"

#include <QApplication>

namespace thrum {

LogModel::LogModel(QObject *parent)
    : QAbstractTableModel(parent)
{}

LogModel::~LogModel() = default;

void LogModel::append(const QList<LogLine> &lines)
{
    if (lines.isEmpty())
        return;
    if (lines.size() >= capacity) {
        beginResetModel();
        m_lines.assign(lines.cend() - capacity, lines.cend());
        endResetModel();
        return;
    }
    const int excess = rowCount() + int(lines.size()) - capacity;
    if (excess > 0) {
        beginRemoveRows({}, 0, excess - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + excess);
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount() + int(lines.size()) - 1);
    m_lines.insert(m_lines.end(), lines.cbegin(), lines.cend());
    endInsertRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_lines.clear();
    endResetModel();
}

QString LogModel::levelText(LogLine::Level level)
{
    switch (level) {
    case LogLine::Level::Debug: return tr("Debug");
    case LogLine::Level::Info: return tr("Info");
    case LogLine::Level::Warning: return tr("Warning");
    case LogLine::Level::Error: return tr("Error");
    }
    Q_UNREACHABLE();
}

QString LogModel::cell(const LogLine &line, int column)
{
    switch (column) {
    case Time: return line.time.toString(QStringLiteral("HH:mm:ss.zzz"));
    case Level: return levelText(line.level);
    case Category: return line.category;
    case Text: return line.text;
    default: return {};
    }
}

QString LogModel::plainText(const LogLine &line)
{
    return line.time.toString(Qt::ISODateWithMs) + u' ' + levelText(line.level) + u' ' + line.category + u' '
           + line.text;
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogLine &shown = line(index.row());
    switch (role) {
    case Qt::DisplayRole: return cell(shown, index.column());
    case Qt::ToolTipRole: return plainText(shown);
    case levelRole: return int(shown.level);
    case Qt::ForegroundRole: {
        const ThemeColors colors = theme::colors(QApplication::palette());
        if (index.column() == Time || index.column() == Category || shown.level == LogLine::Level::Debug)
            return colors.secondaryText;
        if (index.column() == Level && shown.level == LogLine::Level::Error)
            return colors.dangerText;
        if (index.column() == Level && shown.level == LogLine::Level::Warning)
            return colors.warningText;
        return {};
    }
    default: return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time: return tr("Time");
    case Level: return tr("Level");
    case Category: return tr("Part");
    case Text: return tr("Message");
    default: return {};
    }
}

} // namespace thrum
