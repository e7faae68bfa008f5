// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/connector/websocketlistener.h"
#include "core/engine/facade/enginecommand.h"
#include "core/engine/facade/snapshot.h"
#include "core/engine/outgoinglinks.h"
#include "core/ports/deviceport.h"
#include "core/ports/hardwareport.h"
#include "core/session/server.h"
#include "core/settings/settingsfile.h"

#include <QObject>

#include <map>

namespace thrum {

/// The engine: sessions, listener, devices and settings working together, and the one place windows talk to.
///
/// Thread: the engine thread, which must have an event loop. Ports and clock must outlive it.
class Engine final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Engine)
public:
    struct Options
    {
        ServerSettings server;
        /// Empty: nothing is kept.
        std::shared_ptr<SettingsFile> settingsFile;
        Settings settings;
        /// Shown until dismissed.
        QList<Notice> notices;
        /// The settings' access with what the command line adds; of the decisions only those of the settings count.
        AccessSettings access;
        /// What holds while the program runs instead of what the settings say.
        std::optional<int> capPercent;
        /// Somebody is there who can answer questions.
        bool canAsk = false;
    };

    Engine(DevicePort &devices, HardwarePort &hardware, Clock &clock, Options options, QObject *parent = nullptr);
    ~Engine() override;

    /// Starts listening, and dialling the applications of the settings. Listens on the port of the settings if none is
    /// given; 0 takes any free one. A failure leaves the engine running without a server.
    [[nodiscard]] Result<quint16> startServer(std::optional<quint16> port);
    /// "ws://127.0.0.1:12345" for each address listened on; empty while the server does not run.
    [[nodiscard]] QStringList addresses() const { return m_status.addresses; }
    /// Serves a connection that came about elsewhere, such as an in-process one, whether or not the server listens.
    /// While shutting down it is closed with GoingAway.
    void addConnection(std::unique_ptr<Connection> connection);
    /// All there is to say of one kind; what was said of it before and is not there any more vanishes.
    void setNotices(Notice::Kind kind, const QStringList &details);
    /// Ends every session and stops listening and dialling out.
    void stopServer();
    /// Ends sessions, stops every device, waits for those writes at most `limit`; then shutDownFinished().
    void shutDown(milliseconds limit);

public Q_SLOTS:
    void perform(const thrum::EngineCommand &command);

Q_SIGNALS:
    void snapshotChanged(const thrum::SnapshotPtr &snapshot);
    /// Devices whose stop was not confirmed in time.
    void shutDownFinished(const QStringList &unconfirmed);

private:
    void touch();
    void publish();
    void saveSettings();
    void addNotice(const Notice &notice);
    void performOne(const engine::StartServer &command);
    void performOne(const engine::StopServer &command);
    void performOne(const engine::StopAll &command);
    void performOne(const engine::StopDevice &command);
    void performOne(const engine::SetScanning &command);
    void performOne(const engine::SetOutput &command);
    void performOne(const engine::ReadInput &command);
    void performOne(const engine::EndSession &command);
    void performOne(const engine::DismissNotice &command);
    void performOne(const engine::AnswerConsent &command);
    void performOne(const engine::RevokeConsent &command);
    void performOne(const engine::ChangeDevice &command);
    void performOne(const engine::ForgetDevice &command);
    void performOne(const engine::UndoForget &command);
    void performOne(const engine::SetSafety &command);
    [[nodiscard]] AccessRules accessRules() const;
    [[nodiscard]] QList<DeviceSnapshot> deviceSnapshots() const;
    void setInput(const InputAddress &input, const InputState &state);

    DevicePort &m_devices;
    HardwarePort &m_hardware;
    Clock &m_clock;
    Options m_options;
    std::unique_ptr<Server> m_server;
    OutgoingLinks m_outgoing;
    std::unique_ptr<WebSocketListener> m_listener;
    ServerStatus m_status;
    QList<Notice> m_notices;
    std::map<InputAddress, InputState> m_inputs;
    SafetySettings m_safety;
    std::optional<KnownDevice> m_forgotten;
    std::unique_ptr<Alarm> m_publishAlarm;
    std::unique_ptr<Alarm> m_saveAlarm;
    TimePoint m_published{};
    bool m_dirty = false;
};

} // namespace thrum
