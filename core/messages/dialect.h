// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/envelope.h"
#include "core/messages/message.h"
#include "core/model/deviceinfo.h"

#include <map>
#include <memory>

namespace thrum {

/// The connected devices by index, as sessions were told of them.
using DeviceMap = std::map<DeviceIndex, DeviceInfoPtr>;

/// What ServerInfo tells.
struct ServerFacts
{
    QString name;
    quint32 maxPingTimeMs = 0;
};

/// One spec version's wording: its JSON to canonical requests, canonical replies and events to its JSON. Everything that
/// a version does differently is behind this; nothing else in the program asks for versions.
///
/// Thread: the engine thread; one object a session, owned by it. All frames it makes hold one message; an empty one means
/// that the version has no words for it.
class Dialect
{
    Q_DISABLE_COPY_MOVE(Dialect)
public:
    struct Traits
    {
        int version = 0;
        /// ScanningFinished follows a StopScanning too (spec section 7.1).
        bool tellsScanEndAfterStop = false;
    };

    explicit Dialect(Traits traits)
        : m_traits(traits)
    {}
    virtual ~Dialect() = default;

    [[nodiscard]] int version() const { return m_traits.version; }
    [[nodiscard]] bool tellsScanEndAfterStop() const { return m_traits.tellsScanEndAfterStop; }

    /// Reads a message that has a valid Id. A refusal of code Message is about its shape, one of code Device about what
    /// it addresses; devices, features and ranges that the device port checks anyway are left to it.
    [[nodiscard]] virtual Decoded<Request> decode(const Envelope &message, const DeviceMap &devices) = 0;
    [[nodiscard]] virtual QString serverInfo(quint32 id, const ServerFacts &facts) const = 0;
    [[nodiscard]] virtual QString deviceList(quint32 id, const DeviceMap &devices) const = 0;
    /// The events of one device more or one less; `devices` is the whole list afterwards.
    [[nodiscard]] virtual QString deviceAdded(const DeviceInfo &added, const DeviceMap &devices) const = 0;
    [[nodiscard]] virtual QString deviceRemoved(DeviceIndex removed, const DeviceMap &devices) const = 0;
    /// Events of devices are whole lists, so that the newest one says all that earlier ones said.
    [[nodiscard]] virtual bool tellsWholeLists() const { return false; }
    /// The reply to the request `asked` with its Id, or with Id 0 the event of that subscription.
    [[nodiscard]] virtual QString inputReading(quint32 id, const request::ReadInput &asked, qint32 value) const = 0;

private:
    Traits m_traits;
};

/// The dialect of a spec version, 0 to 4; null for any other.
[[nodiscard]] std::unique_ptr<Dialect> makeDialect(int version);

/// Requests that every version words alike: Ping, StartScanning, StopScanning, RequestDeviceList.
[[nodiscard]] std::optional<Request> decodeCommonRequest(std::string_view name);
/// The refusal of a message that the version does not have.
[[nodiscard]] tl::unexpected<MessageError> refuseUnknownMessage(std::string_view name, int version);

} // namespace thrum
