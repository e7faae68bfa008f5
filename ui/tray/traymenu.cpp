// SPDX-License-Identifier: BSD-3-Clause
#include "ui/tray/traymenu.h"

#include "ui/common/icons.h"
#include "ui/common/words.h"
#include "ui/tray/traystate.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>

namespace thrum {

namespace {

using State = ServerStatus::State;

bool isOn(State state)
{
    return state == State::Running || state == State::Starting;
}

/// An ampersand in a name would be taken for a mnemonic.
QString shielded(QString name)
{
    return name.replace(u'&', QStringLiteral("&&"));
}

} // namespace

TrayMenu::TrayMenu(EngineFacade &facade, QWidget *parent)
    : QMenu(parent)
    , m_facade(facade)
{
    setObjectName(QStringLiteral("trayMenu"));
    m_state = addEntry(QStringLiteral("trayStateLine"), {});
    m_state->setEnabled(false);
    addSeparator();
    m_stopAll = addEntry(QStringLiteral("trayStopAll"), QStringLiteral("stop"));
    m_server = addEntry(QStringLiteral("trayServerToggle"), QStringLiteral("power"));
    m_scan = addEntry(QStringLiteral("trayScan"), {});
    m_scan->setCheckable(true);
    m_devices = addMenu(QString());
    m_devices->menuAction()->setObjectName(QStringLiteral("trayDevices"));
    m_apps = addMenu(QString());
    m_apps->menuAction()->setObjectName(QStringLiteral("trayApps"));
    m_copy = addEntry(QStringLiteral("trayCopyAddress"), QStringLiteral("copy"));
    addSeparator();
    m_window = addEntry(QStringLiteral("trayShowWindow"), {});
    m_quit = addEntry(QStringLiteral("trayQuit"), {});
    connectAll();
    retranslateUi();
}

TrayMenu::~TrayMenu() = default;

QAction *TrayMenu::addEntry(const QString &name, const QString &icon)
{
    QAction *action = addAction(QString());
    action->setObjectName(name);
    if (!icon.isEmpty())
        action->setIcon(icons::themed(icon));
    return action;
}

void TrayMenu::connectAll()
{
    connect(&m_facade, &EngineFacade::snapshotChanged, this, &TrayMenu::refresh);
    connect(m_stopAll, &QAction::triggered, this, [this] { m_facade.send(engine::StopAll{}); });
    connect(m_server, &QAction::triggered, this, &TrayMenu::toggleServer);
    connect(m_scan, &QAction::triggered, this, [this] {
        m_facade.send(engine::SetScanning{!m_facade.snapshot().scanning});
        m_scan->setChecked(m_facade.snapshot().scanning); // the mark mirrors what is, not what was asked
    });
    connect(m_copy, &QAction::triggered, this, [this] {
        const QStringList &addresses = m_facade.snapshot().server.addresses;
        if (!addresses.isEmpty())
            QGuiApplication::clipboard()->setText(addresses.first());
    });
    connect(m_window, &QAction::triggered, this, &TrayMenu::windowToggleRequested);
    connect(m_quit, &QAction::triggered, this, &TrayMenu::quitRequested);
}

void TrayMenu::toggleServer()
{
    if (isOn(m_facade.snapshot().server.state))
        m_facade.send(engine::StopServer{});
    else
        m_facade.send(engine::StartServer{});
}

void TrayMenu::setWindowVisible(bool visible)
{
    m_windowVisible = visible;
    retranslateUi();
}

void TrayMenu::refresh()
{
    const Snapshot &snapshot = m_facade.snapshot();
    m_state->setText(TrayState::textOf(snapshot));
    m_server->setText(isOn(snapshot.server.state) ? tr("Stop server") : tr("Start server"));
    m_server->setEnabled(snapshot.server.state != State::Stopping);
    m_scan->setChecked(snapshot.scanning);
    m_copy->setEnabled(!snapshot.server.addresses.isEmpty());
    refreshDevices();
    refreshApps();
}

void TrayMenu::refreshDevices()
{
    QList<DeviceEntry> entries;
    for (const DeviceSnapshot &device : m_facade.snapshot().devices) {
        if (!device.info)
            continue;
        QString text = tr("Stop %1").arg(shielded(device.info->shownName()));
        for (const InputState &input : device.inputs) {
            if (input.type == InputType::Battery && input.status == InputState::Status::Known)
                text = tr("%1 (battery %2)", "Stop and name of a device, percent")
                           .arg(text, Words::percent(input.value));
        }
        entries.append({device.info->index, text});
    }
    m_devices->menuAction()->setEnabled(!entries.isEmpty());
    if (entries == m_deviceEntries)
        return;
    m_deviceEntries = entries;
    m_devices->clear();
    for (const auto &[index, text] : std::as_const(m_deviceEntries)) {
        const DeviceIndex device = index;
        connect(m_devices->addAction(text), &QAction::triggered, this, [this, device] {
            m_facade.send(engine::StopDevice{{device, std::nullopt, true, true}});
        });
    }
}

void TrayMenu::refreshApps()
{
    QList<AppEntry> entries;
    for (const SessionInfo &session : m_facade.snapshot().sessions)
        entries.append({session.id, tr("Disconnect %1").arg(shielded(Words::sessionName(session)))});
    m_apps->menuAction()->setEnabled(!entries.isEmpty());
    if (entries == m_appEntries)
        return;
    m_appEntries = entries;
    m_apps->clear();
    for (const auto &[id, text] : std::as_const(m_appEntries)) {
        const SessionId session = id;
        connect(m_apps->addAction(text), &QAction::triggered, this,
                [this, session] { m_facade.send(engine::EndSession{session}); });
    }
}

void TrayMenu::retranslateUi()
{
    m_stopAll->setText(tr("Stop all devices"));
    m_scan->setText(tr("Scan for devices"));
    m_devices->setTitle(tr("Devices"));
    m_apps->setTitle(tr("Apps"));
    m_copy->setText(tr("Copy server address"));
    m_window->setText(m_windowVisible ? tr("Hide window") : tr("Show window"));
    m_quit->setText(tr("Quit"));
    refresh();
}

void TrayMenu::changeEvent(QEvent *event)
{
    QMenu::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

} // namespace thrum
