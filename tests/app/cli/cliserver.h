// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/assembly/assembly.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace thrum::test {

/// A real server with simulated devices, for clients on this computer.
class CliServer final : public QObject
{
public:
    explicit CliServer(const QStringList &archetypes)
        : m_wanted(archetypes.size())
    {
        CommandLine line;
        line.port = 0;
        line.configDir = m_folder.path();
        line.backends = {QStringLiteral("simulated")};
        line.logLevel = QtCriticalMsg;
        for (const QString &archetype : archetypes)
            line.simulate.append({archetype, 1});
        m_assembly = std::make_unique<Assembly>(line);
        connect(m_assembly.get(), &Assembly::serverStarted, this, [this](quint16, const QString &at) { url = at; });
        connect(m_assembly.get(), &Assembly::snapshotChanged, this, [this](const SnapshotPtr &now) { snapshot = now; });
    }
    ~CliServer() override
    {
        QSignalSpy finished(m_assembly.get(), &Assembly::shutDownFinished);
        m_assembly->shutDown();
        if (finished.isEmpty() && !finished.wait(10000))
            qWarning("the server did not shut down");
    }
    [[nodiscard]] bool start()
    {
        m_assembly->start();
        return QTest::qWaitFor([this] {
            return !url.isEmpty() && snapshot && snapshot->devices.size() == m_wanted
                   && std::ranges::all_of(snapshot->devices, &DeviceSnapshot::isConnected);
        });
    }
    /// What the device of that name does; nothing while nobody drives that output.
    [[nodiscard]] std::optional<OutputState> driven(const QString &name, OutputType type) const
    {
        for (const DeviceSnapshot &device : snapshot->devices) {
            for (const OutputState &output : device.outputs) {
                if (device.info && device.info->name == name && output.type == type
                    && output.owner != SessionId::Nobody)
                    return output;
            }
        }
        return std::nullopt;
    }

    QString url;
    SnapshotPtr snapshot;

private:
    qsizetype m_wanted;
    QTemporaryDir m_folder;
    std::unique_ptr<Assembly> m_assembly;
};

} // namespace thrum::test
