// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/faketransport.h"

namespace thrum::test {

void FakeTransport::open(const EndpointMap &wanted)
{
    if (!answersOpen)
        return;
    isOpen = true;
    QSet<Endpoint> endpoints;
    for (auto service = wanted.cbegin(); service != wanted.cend(); ++service) {
        for (auto it = service->cbegin(); it != service->cend(); ++it) {
            if (!gatt || gatt->value(service.key()).contains(it.value()))
                endpoints.insert(it.key());
        }
    }
    Q_EMIT connected(endpoints);
}

void FakeTransport::execute(const Operation &operation)
{
    operations << operation;
    if (answersOperations)
        finish(operation);
    else
        m_waiting.push_back(operation);
}

void FakeTransport::finish(const Operation &operation)
{
    if (failsOperations) {
        Q_EMIT operationFinished(
            fail(ErrorCode::Io, QStringLiteral("the test lets it fail"), endpointName(operation.endpoint)));
        return;
    }
    QByteArray bytes;
    if (operation.kind == Operation::Kind::Read) {
        auto &answers = readAnswers[operation.endpoint];
        if (answers.empty()) {
            Q_EMIT operationFinished(
                fail(ErrorCode::Io, QStringLiteral("no answer is prepared"), endpointName(operation.endpoint)));
            return;
        }
        bytes = answers.front();
        answers.pop_front();
    }
    Q_EMIT operationFinished(bytes);
}

void FakeTransport::answer()
{
    if (m_waiting.empty())
        return;
    const Operation operation = m_waiting.front();
    m_waiting.pop_front();
    finish(operation);
}

void FakeTransport::close()
{
    isOpen = false;
    Q_EMIT disconnected(Error{ErrorCode::Disconnected, {}, QStringLiteral("closed")});
}

void FakeTransport::loseLink()
{
    isOpen = false;
    Q_EMIT disconnected(Error{ErrorCode::Disconnected, {}, QStringLiteral("the link was lost")});
}

QByteArrayList FakeTransport::writtenHex() const
{
    QByteArrayList result;
    for (const Operation &operation : operations) {
        if (operation.kind == Operation::Kind::Write)
            result << operation.bytes.toHex();
    }
    return result;
}

FakeScanner::FakeScanner(QString backend, QObject *parent)
    : Scanner(parent)
    , m_backend(std::move(backend))
{}

BackendStatus FakeScanner::status() const
{
    return {m_backend, isScanning ? BackendStatus::State::Scanning : BackendStatus::State::Ready, {}, {}};
}

void FakeScanner::start()
{
    ++starts;
    isScanning = true;
    Q_EMIT statusChanged(status());
}

void FakeScanner::stop()
{
    if (!std::exchange(isScanning, false))
        return;
    Q_EMIT statusChanged(status());
    Q_EMIT finished();
}

std::unique_ptr<Transport> FakeScanner::makeTransport(const Candidate &candidate)
{
    auto transport = std::make_unique<FakeTransport>();
    m_transports[candidate.address] = transport.get();
    if (prepare)
        prepare(*transport);
    return transport;
}

void FakeScanner::forget(const QString &address)
{
    forgotten << address;
}

void FakeScanner::report(const QString &name, const QString &address, const BleSighting &sighting)
{
    Candidate candidate;
    candidate.backend = m_backend;
    candidate.name = name;
    candidate.address = address;
    candidate.sighting = sighting;
    Q_EMIT candidateFound(candidate);
}

} // namespace thrum::test
