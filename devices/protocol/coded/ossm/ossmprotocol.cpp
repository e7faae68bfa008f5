// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/ossm/ossmprotocol.h"

#include "devices/protocol/modelcheck.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace thrum {
namespace {

constexpr Range percent{0, 100};
constexpr qint64 longestMs = 100000;
// What the firmware takes.
constexpr quint32 longestStreamMs = 65535;
constexpr quint32 setUpKey = 1;

OutputWrite say(const QByteArray &text, MergeKey key, Endpoint to = Endpoint::Tx)
{
    return {Operation::write(to, text, WriteMode::WithResponse), key};
}

// Two of them say nothing without each other, in their order.
OutputWrite go(const QByteArray &where)
{
    OutputWrite write = say("go:" + where, sharedKey(0));
    write.isToggle = true;
    return write;
}

QByteArray setting(const char *name, qint32 value)
{
    return QByteArray("set:") + name + ':' + QByteArray::number(value);
}

Script<Nothing> listen()
{
    const Result<QByteArray> subscribed = co_await subscribing(Endpoint::Rx);
    if (!subscribed)
        co_return tl::unexpected<Error>(subscribed.error());
    co_return Nothing();
}

} // namespace

Script<Nothing> OssmProtocol::initialise()
{
    return listen();
}

std::vector<OutputWrite> OssmProtocol::enter(Mode mode)
{
    if (m_mode == mode)
        return {};
    m_mode = mode;
    m_isSetUpDue = false;
    return {go("menu"), go(mode == Mode::StrokeEngine ? "strokeEngine" : "streaming")};
}

std::vector<OutputWrite> OssmProtocol::encode(const OutputValue &value, TimePoint)
{
    const bool isSpeed = value.type == OutputType::Oscillate;
    // A stop of the stroking must not end a move.
    if (isSpeed && value.value == 0 && m_mode != Mode::StrokeEngine)
        return {};
    std::vector<OutputWrite> writes = enter(isSpeed ? Mode::StrokeEngine : Mode::Streaming);
    QByteArray text;
    if (isSpeed) {
        m_speed = value.value;
        text = setting("speed", m_speed);
    } else {
        text = "stream:" + QByteArray::number(value.value) + ':'
               + QByteArray::number(std::min(value.durationMs, longestStreamMs));
    }
    writes.push_back(say(text, featureKey(value.feature)));
    return writes;
}

std::vector<InputValue> OssmProtocol::onNotification(Endpoint endpoint, const QByteArray &bytes)
{
    if (endpoint != Endpoint::Rx)
        return {};
    const QString state = QJsonDocument::fromJson(bytes).object().value(u"state").toString();
    if (state.isEmpty() || state == std::exchange(m_state, state) || state.endsWith(u".preflight"))
        return {};
    const QStringView mode = QStringView(state).left(state.indexOf(u'.'));
    if ((mode == u"strokeEngine" && m_mode == Mode::StrokeEngine)
        || (mode == u"streaming" && m_mode == Mode::Streaming))
        m_isSetUpDue = true;
    return {};
}

std::optional<TimePoint> OssmProtocol::tickAt() const
{
    return m_isSetUpDue ? std::optional(TimePoint{}) : std::nullopt;
}

std::vector<OutputWrite> OssmProtocol::tick(TimePoint)
{
    m_isSetUpDue = false;
    // The wired knob scales the speed no more; the whole way; and what the mode's own reset has undone.
    const qint32 speed = m_mode == Mode::StrokeEngine ? m_speed : percent.high;
    return {say("false", sharedKey(setUpKey), Endpoint::TxMode),
            say(setting("depth", percent.high), sharedKey(setUpKey)),
            say(setting("stroke", percent.high), sharedKey(setUpKey)),
            say(setting("speed", speed), sharedKey(setUpKey))};
}

QList<Error> OssmFactory::check(const ProtocolModel &model) const
{
    return checkModel(model, name(),
                      {{FeatureIndex(0), OutputType::Oscillate, percent, 0},
                       {FeatureIndex(0), OutputType::HwPositionWithDuration, percent, longestMs}});
}

Result<std::unique_ptr<Protocol>> OssmFactory::make(const ProtocolModel &) const
{
    return std::make_unique<OssmProtocol>();
}

} // namespace thrum
