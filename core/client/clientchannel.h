// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/client/clientcodec.h"
#include "core/client/clientfuture.h"
#include "core/client/requesttable.h"
#include "core/connector/connector.h"

namespace thrum {

/// The messages of one session over one connection: sends requests, brings answers back to them, tells events. Internal
/// to the client library.
///
/// Thread: the client's. The clock must outlive it. Not to be deleted from inside its own signals or the calls to `done`.
class ClientChannel final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientChannel)
public:
    using Expected = RequestTable::Expected;
    using Done = RequestTable::Done;
    /// Makes the frame of a request under its Id.
    using MakeFrame = std::function<QString(quint32 id)>;

    ClientChannel(std::unique_ptr<Connection> connection, Clock &clock, QObject *parent);
    ~ClientChannel() override;

    /// How long request() waits for an answer; at least a millisecond. For requests from now on.
    void setTimeout(milliseconds timeout) { m_timeout = std::max(timeout, milliseconds(1)); }

    /// Sends a request. `done` is called exactly once with the answer or an error, possibly from inside.
    void request(const MakeFrame &makeFrame, Expected expected, Done done);
    void request(const MakeFrame &makeFrame, Expected expected, milliseconds timeout, Done done);
    /// The same for a request that is answered with Ok.
    [[nodiscard]] ClientFuture<void> requestOk(const MakeFrame &makeFrame);

    /// Closes the connection; closed() follows.
    void close();
    /// Nothing is sent or told from now on. What is open is handed over: the caller calls every `done`.
    [[nodiscard]] std::vector<RequestTable::Request> shut();
    /// shut() was called: closes the connection if it is open and deletes this when it is gone.
    void retire();

Q_SIGNALS:
    /// An event of the server, or what is wrong with one; messages in the order in which they came.
    void deviceListReceived(const thrum::reply::DeviceList &list);
    void inputReceived(const thrum::reply::InputReading &reading);
    void scanningFinished();
    /// Something that belongs to no request.
    void errorReceived(const thrum::ClientError &error);
    /// An Error of code 2, for whatever request or for none.
    void pingRefused(const thrum::ClientError &error);
    /// The connection is gone.
    void closed(const QString &why);
    /// Every frame as it is, for debugging.
    void frameSent(const QString &frame);
    void frameReceived(const QString &frame);

private:
    void send(const QString &frame);
    void onFrame(const QString &frame);
    void handle(const IncomingMessage &incoming);
    void answer(const RequestTable::Request &request, const IncomingMessage &incoming);
    void tellEvent(const IncomingMessage &incoming);
    void onTime();
    void watchDeadlines();

    std::unique_ptr<Connection> m_connection;
    Clock &m_clock;
    std::unique_ptr<Alarm> m_alarm;
    std::optional<TimePoint> m_alarmAt;
    milliseconds m_timeout{10000};
    RequestTable m_requests;
    FrameReader m_reader{FrameReader::Sender::Server};
    /// Read already, not handled yet: handlers may spin the event loop or close this.
    std::deque<IncomingMessage> m_incoming;
    bool m_isClosed = false;
    bool m_isShut = false;
};

} // namespace thrum
