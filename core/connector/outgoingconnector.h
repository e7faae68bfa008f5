// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "core/connector/connector.h"

#include <functional>
#include <memory>

namespace thrum {

/// Makes connections to one destination, one at a time: a socket that dials out, a pair of ends within the program, or
/// what an application brings along.
///
/// Thread: that of the object, which needs an event loop. Made and destroyed there; destroying it gives up an attempt
/// without a word.
class OutgoingConnector : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutgoingConnector)
public:
    /// Gets the open connection, of which it is the owner, or why there is none: Timeout, Refused, Disconnected,
    /// InvalidData for a destination that makes no sense, Io for the rest.
    using Opened = std::function<void(Result<std::unique_ptr<Connection>>)>;

    explicit OutgoingConnector(QObject *parent = nullptr);
    ~OutgoingConnector() override;

    /// Begins an attempt and ends one that still runs. `opened` is called exactly once within a deadline, never from
    /// inside this function; not at all after cancel(). It may open again, but not destroy this object.
    virtual void open(Opened opened) = 0;
    /// Gives up the attempt that runs, if any. Connections that were handed out are not touched.
    virtual void cancel() = 0;
    /// Where it leads, for people and logs, without secrets: "ws://127.0.0.1:12345".
    [[nodiscard]] virtual QString destination() const = 0;
};

} // namespace thrum
