// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/dialect.h"
#include "tests/bench/benchclient.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/eventwait.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace thrum::bench {
namespace {

constexpr double largestId = 4294967295;

/// What the session does with a frame: take it apart, read the command.
class OwnDecoder final
{
public:
    [[nodiscard]] std::optional<OutputCommand> decode(const QString &frame)
    {
        m_reader.start(frame);
        if (!m_reader.next(m_message) || !m_message.problem.isEmpty())
            return std::nullopt;
        const Decoded<Request> request = m_dialect->decode(m_message, m_devices);
        if (!request || !std::holds_alternative<request::Outputs>(*request) || m_reader.next(m_message))
            return std::nullopt;
        return std::get<request::Outputs>(*request).commands.constFirst();
    }

private:
    FrameReader m_reader;
    Envelope m_message;
    DeviceMap m_devices;
    std::unique_ptr<Dialect> m_dialect = makeDialect(4);
};

std::optional<qint64> whole(const QJsonValue &value, double largest)
{
    const double number = value.toDouble(-1);
    if (!value.isDouble() || std::trunc(number) != number || number < 0 || number > largest)
        return std::nullopt;
    return qint64(number);
}

/// The least that reads the same fields with Qt's classes, as strict as those are.
std::optional<OutputCommand> decodeWithQt(const QString &frame)
{
    const QJsonDocument document = QJsonDocument::fromJson(frame.toUtf8());
    const QJsonArray messages = document.array();
    if (messages.size() != 1 || messages.at(0).toObject().size() != 1)
        return std::nullopt;
    const QJsonObject message = messages.at(0).toObject();
    const QJsonObject fields = message.begin().value().toObject();
    const QJsonObject command = fields.value(u"Command").toObject();
    const auto id = whole(fields.value(u"Id"), largestId);
    const auto device = whole(fields.value(u"DeviceIndex"), largestId);
    const auto feature = whole(fields.value(u"FeatureIndex"), largestId);
    if (message.begin().key() != u"OutputCmd" || !id || !device || !feature || command.size() != 1)
        return std::nullopt;
    const auto type = outputTypeFromName(command.begin().key());
    const auto value = whole(command.begin().value().toObject().value(u"Value"), largestId);
    if (!type || !value)
        return std::nullopt;
    OutputCommand result;
    result.device = DeviceIndex(*device);
    result.feature = FeatureIndex(*feature);
    result.type = *type;
    result.value = qint32(*value);
    return result;
}

/// Nanoseconds a frame; nothing when a frame was not understood.
std::optional<double> timeOf(const QStringList &frames,
                             const std::function<std::optional<OutputCommand>(const QString &)> &decode)
{
    qint64 sum = 0;
    const qint64 began = nowNs();
    for (const QString &frame : frames) {
        const auto command = decode(frame);
        if (!command)
            return std::nullopt;
        sum += command->value;
    }
    const qint64 took = nowNs() - began;
    return sum > 0 ? std::optional(double(took) / double(frames.size())) : std::nullopt;
}

} // namespace

void measureDecoder(Report &report, const Scale &scale)
{
    QStringList frames;
    for (int i = 0; i < scale.framesPerRound; ++i)
        frames << vibrateFrame(quint32(1 + i), i % 8, i % 2, 1 + i % 100);
    OwnDecoder own;
    Samples ours;
    Samples qts;
    Samples ratio;
    // The first round warms up.
    for (int i = 0; i <= scale.decoderRounds; ++i) {
        const auto our = timeOf(frames, [&own](const QString &frame) { return own.decode(frame); });
        const auto qt = timeOf(frames, decodeWithQt);
        if (!our || !qt) {
            return report.failure(QStringLiteral("decoder"),
                                  {ErrorCode::Internal, our ? QStringLiteral("Qt") : QStringLiteral("Thrum"),
                                   QStringLiteral("a frame was not understood")});
        }
        if (i == 0)
            continue;
        ours.add(*our);
        qts.add(*qt);
        ratio.add(*qt / *our);
    }
    report.section(QStringLiteral("Decoding one OutputCmd (%1 characters)").arg(frames.constLast().size()));
    report.row(QStringLiteral("Thrum's decoder (simdjson)"), ours, QStringLiteral("ns"));
    report.row(QStringLiteral("the same fields with QJsonDocument"), qts, QStringLiteral("ns"));
    report.row(QStringLiteral("QJsonDocument / Thrum's decoder, round by round"), ratio, QStringLiteral("x"));
}

} // namespace thrum::bench
