// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/ids.h"
#include "core/model/inputtype.h"
#include "core/model/outputtype.h"

#include <QList>

namespace thrum {

/// An inclusive range of steps. low is 0, or -high for outputs that go both ways.
struct Range
{
    qint32 low = 0;
    qint32 high = 0;

    [[nodiscard]] constexpr bool contains(qint64 value) const { return value >= low && value <= high; }
    [[nodiscard]] constexpr bool isTwoWay() const { return low < 0; }
    friend bool operator==(const Range &, const Range &) = default;
};

/// One way of driving a feature.
struct Output
{
    OutputType type = OutputType::Vibrate;
    Range value;
    /// Milliseconds; only for HwPositionWithDuration, and always there.
    std::optional<Range> duration;
    friend bool operator==(const Output &, const Output &) = default;
};

/// One thing a feature can measure.
struct Input
{
    InputType type = InputType::Battery;
    /// One range per component of a reading.
    QList<Range> value;
    bool canRead = false;
    bool canSubscribe = false;
    friend bool operator==(const Input &, const Input &) = default;
};

/// One mechanism of a device: a motor, a pump, a cell (spec v4 section 4.1).
struct Feature
{
    FeatureIndex index = 0;
    QString description;
    QList<Output> outputs;
    QList<Input> inputs;

    [[nodiscard]] const Output *output(OutputType type) const;
    [[nodiscard]] const Input *input(InputType type) const;
    /// The output a stop sets to zero, or null for a feature that has only positions or none.
    [[nodiscard]] const Output *stoppableOutput() const;
    friend bool operator==(const Feature &, const Feature &) = default;
};

} // namespace thrum
