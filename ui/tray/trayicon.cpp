// SPDX-License-Identifier: BSD-3-Clause
#include "ui/tray/trayicon.h"

#include "ui/common/icons.h"

namespace thrum {

TrayIcon::TrayIcon(EngineFacade &facade, QObject *parent)
    : QObject(parent)
    , m_facade(facade)
    , m_menu(std::make_unique<TrayMenu>(facade))
{
    m_icon.setContextMenu(m_menu.get());
    connect(&m_facade, &EngineFacade::snapshotChanged, this, &TrayIcon::refresh);
    connect(&m_icon, &QSystemTrayIcon::activated, this, &TrayIcon::onActivated);
    connect(m_menu.get(), &TrayMenu::windowToggleRequested, this, &TrayIcon::windowToggleRequested);
    connect(m_menu.get(), &TrayMenu::quitRequested, this, &TrayIcon::quitRequested);
    refresh();
}

TrayIcon::~TrayIcon() = default;

bool TrayIcon::isAvailable()
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void TrayIcon::show()
{
    m_icon.show();
}

void TrayIcon::hide()
{
    m_icon.hide();
}

void TrayIcon::setWindowVisible(bool visible)
{
    m_menu->setWindowVisible(visible);
}

void TrayIcon::announceHidden()
{
    if (m_announced)
        return;
    m_announced = true;
    m_icon.showMessage(tr("Thrum goes on in the tray"),
                       tr("The window is hidden, devices and apps stay connected. Use the tray icon to show the window "
                          "again, to stop all devices, or to quit."),
                       icons::application());
}

void TrayIcon::refresh()
{
    const TrayState::Shape shape = TrayState::shapeOf(m_facade.snapshot());
    if (m_shape != shape) {
        m_shape = shape;
        m_icon.setIcon(TrayState::icon(shape));
    }
    const QString text = TrayState::textOf(m_facade.snapshot());
    if (m_icon.toolTip() != text)
        m_icon.setToolTip(text);
}

void TrayIcon::onActivated(QSystemTrayIcon::ActivationReason reason)
{
#ifndef Q_OS_MACOS // there a click opens the menu
    if (reason == QSystemTrayIcon::Trigger)
        Q_EMIT windowToggleRequested();
#else
    Q_UNUSED(reason)
#endif
}

} // namespace thrum
