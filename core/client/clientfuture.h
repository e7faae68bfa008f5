// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/client/clienterror.h"

#include <QFuture>
#include <QPromise>

#include <memory>

namespace thrum {

/// What asynchronous calls return: it finishes exactly once, with a value or a ClientError, at the latest when the session
/// or the client ends. Use .then(), a QFutureWatcher, or any coroutine library that awaits a QFuture. Never wait for it
/// with result() or waitForFinished() on the client's own thread: the answer could not come in.
///
/// Continuations run on the client's thread from inside its event handling; with a context object .then() runs them on that
/// object's thread. They may call everything, but must not destroy the client (deleteLater() is fine). cancel() drops the
/// answer; what was sent stays sent.
template<class T>
using ClientFuture = QFuture<ClientResult<T>>;

/// The other side of a ClientFuture; copies share it. Finish it once.
template<class T>
class ClientPromise final
{
public:
    ClientPromise()
        : m_promise(std::make_shared<QPromise<ClientResult<T>>>())
    {
        m_promise->start();
    }

    [[nodiscard]] ClientFuture<T> future() const { return m_promise->future(); }
    void finish(const ClientResult<T> &result) const
    {
        m_promise->addResult(result);
        m_promise->finish();
    }

private:
    std::shared_ptr<QPromise<ClientResult<T>>> m_promise;
};

/// A future that has finished already.
template<class T>
[[nodiscard]] ClientFuture<T> readyFuture(const ClientResult<T> &result)
{
    const ClientPromise<T> promise;
    promise.finish(result);
    return promise.future();
}

} // namespace thrum
