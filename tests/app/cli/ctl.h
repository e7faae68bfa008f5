// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>

namespace thrum::test {

/// The real thrumctl, and what it has printed so far.
class Ctl final
{
public:
    explicit Ctl(const QStringList &arguments)
    {
        process.start(QStringLiteral(THRUM_BINARY_DIR "/bin/thrumctl"), arguments);
    }
    /// Words that are separated by one space.
    Ctl(const QString &server, const QString &words)
        : Ctl(QStringList{QStringLiteral("--server"), server} + words.split(u' '))
    {}

    /// Waits for its end; -1 when it did not end, or not by itself.
    [[nodiscard]] int exitCode()
    {
        const bool ended = QTest::qWaitFor([this] { return process.state() == QProcess::NotRunning; }, 30000);
        return ended && process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }
    void interrupt() const { ::kill(pid_t(process.processId()), SIGINT); }
    [[nodiscard]] QString output()
    {
        m_output += process.readAllStandardOutput();
        return QString::fromUtf8(m_output);
    }
    [[nodiscard]] QStringList lines() { return output().split(u'\n', Qt::SkipEmptyParts); }
    [[nodiscard]] QString complaint() { return QString::fromUtf8(process.readAllStandardError()); }
    /// One for each line that ended; null where a line is no JSON.
    [[nodiscard]] QList<QJsonValue> values()
    {
        QList<QJsonValue> result;
        const QStringList ended = output().section(u'\n', 0, -2).split(u'\n', Qt::SkipEmptyParts);
        for (const QString &line : ended) {
            const QJsonDocument document = QJsonDocument::fromJson(line.toUtf8());
            result << (document.isArray() ? QJsonValue(document.array())
                                          : (document.isObject() ? QJsonValue(document.object()) : QJsonValue()));
        }
        return result;
    }
    /// The events of those lines: "deviceAdded", "input".
    [[nodiscard]] QStringList events()
    {
        QStringList result;
        const QList<QJsonValue> all = values();
        for (const QJsonValue &value : all)
            result << value[u"event"].toString();
        return result;
    }

    QProcess process;

private:
    QByteArray m_output;
};

} // namespace thrum::test
