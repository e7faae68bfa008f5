// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/tray/trayprogram.h"

#include <QTemporaryDir>

#include <optional>

namespace thrum::test {

/// The desktop program with its real engine on simulated devices, any free port and a folder of its own. The desktop
/// has a tray only while `hasTray` says so.
class AppFixture final
{
    Q_DISABLE_COPY_MOVE(AppFixture)
public:
    /// What the command line would say; the rest is filled in.
    explicit AppFixture(const QStringList &simulate = {}, quint16 port = 0);
    ~AppFixture();

    /// Starts it and waits until the server runs, all devices are connected and the window is active.
    [[nodiscard]] bool start();
    /// Only starts it.
    void startOnly() { program().start(); }

    [[nodiscard]] TrayProgram &program() { return *m_program; }
    [[nodiscard]] MainWindow &window() { return m_program->window(); }
    [[nodiscard]] const Snapshot &snapshot() { return m_program->facade().snapshot(); }
    [[nodiscard]] quint16 port() { return snapshot().server.port; }
    [[nodiscard]] QString configDir() const { return m_folder.path(); }
    /// The n-th device of the command line.
    [[nodiscard]] DeviceIndex device(int number);
    /// As the snapshot has it; a value of -1 where there is no such output.
    [[nodiscard]] OutputState output(DeviceIndex device, FeatureIndex feature, OutputType type = OutputType::Vibrate);
    [[nodiscard]] int vibration(DeviceIndex device, FeatureIndex feature) { return output(device, feature).value; }

    template<class Widget>
    [[nodiscard]] Widget *find(const QString &name)
    {
        return window().findChild<Widget *>(name);
    }
    /// An entry of the tray's menu.
    [[nodiscard]] QAction *trayEntry(const QString &name);

    bool hasTray = false;

private:
    QTemporaryDir m_folder;
    qsizetype m_wanted;
    std::unique_ptr<TrayProgram> m_program;
};

} // namespace thrum::test
