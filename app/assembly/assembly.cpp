// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/assembly.h"

#include "app/assembly/builtins.h"
#include "app/assembly/userbrandfolder.h"
#include "core/base/steadyclock.h"
#include "core/connector/inprocessdoor.h"
#include "core/connector/inprocesslistener.h"
#include "core/engine/engine.h"
#include "core/settings/settingsfile.h"
#include "devices/catalogue/catalogue.h"
#include "devices/manager/devicemanager.h"
#include "devices/transport/ble/blescanner.h"
#include "devices/transport/transport.h"

#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcAssembly, "thrum.assembly")

constexpr milliseconds stopLimit{5000};

// What every client can reach goes before what only some can, such as an IPv6 address. Nobody connects to "all addresses".
QString urlForClients(const QStringList &addresses)
{
    QStringList urls = addresses;
    urls.replaceInStrings(QStringLiteral("//0.0.0.0:"), QStringLiteral("//127.0.0.1:"));
    urls.replaceInStrings(QStringLiteral("//[::]:"), QStringLiteral("//[::1]:"));
    const auto usual = std::ranges::find_if(urls,
                                            [](const QString &url) { return url.startsWith(u"ws://127.0.0.1:"); });
    return usual == urls.end() ? urls.value(0) : *usual;
}

/// Everything of the engine thread, in the order in which it may be destroyed (backwards).
class Root final : public QObject
{
public:
    Root(const CommandLine &commandLine, Assembly::User user)
        : userBrands(commandLine.configDir, clock)
        , factories(builtInProtocols())
    {
        connect(&userBrands, &UserBrandFolder::changed, this, [this] {
            loadCatalogue();
            engine->setNotices(Notice::Kind::BrandFileRefused, brandProblems);
        });
        loadCatalogue();
        settingsFile = std::make_shared<SettingsFile>(commandLine.configDir);
        SettingsFile::Loaded loaded = settingsFile->load();
        for (const Error &problem : std::as_const(loaded.problems))
            qCWarning(lcAssembly).noquote() << problem.text();
        if (!loaded.setAsideAs.isEmpty())
            notices << Notice{Notice::Kind::SettingsFileSetAside, loaded.setAsideAs};
        for (const QString &problem : std::as_const(brandProblems))
            notices << Notice{Notice::Kind::BrandFileRefused, problem};
        manager = std::make_unique<DeviceManager>(catalogue, factories, clock, makeScanners(commandLine),
                                                  loaded.settings.devices);
        enableFamilies(commandLine.allEnabledFamilies(loaded.settings));
        Engine::Options options{commandLine.applyTo(loaded.settings.server),
                                settingsFile,
                                loaded.settings,
                                notices,
                                commandLine.applyTo(loaded.settings.access),
                                commandLine.capPercent,
                                user == Assembly::User::Present};
        engine = std::make_unique<Engine>(manager->devicePort(), manager->hardwarePort(), clock, std::move(options));
    }

    SteadyClock clock;
    UserBrandFolder userBrands;
    Catalogue catalogue;
    Factories factories;
    std::shared_ptr<SettingsFile> settingsFile;
    QStringList brandProblems;
    QList<Notice> notices;
    std::unique_ptr<DeviceManager> manager;
    std::unique_ptr<Engine> engine;
    std::unique_ptr<InProcessListener> inProcess;

private:
    // Anew each time, in one go: a device that is being connected meanwhile keeps the family it was given.
    void loadCatalogue()
    {
        const auto check = [this](const FamilyDefinition &family) { return factories.check(family); };
        Catalogue loaded;
        // Ours are checked by the tests; doing it at every start would double its time.
        QList<Error> problems = loaded.loadFolder(builtInBrandFolder());
        problems << loaded.loadUserFolder(userBrands.path(), check);
        catalogue = std::move(loaded);
        brandProblems.clear();
        for (const Error &problem : std::as_const(problems)) {
            qCWarning(lcAssembly).noquote() << problem.text();
            brandProblems << problem.text();
        }
    }

    void enableFamilies(const QStringList &names)
    {
        manager->setEnabledFamilies(names);
        for (const QString &name : names) {
            const FamilyPtr family = catalogue.family(name);
            if (!family || family->asks.isEmpty())
                qCWarning(lcAssembly).noquote().nospace() << "no protocol that must be switched on is called " << name
                                                          << "; see the names in the log when such "
                                                          << "a device is near";
        }
    }

    std::vector<std::unique_ptr<Scanner>> makeScanners(const CommandLine &commandLine)
    {
        std::vector<std::unique_ptr<Scanner>> scanners;
        if (commandLine.usesBackend(QStringLiteral("bluetooth")))
            scanners.push_back(std::make_unique<BleScanner>());
        if (commandLine.usesBackend(QStringLiteral("simulated")))
            scanners.push_back(std::make_unique<SimulatedScanner>(commandLine.simulate, clock));
        return scanners;
    }
};

} // namespace

Assembly::Assembly(CommandLine commandLine, QObject *parent)
    : Assembly(std::move(commandLine), User::Absent, parent)
{}

Assembly::Assembly(CommandLine commandLine, User user, QObject *parent)
    : QObject(parent)
    , m_commandLine(std::move(commandLine))
    , m_user(user)
    , m_listener(std::make_unique<InProcessListener>())
{
    m_door = m_listener->door();
    m_listener->moveToThread(m_thread.thread());
    qRegisterMetaType<EngineCommand>();
    qRegisterMetaType<SnapshotPtr>();
    connect(this, &Assembly::engineBuilt, this, [this] {
        m_engineBuilt = true;
        if (m_shuttingDown)
            Q_EMIT shutDownRequested();
    });
}

Assembly::~Assembly() = default;

void Assembly::start()
{
    m_thread.start([this] { return build(); });
}

// On the engine thread; connections to this object are queued by themselves.
std::unique_ptr<QObject> Assembly::build()
{
    auto root = std::make_unique<Root>(m_commandLine, m_user);
    Engine *engine = root->engine.get();
    root->inProcess = std::move(m_listener);
    connect(root->inProcess.get(), &InProcessListener::connectionOpened, engine,
            [engine](Connection *connection) { engine->addConnection(std::unique_ptr<Connection>(connection)); });
    connect(this, &Assembly::commandIssued, engine, &Engine::perform);
    connect(this, &Assembly::shutDownRequested, engine, [engine] { engine->shutDown(stopLimit); });
    connect(engine, &Engine::snapshotChanged, this, &Assembly::snapshotChanged);
    connect(engine, &Engine::shutDownFinished, this, &Assembly::shutDownFinished);
    Q_EMIT engineBuilt();
    if (!m_commandLine.usesNetwork)
        return root;
    const Result<quint16> port = engine->startServer(std::nullopt);
    if (port)
        Q_EMIT serverStarted(*port, urlForClients(engine->addresses()));
    else
        Q_EMIT serverFailed(port.error().text());
    return root;
}

void Assembly::shutDown()
{
    // Before that nobody would hear it, and the program would never end.
    if (!std::exchange(m_shuttingDown, true) && m_engineBuilt)
        Q_EMIT shutDownRequested();
}

} // namespace thrum
