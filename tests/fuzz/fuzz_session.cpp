// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/server.h"
#include "devices/catalogue/brandfile.h"
#include "devices/manager/devicemanager.h"
#include "devices/protocol/coded/coded.h"
#include "devices/transport/simulated/simulatedscanner.h"
#include "devices/transport/transport.h"
#include "tests/fuzz/fuzztarget.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeconnection.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace thrum;

namespace {

constexpr int clients = 3;
constexpr int maxSteps = 200;

/// What no input changes, read once.
struct Knowledge
{
    Knowledge()
        : factories(codedProtocols())
    {
        const QString name = QStringLiteral(THRUM_SOURCE_DIR "/resources/devices/simulated.json");
        QFile file(name);
        fuzz::require(file.open(QIODevice::ReadOnly), file.errorString());
        const BrandFileResult read = readBrandFile(name, file.readAll());
        fuzz::require(read.family && catalogue.add(read.family), QStringLiteral("the simulated family can be used"));
        for (const ModelDefinition &model : read.family->models)
            wishes << SimulatedScanner::Wish{model.identifiers.constFirst(), 1};
    }

    Catalogue catalogue;
    Factories factories;
    QList<SimulatedScanner::Wish> wishes;
};

/// Server and simulated devices of every kind, as in the program but on a fake clock, and three clients.
class World
{
public:
    explicit World(const Knowledge &knowledge)
    {
        std::vector<std::unique_ptr<Scanner>> scanners;
        scanners.push_back(std::make_unique<SimulatedScanner>(knowledge.wishes, clock));
        manager = std::make_unique<DeviceManager>(knowledge.catalogue, knowledge.factories, clock, std::move(scanners),
                                                  QList<KnownDevice>());
        server = std::make_unique<Server>(manager->devicePort(), clock,
                                          ServerOptions{QStringLiteral("Harbor"), 1000, clients});
        for (int i = 0; i < clients; ++i)
            connectClient(i);
        settle();
    }

    void settle()
    {
        for (int i = 0; i < 4; ++i)
            QCoreApplication::processEvents();
    }

    void connectClient(int number)
    {
        auto connection = std::make_unique<test::FakeConnection>();
        open[std::size_t(number)] = connection.get();
        server->addConnection(std::move(connection));
    }

    test::FakeClock clock;
    std::unique_ptr<DeviceManager> manager;
    std::unique_ptr<Server> server;
    std::array<QPointer<test::FakeConnection>, clients> open;
};

void checkReplies(const QStringList &frames)
{
    for (const QString &frame : frames) {
        const QJsonArray messages = QJsonDocument::fromJson(frame.toUtf8()).array();
        fuzz::require(messages.size() == 1 && messages.at(0).toObject().size() == 1,
                      QStringLiteral("one message a frame: ") + frame);
        const QJsonValue fields = messages.at(0).toObject().constBegin().value();
        fuzz::require(fields[u"Id"].isDouble(), QStringLiteral("every message has an Id: ") + frame);
    }
}

/// One line of the input: what client number `line[0]` does.
void play(World &world, const QByteArray &line)
{
    const int number = line.isEmpty() ? 0 : quint8(line.at(0)) % clients;
    test::FakeConnection *client = world.open[std::size_t(number)];
    if (!client) {
        world.connectClient(number);
        client = world.open[std::size_t(number)];
    }
    const QByteArray rest = line.mid(1);
    if (rest.startsWith('t'))
        world.clock.advance(milliseconds(std::min(5000, rest.mid(1).toInt())));
    else if (rest.startsWith('d'))
        client->drop();
    else if (rest.startsWith('b'))
        client->receiveBinary();
    else
        client->receive(QString::fromUtf8(rest));
    world.settle();
    if (!world.open[std::size_t(number)])
        return;
    checkReplies(client->takeSent());
    // Whoever is told to leave does.
    if (client->closeReason())
        client->drop();
    world.settle();
}

} // namespace

// Lines, each a step of one of three clients: '0'..'2', then a frame, or 't' and milliseconds, 'd' (the link drops) or 'b'.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (!QCoreApplication::instance()) {
        static int argc = 1;
        static char name[] = "fuzz_session";
        static char *argv[] = {name, nullptr};
        static const QCoreApplication app(argc, argv);
    }
    static const Knowledge knowledge;
    World world(knowledge);
    int steps = 0;
    for (const QByteArray &line : fuzz::bytesOf(data, size).split('\n')) {
        if (++steps > maxSteps)
            break;
        play(world, line);
    }
    for (const auto &client : world.open) {
        if (client)
            client->drop();
    }
    world.settle();
    for (const DeviceInfoPtr &device : world.manager->devicePort().devices()) {
        for (const OutputState &output : world.manager->devicePort().outputStates(device->index)) {
            fuzz::require(output.owner == SessionId::Nobody && (isPosition(output.type) || output.value == 0),
                          QStringLiteral("nothing moves when every session has ended"));
        }
    }
    return 0;
}
