// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/logsink.h"

#include <atomic>
#include <cstdio>

namespace thrum {
namespace {

constexpr qsizetype maxWaiting = 5000;
std::atomic<LogSink *> currentSink = nullptr;

// Qt's types are not in order of importance.
int importance(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return 0;
    case QtInfoMsg: return 1;
    case QtWarningMsg: return 2;
    case QtCriticalMsg: return 3;
    case QtFatalMsg: return 4;
    }
    Q_UNREACHABLE();
}

LogLine::Level levelOf(QtMsgType type)
{
    switch (importance(type)) {
    case 0: return LogLine::Level::Debug;
    case 1: return LogLine::Level::Info;
    case 2: return LogLine::Level::Warning;
    default: return LogLine::Level::Error;
    }
}

// Names that apps and devices give themselves end up in log lines. None of them may begin a line of its own, end the
// text early, or talk to the terminal.
QString onOneLine(const QString &text)
{
    QString safe;
    safe.reserve(text.size());
    for (const QChar c : text) {
        const bool isSafe = c == u'\t'
                            || (c.category() != QChar::Other_Control && c != QChar::LineSeparator
                                && c != QChar::ParagraphSeparator);
        if (isSafe)
            safe += c;
        else if (c == u'\n')
            safe += QStringLiteral("\\n");
        else
            safe += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
    }
    return safe;
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (LogSink *sink = currentSink.load())
        sink->add(type, QString::fromLatin1(context.category), text);
}

} // namespace

LogSink::LogSink(QtMsgType printFrom, QObject *parent)
    : QObject(parent)
    , m_printFrom(printFrom)
{
    currentSink = this;
    m_previous = qInstallMessageHandler(handle);
    if (importance(printFrom) == 0)
        QLoggingCategory::setFilterRules(QStringLiteral("thrum.*.debug=true"));
}

LogSink::~LogSink()
{
    qInstallMessageHandler(m_previous);
    currentSink = nullptr;
}

void LogSink::add(QtMsgType type, const QString &category, const QString &message)
{
    const QString text = onOneLine(message);
    const QDateTime now = QDateTime::currentDateTime();
    if (importance(type) >= importance(m_printFrom)) {
        const QString line = now.toString(QStringLiteral("hh:mm:ss.zzz ")) + category + QStringLiteral(": ") + text
                             + u'\n';
        std::fputs(line.toUtf8().constData(), stderr);
    }
    if (importance(type) < 1)
        return;
    const std::lock_guard lock(m_mutex);
    if (m_waiting.size() >= maxWaiting) {
        ++m_dropped;
        return;
    }
    m_waiting << LogLine{now, levelOf(type), category, text};
    if (m_waiting.size() == 1)
        QMetaObject::invokeMethod(this, &LogSink::deliver, Qt::QueuedConnection);
}

void LogSink::deliver()
{
    QList<LogLine> lines;
    qsizetype dropped = 0;
    {
        const std::lock_guard lock(m_mutex);
        lines = std::exchange(m_waiting, {});
        dropped = std::exchange(m_dropped, 0);
    }
    if (dropped > 0) {
        lines << LogLine{QDateTime::currentDateTime(), LogLine::Level::Warning, QStringLiteral("thrum.log"),
                         QStringLiteral("%1 lines came too fast and were left out").arg(dropped)};
    }
    Q_EMIT linesAdded(lines);
}

} // namespace thrum
