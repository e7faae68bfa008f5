// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/protocolrun.h"

#include "tests/support/devicecase.h"

#include <algorithm>

namespace thrum::test {
namespace {

// A protocol that always has something to say at once would never end.
constexpr int maxTicks = 10000;

QStringList textsOf(const std::vector<OutputWrite> &writes)
{
    QStringList texts;
    for (const OutputWrite &write : writes) {
        QString text = operationText(write.operation);
        if (write.isToggle)
            text.prepend(u"! ");
        if (write.after.count() > 0)
            text.prepend(QStringLiteral("+%1 ").arg(write.after.count()));
        texts << text;
    }
    return texts;
}

} // namespace

ProtocolRun::ProtocolRun(const ProtocolFactory &factory, ProtocolModel model)
    : m_model(std::move(model))
    , m_protocol(factory.create(m_model).value())
{}

QString ProtocolRun::send(FeatureIndex feature, OutputType type, qint32 value, quint32 durationMs)
{
    return textsOf(m_protocol->encode(OutputValue{feature, type, value, durationMs}, m_now)).join(QStringLiteral(", "));
}

QString ProtocolRun::stop(FeatureIndex index)
{
    const auto feature = std::ranges::find(m_model.features, index, &Feature::index);
    return textsOf(m_protocol->encodeStop(*feature, m_now)).join(QStringLiteral(", "));
}

QString ProtocolRun::tick()
{
    const auto due = m_protocol->tickAt();
    if (!due || *due > m_now)
        return QStringLiteral("nothing due");
    return textsOf(m_protocol->tick(m_now)).join(QStringLiteral(", "));
}

QString ProtocolRun::run(milliseconds by)
{
    const TimePoint start = m_now;
    const TimePoint end = m_now + by;
    QStringList texts;
    int ticks = 0;
    for (auto due = m_protocol->tickAt(); due && *due <= end; due = m_protocol->tickAt()) {
        if (++ticks > maxTicks)
            return QStringLiteral("it never has said everything");
        m_now = std::max(m_now, *due);
        const auto at = std::chrono::duration_cast<milliseconds>(m_now - start).count();
        const QStringList said = textsOf(m_protocol->tick(m_now));
        for (const QString &text : said)
            texts << QStringLiteral("@%1 ").arg(at) + text;
    }
    m_now = end;
    return texts.join(QStringLiteral(", "));
}

Feature featureOf(FeatureIndex index, OutputType type, qint32 high)
{
    Output output{type, Range{0, high}, std::nullopt};
    if (type == OutputType::HwPositionWithDuration)
        output.duration = Range{0, 100000};
    return Feature{index, {}, {output}, {}};
}

QStringList placesOf(const QList<Error> &errors)
{
    QStringList places;
    for (const Error &error : errors)
        places << error.where;
    return places;
}

} // namespace thrum::test
