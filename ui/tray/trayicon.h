// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "ui/tray/traymenu.h"
#include "ui/tray/traystate.h"

#include <QSystemTrayIcon>

#include <memory>
#include <optional>

namespace thrum {

/// The icon in the tray: its outline and tool tip follow the engine, its menu works without the window. It knows no
/// window; whoever assembles the program connects its signals to one. GUI thread; the facade outlives it.
class TrayIcon final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TrayIcon)
public:
    explicit TrayIcon(EngineFacade &facade, QObject *parent = nullptr);
    ~TrayIcon() override;

    /// Whether the desktop has a tray now. On D-Bus desktops Qt looks for it only once per process.
    [[nodiscard]] static bool isAvailable();
    void show();
    void hide();
    /// Tells the menu what its window entry would do.
    void setWindowVisible(bool visible);
    /// The first time only: says that the program goes on in the tray.
    void announceHidden();

    [[nodiscard]] TrayMenu &menu() { return *m_menu; }
    [[nodiscard]] TrayState::Shape shape() const { return m_shape.value_or(TrayState::Shape::Stopped); }
    [[nodiscard]] QString toolTip() const { return m_icon.toolTip(); }
    [[nodiscard]] QIcon icon() const { return m_icon.icon(); }

Q_SIGNALS:
    void windowToggleRequested();
    void quitRequested();

private:
    void refresh();
    void onActivated(QSystemTrayIcon::ActivationReason reason);

    EngineFacade &m_facade;
    std::unique_ptr<TrayMenu> m_menu;
    QSystemTrayIcon m_icon;
    std::optional<TrayState::Shape> m_shape;
    bool m_announced = false;
};

} // namespace thrum
