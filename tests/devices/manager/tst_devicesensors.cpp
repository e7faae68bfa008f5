// SPDX-License-Identifier: BSD-3-Clause
#include "tests/devices/manager/managerworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const char *brandJson = R"({
  "brand": "Test", "name": "testbrand", "protocol": "sensing",
  "find": [{ "ble": { "names": ["Toy*"], "services": { "ff00": { "tx": "ff01", "rx": "ff02", "rxblebattery": "ff03" } } } }],
  "default": { "name": "Test Toy", "features": [
    { "vibrate": [0, 10] },
    { "battery": { "value": [0, 100], "commands": ["read"] } },
    { "pressure": { "value": [0, 255], "commands": ["read", "subscribe"] } },
    { "button": { "value": [0, 1], "commands": ["subscribe"] } }] } })";

Script<qint32> askForPressure()
{
    const Result<QByteArray> on = co_await subscribing(Endpoint::Rx);
    if (!on)
        co_return tl::unexpected<Error>(on.error());
    const Result<QByteArray> asked = co_await writing(Endpoint::Tx, QByteArray("?"), WriteMode::WithResponse);
    if (!asked)
        co_return tl::unexpected<Error>(asked.error());
    const Result<QByteArray> answer = co_await nextNotification(1000ms);
    const Result<QByteArray> off = co_await unsubscribing(Endpoint::Rx);
    if (!answer || !off)
        co_return fail(ErrorCode::Timeout, QStringLiteral("no pressure came"));
    co_return qint32(answer->size());
}

Script<Nothing> listen(bool wanted)
{
    if (wanted) {
        const Result<QByteArray> on = co_await subscribing(Endpoint::Rx);
        if (!on)
            co_return tl::unexpected<Error>(on.error());
    }
    co_return Nothing();
}

/// Pressure and button come on rx: bytes of 'p' or 'b'. A bring-up may leave rx subscribed.
class SensingProtocol final : public Protocol
{
public:
    explicit SensingProtocol(bool listens)
        : m_listens(listens)
    {}
    Script<Nothing> initialise() override { return listen(m_listens); }
    std::vector<OutputWrite> encode(const OutputValue &value, TimePoint) override
    {
        return {
            OutputWrite{Operation::write(Endpoint::Tx, QByteArray(1, char(value.value)), WriteMode::WithResponse), 0}};
    }
    Script<qint32> read(FeatureIndex feature, InputType type) override
    {
        return type == InputType::Pressure ? askForPressure() : Protocol::read(feature, type);
    }
    std::optional<Endpoint> notifyingEndpoint(FeatureIndex, InputType) const override { return Endpoint::Rx; }
    std::vector<InputValue> onNotification(Endpoint, const QByteArray &bytes) override
    {
        if (bytes.startsWith('p'))
            return {InputValue{2, InputType::Pressure, qint32(bytes.size())}};
        return {InputValue{3, InputType::Button, 1}};
    }

private:
    bool m_listens;
};

class SensingFactory final : public ProtocolFactory
{
public:
    explicit SensingFactory(bool listens)
        : m_listens(listens)
    {}
    QString name() const override { return QStringLiteral("sensing"); }
    QList<Error> check(const ProtocolModel &) const override { return {}; }
    Result<std::unique_ptr<Protocol>> create(const ProtocolModel &) const override
    {
        return std::make_unique<SensingProtocol>(m_listens);
    }

private:
    bool m_listens;
};

struct World : ManagerWorld
{
    explicit World(bool listens = false)
        : ManagerWorld(brandJson, factory(listens))
    {
        report();
        QObject::connect(&port(), &DevicePort::inputReported, &port(),
                         [this](SessionId who, const InputAddress &input, qint32 value) {
                             reports
                                 << QStringLiteral("%1: %2 %3").arg(int(who)).arg(inputTypeName(input.type)).arg(value);
                         });
    }
    static std::vector<std::unique_ptr<ProtocolFactory>> factory(bool listens)
    {
        std::vector<std::unique_ptr<ProtocolFactory>> result;
        result.push_back(std::make_unique<SensingFactory>(listens));
        return result;
    }
    bool subscribe(SessionId who, bool wanted, FeatureIndex feature = 3, InputType type = InputType::Button)
    {
        return port().setSubscribed(who, {0, feature, type}, wanted).has_value();
    }
    void read(QObject *context, FeatureIndex feature, InputType type)
    {
        port().read({0, feature, type}, context, [this](const Result<qint32> &value) { answers << value; });
    }
    [[nodiscard]] int count(Operation::Kind kind) const
    {
        return int(std::ranges::count(toy().operations, kind, &Operation::kind));
    }

    QStringList reports;
    QList<Result<qint32>> answers;
};

} // namespace

class TestDeviceSensors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstSubscriberSwitchesOnAndTheLastSwitchesOff()
    {
        World world;
        QVERIFY(world.subscribe(alice, true));
        QVERIFY(world.subscribe(alice, true));
        QVERIFY(world.subscribe(bob, true));
        QVERIFY(world.subscribe(bob, true, 2, InputType::Pressure));
        QCOMPARE(world.count(Operation::Kind::Subscribe), 1);
        QVERIFY(world.subscribe(alice, false));
        QVERIFY(world.subscribe(bob, false));
        QCOMPARE(world.count(Operation::Kind::Unsubscribe), 0);
        world.port().release(bob);
        QCOMPARE(world.count(Operation::Kind::Unsubscribe), 1);
    }

    void readingsGoToTheirSubscribersOnly()
    {
        World world;
        QVERIFY(world.subscribe(alice, true));
        QVERIFY(world.subscribe(bob, true, 2, InputType::Pressure));
        Q_EMIT world.toy().notified(Endpoint::Rx, "b");
        Q_EMIT world.toy().notified(Endpoint::Rx, "ppp");
        QCOMPARE(world.reports, (QStringList{QStringLiteral("2: Button 1"), QStringLiteral("3: Pressure 3")}));
        QVERIFY(world.port().stop(StopScope{}));
        Q_EMIT world.toy().notified(Endpoint::Rx, "b");
        QCOMPARE(world.reports.size(), 2);
    }

    void subscriptionsChangedWhileTheLinkIsBusyDoNotPileUp()
    {
        World world;
        world.toy().answersOperations = false;
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 5)}));
        QCoreApplication::processEvents();
        for (int i = 0; i < 1000; ++i)
            QVERIFY(world.subscribe(alice, i % 2 == 0));
        QVERIFY(world.subscribe(alice, true));
        world.toy().answersOperations = true;
        world.toy().answer();
        world.settle();
        QCOMPARE(world.count(Operation::Kind::Subscribe), 1);
        QCOMPARE(world.count(Operation::Kind::Unsubscribe), 0);
    }

    void whatTheBringUpSubscribedStaysOn()
    {
        World world(true);
        QCOMPARE(world.count(Operation::Kind::Subscribe), 1);
        QVERIFY(world.subscribe(alice, true));
        QVERIFY(world.subscribe(alice, false));
        QCOMPARE(world.count(Operation::Kind::Subscribe), 1);
        QCOMPARE(world.count(Operation::Kind::Unsubscribe), 0);
    }

    void aReadThatListensDoesNotEndASubscription()
    {
        World world;
        QVERIFY(world.subscribe(alice, true));
        world.read(this, 2, InputType::Pressure);
        Q_EMIT world.toy().notified(Endpoint::Rx, "pp");
        QCOMPARE(world.answers.size(), 1);
        QVERIFY(world.answers.first());
        QCOMPARE(*world.answers.first(), 2);
        QCOMPARE(world.count(Operation::Kind::Unsubscribe), 0);
        Q_EMIT world.toy().notified(Endpoint::Rx, "b");
        QCOMPARE(world.reports.size(), 1);
    }

    void aReadThatListensSwitchesOffAgainWhenNobodyElseDoes()
    {
        World world;
        world.read(this, 2, InputType::Pressure);
        Q_EMIT world.toy().notified(Endpoint::Rx, "pp");
        QCOMPARE(world.count(Operation::Kind::Subscribe), 1);
        QCOMPARE(world.count(Operation::Kind::Unsubscribe), 1);
    }

    void aFailedSubscriptionIsTriedAgainForTheNextWhoAsks()
    {
        World world;
        world.toy().failsOperations = true;
        QVERIFY(world.subscribe(alice, true));
        world.settle();
        QCOMPARE(world.count(Operation::Kind::Subscribe), 1);
        world.toy().failsOperations = false;
        QVERIFY(world.subscribe(bob, true));
        QCOMPARE(world.count(Operation::Kind::Subscribe), 2);
    }

    void everyReadThatWaitsIsAnsweredWhenTheLinkIsLost()
    {
        World world;
        world.toy().answersOperations = false;
        world.read(this, 1, InputType::Battery);
        world.read(this, 1, InputType::Battery);
        world.read(this, 2, InputType::Pressure);
        QVERIFY(world.answers.isEmpty());
        world.toy().loseLink();
        QCOMPARE(world.answers.size(), 3);
        for (const auto &answer : std::as_const(world.answers))
            QCOMPARE(answer.error().code, ErrorCode::Disconnected);
    }

    void equalReadsShareOneAnswerAndTooManyAreRefused()
    {
        World world;
        world.toy().answersOperations = false;
        for (int i = 0; i < 5000; ++i)
            world.read(this, 1, InputType::Battery);
        QVERIFY(!world.answers.isEmpty());
        QCOMPARE(world.answers.last().error().code, ErrorCode::Busy);
        QCOMPARE(world.count(Operation::Kind::Read), 1);
        const qsizetype refused = world.answers.size();
        world.toy().loseLink();
        QCOMPARE(world.answers.size(), 5000);
        QVERIFY(refused > 3000);
    }

    void whoeverIsGoneIsNotAnswered()
    {
        World world;
        world.toy().answersOperations = false;
        auto context = std::make_unique<QObject>();
        world.read(context.get(), 1, InputType::Battery);
        context.reset();
        world.toy().loseLink();
        QVERIFY(world.answers.isEmpty());
    }

    void aStreamOfCommandsDoesNotStarveARead()
    {
        World world;
        world.toy().readAnswers[Endpoint::RxBleBattery] = {QByteArray(1, 50)};
        world.toy().answersOperations = false;
        QVERIFY(world.port().execute(alice, {vibrate(0, 0, 1)}));
        QCoreApplication::processEvents();
        world.read(this, 1, InputType::Battery);
        for (int i = 2; i < 10 && world.answers.isEmpty(); ++i) {
            QVERIFY(world.port().execute(alice, {vibrate(0, 0, i)}));
            world.clock.advance(80ms);
            world.toy().answer();
            QCoreApplication::processEvents();
        }
        QCOMPARE(world.answers.size(), 1);
        QVERIFY(world.answers.first());
    }
};

QTEST_GUILESS_MAIN(TestDeviceSensors)
#include "tst_devicesensors.moc"
