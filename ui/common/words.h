// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/feature.h"
#include "core/model/sessioninfo.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QString>

namespace thrum {

/// The words that more than one page needs, in the user's language. GUI thread.
class Words final
{
    Q_DECLARE_TR_FUNCTIONS(thrum::Words)
public:
    /// "40 %"; "−40 %" for the negative side of a two-way range.
    [[nodiscard]] static QString percent(qint32 value, const Range &range);
    /// "40 %" for 40.
    [[nodiscard]] static QString percent(int value);
    [[nodiscard]] static QString outputName(OutputType type);
    [[nodiscard]] static QString inputName(InputType type);
    /// "bluetooth" -> "Bluetooth"; a name it does not know stays as it is.
    [[nodiscard]] static QString backendName(const QString &backend);
    /// The name of the icon that stands for that way in.
    [[nodiscard]] static QString backendIcon(const QString &backend);
    /// What to call a web page: "example.org" for "https://example.org", the whole origin for other schemes.
    [[nodiscard]] static QString pageName(const QString &origin);
    /// What to call an app, also before its handshake.
    [[nodiscard]] static QString sessionName(const SessionInfo &session);
    /// "you", the app's name, or empty for nobody.
    [[nodiscard]] static QString ownerName(SessionId owner, const QList<SessionInfo> &sessions);
    /// "driven by you, Player X"; empty for nobody. Owners in the order given, each once.
    [[nodiscard]] static QString drivenBy(const QList<SessionId> &owners, const QList<SessionInfo> &sessions);
    /// "1 app", "3 apps".
    [[nodiscard]] static QString appCount(int count);
    [[nodiscard]] static QString deviceCount(int count);
    /// The time alone for today, else with the date. `milliseconds` since 1970.
    [[nodiscard]] static QString moment(qint64 milliseconds, const QDateTime &now);
};

} // namespace thrum
