// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/legacydialect.h"

namespace thrum {

/// Spec version 3: every output by position and type, sensors by position.
class DialectV3 final : public LegacyDialect
{
public:
    DialectV3();
    [[nodiscard]] QString inputReading(quint32 id, const request::ReadInput &asked, qint32 value) const override;

private:
    void writeMessages(FrameWriter &frame, const LegacyAttributes &attributes) const override;
    void writeDetails(FrameWriter &frame, const DeviceInfo &device) const override;
};

} // namespace thrum
