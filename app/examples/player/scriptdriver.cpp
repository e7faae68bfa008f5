// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/scriptdriver.h"

#include <QPointer>

#include <algorithm>

namespace thrum {

ScriptDriver::ScriptDriver(Client &client, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_film(clock)
    , m_alarm(clock.makeAlarm([this] { refresh(); }))
{
    connect(&client, &Client::deviceAdded, this, &ScriptDriver::add);
    connect(&client, &Client::deviceRemoved, this, &ScriptDriver::remove);
    for (const ClientDevicePtr &device : client.devices())
        add(device);
}

// --- What the film does -----------------------------------------------------------------------------------------------

void ScriptDriver::setScript(const Funscript &script)
{
    m_planner = StrokePlanner(script, m_planner.offset());
    if (isActive())
        play(m_film.position());
}

void ScriptDriver::setOffset(milliseconds offset)
{
    m_planner = StrokePlanner(m_planner.script(), offset);
    if (isActive())
        play(m_film.position());
}

void ScriptDriver::setRate(double rate)
{
    m_film.setRate(rate);
    refresh();
}

void ScriptDriver::play(milliseconds position)
{
    halt();
    m_film.start(position);
}

void ScriptDriver::report(milliseconds position)
{
    if (m_film.report(position))
        refresh();
}

void ScriptDriver::halt()
{
    if (isActive())
        stopNow();
}

void ScriptDriver::stopNow()
{
    m_film.stop(m_film.position());
    m_alarm->clear();
    for (const Follower &follower : m_followers) {
        for (const auto &lane : follower.lanes)
            lane->forget();
    }
    if (!m_client.isConnected())
        return;
    m_client.stopAllDevices().then([self = QPointer(this)](const ClientResult<void> &answer) {
        // A session that ended has stopped them as well.
        if (self && !answer && answer.error().kind() != ClientError::Kind::NotConnected)
            Q_EMIT self->failed(answer.error().text());
    });
}

// --- Devices ----------------------------------------------------------------------------------------------------------

void ScriptDriver::add(const ClientDevicePtr &device)
{
    Follower follower{device, {}};
    for (const ClientFeaturePtr &feature : device->features()) {
        std::unique_ptr<OutputLane> lane = OutputLane::make(device, feature);
        if (!lane)
            continue;
        connect(lane.get(), &OutputLane::freed, this, &ScriptDriver::refresh);
        connect(lane.get(), &OutputLane::failed, this, &ScriptDriver::failed);
        follower.lanes.push_back(std::move(lane));
    }
    m_followers.push_back(std::move(follower));
    refresh();
}

void ScriptDriver::remove(const ClientDevicePtr &device)
{
    std::erase_if(m_followers, [&device](const Follower &follower) { return follower.device == device; });
}

qsizetype ScriptDriver::followers() const
{
    return std::ranges::count_if(m_followers, [](const Follower &follower) { return !follower.lanes.empty(); });
}

void ScriptDriver::refresh()
{
    m_alarm->clear();
    const milliseconds position = m_film.position();
    const std::optional<StrokePlanner::Stroke> stroke = m_planner.strokeAt(position);
    if (!m_film.isRunning() || !stroke)
        return;
    const OutputLane::Moment moment{*stroke, position, m_film.rate(), m_clock.now()};
    TimePoint wake = stroke->end ? m_film.timeOf(*stroke->end) : TimePoint::max();
    for (const Follower &follower : m_followers) {
        for (const auto &lane : follower.lanes)
            wake = std::min(wake, lane->follow(moment).value_or(wake));
    }
    if (wake != TimePoint::max())
        m_alarm->set(wake);
}

} // namespace thrum
