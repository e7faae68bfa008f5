// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/inprocessconnection.h"

#include <QCoreApplication>
#include <QEvent>

#include <array>
#include <deque>
#include <mutex>

namespace thrum {
namespace {

const QEvent::Type wakeUp = static_cast<QEvent::Type>(QEvent::registerEventType());

qint64 sizeOf(const QString &frame)
{
    return qint64(frame.size()) * qint64(sizeof(QChar));
}

} // namespace

/// What both ends share; it lives as long as the longer-lived one. Ends are woken by events: posting one is the only
/// thing done to an end from the other's thread, and only under the lock that the end's destructor takes too.
class InProcessPipe final
{
public:
    void attach(int side, InProcessConnection *end) { m_mailboxes.at(side).owner = end; }

    void detach(int side)
    {
        const std::lock_guard locker(m_mutex);
        Mailbox &own = m_mailboxes.at(side);
        own = Mailbox{};
        own.end = QString(); // takes nothing more
        endOther(side, QStringLiteral("the other end is gone"));
    }

    /// False when the other end is too far behind.
    [[nodiscard]] bool put(int side, const QString &frame)
    {
        const std::lock_guard locker(m_mutex);
        Mailbox &other = m_mailboxes.at(1 - side);
        if (other.end)
            return true; // on its way out
        if (other.bytes + sizeOf(frame) > InProcessConnection::maxPendingBytes)
            return false;
        other.frames.push_back(frame);
        other.bytes += sizeOf(frame);
        wake(other);
        return true;
    }

    /// Ends the pair: the other end after what was sent to it, this one without reading what is left.
    void end(int side, const QString &whyHere, const QString &whyThere)
    {
        const std::lock_guard locker(m_mutex);
        Mailbox &own = m_mailboxes.at(side);
        own.frames.clear();
        own.bytes = 0;
        if (own.end)
            return;
        own.end = whyHere;
        wake(own);
        endOther(side, whyThere);
    }

    struct Taken
    {
        std::optional<QString> frame;
        /// Set when there is nothing but the end.
        std::optional<QString> end;
    };
    [[nodiscard]] Taken take(int side)
    {
        const std::lock_guard locker(m_mutex);
        Mailbox &own = m_mailboxes.at(side);
        own.isAwake = false;
        if (own.frames.empty())
            return {std::nullopt, own.end};
        Taken taken{std::move(own.frames.front()), std::nullopt};
        own.frames.pop_front();
        own.bytes -= sizeOf(*taken.frame);
        return taken;
    }

    /// Whether more waits; if so another wake-up is on its way.
    void wakeIfMore(int side)
    {
        const std::lock_guard locker(m_mutex);
        Mailbox &own = m_mailboxes.at(side);
        if (!own.frames.empty() || own.end)
            wake(own);
    }

    [[nodiscard]] std::size_t waiting(int side) const
    {
        const std::lock_guard locker(m_mutex);
        return m_mailboxes.at(side).frames.size();
    }

    [[nodiscard]] qint64 bytesFrom(int side) const
    {
        const std::lock_guard locker(m_mutex);
        return m_mailboxes.at(1 - side).bytes;
    }

private:
    struct Mailbox
    {
        InProcessConnection *owner = nullptr;
        std::deque<QString> frames;
        qint64 bytes = 0;
        bool isAwake = false;
        std::optional<QString> end;
    };

    void endOther(int side, const QString &why)
    {
        Mailbox &other = m_mailboxes.at(1 - side);
        if (other.end)
            return;
        other.end = why;
        wake(other);
    }

    void wake(Mailbox &mailbox)
    {
        if (mailbox.owner && !std::exchange(mailbox.isAwake, true))
            QCoreApplication::postEvent(mailbox.owner, std::make_unique<QEvent>(wakeUp).release());
    }

    mutable std::mutex m_mutex;
    std::array<Mailbox, 2> m_mailboxes;
};

InProcessConnection::InProcessConnection(std::shared_ptr<InProcessPipe> pipe, int side)
    : m_pipe(std::move(pipe))
    , m_side(side)
{
    m_pipe->attach(side, this);
}

InProcessConnection::~InProcessConnection()
{
    m_pipe->detach(m_side);
}

InProcessConnection::Pair InProcessConnection::makePair()
{
    auto pipe = std::make_shared<InProcessPipe>();
    return {std::unique_ptr<InProcessConnection>(new InProcessConnection(pipe, 0)),
            std::unique_ptr<InProcessConnection>(new InProcessConnection(pipe, 1))};
}

void InProcessConnection::send(const QString &frame)
{
    if (isTooBig(frame)) {
        m_pipe->end(m_side, tooBigText(), tooBigText());
    } else if (!m_pipe->put(m_side, frame)) {
        const QString why = QStringLiteral("the other end does not read what it is sent");
        m_pipe->end(m_side, why, why);
    }
}

void InProcessConnection::close(CloseReason, const QString &text)
{
    const QString there = QStringLiteral("the other end closed the connection");
    m_pipe->end(m_side, text, text.isEmpty() ? there : QString(there + QStringLiteral(": ") + text));
}

QString InProcessConnection::peerName() const
{
    return QStringLiteral("this program");
}

qint64 InProcessConnection::pendingBytes() const
{
    return m_pipe->bytesFrom(m_side);
}

bool InProcessConnection::event(QEvent *event)
{
    if (event->type() != wakeUp)
        return Connection::event(event);
    receive();
    return true;
}

void InProcessConnection::receive()
{
    // No more than waits now: a busy peer must leave the event loop room for others.
    for (std::size_t left = m_pipe->waiting(m_side) + 1; left > 0 && !m_isClosed; --left) {
        const InProcessPipe::Taken taken = m_pipe->take(m_side);
        if (taken.frame) {
            Q_EMIT frameReceived(*taken.frame);
        } else if (taken.end) {
            m_isClosed = true;
            Q_EMIT closed(*taken.end);
            return;
        } else {
            return;
        }
    }
    if (!m_isClosed)
        m_pipe->wakeIfMore(m_side);
}

} // namespace thrum
