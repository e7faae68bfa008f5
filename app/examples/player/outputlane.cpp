// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/outputlane.h"

#include <QPointer>

#include <algorithm>
#include <cmath>

namespace thrum {
namespace {

/// The first one a feature has is used.
constexpr std::array usable = {OutputType::HwPositionWithDuration, OutputType::Position, OutputType::Vibrate,
                               OutputType::Oscillate, OutputType::Rotate};

} // namespace

std::unique_ptr<OutputLane> OutputLane::make(const ClientDevicePtr &device, const ClientFeaturePtr &feature)
{
    for (const OutputType type : usable) {
        const ClientOutputInfo *output = feature->info().output(type);
        if (output && output->value.high > 0)
            return std::unique_ptr<OutputLane>(new OutputLane(device, feature, *output));
    }
    return nullptr;
}

OutputLane::OutputLane(ClientDevicePtr device, ClientFeaturePtr feature, ClientOutputInfo output)
    : m_device(std::move(device))
    , m_feature(std::move(feature))
    , m_output(std::move(output))
{}

std::optional<TimePoint> OutputLane::follow(const Moment &moment)
{
    // A clock that is set back a little must not bring back the stroke before.
    if (m_isBusy || (m_done && moment.stroke.index <= *m_done))
        return std::nullopt;
    if (moment.now < m_nextAllowed)
        return m_nextAllowed;
    const std::optional<ClientCommand> command = commandFor(moment);
    m_done = moment.stroke.index;
    if (command) {
        m_nextAllowed = moment.now + m_device->messageTimingGap();
        send(*command);
    }
    return std::nullopt;
}

std::optional<ClientCommand> OutputLane::commandFor(const Moment &moment)
{
    return isPosition(m_output.type) ? positionFor(moment) : levelFor(moment);
}

std::optional<ClientCommand> OutputLane::positionFor(const Moment &moment) const
{
    const StrokePlanner::Stroke &stroke = moment.stroke;
    if (!stroke.end)
        return std::nullopt;
    const milliseconds left = StrokePlanner::durationOf(stroke, moment.filmTime, moment.rate);
    const bool isMostlyOver = moment.filmTime - stroke.start > *stroke.end - moment.filmTime;
    if (!m_done && isMostlyOver && left < shortestRest)
        return std::nullopt;
    // The nearest step; percent() would take the one above.
    const double way = m_output.value.high - m_output.value.low;
    const ClientCommand command = ClientCommand::steps(m_output.type,
                                                       m_output.value.low + qint32(std::lround(stroke.to * way)));
    if (!m_output.duration)
        return command;
    return command.within(
        std::clamp(left, milliseconds(m_output.duration->low), milliseconds(m_output.duration->high)));
}

std::optional<ClientCommand> OutputLane::levelFor(const Moment &moment)
{
    const double level = m_output.value.isTwoWay() ? StrokePlanner::signedLevelOf(moment.stroke, moment.rate)
                                                   : StrokePlanner::levelOf(moment.stroke, moment.rate);
    if (level == m_level)
        return std::nullopt;
    m_level = level;
    return ClientCommand::percent(m_output.type, level);
}

void OutputLane::send(const ClientCommand &command)
{
    m_isBusy = true;
    // No context object: Qt 6.4 does not bear one that goes before the answer comes.
    m_feature->runOutput(command).then([self = QPointer(this), round = m_round](const ClientResult<void> &answer) {
        if (self && round == self->m_round)
            self->onAnswered(answer);
    });
}

void OutputLane::onAnswered(const ClientResult<void> &answer)
{
    m_isBusy = false;
    if (!answer)
        Q_EMIT failed(answer.error().text());
    Q_EMIT freed();
}

void OutputLane::forget()
{
    ++m_round;
    m_isBusy = false;
    m_done.reset();
    m_level = 0;
}

} // namespace thrum
