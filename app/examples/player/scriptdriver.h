// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/examples/player/outputlane.h"
#include "app/examples/player/playclock.h"
#include "core/client/client.h"

#include <vector>

namespace thrum {

/// Makes every device of a client follow a script while a film plays. It is told what the film does; devices that come
/// meanwhile join in.
///
/// Thread: the client's. Client and clock must outlive it.
class ScriptDriver final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptDriver)
public:
    ScriptDriver(Client &client, Clock &clock, QObject *parent = nullptr);

    /// An empty one drives nothing. While the film plays, devices are stopped first.
    void setScript(const Funscript &script);
    /// Positive: devices later than the film. While it plays, devices are stopped first.
    void setOffset(milliseconds offset);
    void setRate(double rate);

    /// The film plays from there on, or has jumped there while it plays, upon which devices are stopped first.
    void play(milliseconds position);
    /// Where the film is, as often as it is known. Nothing is sent before the first report that shows it running.
    void report(milliseconds position);
    /// The film rests. Stops all devices at once if it played; nothing is sent until it plays again.
    void halt();
    /// The same, and stops them in any case.
    void stopNow();

    [[nodiscard]] bool isActive() const { return m_film.isWaiting() || m_film.isRunning(); }
    /// The film is wanted to play but has not moved: reports are wanted often.
    [[nodiscard]] bool isWaiting() const { return m_film.isWaiting(); }
    [[nodiscard]] milliseconds offset() const { return m_planner.offset(); }
    [[nodiscard]] const Funscript &script() const { return m_planner.script(); }
    /// How many devices can follow a script.
    [[nodiscard]] qsizetype followers() const;

Q_SIGNALS:
    /// A command was refused, one English sentence; the next one is tried nevertheless.
    void failed(const QString &why);

private:
    struct Follower
    {
        ClientDevicePtr device;
        std::vector<std::unique_ptr<OutputLane>> lanes;
    };

    void add(const ClientDevicePtr &device);
    void remove(const ClientDevicePtr &device);
    void refresh();

    Client &m_client;
    Clock &m_clock;
    PlayClock m_film;
    StrokePlanner m_planner;
    std::vector<Follower> m_followers;
    std::unique_ptr<Alarm> m_alarm;
};

} // namespace thrum
