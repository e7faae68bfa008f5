// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/connector/connector.h"
#include "core/messages/dialect.h"
#include "core/model/sessioninfo.h"
#include "core/ports/deviceport.h"
#include "core/session/garbagemeter.h"
#include "core/session/pingwatchdog.h"
#include "core/session/ratemeter.h"
#include "core/session/serveroptions.h"

namespace thrum {

/// One client from its first frame to its end. Each request gets exactly one reply, in order but for slow readings;
/// whatever ends the session releases what it owns first, and once.
///
/// Thread: the engine thread. A child of the server, which tells it of devices. Knows no JSON and no spec versions.
class Session final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Session)
public:
    /// What it works with; all of it outlives the session.
    struct Surroundings
    {
        DevicePort &port;
        Clock &clock;
        const DeviceMap &devices;
        const ServerOptions &options;
    };

    Session(SessionId id, std::unique_ptr<Connection> connection, const Surroundings &around, QObject *parent);
    ~Session() override;

    [[nodiscard]] SessionId id() const { return m_info.id; }
    [[nodiscard]] const SessionInfo &info() const { return m_info; }
    /// It needed permission and has it; what it sent while it waited is handled now. A null frame stands for a binary one.
    void admit(const AccessSubject &subject, const QStringList &heldFrames);
    /// Ends the session, with an Error event of that code as its last word if there is one. Does nothing on an ended one.
    void end(Connection::CloseReason reason, const QString &why, std::optional<MessageErrorCode> lastWord = {});

    /// Events of the port; the map of devices is already up to date.
    void tellDeviceAdded(const DeviceInfo &device);
    void tellDeviceRemoved(DeviceIndex index);
    void tellInput(const InputAddress &input, qint32 value);
    void tellScanFinished();
    /// Ends a period of the rate in info(); whether the rate is another one now.
    [[nodiscard]] bool rollRate(TimePoint now);
    [[nodiscard]] bool isRateIdle() const { return m_rate.isIdle(); }

Q_SIGNALS:
    /// Something of info() changed besides the rate.
    void changed();
    /// The first frame after a time without any.
    void becameBusy();
    /// Released; only the connection may still have to say its last.
    void ended(const QString &why);
    /// The connection is gone: nothing is left to do. Always after ended().
    void closed();

private:
    enum class State { AwaitingHandshake, Connected, PingedOut, Ended };
    enum class Scan { Idle, Wanted, Stopping };

    void onFrame(const QString &frame);
    void onBinaryFrame();
    void onConnectionClosed(const QString &why);
    void onDeadline();
    void onPingMissed();
    void countGarbage();
    void handle(const Envelope &message);
    void handleRequest(const Envelope &message);
    void shakeHands(const Envelope &message);
    void expectPing();
    /// False when that was done already.
    [[nodiscard]] bool release(State next, const QString &why);

    void send(const QString &frame);
    /// The client reads more slowly than it is told events: only the newest of each kind is to be kept for it.
    [[nodiscard]] bool holdsEvents();
    void sendHeldEvents();
    void sendOk(quint32 id);
    void sendError(quint32 id, const MessageError &error);
    void reply(quint32 id, const Result<void> &result);

    void carryOut(quint32 id, const request::Ping &request);
    void carryOut(quint32 id, const request::Disconnect &request);
    void carryOut(quint32 id, const request::StartScanning &request);
    void carryOut(quint32 id, const request::StopScanning &request);
    void carryOut(quint32 id, const request::ListDevices &request);
    void carryOut(quint32 id, const request::Acknowledge &request);
    void carryOut(quint32 id, const request::Echo &request);
    void carryOut(quint32 id, const request::Stop &request);
    void carryOut(quint32 id, const request::Outputs &request);
    void carryOut(quint32 id, const request::ReadInput &request);
    void carryOut(quint32 id, const request::Subscribe &request);

    std::unique_ptr<Connection> m_connection;
    Surroundings m_around;
    SessionInfo m_info;
    FrameReader m_reader;
    std::unique_ptr<Dialect> m_dialect;
    PingWatchdog m_ping;
    /// For the handshake, then for pings.
    std::unique_ptr<Alarm> m_alarm;
    RateMeter m_rate;
    GarbageMeter m_garbage;
    /// How the client named what it subscribed to.
    std::map<InputAddress, request::ReadInput> m_subscriptions;
    /// Events for a slow reader: the newest reading of each subscription, and whether the devices changed.
    std::map<InputAddress, qint32> m_heldReadings;
    bool m_holdsList = false;
    std::unique_ptr<Alarm> m_drainAlarm;
    /// Kept for its memory.
    QString m_okFrame;
    int m_readings = 0;
    State m_state = State::AwaitingHandshake;
    Scan m_scan = Scan::Idle;
    bool m_isHandling = false;
    /// Something in the frame that is being handled is no message.
    bool m_isGarbage = false;
};

} // namespace thrum
