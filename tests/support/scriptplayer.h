// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/script.h"

#include <QList>
#include <QString>

namespace thrum::test {

/// One line of a script's table: what the script must wait for, what it is given for it, and how many times in a row.
struct ScriptLine
{
    ScriptStep::Wanted wanted;
    Result<QByteArray> outcome;
    int times = 1;
};

/// A write that succeeds.
[[nodiscard]] ScriptLine writes(Endpoint endpoint, const QByteArray &bytes,
                                WriteMode mode = WriteMode::WithoutResponse);
/// A read that is answered so.
[[nodiscard]] ScriptLine reads(Endpoint endpoint, const QByteArray &answer);
[[nodiscard]] ScriptLine subscribes(Endpoint endpoint);
[[nodiscard]] ScriptLine unsubscribes(Endpoint endpoint);
[[nodiscard]] ScriptLine pauses(std::chrono::milliseconds length);
/// A wait for a notification, and the one that comes.
[[nodiscard]] ScriptLine hears(std::chrono::milliseconds within, const QByteArray &notification);
/// A wait for a notification that does not come, so many times in a row.
[[nodiscard]] ScriptLine hearsNothing(std::chrono::milliseconds within, int times = 1);
/// The same step, ending in this error.
[[nodiscard]] ScriptLine failing(ScriptLine line, const Error &error);

/// "write tx 42 61 without response", "notification within 100 ms": for comparing and for messages.
[[nodiscard]] QString describe(const ScriptStep::Wanted &wanted);
/// "line 2: expected ..., got ...".
[[nodiscard]] QString scriptDifference(qsizetype line, const QString &expected, const QString &got);

/// Drives a script from a table. Starts it when it is made; destroying it cancels the script.
template<class T>
class ScriptPlayer final
{
public:
    explicit ScriptPlayer(Script<T> script)
        : m_script(std::move(script))
    {
        m_script.start();
    }

    /// Checks that the script wants these steps in this order and hands it their outcomes. Goes on where the last call
    /// ended. Empty when all fits, else what the first difference is.
    [[nodiscard]] QString play(const QList<ScriptLine> &table)
    {
        for (qsizetype i = 0; i < table.size(); ++i) {
            const ScriptLine &line = table.at(i);
            for (int time = 0; time < line.times; ++time) {
                if (step() != describe(line.wanted))
                    return scriptDifference(i, describe(line.wanted), step());
                m_script.resume(line.outcome);
            }
        }
        return {};
    }
    /// What it waits for now; "the end" when it is done.
    [[nodiscard]] QString step() const { return isDone() ? QStringLiteral("the end") : describe(m_script.step()); }
    [[nodiscard]] bool isDone() const { return m_script.done(); }
    /// What it returned; an Error of code Internal while it still runs.
    [[nodiscard]] Result<T> result() const
    {
        if (!isDone())
            return fail(ErrorCode::Internal, QStringLiteral("the script still waits for: ") + step());
        return m_script.result();
    }

private:
    Script<T> m_script;
};

} // namespace thrum::test
