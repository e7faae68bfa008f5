// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/dialect.h"

namespace thrum {

/// Spec version 4: outputs and inputs by feature index and type, whole numbers in announced ranges, and the whole device
/// list as the only device event.
class DialectV4 final : public Dialect
{
public:
    DialectV4();

    [[nodiscard]] Decoded<Request> decode(const Envelope &message, const DeviceMap &devices) override;
    [[nodiscard]] QString serverInfo(quint32 id, const ServerFacts &facts) const override;
    [[nodiscard]] QString deviceList(quint32 id, const DeviceMap &devices) const override;
    [[nodiscard]] QString deviceAdded(const DeviceInfo &added, const DeviceMap &devices) const override;
    [[nodiscard]] bool tellsWholeLists() const override { return true; }
    [[nodiscard]] QString deviceRemoved(DeviceIndex removed, const DeviceMap &devices) const override;
    [[nodiscard]] QString inputReading(quint32 id, const request::ReadInput &asked, qint32 value) const override;
};

} // namespace thrum
