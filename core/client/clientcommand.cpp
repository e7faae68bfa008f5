// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/clientcommand.h"

#include <cmath>
#include <limits>

namespace thrum {
namespace {

// What is left over when fractions are computed must not move anything.
constexpr double nothing = 0.000001;

tl::unexpected<ClientError> conversionFailure(const QString &text)
{
    return clientFailure(ClientError::Kind::Conversion, text);
}

/// Away from zero to the next whole step.
double outwards(double value)
{
    if (std::abs(value) <= nothing)
        return 0;
    return value < 0 ? std::floor(value) : std::ceil(value);
}

} // namespace

ClientCommand ClientCommand::steps(OutputType type, qint32 value)
{
    ClientCommand command;
    command.m_type = type;
    command.m_steps = value;
    return command;
}

ClientCommand ClientCommand::percent(OutputType type, double fraction)
{
    ClientCommand command;
    command.m_type = type;
    command.m_isFraction = true;
    command.m_fraction = fraction;
    return command;
}

ClientCommand ClientCommand::within(std::chrono::milliseconds duration) const
{
    ClientCommand command = *this;
    command.m_duration = duration;
    return command;
}

ClientResult<qint32> ClientCommand::valueFor(const Range &range) const
{
    if (!m_isFraction) {
        if (!range.contains(m_steps)) {
            return conversionFailure(QStringLiteral("%1 %2 is outside of %3 to %4")
                                         .arg(outputTypeName(m_type), QString::number(m_steps),
                                              QString::number(range.low), QString::number(range.high)));
        }
        return m_steps;
    }
    const double least = range.isTwoWay() ? -1.0 : 0.0;
    // Written so that what is no number fails too.
    if (!(m_fraction >= least && m_fraction <= 1.0)) {
        return conversionFailure(QStringLiteral("%1 %2 is outside of %3 to 1, the fractions of the range")
                                     .arg(outputTypeName(m_type), QString::number(m_fraction), QString::number(least)));
    }
    // Two-way ranges have their zero in the middle, others at their low end.
    const double zero = range.isTwoWay() ? 0.0 : range.low;
    const double span = m_fraction < 0 ? -double(range.low) : double(range.high) - zero;
    return static_cast<qint32>(zero + outwards(m_fraction * span));
}

ClientResult<quint32> ClientCommand::durationFor(const ClientOutputInfo &output) const
{
    const bool needsDuration = output.type == OutputType::HwPositionWithDuration;
    if (needsDuration != m_duration.has_value()) {
        return conversionFailure(needsDuration ? QStringLiteral("%1 needs a duration").arg(output.word)
                                               : QStringLiteral("%1 has no duration").arg(output.word));
    }
    if (!m_duration)
        return 0U;
    const auto ms = m_duration->count();
    const qint64 low = output.duration ? output.duration->low : 0;
    const qint64 high = output.duration ? output.duration->high : std::numeric_limits<quint32>::max();
    if (ms < low || ms > high) {
        return conversionFailure(
            QStringLiteral("a duration of %1 ms is outside of %2 to %3 ms").arg(ms).arg(low).arg(high));
    }
    return static_cast<quint32>(ms);
}

ClientResult<ClientCommand::Converted> ClientCommand::convertFor(const ClientOutputInfo &output) const
{
    const ClientResult<qint32> value = valueFor(output.value);
    if (!value)
        return tl::unexpected<ClientError>(value.error());
    const ClientResult<quint32> duration = durationFor(output);
    if (!duration)
        return tl::unexpected<ClientError>(duration.error());
    return Converted{*value, *duration};
}

} // namespace thrum
