// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/client/clienterror.h"
#include "core/client/clientinfo.h"

namespace thrum {

/// What an output shall do: a type, and a value in steps or as a fraction of the range, whatever range the device has
/// (spec section 4.4). Made by the builders in `outputs`. Plain value; any thread.
class ClientCommand final
{
public:
    /// In the device's own steps. Must lie within the range that the feature announces.
    [[nodiscard]] static ClientCommand steps(OutputType type, qint32 value);
    /// A fraction, not hundredths: 0.0 to 1.0, and -1.0 to 1.0 for outputs that go both ways. 0.4 of 20 steps is 8; what
    /// falls between two steps becomes the larger one, so that little is never nothing.
    [[nodiscard]] static ClientCommand percent(OutputType type, double fraction);
    /// Milliseconds until the value is reached; HwPositionWithDuration needs it and no other type may have it.
    [[nodiscard]] ClientCommand within(std::chrono::milliseconds duration) const;

    [[nodiscard]] OutputType type() const { return m_type; }

    struct Converted
    {
        qint32 value = 0;
        quint32 durationMs = 0;
        friend bool operator==(const Converted &, const Converted &) = default;
    };
    /// What to send to an output of this range. Fails with Conversion.
    [[nodiscard]] ClientResult<Converted> convertFor(const ClientOutputInfo &output) const;

    friend bool operator==(const ClientCommand &, const ClientCommand &) = default;

private:
    [[nodiscard]] ClientResult<qint32> valueFor(const Range &range) const;
    [[nodiscard]] ClientResult<quint32> durationFor(const ClientOutputInfo &output) const;

    OutputType m_type = OutputType::Vibrate;
    bool m_isFraction = false;
    qint32 m_steps = 0;
    double m_fraction = 0;
    std::optional<std::chrono::milliseconds> m_duration;
};

/// What a stop covers: outputs go to zero, subscriptions to inputs end (spec section 4.7).
enum class StopTarget { Everything, Outputs, Inputs };

/// outputs::vibrate.percent(0.4), outputs::rotate.steps(-3), outputs::positionWithDuration.percent(1.0, 300ms).
namespace outputs {

struct Builder
{
    OutputType type;
    [[nodiscard]] ClientCommand steps(qint32 value) const { return ClientCommand::steps(type, value); }
    [[nodiscard]] ClientCommand percent(double fraction) const { return ClientCommand::percent(type, fraction); }
};

struct TimedBuilder
{
    OutputType type;
    using Duration = std::chrono::milliseconds;
    [[nodiscard]] ClientCommand steps(qint32 value, Duration duration) const
    {
        return ClientCommand::steps(type, value).within(duration);
    }
    [[nodiscard]] ClientCommand percent(double fraction, Duration duration) const
    {
        return ClientCommand::percent(type, fraction).within(duration);
    }
};

inline constexpr Builder vibrate{OutputType::Vibrate};
inline constexpr Builder rotate{OutputType::Rotate};
inline constexpr Builder oscillate{OutputType::Oscillate};
inline constexpr Builder constrict{OutputType::Constrict};
inline constexpr Builder temperature{OutputType::Temperature};
inline constexpr Builder led{OutputType::Led};
inline constexpr Builder spray{OutputType::Spray};
inline constexpr Builder position{OutputType::Position};
inline constexpr TimedBuilder hwPositionWithDuration{OutputType::HwPositionWithDuration};
inline constexpr TimedBuilder positionWithDuration = hwPositionWithDuration;

} // namespace outputs
} // namespace thrum
