// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QThread>

#include <functional>
#include <memory>

namespace thrum {

/// The one thread that owns every socket, timer and radio. Builds its content there and destroys it there.
///
/// Thread: made, started and destroyed on the main thread.
class EngineThread final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineThread)
public:
    explicit EngineThread(QObject *parent = nullptr);
    /// Ends the thread's event loop and waits for it.
    ~EngineThread() override;

    /// Runs `build` on the thread; what it returns is destroyed there when the thread ends.
    void start(std::function<std::unique_ptr<QObject>()> build);
    /// Where objects may be moved to before it starts; what is posted to them meanwhile waits for its event loop.
    [[nodiscard]] QThread *thread() { return &m_thread; }

private:
    QThread m_thread;
};

} // namespace thrum
