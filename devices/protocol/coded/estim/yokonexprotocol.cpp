// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/yokonexprotocol.h"

#include <algorithm>

namespace thrum {
namespace {

constexpr milliseconds frameLength{100};
constexpr qint32 risePerFrame = 1;
constexpr MergeKey levelsKey = sharedKey(0);
constexpr char frequency = 50; // Hz
constexpr char pulse = 60;     // us
constexpr char batteryQuestion = 4;
constexpr int answerSlices = 10;
constexpr milliseconds answerSlice{100};

quint8 checkByte(const QByteArray &bytes)
{
    quint32 sum = 0;
    for (const char byte : bytes)
        sum += quint8(byte);
    return quint8(sum);
}

QByteArray packet(char command, const QByteArray &content)
{
    const QByteArray bytes = QByteArray(1, '\x35') + command + content;
    return bytes + char(checkByte(bytes));
}

QByteArray offPacket()
{
    return packet('\x11', QByteArray::fromHex("01000000000000"));
}

/// What follows "35 71 kind", without the check byte; nothing for other notifications and those too short.
std::optional<QByteArray> contentOf(const QByteArray &bytes, char kind, qsizetype length)
{
    const bool fits = bytes.size() == length + 4 && bytes.at(0) == '\x35' && bytes.at(1) == '\x71'
                      && bytes.at(2) == kind && quint8(bytes.back()) == checkByte(bytes.chopped(1));
    return fits ? std::optional(bytes.mid(3, length)) : std::nullopt;
}

/// What a box says about a channel.
struct ChannelReport
{
    bool hasElectrode = false;
    qint32 strength = 0;
};

std::optional<ChannelReport> reportOf(const QByteArray &bytes, std::size_t channel)
{
    const auto content = contentOf(bytes, char(channel + 1), 5);
    if (!content)
        return std::nullopt;
    const bool isOn = content->at(1) != 0;
    const qint32 strength = quint8(content->at(2)) << 8U | quint8(content->at(3));
    return ChannelReport{content->at(0) != 0, isOn ? strength : 0};
}

} // namespace

YokonexProtocol::YokonexProtocol(const ProtocolModel &model)
    : EstimProtocol(model, risePerFrame, frameLength)
{}

Script<Nothing> YokonexProtocol::initialise()
{
    const QByteArray off = offPacket();
    const Result<QByteArray> stopped = co_await writing(Endpoint::Tx, off, WriteMode::WithoutResponse);
    if (!stopped)
        co_return tl::unexpected<Error>(stopped.error());
    const Result<QByteArray> subscribed = co_await subscribing(Endpoint::Rx);
    if (!subscribed)
        co_return tl::unexpected<Error>(subscribed.error());
    for (std::size_t i = 0; i < channelCount; ++i) {
        const QString step = i == 0 ? QStringLiteral("channel A") : QStringLiteral("channel B");
        const QByteArray question = packet('\x71', QByteArray(1, char(i + 1)));
        const Result<QByteArray> asked = co_await writing(Endpoint::Tx, question, WriteMode::WithoutResponse);
        if (!asked)
            co_return tl::unexpected<Error>(asked.error());
        std::optional<ChannelReport> report;
        for (int slice = 0; slice < answerSlices && !report; ++slice) {
            const Result<QByteArray> answer = co_await nextNotification(answerSlice);
            if (!answer && answer.error().code != ErrorCode::Timeout)
                co_return tl::unexpected<Error>(answer.error());
            if (answer)
                report = reportOf(*answer, i);
        }
        if (!report)
            co_return fail(ErrorCode::Timeout,
                           QStringLiteral("the box did not say its strength; switch it off and on again"), step);
        if (report->strength != 0)
            co_return fail(ErrorCode::InvalidData,
                           QStringLiteral("the box did not switch the channel off; switch it off by hand"), step);
    }
    co_return Nothing();
}

std::vector<OutputWrite> YokonexProtocol::tellLevels(std::optional<std::size_t>, TimePoint)
{
    QByteArray content(1, '\x02');
    for (std::size_t i = 0; i < channelCount; ++i) {
        const qint32 strength = level(i);
        m_buttons.at(i).told(strength);
        content += char(strength >> 8);
        content += char(strength & 0xFF);
        content += strength > 0 ? frequency : '\0';
        content += strength > 0 ? pulse : '\0';
    }
    const QByteArray bytes = isSilent() ? offPacket() : packet('\x11', content);
    return {OutputWrite{Operation::write(Endpoint::Tx, bytes, WriteMode::WithoutResponse), levelsKey}};
}

bool YokonexProtocol::needsFrame() const
{
    return EstimProtocol::needsFrame() || m_buttons.at(0).isWaiting();
}

std::vector<OutputWrite> YokonexProtocol::frame(bool isNews, TimePoint now)
{
    for (WheelWatch &buttons : m_buttons)
        buttons.age();
    return isNews ? tellLevels(std::nullopt, now) : std::vector<OutputWrite>();
}

std::vector<OutputWrite> YokonexProtocol::encodeOther(const OutputValue &value)
{
    const QByteArray bytes = packet('\x12', QByteArray(1, value.value > 0 ? '\x01' : '\x00'));
    return {OutputWrite{Operation::write(Endpoint::Tx, bytes, WriteMode::WithoutResponse), featureKey(value.feature)}};
}

Script<qint32> YokonexProtocol::read(FeatureIndex feature, InputType type)
{
    if (type != InputType::Battery) {
        co_return fail(ErrorCode::Unsupported, QStringLiteral("feature %1 has no way to read %2")
                                                   .arg(QString::number(feature), inputTypeName(type)));
    }
    const QString step = QStringLiteral("battery");
    const QByteArray question = packet('\x71', QByteArray(1, batteryQuestion));
    const Result<QByteArray> asked = co_await writing(Endpoint::Tx, question, WriteMode::WithoutResponse);
    if (!asked)
        co_return tl::unexpected<Error>(asked.error());
    for (int slice = 0; slice < answerSlices; ++slice) {
        const Result<QByteArray> answer = co_await nextNotification(answerSlice);
        if (!answer && answer.error().code != ErrorCode::Timeout)
            co_return tl::unexpected<Error>(answer.error());
        const auto content = answer ? contentOf(*answer, batteryQuestion, 1) : std::nullopt;
        if (!content)
            continue;
        const auto percent = quint8(content->front());
        if (percent > 100)
            co_return fail(ErrorCode::InvalidData,
                           QStringLiteral("the box answered %1, which is no percentage").arg(percent), step);
        co_return qint32(percent);
    }
    co_return fail(ErrorCode::Timeout, QStringLiteral("the box did not say its battery level; ask again"), step);
}

std::vector<InputValue> YokonexProtocol::onNotification(Endpoint endpoint, const QByteArray &bytes)
{
    if (endpoint != Endpoint::Rx)
        return {};
    for (std::size_t i = 0; i < channelCount; ++i) {
        const auto report = reportOf(bytes, i);
        if (!report)
            continue;
        const bool isLowered = m_buttons.at(i).isLowered(report->strength, level(i));
        if (!report->hasElectrode) {
            // It must not start at this strength when the pad is put on again.
            if (level(i) > 0)
                wakeUp();
            channel(i).drop();
        } else if (isLowered) {
            channel(i).hold(report->strength);
        }
    }
    return {};
}

} // namespace thrum
