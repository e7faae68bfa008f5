// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/transport/scanner.h"
#include "devices/transport/transport.h"

#include <QHash>
#include <QList>
#include <QPointer>
#include <QSet>

#include <deque>
#include <optional>

namespace thrum::test {

/// A link that does what the test says. By default it has every endpoint, connects at once and every write succeeds at once.
class FakeTransport final : public Transport
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeTransport)
public:
    using Transport::Transport;

    void open(const EndpointMap &wanted) override;
    void execute(const Operation &operation) override;
    void close() override;

    // What the test reads.
    QList<Operation> operations;
    bool isOpen = false;

    // What the test sets.
    bool answersOpen = true;
    /// While false, operations wait for answer().
    bool answersOperations = true;
    bool failsOperations = false;
    /// The characteristics the device has, by service; without it, every one that is wanted.
    std::optional<QHash<QUuid, QSet<QUuid>>> gatt;
    QHash<Endpoint, std::deque<QByteArray>> readAnswers;

    void answer();
    void loseLink();
    [[nodiscard]] QByteArrayList writtenHex() const;

private:
    void finish(const Operation &operation);
    std::deque<Operation> m_waiting;
};

/// A scanner whose candidates the test reports.
class FakeScanner final : public Scanner
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FakeScanner)
public:
    explicit FakeScanner(QString backend = QStringLiteral("bluetooth"), QObject *parent = nullptr);

    [[nodiscard]] BackendStatus status() const override;
    void start() override;
    void stop() override;
    [[nodiscard]] std::unique_ptr<Transport> makeTransport(const Candidate &candidate) override;
    void forget(const QString &address) override;

    void report(const QString &name, const QString &address, const BleSighting &sighting = {});
    /// The newest link made for an address; null when it is gone.
    [[nodiscard]] FakeTransport *transport(const QString &address) const { return m_transports.value(address); }

    bool isScanning = false;
    int starts = 0;
    QStringList forgotten;
    /// Called on each new link before it is used.
    std::function<void(FakeTransport &)> prepare;

private:
    QString m_backend;
    QHash<QString, QPointer<FakeTransport>> m_transports;
};

} // namespace thrum::test
