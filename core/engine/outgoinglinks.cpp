// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/outgoinglinks.h"

#include "core/connector/websocketconnector.h"
#include "core/model/outgoingaddress.h"

#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcOutgoing, "thrum.engine")

using State = OutgoingStatus::State;

constexpr milliseconds tickPeriod{1000};

} // namespace

OutgoingLinks::OutgoingLinks(const QStringList &addresses, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_tick(clock.makeAlarm([this] { onTick(); }))
{
    for (const QString &address : addresses) {
        if (const Result<QUrl> url = parseOutgoingAddress(address))
            add(*url);
        else
            qCWarning(lcOutgoing).noquote() << "an address to connect to is not used:" << url.error().text();
    }
}

OutgoingLinks::~OutgoingLinks() = default;

void OutgoingLinks::add(const QUrl &url)
{
    auto link = std::make_unique<Link>();
    link->redialer = std::make_unique<Redialer>(std::make_unique<WebSocketConnector>(url, m_clock), m_clock);
    Link &one = *link;
    connect(one.redialer.get(), &Redialer::connectionOpened, this,
            [this, &one](Connection *connection) { onOpened(one, connection); });
    connect(one.redialer.get(), &Redialer::attemptFailed, this,
            [this, &one](const Error &error, milliseconds nextIn) { onFailed(one, error.detail, nextIn); });
    connect(one.redialer.get(), &Redialer::connectionLost, this,
            [this, &one](const QString &why, milliseconds nextIn) { onFailed(one, why, nextIn); });
    m_links.push_back(std::move(link));
}

void OutgoingLinks::start()
{
    for (const std::unique_ptr<Link> &link : m_links) {
        if (link->state != State::Off)
            continue;
        link->state = State::Connecting;
        link->redialer->start();
    }
    Q_EMIT changed();
}

void OutgoingLinks::stop()
{
    m_tick->clear();
    for (const std::unique_ptr<Link> &link : m_links) {
        link->redialer->stop();
        link->state = State::Off;
        link->failure.clear();
    }
    Q_EMIT changed();
}

void OutgoingLinks::onOpened(Link &link, Connection *connection)
{
    qCInfo(lcOutgoing).noquote() << "connected to" << link.redialer->destination();
    link.state = State::Connected;
    link.failure.clear();
    Q_EMIT connectionOpened(connection);
    Q_EMIT changed();
}

void OutgoingLinks::onFailed(Link &link, const QString &why, milliseconds nextIn)
{
    // An application that is not there yet is nothing unusual: it is told once, not at each attempt.
    if (link.failure == why)
        qCDebug(lcOutgoing).noquote() << "still no connection to" << link.redialer->destination();
    else
        qCWarning(lcOutgoing).noquote() << "no connection to" << link.redialer->destination() << "because" << why
                                        << "(it is tried again until it works)";
    link.state = State::Retrying;
    link.failure = why;
    link.nextAttempt = m_clock.now() + nextIn;
    setTick();
    Q_EMIT changed();
}

void OutgoingLinks::onTick()
{
    for (const std::unique_ptr<Link> &link : m_links) {
        if (link->state == State::Retrying && link->nextAttempt <= m_clock.now())
            link->state = State::Connecting; // its redialer has the same clock
    }
    setTick();
    Q_EMIT changed();
}

void OutgoingLinks::setTick()
{
    std::optional<TimePoint> next;
    for (const std::unique_ptr<Link> &link : m_links) {
        if (link->state == State::Retrying)
            next = std::min(link->nextAttempt, next.value_or(m_clock.now() + tickPeriod));
    }
    if (next)
        m_tick->set(*next);
}

QList<OutgoingStatus> OutgoingLinks::statuses() const
{
    QList<OutgoingStatus> result;
    for (const std::unique_ptr<Link> &link : m_links) {
        OutgoingStatus status{link->redialer->destination(), link->state, link->failure, 0};
        if (link->state == State::Retrying) {
            const auto left = std::max(milliseconds(0),
                                       std::chrono::duration_cast<milliseconds>(link->nextAttempt - m_clock.now()));
            status.retryInSeconds = int((left.count() + 999) / 1000);
        }
        result << status;
    }
    return result;
}

} // namespace thrum
