// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/logline.h"

#include <QObject>

#include <mutex>

namespace thrum {

/// Takes over Qt's log: prints lines of the wanted level to standard error and hands all from info up to windows, in batches.
///
/// Thread: made and destroyed on the main thread, which gets linesAdded(); lines come from any thread. One per program.
class LogSink final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogSink)
public:
    explicit LogSink(QtMsgType printFrom, QObject *parent = nullptr);
    ~LogSink() override;

    /// Control characters of the message are written out, so that it stays one line.
    void add(QtMsgType type, const QString &category, const QString &message);

Q_SIGNALS:
    void linesAdded(const QList<thrum::LogLine> &lines);

private:
    void deliver();

    QtMsgType m_printFrom;
    QtMessageHandler m_previous;
    // The only lock outside a backend: log lines come from wherever they are written.
    std::mutex m_mutex;
    QList<LogLine> m_waiting;
    qsizetype m_dropped = 0;
};

} // namespace thrum
