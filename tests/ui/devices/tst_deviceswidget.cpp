// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/facade/enginefacade.h"
#include "tests/support/snapshots.h"
#include "ui/devices/deviceswidget.h"

#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace thrum::test {

/// The page Devices: what it says when there is nothing to see, and how a device is found and chosen.
class DevicesWidgetTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void nothingToSeeSaysWhyAndWhatHelps_data();
    void nothingToSeeSaysWhyAndWhatHelps();
    void afterAScanWithoutResultItSaysSo();
    void aProblemStandsAboveTheDevicesThatAreThere();
    void theFilterHidesOtherNames();
    void theFirstDeviceIsChosenByItself();
    void theChosenDeviceStaysChosen();
    void aNarrowPageLeadsToTheDeviceAndBack();
    void scanAsksForTheOpposite();

private:
    void show(const Snapshot &snapshot) { m_facade->setSnapshot(snapshots::shared(snapshot)); }
    template<class Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return m_page->findChild<Widget *>(QString::fromLatin1(name));
    }
    [[nodiscard]] QString emptyText(const char *part) const
    {
        return find<QWidget>("devicesEmpty")->findChild<QLabel *>(QString::fromLatin1(part))->text();
    }
    [[nodiscard]] QPushButton *emptyButton() const
    {
        return find<QWidget>("devicesEmpty")->findChild<QPushButton *>(QStringLiteral("emptyAction"));
    }

    QList<EngineCommand> m_sent;
    std::unique_ptr<EngineFacade> m_facade;
    std::unique_ptr<DevicesWidget> m_page;
};

void DevicesWidgetTest::init()
{
    m_page.reset();
    m_sent.clear();
    m_facade = std::make_unique<EngineFacade>();
    connect(m_facade.get(), &EngineFacade::commandIssued, this,
            [this](const EngineCommand &command) { m_sent.append(command); });
    m_page = std::make_unique<DevicesWidget>(*m_facade);
    m_page->setPanel(new QLabel(QStringLiteral("panel")));
    m_page->resize(900, 500);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void DevicesWidgetTest::nothingToSeeSaysWhyAndWhatHelps_data()
{
    QTest::addColumn<Snapshot>("snapshot");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("button");
    const auto row = [](const char *name, const Snapshot &snapshot, const QString &title, const QString &button) {
        QTest::newRow(name) << snapshot << title << button;
    };
    Snapshot scanning = snapshots::idle();
    scanning.scanning = true;
    Snapshot nothingOn = snapshots::idle();
    nothingOn.backends.clear();
    row("stopped", snapshots::stopped(), QStringLiteral("The server is stopped"), QStringLiteral("Start server"));
    row("port taken", snapshots::portTaken(), QStringLiteral("The server could not start"),
        QStringLiteral("Try again"));
    row("idle", snapshots::idle(), QStringLiteral("No devices yet"), QStringLiteral("Scan for devices"));
    row("scanning", scanning, QStringLiteral("Scanning, 0 s"), QStringLiteral("Stop scan"));
    row("no way", nothingOn, QStringLiteral("No way to find devices is switched on"), QString());
    row("off", snapshots::withProblem(QStringLiteral("adapter-off")), QStringLiteral("Bluetooth is switched off"),
        QStringLiteral("Try again"));
    row("none", snapshots::withProblem(QStringLiteral("no-adapter")), QStringLiteral("No Bluetooth adapter was found"),
        QStringLiteral("Try again"));
    row("permission", snapshots::withProblem(QStringLiteral("no-permission")),
        QStringLiteral("This program may not use Bluetooth"), QStringLiteral("Try again"));
    row("service", snapshots::withProblem(QStringLiteral("no-service")),
        QStringLiteral("The Bluetooth service is not running"), QStringLiteral("Try again"));
    row("other", snapshots::withProblem(QStringLiteral("gremlins")), QStringLiteral("Bluetooth does not work"),
        QStringLiteral("Try again"));
}

void DevicesWidgetTest::nothingToSeeSaysWhyAndWhatHelps()
{
    QFETCH(Snapshot, snapshot);
    QFETCH(QString, button);
    show(snapshot);
    QVERIFY(find<QWidget>("devicesEmpty")->isVisible());
    QTEST(emptyText("emptyTitle"), "title");
    QVERIFY(!emptyText("emptyBody").isEmpty());
    QCOMPARE(emptyButton()->isVisible(), !button.isEmpty());
    QCOMPARE(emptyButton()->text(), button);
    emptyButton()->click();
    QCOMPARE(m_sent.size(), 1 - (button.isEmpty() ? 1 : 0));
}

void DevicesWidgetTest::afterAScanWithoutResultItSaysSo()
{
    Snapshot snapshot = snapshots::idle();
    snapshot.scanning = true;
    show(snapshot);
    snapshot.scanning = false;
    show(snapshot);
    QCOMPARE(emptyText("emptyTitle"), QStringLiteral("Nothing was found"));
    QCOMPARE(emptyButton()->text(), QStringLiteral("Scan again"));
}

void DevicesWidgetTest::aProblemStandsAboveTheDevicesThatAreThere()
{
    show(snapshots::busy());
    QVERIFY(!find<QWidget>("devicesBanner")->isVisible());
    Snapshot snapshot = snapshots::busy();
    snapshot.backends = snapshots::withProblem(QStringLiteral("adapter-off")).backends;
    show(snapshot);
    QVERIFY(find<QWidget>("devicesBanner")->isVisible());
    QVERIFY(find<QListView>("deviceView")->isVisible());
}

void DevicesWidgetTest::theFilterHidesOtherNames()
{
    show(snapshots::busy());
    auto *filter = find<QLineEdit>("deviceFilter");
    filter->setText(QStringLiteral("simulated"));
    QCOMPARE(find<QListView>("deviceView")->model()->rowCount(), 2);
    filter->setText(QStringLiteral("nothing like it"));
    QVERIFY(find<QWidget>("deviceNoMatch")->isVisible());
    find<QWidget>("deviceNoMatch")->findChild<QPushButton *>(QStringLiteral("emptyAction"))->click();
    QCOMPARE(filter->text(), QString());
    QCOMPARE(find<QListView>("deviceView")->model()->rowCount(), 5);
}

void DevicesWidgetTest::theFirstDeviceIsChosenByItself()
{
    QCOMPARE(m_page->selectedDevice(), std::nullopt);
    show(snapshots::busy());
    QCOMPARE(m_page->selectedDevice(), DeviceIndex(snapshots::vibrator));
}

void DevicesWidgetTest::theChosenDeviceStaysChosen()
{
    Snapshot snapshot = snapshots::busy();
    show(snapshot);
    m_page->selectDevice(snapshots::stroker);
    const QSignalSpy selected(m_page.get(), &DevicesWidget::deviceSelected);
    snapshot.devices.removeFirst();
    snapshot.devices.first().known.lastSeenMs += 1;
    show(snapshot);
    QCOMPARE(m_page->selectedDevice(), DeviceIndex(snapshots::stroker));
    QCOMPARE(selected.size(), 0);
    snapshot.devices.clear();
    show(snapshot);
    QCOMPARE(m_page->selectedDevice(), std::nullopt);
}

void DevicesWidgetTest::aNarrowPageLeadsToTheDeviceAndBack()
{
    show(snapshots::busy());
    QWidget *panel = find<QListView>("deviceView");
    QVERIFY(!m_page->isNarrow());
    m_page->resize(480, 400);
    QTRY_VERIFY(m_page->isNarrow());
    auto *back = find<QPushButton>("devicesBackButton");
    QVERIFY(panel->isVisible());
    QVERIFY(!back->isVisible());
    QTest::keyClick(panel, Qt::Key_Return);
    QVERIFY(!panel->isVisible());
    QVERIFY(back->isVisible());
    QVERIFY(back->hasFocus());
    back->click();
    QVERIFY(panel->isVisible());
    QVERIFY(panel->hasFocus());
}

void DevicesWidgetTest::scanAsksForTheOpposite()
{
    show(snapshots::idle());
    auto *scan = find<QPushButton>("scanButton");
    QCOMPARE(scan->text(), QStringLiteral("Scan"));
    scan->click();
    QVERIFY(std::get<engine::SetScanning>(m_sent.last()).wanted);
    Snapshot scanning = snapshots::idle();
    scanning.scanning = true;
    show(scanning);
    QCOMPARE(scan->text(), QStringLiteral("Stop scan"));
    scan->click();
    QVERIFY(!std::get<engine::SetScanning>(m_sent.last()).wanted);
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::DevicesWidgetTest)

#include "tst_deviceswidget.moc"
