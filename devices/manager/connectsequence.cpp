// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/connectsequence.h"

namespace thrum {
namespace {

// BlueZ itself gives a connection attempt up after about 25 s; a person has long tried something else by then.
constexpr milliseconds connectDeadline{20000};
constexpr milliseconds scriptDeadline{20000};
// Some toys want a button pressed first, and a person has to find it.
constexpr milliseconds initialiseDeadline{60000};
constexpr milliseconds operationDeadline{5000};

} // namespace

ConnectSequence::ConnectSequence(Candidate candidate, FamilyPtr family, EndpointMap endpoints,
                                 std::unique_ptr<Transport> transport, const Catalogue &catalogue,
                                 const Factories &factories, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_candidate(std::move(candidate))
    , m_wanted(std::move(endpoints))
    , m_catalogue(catalogue)
    , m_factories(factories)
    , m_script(clock, [this] { pump(); })
{
    m_result.family = std::move(family);
    m_result.link = std::make_unique<DeviceLink>(std::move(transport), clock);
    DeviceLink *link = m_result.link.get();
    connect(link, &DeviceLink::connected, this, &ConnectSequence::identify);
    connect(link, &DeviceLink::disconnected, this, [this](const Error &why) { endWith(why, m_step); });
    connect(link, &DeviceLink::notified, this, [this](Endpoint, const QByteArray &bytes) { m_script.notified(bytes); });
}

ConnectSequence::~ConnectSequence()
{
    if (m_result.link)
        m_result.link->disconnect(this);
}

void ConnectSequence::start()
{
    m_step = QStringLiteral("connecting");
    m_result.link->open(m_wanted, connectDeadline);
}

void ConnectSequence::cancel(const Error &why)
{
    endWith(why, m_step);
}

void ConnectSequence::identify(const QSet<Endpoint> &endpoints)
{
    m_endpoints = endpoints;
    m_step = QStringLiteral("identifying");
    const ProtocolFactory *factory = m_factories.find(m_result.family->protocol);
    if (!factory) {
        endWith(Error{ErrorCode::Internal,
                      {},
                      QStringLiteral("no protocol is called %1").arg(m_result.family->protocol)},
                m_step);
        return;
    }
    m_script.run<QString>(factory->identify(m_candidate, m_result.family->parameters), scriptDeadline,
                          [this](const Result<QString> &identifier) {
                              if (!identifier)
                                  endWith(identifier.error(), m_step);
                              else if (!m_ended)
                                  resolve(*identifier);
                          });
}

void ConnectSequence::resolve(const QString &identifier)
{
    m_step = QStringLiteral("looking the model up");
    m_result.identifier = identifier;
    const auto match = m_catalogue.model(*m_result.family, identifier);
    if (!match) {
        endWith(Error{ErrorCode::NotFound,
                      {},
                      QStringLiteral("%1 knows no model \"%2\"").arg(m_result.family->name, identifier)},
                m_step);
        return;
    }
    m_result.family = match->family;
    m_result.model = *match->model;
    const ProtocolFactory *factory = m_factories.find(m_result.family->protocol);
    ProtocolModel spoken = protocolModel(*m_result.family, m_result.model, identifier, m_candidate.name, m_endpoints);
    if (const auto *ble = std::get_if<BleSighting>(&m_candidate.sighting))
        spoken.manufacturerData = ble->manufacturerData;
    auto protocol = factory ? factory->create(spoken)
                            : Result<std::unique_ptr<Protocol>>(
                                fail(ErrorCode::Internal,
                                     QStringLiteral("no protocol is called %1").arg(m_result.family->protocol)));
    if (!protocol) {
        endWith(protocol.error(), m_step);
        return;
    }
    m_result.protocol = std::move(*protocol);
    initialise();
}

void ConnectSequence::initialise()
{
    m_step = QStringLiteral("initialising");
    m_script.run<Nothing>(m_result.protocol->initialise(), initialiseDeadline, [this](const Result<Nothing> &done) {
        if (!done) {
            endWith(done.error(), m_step);
        } else if (!m_ended) {
            m_ended = true;
            m_result.link->disconnect(this);
            Q_EMIT succeeded();
        }
    });
}

void ConnectSequence::pump()
{
    if (m_ended || !m_script.operation() || m_result.link->isBusy())
        return;
    const Operation operation = m_script.takeOperation();
    m_result.link->execute(operation, operationDeadline, [this, operation](const Result<QByteArray> &result) {
        if (result)
            noteSubscription(operation);
        m_script.operationFinished(result);
    });
}

void ConnectSequence::noteSubscription(const Operation &operation)
{
    if (operation.kind == Operation::Kind::Subscribe)
        m_result.subscribed.insert(operation.endpoint);
    else if (operation.kind == Operation::Kind::Unsubscribe)
        m_result.subscribed.remove(operation.endpoint);
}

void ConnectSequence::endWith(const Error &why, const QString &step)
{
    if (m_ended)
        return;
    m_ended = true;
    const QString where = why.where.isEmpty() ? step : QString(step + QStringLiteral(", ") + why.where);
    m_result.link->disconnect(this);
    m_result.link->close(why);
    Q_EMIT failed(Error{why.code, where, why.detail});
}

BroughtUp ConnectSequence::takeResult()
{
    return std::move(m_result);
}

} // namespace thrum
