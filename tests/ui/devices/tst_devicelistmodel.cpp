// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/snapshots.h"
#include "ui/devices/devicelistmodel.h"

#include <QTest>

namespace thrum::test {

/// What the list of devices says about each.
class DeviceListModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyKnownDeviceHasARow();
    void aDrivenDeviceSaysHowStrongAndByWhom();
    void positionsAreNoOutputLevel();
    void theNegativeSideCountsAsMuch();
    void aLostDeviceSaysSince();
    void batteryIsShownOnlyWhenItIsKnown();
    void theUsersNameComesFirst();
    void screenReadersGetTheWholeRow();

private:
    [[nodiscard]] QVariant data(DeviceIndex device, int role) const
    {
        return m_model->index(m_model->rowOf(device), 0).data(role);
    }

    Snapshot m_snapshot;
    std::unique_ptr<DeviceListModel> m_model;
};

void DeviceListModelTest::init()
{
    m_snapshot = snapshots::busy();
    m_model = std::make_unique<DeviceListModel>();
    m_model->update(m_snapshot);
}

void DeviceListModelTest::everyKnownDeviceHasARow()
{
    QCOMPARE(m_model->rowCount(), m_snapshot.devices.size());
    QVERIFY(data(snapshots::vibrator, DeviceListModel::ConnectedRole).toBool());
    QVERIFY(!data(snapshots::lost, DeviceListModel::ConnectedRole).toBool());
}

void DeviceListModelTest::aDrivenDeviceSaysHowStrongAndByWhom()
{
    QCOMPARE(data(snapshots::vibrator, DeviceListModel::StateRole).toString(),
             QStringLiteral("Connected, output 40 %"));
    QCOMPARE(data(snapshots::vibrator, DeviceListModel::OwnersRole).toString(), QStringLiteral("driven by Player X"));
    QCOMPARE(data(snapshots::vibrator, DeviceListModel::LevelRole).toDouble(), 0.4);
    QCOMPARE(data(snapshots::rotator, DeviceListModel::StateRole).toString(), QStringLiteral("Connected"));
}

void DeviceListModelTest::positionsAreNoOutputLevel()
{
    snapshots::output(m_snapshot, snapshots::stroker, 1, OutputType::Oscillate).value = 0;
    m_model->update(m_snapshot);
    QCOMPARE(data(snapshots::stroker, DeviceListModel::LevelRole).toDouble(), 0.0);
}

void DeviceListModelTest::theNegativeSideCountsAsMuch()
{
    snapshots::output(m_snapshot, snapshots::rotator, 0, OutputType::Rotate).value = -20;
    m_model->update(m_snapshot);
    QCOMPARE(data(snapshots::rotator, DeviceListModel::LevelRole).toDouble(), 1.0);
}

void DeviceListModelTest::aLostDeviceSaysSince()
{
    const QString state = data(snapshots::lost, DeviceListModel::StateRole).toString();
    QVERIFY2(state.startsWith(QStringLiteral("Not connected, last seen 14 Mar 2026")), qPrintable(state));
    m_snapshot.devices.last().known.lastSeenMs = 0;
    m_model->update(m_snapshot);
    QCOMPARE(data(snapshots::lost, DeviceListModel::StateRole).toString(), QStringLiteral("Not connected"));
}

void DeviceListModelTest::batteryIsShownOnlyWhenItIsKnown()
{
    QCOMPARE(data(snapshots::vibrator, DeviceListModel::BatteryRole).toString(), QStringLiteral("80 %"));
    QCOMPARE(data(snapshots::sensors, DeviceListModel::BatteryRole).toString(), QString());
}

void DeviceListModelTest::theUsersNameComesFirst()
{
    DeviceInfo info = *m_snapshot.devices.first().info;
    info.displayName = QStringLiteral("My own");
    m_snapshot.devices.first().info = std::make_shared<const DeviceInfo>(info);
    m_model->update(m_snapshot);
    QCOMPARE(data(snapshots::vibrator, Qt::DisplayRole).toString(), QStringLiteral("My own"));
}

void DeviceListModelTest::screenReadersGetTheWholeRow()
{
    QCOMPARE(data(snapshots::vibrator, Qt::AccessibleTextRole).toString(),
             QStringLiteral("Lovense Edge, Bluetooth, Connected, output 40 %, driven by Player X, battery 80 %"));
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::DeviceListModelTest)

#include "tst_devicelistmodel.moc"
