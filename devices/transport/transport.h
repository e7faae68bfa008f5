// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "devices/transport/candidate.h"
#include "devices/transport/operation.h"

#include <QObject>
#include <QSet>

namespace thrum {

/// The link to one device. Carries out operations; knows neither protocols nor features.
///
/// Thread: the engine thread; a blocking library hides its own thread inside. The caller keeps at most one operation
/// under way and sets its own deadlines: a transport may never answer. After disconnected() nothing else is emitted.
class Transport : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Transport)
public:
    explicit Transport(QObject *parent = nullptr);
    ~Transport() override;

    /// Connects and finds the wanted endpoints; answered by connected() or disconnected().
    virtual void open(const EndpointMap &wanted) = 0;
    /// Starts an operation; answered by operationFinished(), which may come from inside this call. On an endpoint the
    /// device lacks it fails with NotFound.
    virtual void execute(const Operation &operation) = 0;
    /// Gives the link up; answered by disconnected() unless it is already down.
    virtual void close() = 0;

Q_SIGNALS:
    /// The link is up; `endpoints` are those of the wanted ones the device really has.
    void connected(const QSet<thrum::Endpoint> &endpoints);
    /// The answer to execute(): the bytes read (empty for everything but reads), or why it failed.
    void operationFinished(const thrum::Result<QByteArray> &result);
    void notified(thrum::Endpoint endpoint, const QByteArray &bytes);
    /// The link is down, or never came up.
    void disconnected(const thrum::Error &why);
};

} // namespace thrum
