// SPDX-License-Identifier: BSD-3-Clause
// Devices that may hurt are left alone until the user has switched their family on.
#include "devices/protocol/coded/estim/estimfactory.h"
#include "tests/devices/manager/managerworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace thrum;
using namespace thrum::test;

namespace {

const char *boxJson = R"({
  "brand": "Test", "name": "testbrand", "protocol": "bytes", "asks": "estim",
  "find": [{ "ble": { "names": ["Toy*"], "services": { "ff00": { "tx": "ff01" } } } }],
  "default": { "name": "Test Box", "features": [{ "vibrate": [0, 10] }] } })";

int told = 0;
QtMsgType toldAs = QtDebugMsg;

/// Counts the lines that say how to switch it on.
class LogWatch
{
    Q_DISABLE_COPY_MOVE(LogWatch)
public:
    LogWatch()
        : m_before(qInstallMessageHandler([](QtMsgType type, const QMessageLogContext &, const QString &text) {
            if (text.contains(u"--enable-protocol testbrand")) {
                ++told;
                toldAs = type;
            }
        }))
    {
        told = 0;
    }
    ~LogWatch() { qInstallMessageHandler(m_before); }

private:
    QtMessageHandler m_before;
};

} // namespace

class TestAskedFamilies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBoxThatNobodySwitchedOnIsLeftAlone()
    {
        ManagerWorld world(boxJson);
        const QSignalSpy added(&world.port(), &DevicePort::deviceAdded);
        world.report();
        world.settle();
        QVERIFY(!world.scanner->transport(QStringLiteral("A")));
        QCOMPARE(added.count(), 0);
    }

    void theLogSaysOnceHowToSwitchItOn()
    {
        ManagerWorld world(boxJson);
        const LogWatch watch;
        world.report();
        world.report();
        world.report("B");
        world.settle();
        QCOMPARE(told, 1);
        QCOMPARE(toldAs, QtInfoMsg);
    }

    void aBoxThatIsSwitchedOnIsConnected()
    {
        ManagerWorld world(boxJson);
        world.manager->setEnabledFamilies({QStringLiteral("other"), QStringLiteral("testbrand")});
        const LogWatch watch;
        world.report();
        world.settle();
        QCOMPARE(world.port().devices().size(), 1);
        QCOMPARE(told, 0);
    }

    void switchingItOnLaterIsInTime()
    {
        ManagerWorld world(boxJson);
        world.report();
        world.manager->setEnabledFamilies({QStringLiteral("testbrand")});
        world.report();
        world.settle();
        QCOMPARE(world.port().devices().size(), 1);
    }

    void switchingOffIsToldAgain()
    {
        ManagerWorld world(boxJson);
        const LogWatch watch;
        world.report();
        world.manager->setEnabledFamilies({QStringLiteral("testbrand")});
        world.manager->setEnabledFamilies({});
        world.report();
        QCOMPARE(told, 2);
        QVERIFY(!world.scanner->transport(QStringLiteral("A")));
    }

    void otherDevicesNeedNoSwitch()
    {
        QByteArray json(boxJson);
        json.replace(R"("asks": "estim",)", "");
        ManagerWorld world(json.constData());
        world.report();
        world.settle();
        QCOMPARE(world.port().devices().size(), 1);
    }

    void aBoxBehindAnotherFamilyIsLeftAloneToo()
    {
        ManagerWorld world(R"({
          "brand": "Test", "name": "testbrand", "protocol": "bytes", "otherwise": "box",
          "find": [{ "ble": { "names": ["Door"], "services": { "ff00": { "tx": "ff01" } } } }],
          "models": [{ "ids": ["Elsewhere"], "name": "Front", "features": [{ "vibrate": [0, 10] }] }] })");
        FamilyDefinition box;
        box.name = QStringLiteral("box");
        box.protocol = QStringLiteral("bytes");
        box.asks = QStringLiteral("estim");
        box.defaultModel = ModelDefinition();
        box.defaultModel->name = QStringLiteral("Box");
        box.defaultModel->features = {Feature{0, {}, {Output{OutputType::Vibrate, {0, 10}, {}}}, {}}};
        QVERIFY(world.catalogue.add(std::make_shared<FamilyDefinition>(box)));
        const QSignalSpy added(&world.port(), &DevicePort::deviceAdded);
        world.scanner->report(QStringLiteral("Door"), QStringLiteral("A"));
        world.settle();
        QCOMPARE(added.count(), 0);
        world.manager->setEnabledFamilies({QStringLiteral("box")});
        world.scanner->report(QStringLiteral("Door"), QStringLiteral("A"));
        world.settle();
        QCOMPARE(added.count(), 1);
    }

    void aFileCannotLeaveTheAskingOut()
    {
        const Factories factories(EstimFactory::all());
        FamilyDefinition family;
        family.file = QStringLiteral("mine.json");
        family.protocol = QStringLiteral("dg-lab-coyote-v3");
        const QList<Error> problems = factories.check(family);
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problems.constFirst().where, QStringLiteral("mine.json: $.asks"));
        family.asks = QStringLiteral("estim");
        QCOMPARE(factories.check(family), QList<Error>());
    }
};

QTEST_GUILESS_MAIN(TestAskedFamilies)
#include "tst_askedfamilies.moc"
