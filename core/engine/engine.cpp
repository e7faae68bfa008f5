// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/engine.h"

#include "core/base/logging.h"

#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcEngine, "thrum.engine")

// Windows need no more than about 20 pictures a second, however fast clients are.
constexpr milliseconds publishPeriod{50};
// Devices come in groups; one write for all of them.
constexpr milliseconds saveDelay{300};
constexpr int portsToTry = 20;

quint16 nextFreePort(Clock &clock, const QStringList &addresses, quint16 taken)
{
    for (int step = 1; step <= portsToTry; ++step) {
        const int port = taken + step;
        if (port > 65535)
            return 0;
        WebSocketListener probe(clock);
        if (probe.listen(addresses, quint16(port)))
            return quint16(port);
    }
    return 0;
}

} // namespace

Engine::Engine(DevicePort &devices, HardwarePort &hardware, Clock &clock, Options options, QObject *parent)
    : QObject(parent)
    , m_devices(devices)
    , m_hardware(hardware)
    , m_clock(clock)
    , m_options(std::move(options))
    , m_outgoing(m_options.server.connect, clock)
    , m_notices(m_options.notices)
    , m_publishAlarm(clock.makeAlarm([this] { publish(); }))
    , m_saveAlarm(clock.makeAlarm([this] { saveSettings(); }))
{
    m_status.port = m_options.server.port;
    m_safety = m_options.settings.safety;
    m_safety.capPercent = m_options.capPercent.value_or(m_safety.capPercent);
    m_hardware.setSafety(m_safety);
    m_server = std::make_unique<Server>(devices, clock,
                                        ServerOptions{m_options.server.name, m_options.server.maxPingTimeMs});
    connect(m_server.get(), &Server::sessionsChanged, this, &Engine::touch);
    connect(m_server.get(), &Server::sessionEnded, this, [](const SessionInfo &session, const QString &why) {
        qCInfo(lcEngine).noquote() << "session of" << (session.clientName.isEmpty() ? session.peer : session.clientName)
                                   << "ended:" << why;
    });
    m_server->admission().setRules(accessRules());
    connect(&m_server->admission(), &Admission::decisionsChanged, this, [this] {
        m_options.settings.access.decisions = m_server->admission().rules().decisions;
        m_saveAlarm->set(m_clock.now() + saveDelay);
        touch();
    });
    // Whom the user has us dial needs no more permission.
    connect(&m_outgoing, &OutgoingLinks::connectionOpened, this,
            [this](Connection *connection) { addConnection(std::unique_ptr<Connection>(connection)); });
    connect(&m_outgoing, &OutgoingLinks::changed, this, &Engine::touch);
    connect(&devices, &DevicePort::deviceAdded, this, &Engine::touch);
    connect(&devices, &DevicePort::deviceRemoved, this, [this](DeviceIndex index) {
        std::erase_if(m_inputs, [index](const auto &item) { return item.first.device == index; });
        touch();
    });
    connect(&devices, &DevicePort::outputsChanged, this, &Engine::touch);
    connect(&devices, &DevicePort::inputReported, this, [this](SessionId who, const InputAddress &input, qint32 value) {
        if (who == SessionId::Panel)
            setInput(input, InputState{input.feature, input.type, InputState::Status::Known, value, {}});
    });
    connect(&hardware, &HardwarePort::backendsChanged, this, &Engine::touch);
    connect(&hardware, &HardwarePort::scanningChanged, this, &Engine::touch);
    connect(&hardware, &HardwarePort::knownDevicesChanged, this, [this] {
        m_saveAlarm->set(m_clock.now() + saveDelay);
        touch();
    });
    touch();
}

Engine::~Engine()
{
    // First, since sessions let go of what they own and that still reaches this object.
    m_outgoing.stop();
    m_listener.reset();
    m_server.reset();
    saveSettings();
}

// Patterns that cannot be read were reported where they were read.
AccessRules Engine::accessRules() const
{
    AccessRules rules;
    for (const QString &text : m_options.access.allowOrigins) {
        const Result<OriginPattern> pattern = OriginPattern::parse(text);
        logIfFailed(pattern, lcEngine(), "reading an origin that may connect");
        if (pattern)
            rules.allowOrigins << *pattern;
    }
    rules.decisions = m_options.settings.access.decisions;
    rules.token = m_options.access.token;
    rules.canAsk = m_options.canAsk;
    return rules;
}

Result<quint16> Engine::startServer(std::optional<quint16> port)
{
    if (m_listener)
        return m_listener->port();
    const quint16 wanted = port.value_or(m_options.server.port);
    m_status = ServerStatus{ServerStatus::State::Starting, {}, wanted, {}, 0};
    auto listener = std::make_unique<WebSocketListener>(m_clock);
    const Result<void> listening = listener->listen(m_options.server.listen, wanted);
    if (!listening) {
        m_status.state = ServerStatus::State::Failed;
        m_status.failure = listening.error().text();
        if (listening.error().code == ErrorCode::Busy)
            m_status.freePort = nextFreePort(m_clock, m_options.server.listen, wanted);
        touch();
        return tl::unexpected<Error>(listening.error());
    }
    connect(listener.get(), &WebSocketListener::connectionOpened, this,
            [this](Connection *connection) { addConnection(std::unique_ptr<Connection>(connection)); });
    m_listener = std::move(listener);
    m_status = ServerStatus{ServerStatus::State::Running, m_listener->addresses(), m_listener->port(), {}, 0};
    m_outgoing.start();
    touch();
    return m_listener->port();
}

void Engine::addConnection(std::unique_ptr<Connection> connection)
{
    if (m_status.state == ServerStatus::State::Stopping)
        connection->close(Connection::CloseReason::GoingAway, QStringLiteral("the server is shutting down"));
    else
        m_server->addConnection(std::move(connection));
}

void Engine::stopServer()
{
    m_listener.reset();
    m_outgoing.stop(); // before its connections end, which it would dial again
    m_server->endAllSessions(Connection::CloseReason::GoingAway, QStringLiteral("the server was stopped"));
    m_status = ServerStatus{ServerStatus::State::Stopped, {}, m_status.port, {}, 0};
    touch();
}

void Engine::shutDown(milliseconds limit)
{
    stopServer();
    m_devices.release(SessionId::Panel);
    m_status.state = ServerStatus::State::Stopping;
    touch();
    m_hardware.shutDown(limit, [this](const QStringList &unconfirmed) {
        for (const QString &name : unconfirmed)
            qCWarning(lcEngine).noquote() << name << "did not confirm its stop; switch it off by hand";
        saveSettings();
        publish(); // the last picture is the one that everything rests in
        Q_EMIT shutDownFinished(unconfirmed);
    });
}

void Engine::saveSettings()
{
    if (!m_options.settingsFile)
        return;
    m_options.settings.devices = m_hardware.knownDevices();
    const Result<void> saved = m_options.settingsFile->save(m_options.settings);
    logIfFailed(saved, lcEngine(), "saving the settings");
    if (!saved)
        addNotice(Notice{Notice::Kind::SettingsNotSaved, saved.error().text()});
}

void Engine::addNotice(const Notice &notice)
{
    if (!m_notices.contains(notice))
        m_notices << notice;
    touch();
}

void Engine::setNotices(Notice::Kind kind, const QStringList &details)
{
    m_notices.removeIf([kind](const Notice &notice) { return notice.kind == kind; });
    for (const QString &detail : details)
        addNotice(Notice{kind, detail});
    touch();
}

void Engine::touch()
{
    if (std::exchange(m_dirty, true))
        return;
    m_publishAlarm->set(std::max(m_clock.now(), m_published + publishPeriod));
}

void Engine::publish()
{
    m_dirty = false;
    m_published = m_clock.now();
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->server = m_status;
    snapshot->outgoing = m_outgoing.statuses();
    snapshot->sessions = m_server->sessions();
    snapshot->devices = deviceSnapshots();
    snapshot->backends = m_hardware.backends();
    snapshot->scanning = m_hardware.isScanning();
    snapshot->safety = m_safety;
    snapshot->forgotten = m_forgotten;
    snapshot->notices = m_notices;
    snapshot->questions = m_server->admission().questions();
    snapshot->decisions = m_server->admission().rules().decisions;
    Q_EMIT snapshotChanged(snapshot);
}

QList<DeviceSnapshot> Engine::deviceSnapshots() const
{
    std::map<DeviceIndex, DeviceInfoPtr> connected;
    const QList<DeviceInfoPtr> infos = m_devices.devices();
    for (const DeviceInfoPtr &info : infos)
        connected[info->index] = info;
    QList<DeviceSnapshot> result;
    QList<KnownDevice> known = m_hardware.knownDevices();
    std::ranges::sort(known, {}, &KnownDevice::index);
    for (const KnownDevice &device : std::as_const(known)) {
        DeviceSnapshot snapshot{device, nullptr, {}, {}};
        const auto found = connected.find(device.index);
        if (found != connected.end() && found->second->identity == device.identity) {
            snapshot.info = found->second;
            snapshot.outputs = m_devices.outputStates(device.index);
            for (const Feature &feature : snapshot.info->features) {
                for (const Input &input : feature.inputs) {
                    const auto state = m_inputs.find(InputAddress{device.index, feature.index, input.type});
                    snapshot.inputs << (state == m_inputs.end()
                                            ? InputState{feature.index, input.type, InputState::Status::Unknown, 0, {}}
                                            : state->second);
                }
            }
        }
        result << snapshot;
    }
    return result;
}

void Engine::setInput(const InputAddress &input, const InputState &state)
{
    m_inputs[input] = state;
    touch();
}

void Engine::perform(const EngineCommand &command)
{
    std::visit([this](const auto &one) { performOne(one); }, command);
}

void Engine::performOne(const engine::StartServer &command)
{
    const std::optional<quint16> port = command.port == 0 ? std::nullopt : std::optional(command.port);
    logIfFailed(startServer(port), lcEngine(), "starting the server");
}

void Engine::performOne(const engine::StopServer &)
{
    stopServer();
}

void Engine::performOne(const engine::StopAll &)
{
    logIfFailed(m_devices.stop(StopScope{{}, {}, false, true}), lcEngine(), "stopping all devices");
}

void Engine::performOne(const engine::StopDevice &command)
{
    logIfFailed(m_devices.stop(command.scope), lcEngine(), "stopping a device");
}

void Engine::performOne(const engine::SetScanning &command)
{
    m_devices.setScanning(SessionId::Panel, command.wanted);
}

void Engine::performOne(const engine::SetOutput &command)
{
    logIfFailed(m_devices.execute(SessionId::Panel, {command.command}), lcEngine(), "moving an output by hand");
}

void Engine::performOne(const engine::ReadInput &command)
{
    const InputAddress input = command.input;
    setInput(input, InputState{input.feature, input.type, InputState::Status::Reading, 0, {}});
    m_devices.read(input, this, [this, input](const Result<qint32> &value) {
        InputState state{input.feature, input.type, InputState::Status::Unknown, 0, {}};
        state.status = value ? InputState::Status::Known : InputState::Status::Failed;
        if (value)
            state.value = *value;
        else
            state.error = value.error().text();
        setInput(input, state);
    });
}

void Engine::performOne(const engine::EndSession &command)
{
    if (!m_server->endSession(command.session, QStringLiteral("the user ended the session")))
        qCInfo(lcEngine) << "the session to end was already gone";
}

void Engine::performOne(const engine::AnswerConsent &command)
{
    if (!m_server->admission().answer(command.session, command.answer))
        qCInfo(lcEngine) << "the connection that was asked about was already gone";
}

void Engine::performOne(const engine::RevokeConsent &command)
{
    m_server->admission().revoke(command.subject);
}

void Engine::performOne(const engine::ChangeDevice &command)
{
    logIfFailed(m_hardware.changeDevice(command.device), lcEngine(), "changing a device");
}

void Engine::performOne(const engine::ForgetDevice &command)
{
    if (auto forgotten = m_hardware.forgetDevice(command.identity))
        m_forgotten = std::move(forgotten);
    touch();
}

void Engine::performOne(const engine::UndoForget &)
{
    if (const auto forgotten = std::exchange(m_forgotten, std::nullopt))
        m_hardware.restoreDevice(*forgotten);
    touch();
}

void Engine::performOne(const engine::SetSafety &command)
{
    const int cap = std::clamp(command.safety.capPercent, 0, 100);
    // A cap of the command line is not kept just because something else is changed.
    if (cap != m_safety.capPercent)
        m_options.settings.safety.capPercent = cap;
    m_options.settings.safety.onlyAllowed = command.safety.onlyAllowed;
    m_safety = {cap, command.safety.onlyAllowed};
    m_hardware.setSafety(m_safety);
    m_saveAlarm->set(m_clock.now() + saveDelay);
    touch();
}

void Engine::performOne(const engine::DismissNotice &command)
{
    m_notices.removeAll(command.notice);
    touch();
}

} // namespace thrum
