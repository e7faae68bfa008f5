// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QtGlobal>

namespace thrum {

/// The speed byte of devices that are told where to go and how fast, worked out from way and time in real numbers:
///
///     byte = factor * (duration * travel / way / time) ^ exponent
///
/// without its fraction and at most `max`. `duration * travel / way` is how long a way of `travel` steps takes at the
/// speed that is wanted.
struct TravelSpeed
{
    /// Steps.
    double travel = 1;
    /// Milliseconds.
    double time = 1;
    double factor = 1;
    /// Below 0: the longer it takes, the slower.
    double exponent = -1;
    int max = 255;
    /// The byte where there is no way to go.
    int still = 0;

    /// Milliseconds for the way; 0 gives `max`.
    [[nodiscard]] int byteFor(qint32 from, qint32 to, quint32 durationMs) const;
};

} // namespace thrum
