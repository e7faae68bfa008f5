// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/ids.h"
#include "devices/transport/endpoint.h"

#include <QByteArray>

#include <chrono>

namespace thrum {

enum class WriteMode { WithoutResponse, WithResponse };

/// One thing to do on a link. A plain value; a transport carries it out.
struct Operation
{
    enum class Kind { Write, Read, Subscribe, Unsubscribe };

    Kind kind = Kind::Write;
    Endpoint endpoint = Endpoint::Tx;
    /// Only for writes.
    QByteArray bytes = {};
    /// Only for writes; a characteristic that lacks this kind but has the other gets the other.
    WriteMode mode = WriteMode::WithoutResponse;

    [[nodiscard]] static Operation write(Endpoint endpoint, const QByteArray &bytes, WriteMode mode)
    {
        return {Kind::Write, endpoint, bytes, mode};
    }
    [[nodiscard]] static Operation read(Endpoint endpoint) { return {Kind::Read, endpoint}; }
    [[nodiscard]] static Operation subscribe(Endpoint endpoint) { return {Kind::Subscribe, endpoint}; }
    [[nodiscard]] static Operation unsubscribe(Endpoint endpoint) { return {Kind::Unsubscribe, endpoint}; }
    friend bool operator==(const Operation &, const Operation &) = default;
};

/// Writes of one protocol with the same key say the same thing anew: of several waiting ones only the newest is sent.
/// Up to 0xFFFF it is the feature index the write came from; protocols that pack several features into one packet use
/// sharedKey() numbers.
using MergeKey = quint32;

[[nodiscard]] constexpr MergeKey featureKey(FeatureIndex feature)
{
    return feature;
}
[[nodiscard]] constexpr MergeKey sharedKey(quint32 number)
{
    return 0x10000U + number;
}

/// What a protocol makes of an output value.
struct OutputWrite
{
    Operation operation;
    MergeKey key = 0;
    /// Not before this long after the command; a newer command of the same feature or key cancels it.
    std::chrono::milliseconds after{0};
    /// True for a write that changes something relative to before (a toggle) and so must not be dropped or merged.
    bool isToggle = false;
    friend bool operator==(const OutputWrite &, const OutputWrite &) = default;
};

} // namespace thrum
