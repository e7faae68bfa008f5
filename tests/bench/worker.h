// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QObject>
#include <QThread>

#include <memory>
#include <type_traits>

namespace thrum::bench {

/// A thread with an event loop of its own, for what stands beside Thrum's engine thread.
class Worker final
{
    Q_DISABLE_COPY_MOVE(Worker)
public:
    explicit Worker(const QString &name)
        : m_context(std::make_unique<QObject>())
    {
        m_thread.setObjectName(name);
        m_context->moveToThread(&m_thread);
        m_thread.start();
    }
    ~Worker()
    {
        m_thread.quit();
        m_thread.wait();
    }

    /// Carries it out on the thread; returns when that is done.
    template<class Action>
    auto run(Action &&action)
    {
        using Answer = std::invoke_result_t<Action>;
        if constexpr (std::is_void_v<Answer>) {
            QMetaObject::invokeMethod(
                m_context.get(), [&] { action(); }, Qt::BlockingQueuedConnection);
        } else {
            Answer answer{};
            QMetaObject::invokeMethod(
                m_context.get(), [&] { answer = action(); }, Qt::BlockingQueuedConnection);
            return answer;
        }
    }

private:
    QThread m_thread;
    std::unique_ptr<QObject> m_context;
};

} // namespace thrum::bench
