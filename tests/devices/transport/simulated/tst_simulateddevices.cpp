// SPDX-License-Identifier: BSD-3-Clause
// Every archetype, from its wish to its writes and readings: scanner, transport, protocol and brand file together.
#include "devices/manager/devicemanager.h"
#include "devices/protocol/coded/simulated/simulatedprotocol.h"
#include "devices/transport/simulated/simulatedscanner.h"
#include "devices/transport/simulated/simulatedtransport.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

constexpr auto alice = SessionId(2);

std::vector<std::unique_ptr<ProtocolFactory>> simulatedFactory()
{
    std::vector<std::unique_ptr<ProtocolFactory>> result;
    result.push_back(std::make_unique<SimulatedFactory>());
    return result;
}

struct World
{
    explicit World(const QList<SimulatedScanner::Wish> &wishes)
        : factories(simulatedFactory())
    {
        const QList<Error> problems = catalogue.loadFolder(QStringLiteral(THRUM_SOURCE_DIR "/resources/devices"),
                                                           [](const FamilyDefinition &family) {
                                                               return family.name == u"simulated"
                                                                          ? QList<Error>()
                                                                          : QList<Error>{Error()};
                                                           });
        if (!catalogue.family(QStringLiteral("simulated")))
            qFatal("there is no simulated family");
        std::vector<std::unique_ptr<Scanner>> scanners;
        scanners.push_back(std::make_unique<SimulatedScanner>(wishes, clock));
        manager = std::make_unique<DeviceManager>(catalogue, factories, clock, std::move(scanners),
                                                  QList<KnownDevice>());
        settle();
    }
    void settle()
    {
        for (int i = 0; i < 20; ++i)
            QCoreApplication::processEvents();
    }
    [[nodiscard]] DevicePort &port() const { return manager->devicePort(); }

    FakeClock clock;
    Catalogue catalogue;
    Factories factories;
    std::unique_ptr<DeviceManager> manager;
};

/// "vibrate 0..20; battery read" and so on, feature by feature.
QString describe(const DeviceInfo &info)
{
    QStringList parts;
    for (const Feature &feature : info.features) {
        for (const Output &output : feature.outputs)
            parts << QStringLiteral("%1 %2 %3..%4")
                         .arg(feature.index)
                         .arg(outputTypeName(output.type))
                         .arg(output.value.low)
                         .arg(output.value.high);
        for (const Input &input : feature.inputs) {
            parts << QStringLiteral("%1 %2%3%4")
                         .arg(feature.index)
                         .arg(inputTypeName(input.type), input.canRead ? QStringLiteral(" read") : QString(),
                              input.canSubscribe ? QStringLiteral(" subscribe") : QString());
        }
    }
    return parts.join(QStringLiteral("; "));
}

} // namespace

class TestSimulatedDevices : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyArchetypeIsThereWithoutAScan_data()
    {
        QTest::addColumn<QString>("features");
        QTest::newRow("vibrator") << QStringLiteral("0 Vibrate 0..20; 1 Battery read");
        QTest::newRow("dual-vibrator") << QStringLiteral("0 Vibrate 0..20; 1 Vibrate 0..20; 2 Battery read");
        QTest::newRow("rotator") << QStringLiteral("0 Rotate -20..20");
        QTest::newRow("oscillator") << QStringLiteral("0 Oscillate 0..100");
        QTest::newRow("stroker") << QStringLiteral("0 Position 0..100; 0 HwPositionWithDuration 0..100");
        QTest::newRow("sensor") << QStringLiteral("0 Battery read; 1 Button subscribe; 2 Pressure read subscribe");
    }

    void everyArchetypeIsThereWithoutAScan()
    {
        QFETCH(QString, features);
        const QString archetype = QString::fromLatin1(QTest::currentDataTag());
        const World world({{archetype, 2}});
        const QList<DeviceInfoPtr> devices = world.port().devices();
        QCOMPARE(devices.size(), 2);
        QCOMPARE(describe(*devices.at(0)), features);
        QCOMPARE(devices.at(1)->identity.address, QStringLiteral("simulated-%1-2").arg(archetype));
        QCOMPARE(devices.at(0)->backend, QStringLiteral("simulated"));
        QCOMPARE(devices.at(0)->messageGapMs, 0U);
    }

    void anUnknownArchetypeIsNoDevice()
    {
        const World world({{QStringLiteral("toaster"), 1}});
        QVERIFY(world.port().devices().isEmpty());
    }

    void theBatteryIsReadAndDrainsSlowly()
    {
        World world({{QStringLiteral("vibrator"), 1}});
        QList<qint32> readings;
        for (int i = 0; i < 2; ++i) {
            world.port().read({0, 1, InputType::Battery}, this,
                              [&](const Result<qint32> &value) { readings << value.value_or(-1); });
            world.settle();
            world.clock.advance(30min);
        }
        QCOMPARE(readings.size(), 2);
        QCOMPARE(readings.at(0), 87);
        QVERIFY(readings.at(1) < 87 && readings.at(1) > 60);
    }

    void buttonAndPressureAreReportedWhileSubscribed()
    {
        World world({{QStringLiteral("sensor"), 1}});
        QSignalSpy reports(&world.port(), &DevicePort::inputReported);
        QVERIFY(world.port().setSubscribed(alice, {0, 1, InputType::Button}, true));
        world.settle();
        world.clock.advance(2s);
        QSet<qint32> buttons;
        for (const auto &report : std::as_const(reports)) {
            QCOMPARE(report.at(1).value<InputAddress>().type, InputType::Button);
            buttons << report.at(2).toInt();
        }
        QCOMPARE(reports.size(), 8);
        QCOMPARE(buttons, (QSet<qint32>{0, 1}));
        QVERIFY(world.port().setSubscribed(alice, {0, 2, InputType::Pressure}, true));
        world.settle();
        world.clock.advance(1s);
        QCOMPARE(reports.size(), 16);
        world.port().release(alice);
        world.settle();
        world.clock.advance(1s);
        QCOMPARE(reports.size(), 16);
    }

    void pressureStaysInItsRange()
    {
        World world({{QStringLiteral("sensor"), 1}});
        for (int i = 0; i < 50; ++i) {
            std::optional<qint32> reading;
            world.port().read({0, 2, InputType::Pressure}, this,
                              [&](const Result<qint32> &value) { reading = value.value_or(-1); });
            world.settle();
            QVERIFY(reading);
            QVERIFY(world.port()
                        .devices()
                        .first()
                        ->feature(2)
                        ->input(InputType::Pressure)
                        ->value.first()
                        .contains(*reading));
            world.clock.advance(173ms);
        }
    }

    void whatIsWrittenSaysFeatureTypeValueAndDuration()
    {
        SimulatedProtocol protocol;
        const auto writes = protocol.encode({3, OutputType::HwPositionWithDuration, 100, 1500}, {});
        QCOMPARE(writes.size(), 1U);
        QCOMPARE(writes[0].operation.bytes, QByteArray::fromHex("030564000000dc050000"));
        const auto back = protocol.encode({0, OutputType::Rotate, -20, 0}, {});
        QCOMPARE(back[0].operation.bytes, QByteArray::fromHex("0006ecffffff00000000"));
    }

    void thePacketsOfATransportAreKeptButNotForEver()
    {
        FakeClock clock;
        SimulatedTransport transport(clock);
        QSignalSpy finished(&transport, &Transport::operationFinished);
        transport.open({});
        for (int i = 0; i < 200; ++i) {
            transport.execute(Operation::write(Endpoint::Tx, QByteArray::number(i), WriteMode::WithResponse));
            QTRY_COMPARE(finished.size(), i + 1);
        }
        QCOMPARE(transport.written().size(), 64);
        QCOMPARE(transport.written().last(), QByteArray("199"));
    }

    void aClosedTransportSaysSoOnceAndIsSilentThen()
    {
        FakeClock clock;
        SimulatedTransport transport(clock);
        QSignalSpy ended(&transport, &Transport::disconnected);
        QSignalSpy connected(&transport, &Transport::connected);
        QSignalSpy finished(&transport, &Transport::operationFinished);
        transport.open({});
        QTRY_COMPARE(connected.size(), 1);
        transport.execute(Operation::subscribe(Endpoint::Rx));
        transport.execute(Operation::write(Endpoint::Tx, "x", WriteMode::WithResponse));
        transport.close();
        transport.close();
        QCoreApplication::processEvents();
        clock.advance(1min);
        QCOMPARE(ended.size(), 1);
        QVERIFY(finished.isEmpty());
        QCOMPARE(clock.pendingAlarms(), 0);
    }

    void closingBeforeItIsConnectedIsNotFollowedByConnected()
    {
        FakeClock clock;
        SimulatedTransport transport(clock);
        QSignalSpy connected(&transport, &Transport::connected);
        transport.open({});
        transport.close();
        QCoreApplication::processEvents();
        QVERIFY(connected.isEmpty());
    }

    void scanningIsAnsweredAndAForgottenDeviceIsAnnouncedAgain()
    {
        FakeClock clock;
        SimulatedScanner scanner({{QStringLiteral("rotator"), 1}}, clock);
        QSignalSpy candidates(&scanner, &Scanner::candidateFound);
        QSignalSpy finished(&scanner, &Scanner::finished);
        QTRY_COMPARE(candidates.size(), 1);
        scanner.start();
        QCOMPARE(scanner.status().state, BackendStatus::State::Scanning);
        QCoreApplication::processEvents();
        QCOMPARE(candidates.size(), 1);
        scanner.forget(QStringLiteral("simulated-rotator-1"));
        scanner.stop();
        scanner.stop();
        QTRY_COMPARE(finished.size(), 1);
        scanner.start();
        QTRY_COMPARE(candidates.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestSimulatedDevices)
#include "tst_simulateddevices.moc"
