// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/facade/enginefacade.h"
#include "tests/support/snapshots.h"
#include "ui/tray/trayicon.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

namespace thrum::test {

/// The tray: entries in order, and an icon and a tool tip that say how things are.
class TrayMenuTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void entriesAreInOrder();
    void stopAllIsNeverDisabled_data();
    void stopAllIsNeverDisabled();
    void theServerEntryDoesTheOpposite();
    void scanMirrorsWhatIs();
    void devicesAreStoppedOneByOne();
    void appsAreDisconnectedOneByOne();
    void theAddressIsCopied();
    void theWindowEntryFollowsTheWindow();
    void quitOnlyAsks();
    void iconAndToolTipSayTheState_data();
    void iconAndToolTipSayTheState();
    void iconsDifferInTheirOutline();

private:
    void show(const Snapshot &snapshot) { m_facade->setSnapshot(snapshots::shared(snapshot)); }
    [[nodiscard]] QAction *entry(const QString &name) const
    {
        const QList<QAction *> actions = m_tray->menu().actions();
        const auto found = std::ranges::find(actions, name, &QObject::objectName);
        return found == actions.end() ? nullptr : *found;
    }

    QList<EngineCommand> m_sent;
    std::unique_ptr<EngineFacade> m_facade;
    std::unique_ptr<TrayIcon> m_tray;
};

void TrayMenuTest::init()
{
    m_tray.reset();
    m_sent.clear();
    m_facade = std::make_unique<EngineFacade>();
    connect(m_facade.get(), &EngineFacade::commandIssued, this,
            [this](const EngineCommand &command) { m_sent.append(command); });
    m_tray = std::make_unique<TrayIcon>(*m_facade);
}

void TrayMenuTest::entriesAreInOrder()
{
    show(snapshots::busy());
    QStringList texts;
    for (const QAction *action : m_tray->menu().actions()) {
        if (!action->isSeparator())
            texts.append(action->text());
    }
    const QStringList expected{QStringLiteral("Running, 3 apps, 4 devices, output active"),
                               QStringLiteral("Stop all devices"),
                               QStringLiteral("Stop server"),
                               QStringLiteral("Scan for devices"),
                               QStringLiteral("Devices"),
                               QStringLiteral("Apps"),
                               QStringLiteral("Copy server address"),
                               QStringLiteral("Show window"),
                               QStringLiteral("Quit")};
    QCOMPARE(texts, expected);
    QVERIFY(!entry(QStringLiteral("trayStateLine"))->isEnabled());
}

void TrayMenuTest::stopAllIsNeverDisabled_data()
{
    QTest::addColumn<int>("state");
    for (int state = 0; state <= int(ServerStatus::State::Failed); ++state)
        QTest::addRow("%d", state) << state;
}

void TrayMenuTest::stopAllIsNeverDisabled()
{
    QFETCH(int, state);
    Snapshot snapshot;
    snapshot.server.state = ServerStatus::State(state);
    show(snapshot);
    QVERIFY(entry(QStringLiteral("trayStopAll"))->isEnabled());
    entry(QStringLiteral("trayStopAll"))->trigger();
    QVERIFY(std::holds_alternative<engine::StopAll>(m_sent.last()));
}

void TrayMenuTest::theServerEntryDoesTheOpposite()
{
    QAction *server = entry(QStringLiteral("trayServerToggle"));
    show(snapshots::stopped());
    QCOMPARE(server->text(), QStringLiteral("Start server"));
    server->trigger();
    QVERIFY(std::holds_alternative<engine::StartServer>(m_sent.last()));
    show(snapshots::idle());
    QCOMPARE(server->text(), QStringLiteral("Stop server"));
    server->trigger();
    QVERIFY(std::holds_alternative<engine::StopServer>(m_sent.last()));
}

void TrayMenuTest::scanMirrorsWhatIs()
{
    show(snapshots::idle());
    QAction *scan = entry(QStringLiteral("trayScan"));
    scan->trigger();
    QVERIFY(std::get<engine::SetScanning>(m_sent.last()).wanted);
    QVERIFY(!scan->isChecked()); // not before it is so
    Snapshot scanning = snapshots::idle();
    scanning.scanning = true;
    show(scanning);
    QVERIFY(scan->isChecked());
}

void TrayMenuTest::devicesAreStoppedOneByOne()
{
    show(snapshots::busy());
    const QList<QAction *> devices = entry(QStringLiteral("trayDevices"))->menu()->actions();
    QCOMPARE(devices.size(), 4); // connected ones only
    QCOMPARE(devices.first()->text(), QStringLiteral("Stop Lovense Edge (battery 80 %)"));
    devices.at(1)->trigger();
    QCOMPARE(std::get<engine::StopDevice>(m_sent.last()).scope.device, DeviceIndex(snapshots::rotator));
    show(snapshots::idle());
    QVERIFY(!entry(QStringLiteral("trayDevices"))->isEnabled());
}

void TrayMenuTest::appsAreDisconnectedOneByOne()
{
    Snapshot snapshot = snapshots::busy();
    snapshot.sessions[1].clientName = QStringLiteral("Hearts & Toys");
    show(snapshot);
    const QList<QAction *> apps = entry(QStringLiteral("trayApps"))->menu()->actions();
    QCOMPARE(apps.size(), 3);
    QCOMPARE(apps.at(1)->text(), QStringLiteral("Disconnect Hearts && Toys")); // no mnemonic
    apps.at(1)->trigger();
    QCOMPARE(std::get<engine::EndSession>(m_sent.last()).session, snapshots::game);
}

void TrayMenuTest::theAddressIsCopied()
{
    show(snapshots::stopped());
    QVERIFY(!entry(QStringLiteral("trayCopyAddress"))->isEnabled());
    show(snapshots::idle());
    entry(QStringLiteral("trayCopyAddress"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("ws://127.0.0.1:12345"));
}

void TrayMenuTest::theWindowEntryFollowsTheWindow()
{
    const QSignalSpy toggled(m_tray.get(), &TrayIcon::windowToggleRequested);
    QAction *window = entry(QStringLiteral("trayShowWindow"));
    QCOMPARE(window->text(), QStringLiteral("Show window"));
    m_tray->setWindowVisible(true);
    QCOMPARE(window->text(), QStringLiteral("Hide window"));
    window->trigger();
    QCOMPARE(toggled.size(), 1);
}

void TrayMenuTest::quitOnlyAsks()
{
    const QSignalSpy asked(m_tray.get(), &TrayIcon::quitRequested);
    entry(QStringLiteral("trayQuit"))->trigger();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(m_sent.size(), 0);
}

void TrayMenuTest::iconAndToolTipSayTheState_data()
{
    QTest::addColumn<Snapshot>("snapshot");
    QTest::addColumn<QString>("icon");
    QTest::addColumn<QString>("toolTip");
    Snapshot apps = snapshots::idle();
    apps.sessions = snapshots::busy().sessions.mid(0, 1);
    Snapshot unstopped = snapshots::idle();
    unstopped.notices = {{Notice::Kind::StopNotConfirmed, QStringLiteral("Lovense Edge")}};
    QTest::newRow("stopped") << snapshots::stopped() << QStringLiteral("stopped")
                             << QStringLiteral("Stopped, 0 apps, 0 devices");
    QTest::newRow("idle") << snapshots::idle() << QStringLiteral("idle")
                          << QStringLiteral("Running, 0 apps, 0 devices");
    QTest::newRow("app") << apps << QStringLiteral("app") << QStringLiteral("Running, 1 app, 0 devices");
    QTest::newRow("active") << snapshots::busy() << QStringLiteral("active")
                            << QStringLiteral("Running, 3 apps, 4 devices, output active");
    QTest::newRow("port taken") << snapshots::portTaken() << QStringLiteral("problem")
                                << QStringLiteral("Problem: the server could not start, 0 apps, 0 devices");
    QTest::newRow("not stopped") << unstopped << QStringLiteral("problem")
                                 << QStringLiteral("Running, 0 apps, 0 devices, a device has not confirmed its stop");
}

void TrayMenuTest::iconAndToolTipSayTheState()
{
    QFETCH(Snapshot, snapshot);
    show(snapshot);
    QTEST(TrayState::iconName(m_tray->shape()), "icon");
    QTEST(m_tray->toolTip(), "toolTip");
    QTEST(entry(QStringLiteral("trayStateLine"))->text(), "toolTip");
    QCOMPARE(m_tray->icon().pixmap(32).toImage(), TrayState::icon(m_tray->shape()).pixmap(32).toImage());
}

void TrayMenuTest::iconsDifferInTheirOutline()
{
    using Shape = TrayState::Shape;
    QList<QImage> outlines;
    for (const Shape shape : {Shape::Stopped, Shape::Idle, Shape::AppConnected, Shape::OutputActive, Shape::Problem}) {
        const QImage outline = TrayState::icon(shape).pixmap(22).toImage().convertToFormat(QImage::Format_Alpha8);
        QVERIFY(!outline.isNull());
        QVERIFY2(!outlines.contains(outline), qPrintable(TrayState::iconName(shape)));
        outlines.append(outline);
    }
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::TrayMenuTest)

#include "tst_traymenu.moc"
