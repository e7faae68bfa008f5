// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/examples/player/strokeplanner.h"
#include "core/client/clientdevice.h"

namespace thrum {

/// One output of one device that follows the script. Only what is true now is ever sent: while the server has not answered
/// or the device needs a pause, strokes are left out, and the one that is under way afterwards comes next.
///
/// Thread: the client's. Made by the driver for every feature that can follow.
class OutputLane final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputLane)
public:
    /// Whoever comes into the middle of a stroke leaves it out when less than this is left: no jerks after a seek.
    static constexpr milliseconds shortestRest{100};

    /// What is true right now.
    struct Moment
    {
        StrokePlanner::Stroke stroke;
        milliseconds filmTime{0};
        /// Film seconds a second.
        double rate = 1;
        TimePoint now;
    };

    /// Null for features that cannot follow: they need a position, or something that runs at a speed.
    [[nodiscard]] static std::unique_ptr<OutputLane> make(const ClientDevicePtr &device,
                                                          const ClientFeaturePtr &feature);

    /// Sends what is to be sent now. When the device needs a pause first: when to ask again.
    [[nodiscard]] std::optional<TimePoint> follow(const Moment &moment);
    /// The device has been stopped: answers to what was sent before do not matter any more.
    void forget();

Q_SIGNALS:
    /// Answered; ask it again.
    void freed();
    /// One English sentence.
    void failed(const QString &why);

private:
    OutputLane(ClientDevicePtr device, ClientFeaturePtr feature, ClientOutputInfo output);
    [[nodiscard]] std::optional<ClientCommand> commandFor(const Moment &moment);
    [[nodiscard]] std::optional<ClientCommand> positionFor(const Moment &moment) const;
    [[nodiscard]] std::optional<ClientCommand> levelFor(const Moment &moment);
    void send(const ClientCommand &command);
    void onAnswered(const ClientResult<void> &answer);

    ClientDevicePtr m_device;
    ClientFeaturePtr m_feature;
    ClientOutputInfo m_output;
    /// The stroke that has been dealt with; nothing after a stop.
    std::optional<qsizetype> m_done;
    double m_level = 0;
    bool m_isBusy = false;
    /// Counts the stops.
    quint64 m_round = 0;
    TimePoint m_nextAllowed{};
};

} // namespace thrum
