// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/simulated/simulatedtransport.h"

#include "core/model/inputtype.h"

#include <QtEndian>

#include <cmath>

namespace thrum {
namespace {

constexpr qsizetype keptPackets = 64;
constexpr milliseconds reportPeriod{250};
// Features of the archetype "sensor" in resources/devices/simulated.json.
constexpr char buttonFeature = 1;
constexpr char pressureFeature = 2;

} // namespace

SimulatedTransport::SimulatedTransport(Clock &clock, QObject *parent)
    : Transport(parent)
    , m_clock(clock)
    , m_reportAlarm(clock.makeAlarm([this] { report(); }))
    , m_since(clock.now())
{}

void SimulatedTransport::open(const EndpointMap &)
{
    m_open = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_open)
                Q_EMIT connected({Endpoint::Tx, Endpoint::Rx, Endpoint::Command});
        },
        Qt::QueuedConnection);
}

void SimulatedTransport::close()
{
    m_reportAlarm->clear();
    if (std::exchange(m_open, false))
        Q_EMIT disconnected(
            Error{ErrorCode::Disconnected, {}, QStringLiteral("the simulated device was switched off")});
}

void SimulatedTransport::answer(const Result<QByteArray> &result)
{
    QMetaObject::invokeMethod(
        this,
        [this, result] {
            if (m_open)
                Q_EMIT operationFinished(result);
        },
        Qt::QueuedConnection);
}

void SimulatedTransport::execute(const Operation &operation)
{
    switch (operation.kind) {
    case Operation::Kind::Write:
        if (operation.endpoint == Endpoint::Command) {
            m_asked = operation.bytes;
        } else {
            m_written << operation.bytes;
            if (m_written.size() > keptPackets)
                m_written.removeFirst();
        }
        answer(QByteArray());
        return;
    case Operation::Kind::Read:
        if (m_asked.size() == 2)
            answer(reading(m_asked[0], m_asked[1]));
        else
            answer(fail(ErrorCode::InvalidData, QStringLiteral("nothing was asked for"), QStringLiteral("rx")));
        return;
    case Operation::Kind::Subscribe:
        m_reportAlarm->set(m_clock.now() + reportPeriod);
        answer(QByteArray());
        return;
    case Operation::Kind::Unsubscribe:
        m_reportAlarm->clear();
        answer(QByteArray());
        return;
    }
}

QByteArray SimulatedTransport::reading(char feature, char type) const
{
    const double seconds = std::chrono::duration<double>(m_clock.now() - m_since).count();
    qint32 value = 0;
    switch (static_cast<InputType>(type)) {
    case InputType::Battery: value = qint32(std::max(5.0, 87.0 - seconds / 120)); break;
    case InputType::Rssi: value = -50; break;
    case InputType::Button: value = qint32(std::fmod(seconds, 2.0)); break;
    case InputType::Pressure: value = qint32(32000 + 20000 * std::sin(seconds)); break;
    }
    QByteArray bytes;
    bytes.append(feature).append(type);
    const qint32 little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
    return bytes;
}

void SimulatedTransport::report()
{
    if (!m_open)
        return;
    m_reportAlarm->set(m_clock.now() + reportPeriod);
    const QPointer<SimulatedTransport> guard(this);
    Q_EMIT notified(Endpoint::Rx, reading(buttonFeature, char(InputType::Button)));
    if (guard)
        Q_EMIT notified(Endpoint::Rx, reading(pressureFeature, char(InputType::Pressure)));
}

} // namespace thrum
