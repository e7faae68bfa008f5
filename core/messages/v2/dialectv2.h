// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/legacydialect.h"

namespace thrum {

/// Spec version 2: as v1 with step counts, and battery and signal strength as messages of their own.
class DialectV2 final : public LegacyDialect
{
public:
    DialectV2();
    [[nodiscard]] QString inputReading(quint32 id, const request::ReadInput &asked, qint32 value) const override;

private:
    void writeMessages(FrameWriter &frame, const LegacyAttributes &attributes) const override;
};

} // namespace thrum
