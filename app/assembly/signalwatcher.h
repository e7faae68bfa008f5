// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QObject>

#include <memory>

namespace thrum {

/// Turns the system's wish that the program ends (SIGINT, SIGTERM, closing the console) into a Qt signal.
///
/// Thread: the main thread. One per program.
class SignalWatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SignalWatcher)
public:
    explicit SignalWatcher(QObject *parent = nullptr);
    ~SignalWatcher() override;

Q_SIGNALS:
    void endRequested();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace thrum
