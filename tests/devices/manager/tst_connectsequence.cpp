// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/connectsequence.h"
#include "tests/devices/manager/bytesprotocol.h"
#include "tests/support/fakeclock.h"
#include "tests/support/faketransport.h"

#include <QSignalSpy>
#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

const char *brandJson = R"({
  "brand": "Test", "name": "testbrand", "protocol": "asking",
  "find": [{ "ble": { "names": ["Toy*"], "services": { "ff00": { "tx": "ff01", "rx": "ff02" } } } }],
  "models": [{ "ids": ["P"], "name": "Test P", "features": [{ "vibrate": [0, 10] }] }] })";

Script<QString> askWho()
{
    const Result<QByteArray> on = co_await subscribing(Endpoint::Rx);
    if (!on)
        co_return tl::unexpected<Error>(on.error());
    const Result<QByteArray> asked = co_await writing(Endpoint::Tx, QByteArray("who?"), WriteMode::WithResponse);
    if (!asked)
        co_return tl::unexpected<Error>(asked.error());
    const Result<QByteArray> answer = co_await nextNotification(1000ms);
    if (!answer)
        co_return tl::unexpected<Error>(answer.error());
    co_return QString::fromLatin1(*answer);
}

Script<Nothing> sayHello()
{
    const Result<QByteArray> hello = co_await writing(Endpoint::Tx, QByteArray("hello"), WriteMode::WithResponse);
    if (!hello)
        co_return tl::unexpected<Error>(hello.error());
    co_return Nothing();
}

class PoliteProtocol final : public Protocol
{
public:
    Script<Nothing> initialise() override { return sayHello(); }
    std::vector<OutputWrite> encode(const OutputValue &, TimePoint) override { return {}; }
};

class AskingFactory final : public ProtocolFactory
{
public:
    QString name() const override { return QStringLiteral("asking"); }
    QList<Error> check(const ProtocolModel &) const override { return {}; }
    Script<QString> identify(Candidate, QJsonObject) const override { return askWho(); }
    Result<std::unique_ptr<Protocol>> create(const ProtocolModel &) const override
    {
        return std::make_unique<PoliteProtocol>();
    }
};

std::vector<std::unique_ptr<ProtocolFactory>> askingFactory()
{
    std::vector<std::unique_ptr<ProtocolFactory>> result;
    result.push_back(std::make_unique<AskingFactory>());
    return result;
}

struct World
{
    World()
        : factories(askingFactory())
    {
        addBrand(catalogue, brandJson);
        auto owned = std::make_unique<FakeTransport>();
        transport = owned.get();
        Candidate candidate;
        candidate.address = QStringLiteral("A");
        candidate.name = QStringLiteral("Toy");
        const FamilyPtr family = catalogue.families().first();
        sequence = std::make_unique<ConnectSequence>(candidate, family, family->ble.first().endpoints, std::move(owned),
                                                     catalogue, factories, clock);
        QObject::connect(sequence.get(), &ConnectSequence::succeeded, sequence.get(), [this] { ++successes; });
        QObject::connect(sequence.get(), &ConnectSequence::failed, sequence.get(),
                         [this](const Error &why) { failures << why; });
    }
    void answer(const char *text) { Q_EMIT transport->notified(Endpoint::Rx, text); }
    [[nodiscard]] bool hasEnded() const { return successes + failures.size() == 1; }

    FakeClock clock;
    Catalogue catalogue;
    Factories factories;
    FakeTransport *transport = nullptr;
    std::unique_ptr<ConnectSequence> sequence;
    int successes = 0;
    QList<Error> failures;
};

} // namespace

class TestConnectSequence : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void connectsIdentifiesAndInitialises()
    {
        World world;
        world.sequence->start();
        world.answer("P");
        QCOMPARE(world.successes, 1);
        QVERIFY(world.failures.isEmpty());
        QCOMPARE(world.transport->writtenHex(),
                 (QByteArrayList{QByteArray("who?").toHex(), QByteArray("hello").toHex()}));
        const BroughtUp up = world.sequence->takeResult();
        QCOMPARE(up.identifier, QStringLiteral("P"));
        QCOMPARE(up.model.name, QStringLiteral("Test P"));
        QVERIFY(up.link->isUp());
        QVERIFY(up.protocol);
        QCOMPARE(up.subscribed, QSet<Endpoint>{Endpoint::Rx});
        world.clock.advance(10min);
        QVERIFY(world.hasEnded());
    }

    void everyStepThatFailsIsNamedAndEndsTheLink_data()
    {
        QTest::addColumn<QByteArray>("where");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("no connection") << QByteArray("connecting") << ErrorCode::Timeout;
        QTest::newRow("no answer to the question") << QByteArray("identifying") << ErrorCode::Timeout;
        QTest::newRow("a write that is never answered")
            << QByteArray("identifying, writing to tx") << ErrorCode::Timeout;
        QTest::newRow("an unknown model") << QByteArray("looking the model up") << ErrorCode::NotFound;
        QTest::newRow("a refused greeting") << QByteArray("initialising, tx") << ErrorCode::Io;
        QTest::newRow("a lost link") << QByteArray("identifying") << ErrorCode::Disconnected;
    }

    void everyStepThatFailsIsNamedAndEndsTheLink()
    {
        QFETCH(QByteArray, where);
        QFETCH(ErrorCode, code);
        const QByteArray row = QTest::currentDataTag();
        World world;
        world.transport->answersOpen = row != "no connection";
        world.sequence->start();
        if (row == "a write that is never answered") {
            World deaf;
            deaf.transport->answersOperations = false;
            deaf.sequence->start();
            deaf.transport->answer(); // the subscription
            deaf.clock.advance(5s);
            QCOMPARE(deaf.failures.size(), 1);
            QCOMPARE(deaf.failures.first().where, QString::fromLatin1(where));
            QCOMPARE(deaf.failures.first().code, code);
            return;
        }
        if (row == "an unknown model")
            world.answer("Q");
        if (row == "a refused greeting") {
            world.transport->failsOperations = true;
            world.answer("P");
        }
        if (row == "a lost link")
            world.transport->loseLink();
        world.clock.advance(20s);
        QVERIFY(world.hasEnded());
        QCOMPARE(world.failures.size(), 1);
        QCOMPARE(world.failures.first().where, QString::fromLatin1(where));
        QCOMPARE(world.failures.first().code, code);
        QVERIFY(!world.transport->isOpen);
    }

    void cancellingEndsItOnce()
    {
        World world;
        world.sequence->start();
        world.sequence->cancel(Error{ErrorCode::Refused, {}, QStringLiteral("no more")});
        world.sequence->cancel(Error{ErrorCode::Refused, {}, QStringLiteral("no more")});
        world.answer("P");
        world.clock.advance(10min);
        QCOMPARE(world.failures.size(), 1);
        QCOMPARE(world.failures.first().code, ErrorCode::Refused);
        QVERIFY(world.hasEnded());
    }
};

QTEST_GUILESS_MAIN(TestConnectSequence)
#include "tst_connectsequence.moc"
