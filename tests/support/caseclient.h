// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QStringList>

#include <functional>
#include <memory>

namespace thrum::test {

class SessionRig;

/// The client of a transcript, over whatever it is connected by.
class CaseClient
{
public:
    CaseClient() = default;
    CaseClient(const CaseClient &) = delete;
    CaseClient &operator=(const CaseClient &) = delete;
    virtual ~CaseClient() = default;

    virtual void send(const QString &frame) = 0;
    virtual void sendBinary() = 0;
    /// Returns once the server is done with all that was sent, and its answers are here.
    virtual void settle() = 0;
    /// The frames that came since the last time.
    [[nodiscard]] virtual QStringList take() = 0;
    /// What the server closed with; 0 while it has not.
    [[nodiscard]] virtual int closeCode() const = 0;
};

/// Connects a client that has not said anything yet.
using CaseConnector = std::function<std::unique_ptr<CaseClient>(SessionRig &rig)>;

/// Frames are handed over at once.
[[nodiscard]] std::unique_ptr<CaseClient> connectByCall(SessionRig &rig);
/// Through a listener and a WebSocket on 127.0.0.1. Runs the event loop; the server's clock stays the rig's.
[[nodiscard]] std::unique_ptr<CaseClient> connectBySocket(SessionRig &rig);

} // namespace thrum::test
