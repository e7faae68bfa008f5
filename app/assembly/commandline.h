// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "core/settings/settings.h"
#include "devices/transport/simulated/simulatedscanner.h"

#include <QStringList>
#include <QtGlobal>

namespace thrum {

/// What the programs were told on their command line, on top of the settings file.
struct CommandLine
{
    /// False: no port is opened and nobody dialled; only the program itself reaches the server, in process.
    bool usesNetwork = true;
    std::optional<quint16> port;
    QStringList listen;
    QStringList connect;
    std::optional<QString> name;
    std::optional<quint32> maxPingTimeMs;
    /// Percent, instead of the settings' cap.
    std::optional<int> capPercent;
    QString configDir;
    QStringList allowOrigins;
    std::optional<QString> token;
    /// Families that are left alone until they are switched on; not kept.
    QStringList enabledFamilies;
    /// Empty: all.
    QStringList backends;
    QList<SimulatedScanner::Wish> simulate;
    QtMsgType logLevel = QtInfoMsg;
    /// Set when there is only something to print: --help or --version.
    QString print;

    /// Whoever asks for simulated devices gets them, whatever other ways in are named.
    [[nodiscard]] bool usesBackend(const QString &backend) const
    {
        return backends.isEmpty() || backends.contains(backend) || (backend == u"simulated" && !simulate.isEmpty());
    }
    /// The settings with what the command line says instead, and the applications to dial of both.
    [[nodiscard]] ServerSettings applyTo(ServerSettings settings) const;
    /// The same, with the origins of both.
    [[nodiscard]] AccessSettings applyTo(AccessSettings settings) const;
    /// The families switched on by the settings and here.
    [[nodiscard]] QStringList allEnabledFamilies(const Settings &settings) const;
};

/// The ways in that `--backend` knows.
[[nodiscard]] QStringList backendNames();
/// The kinds that `--simulate` knows.
[[nodiscard]] QStringList simulatedArchetypes();

/// Reads the arguments (the program's name first). Every error names the option and what is allowed.
[[nodiscard]] Result<CommandLine> parseCommandLine(const QStringList &arguments);

} // namespace thrum
