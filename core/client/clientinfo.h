// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/feature.h"

#include <QStringList>

#include <algorithm>
#include <chrono>
#include <map>

namespace thrum {

/// What a server says about itself (spec section 2.3).
struct ClientServerInfo
{
    QString name;
    quint32 majorVersion = 0;
    quint32 minorVersion = 0;
    /// How long the server waits for a Ping; 0: it wants none.
    std::chrono::milliseconds maxPingTime{0};
    friend bool operator==(const ClientServerInfo &, const ClientServerInfo &) = default;
};

/// One way of driving a feature, as the server offers it (spec section 4.4).
struct ClientOutputInfo
{
    OutputType type = OutputType::Vibrate;
    /// The server's word for it, which commands repeat.
    QString word;
    /// Inclusive range of steps; below 0 for outputs that go both ways.
    Range value;
    /// Milliseconds; only HwPositionWithDuration has it.
    std::optional<Range> duration;
    friend bool operator==(const ClientOutputInfo &, const ClientOutputInfo &) = default;
};

/// One thing a feature can measure, as the server offers it (spec section 4.5).
struct ClientInputInfo
{
    /// Wider than Range, because sensors have unsigned values of 32 bits.
    struct ValueRange
    {
        qint64 low = 0;
        qint64 high = 0;
        friend bool operator==(const ValueRange &, const ValueRange &) = default;
    };

    InputType type = InputType::Battery;
    /// The server's word for it ("RSSI" or "Rssi"), which commands repeat.
    QString word;
    /// One for each component of a reading.
    QList<ValueRange> values;
    bool canRead = false;
    bool canSubscribe = false;
    friend bool operator==(const ClientInputInfo &, const ClientInputInfo &) = default;
};

/// One mechanism of a device.
struct ClientFeatureInfo
{
    FeatureIndex index = 0;
    QString description;
    QList<ClientOutputInfo> outputs;
    QList<ClientInputInfo> inputs;
    /// Types that this library does not know or cannot make sense of, by name, for display.
    QStringList otherOutputs;
    QStringList otherInputs;

    /// Null when there is none.
    [[nodiscard]] const ClientOutputInfo *output(OutputType type) const { return find(outputs, type); }
    [[nodiscard]] const ClientInputInfo *input(InputType type) const { return find(inputs, type); }
    friend bool operator==(const ClientFeatureInfo &, const ClientFeatureInfo &) = default;

private:
    template<class List, class Type>
    static auto find(const List &list, Type type) -> const typename List::value_type *
    {
        const auto found = std::find_if(list.cbegin(), list.cend(),
                                        [type](const auto &one) { return one.type == type; });
        return found == list.cend() ? nullptr : &*found;
    }
};

/// One device of the server's list (spec section 4.1).
struct ClientDeviceInfo
{
    DeviceIndex index = 0;
    QString name;
    /// The user's own name, empty when there is none.
    QString displayName;
    /// Smallest time between two writes, which the server keeps to by itself.
    std::chrono::milliseconds messageTimingGap{0};
    /// In rising order of index.
    QList<ClientFeatureInfo> features;

    /// Whether the other describes the same hardware in the same place: all but the display name and the gap are alike.
    [[nodiscard]] bool isSameDevice(const ClientDeviceInfo &other) const
    {
        return index == other.index && name == other.name && features == other.features;
    }
    friend bool operator==(const ClientDeviceInfo &, const ClientDeviceInfo &) = default;
};

using ClientDeviceInfos = std::map<DeviceIndex, ClientDeviceInfo>;

} // namespace thrum
