// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/v4/dialectv4.h"

#include "core/messages/framewriter.h"
#include "core/messages/v4/commandsv4.h"

namespace thrum {
namespace {

constexpr int majorVersion = 4;
constexpr int minorVersion = 0;

void writeEnds(FrameWriter &frame, const Range &range)
{
    frame.number(range.low);
    frame.number(range.high);
}

void writeRange(FrameWriter &frame, QStringView key, const Range &range)
{
    frame.beginArray(key);
    writeEnds(frame, range);
    frame.endArray();
}

void writeOutputs(FrameWriter &frame, const QList<Output> &outputs)
{
    frame.beginObject(u"Output");
    for (const Output &output : outputs) {
        frame.beginObject(outputTypeName(output.type));
        writeRange(frame, u"Value", output.value);
        if (output.duration)
            writeRange(frame, u"Duration", *output.duration);
        frame.endObject();
    }
    frame.endObject();
}

bool isUsable(const Input &input)
{
    return input.canRead || input.canSubscribe;
}

void writeInputs(FrameWriter &frame, const QList<Input> &inputs)
{
    frame.beginObject(u"Input");
    for (const Input &input : inputs) {
        if (!isUsable(input))
            continue;
        frame.beginObject(inputTypeName(input.type));
        frame.beginArray(u"Value");
        for (const Range &range : input.value) {
            frame.beginArray();
            writeEnds(frame, range);
            frame.endArray();
        }
        frame.endArray();
        frame.beginArray(u"Command");
        if (input.canRead)
            frame.text(u"Read");
        if (input.canSubscribe)
            frame.text(u"Subscribe");
        frame.endArray();
        frame.endObject();
    }
    frame.endObject();
}

void writeFeature(FrameWriter &frame, const Feature &feature)
{
    const bool hasInputs = std::any_of(feature.inputs.begin(), feature.inputs.end(), isUsable);
    if (feature.outputs.isEmpty() && !hasInputs)
        return;
    frame.beginObject(QString::number(feature.index));
    frame.number(u"FeatureIndex", feature.index);
    frame.text(u"FeatureDescription", feature.description);
    // Some client libraries read this name by mistake; the others let extra keys of a feature pass.
    frame.text(u"FeatureDescriptor", feature.description);
    if (!feature.outputs.isEmpty())
        writeOutputs(frame, feature.outputs);
    if (hasInputs)
        writeInputs(frame, feature.inputs);
    frame.endObject();
}

// No keys beyond these: clients that check against the schema would drop the whole list.
void writeDevice(FrameWriter &frame, const DeviceInfo &device)
{
    frame.beginObject(QString::number(device.index));
    frame.number(u"DeviceIndex", device.index);
    frame.text(u"DeviceName", device.name);
    if (!device.displayName.isEmpty())
        frame.text(u"DeviceDisplayName", device.displayName);
    frame.number(u"DeviceMessageTimingGap", device.messageGapMs);
    frame.beginObject(u"DeviceFeatures");
    for (const Feature &feature : device.features)
        writeFeature(frame, feature);
    frame.endObject();
    frame.endObject();
}

} // namespace

DialectV4::DialectV4()
    : Dialect(Traits{majorVersion, false})
{}

Decoded<Request> DialectV4::decode(const Envelope &message, const DeviceMap &)
{
    if (message.name == "OutputCmd")
        return v4::decodeOutput(message);
    if (message.name == "InputCmd")
        return v4::decodeInput(message);
    if (message.name == "StopCmd")
        return v4::decodeStop(message);
    if (message.name == "Disconnect")
        return request::Disconnect{};
    if (const auto common = decodeCommonRequest(message.name))
        return *common;
    return refuseUnknownMessage(message.name, version());
}

QString DialectV4::serverInfo(quint32 id, const ServerFacts &facts) const
{
    FrameWriter frame(u"ServerInfo", id);
    frame.text(u"ServerName", facts.name);
    frame.number(u"ProtocolVersionMajor", majorVersion);
    frame.number(u"ProtocolVersionMinor", minorVersion);
    frame.number(u"MaxPingTime", facts.maxPingTimeMs);
    return frame.finish();
}

QString DialectV4::deviceList(quint32 id, const DeviceMap &devices) const
{
    FrameWriter frame(u"DeviceList", id);
    frame.beginObject(u"Devices");
    for (const auto &[index, device] : devices)
        writeDevice(frame, *device);
    frame.endObject();
    return frame.finish();
}

QString DialectV4::deviceAdded(const DeviceInfo &, const DeviceMap &devices) const
{
    return deviceList(0, devices);
}

QString DialectV4::deviceRemoved(DeviceIndex, const DeviceMap &devices) const
{
    return deviceList(0, devices);
}

QString DialectV4::inputReading(quint32 id, const request::ReadInput &asked, qint32 value) const
{
    FrameWriter frame(u"InputReading", id);
    frame.number(u"DeviceIndex", asked.input.device);
    frame.number(u"FeatureIndex", asked.input.feature);
    frame.beginObject(u"Reading");
    frame.beginObject(asked.typeWord);
    frame.number(u"Value", value);
    frame.endObject();
    frame.endObject();
    return frame.finish();
}

} // namespace thrum
