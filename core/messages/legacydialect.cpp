// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/legacydialect.h"

#include "core/model/version.h"

#include <QVersionNumber>

namespace thrum {

Decoded<const LegacyAttributes *> LegacyCall::device(DeviceIndex index) const
{
    const LegacyAttributes *found = attributes.find(index, devices);
    if (!found)
        return refuse(MessageErrorCode::Device, QStringLiteral("no device at index %1").arg(index));
    return found;
}

LegacyDialect::LegacyDialect(int version, std::span<const LegacyMessage> messages, ServerNumbers numbers)
    : Dialect(Traits{version, true})
    , m_messages(messages)
    , m_numbers(numbers)
{}

Decoded<Request> LegacyDialect::decode(const Envelope &message, const DeviceMap &devices)
{
    for (const LegacyMessage &known : m_messages) {
        if (known.name == message.name)
            return known.decode(LegacyCall{message, devices, m_attributes});
    }
    if (const auto common = decodeCommonRequest(message.name))
        return *common;
    return refuseUnknownMessage(message.name, version());
}

QString LegacyDialect::serverInfo(quint32 id, const ServerFacts &facts) const
{
    FrameWriter frame(u"ServerInfo", id);
    frame.text(u"ServerName", facts.name);
    if (m_numbers == ServerNumbers::Sent) {
        const QVersionNumber number = QVersionNumber::fromString(programVersion());
        frame.number(u"MajorVersion", number.majorVersion());
        frame.number(u"MinorVersion", number.minorVersion());
        frame.number(u"BuildVersion", number.microVersion());
    }
    // Old clients leave a server whose number is not their own.
    frame.number(u"MessageVersion", version());
    frame.number(u"MaxPingTime", facts.maxPingTimeMs);
    return frame.finish();
}

void LegacyDialect::writeDevice(FrameWriter &frame, const DeviceInfo &device) const
{
    frame.number(u"DeviceIndex", device.index);
    frame.text(u"DeviceName", device.name);
    writeDetails(frame, device);
    writeMessages(frame, LegacyAttributes::of(device));
}

void LegacyDialect::writeDetails(FrameWriter &, const DeviceInfo &) const {}

QString LegacyDialect::deviceList(quint32 id, const DeviceMap &devices) const
{
    FrameWriter frame(u"DeviceList", id);
    frame.beginArray(u"Devices");
    for (const auto &[index, device] : devices) {
        frame.beginObject();
        writeDevice(frame, *device);
        frame.endObject();
    }
    frame.endArray();
    return frame.finish();
}

QString LegacyDialect::deviceAdded(const DeviceInfo &added, const DeviceMap &) const
{
    FrameWriter frame(u"DeviceAdded", 0);
    writeDevice(frame, added);
    return frame.finish();
}

QString LegacyDialect::deviceRemoved(DeviceIndex removed, const DeviceMap &) const
{
    FrameWriter frame(u"DeviceRemoved", 0);
    frame.number(u"DeviceIndex", removed);
    return frame.finish();
}

QString LegacyDialect::inputReading(quint32, const request::ReadInput &, qint32) const
{
    return {};
}

} // namespace thrum
