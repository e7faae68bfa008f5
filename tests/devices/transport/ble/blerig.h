// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/transport/ble/blescanner.h"
#include "devices/transport/transport.h"
#include "tests/devices/transport/ble/bletoy.h"
#include "tests/support/fakebluez/fakebluez.h"
#include "tests/support/fakebluez/privatebus.h"

#include <QTest>

namespace thrum::fakebluez {

/// A made-up toy that has been found, and the transport to it; base of the tests of the transport.
class BleRig : public QObject
{
protected:
    void startBus();
    void findToy();
    void takeDown();
    void makeTransport();
    void open();
    [[nodiscard]] bool waitForAnswers(qsizetype count) const
    {
        return QTest::qWaitFor([this, count] { return m_answers.size() >= count; });
    }
    [[nodiscard]] Result<QByteArray> run(const Operation &operation);

    PrivateBus m_bus;
    std::unique_ptr<FakeBluez> m_bluez;
    std::unique_ptr<BleScanner> m_scanner;
    std::unique_ptr<Transport> m_transport;
    std::optional<Candidate> m_candidate;
    std::optional<QSet<Endpoint>> m_endpoints;
    QList<Result<QByteArray>> m_answers;
    QList<std::pair<Endpoint, QByteArray>> m_notified;
    QList<Error> m_ends;
};

inline void BleRig::startBus()
{
    const auto started = m_bus.start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().text()));
    m_bus.applyToThisProcess();
}

inline void BleRig::findToy()
{
    m_candidate.reset();
    m_bluez = std::make_unique<FakeBluez>(m_bus.address());
    QVERIFY(m_bluez->addAdapter());
    QVERIFY(m_bluez->start());
    QVERIFY(m_bluez->addDevice(toy()));
    m_scanner = std::make_unique<BleScanner>();
    connect(m_scanner.get(), &Scanner::candidateFound, this, [this](const Candidate &found) { m_candidate = found; });
    m_scanner->start();
    QTRY_VERIFY(m_candidate);
    makeTransport();
    QVERIFY(m_transport);
}

inline void BleRig::takeDown()
{
    m_transport.reset();
    m_scanner.reset();
    m_bluez.reset();
}

inline void BleRig::makeTransport()
{
    m_endpoints.reset();
    m_answers.clear();
    m_notified.clear();
    m_ends.clear();
    m_transport = m_scanner->makeTransport(*m_candidate);
    if (!m_transport)
        return;
    connect(m_transport.get(), &Transport::connected, this, [this](const auto &endpoints) { m_endpoints = endpoints; });
    connect(m_transport.get(), &Transport::operationFinished, this,
            [this](const auto &answer) { m_answers << answer; });
    connect(m_transport.get(), &Transport::notified, this,
            [this](Endpoint endpoint, const QByteArray &bytes) { m_notified << std::pair(endpoint, bytes); });
    connect(m_transport.get(), &Transport::disconnected, this, [this](const Error &why) { m_ends << why; });
}

inline void BleRig::open()
{
    m_transport->open(wantedMap());
    QTRY_VERIFY(m_endpoints);
}

inline Result<QByteArray> BleRig::run(const Operation &operation)
{
    const qsizetype before = m_answers.size();
    m_transport->execute(operation);
    if (!waitForAnswers(before + 1))
        return fail(ErrorCode::Internal, QStringLiteral("no answer came"));
    return m_answers.last();
}

} // namespace thrum::fakebluez
