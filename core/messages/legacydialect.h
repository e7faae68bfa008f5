// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/framewriter.h"
#include "core/messages/legacyattributes.h"

#include <span>

namespace thrum {

/// What a decoder of an old message works with.
struct LegacyCall
{
    const Envelope &message;
    const DeviceMap &devices;
    LegacyDevices &attributes;

    /// The attributes, or code 4.
    [[nodiscard]] Decoded<const LegacyAttributes *> device(DeviceIndex index) const;
};

/// One client message of an old version.
struct LegacyMessage
{
    std::string_view name;
    Decoded<Request> (*decode)(const LegacyCall &call);
};

/// What spec v0 to v3 have in common: devices are announced one by one, in lists of messages with attributes.
class LegacyDialect : public Dialect
{
public:
    enum class ServerNumbers { Sent, NotSent };

    [[nodiscard]] Decoded<Request> decode(const Envelope &message, const DeviceMap &devices) final;
    [[nodiscard]] QString serverInfo(quint32 id, const ServerFacts &facts) const final;
    [[nodiscard]] QString deviceList(quint32 id, const DeviceMap &devices) const final;
    [[nodiscard]] QString deviceAdded(const DeviceInfo &added, const DeviceMap &devices) const final;
    [[nodiscard]] QString deviceRemoved(DeviceIndex removed, const DeviceMap &devices) const final;
    [[nodiscard]] QString inputReading(quint32 id, const request::ReadInput &asked, qint32 value) const override;

protected:
    /// `messages`: everything besides the requests that all versions have; of static duration.
    LegacyDialect(int version, std::span<const LegacyMessage> messages, ServerNumbers numbers);

private:
    /// The DeviceMessages of one device.
    virtual void writeMessages(FrameWriter &frame, const LegacyAttributes &attributes) const = 0;
    /// Further fields of one device; none by default.
    virtual void writeDetails(FrameWriter &frame, const DeviceInfo &device) const;
    void writeDevice(FrameWriter &frame, const DeviceInfo &device) const;

    std::span<const LegacyMessage> m_messages;
    ServerNumbers m_numbers;
    LegacyDevices m_attributes;
};

} // namespace thrum
