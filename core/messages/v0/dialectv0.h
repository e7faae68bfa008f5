// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/legacydialect.h"

namespace thrum {

/// Spec version 0: message names without attributes; one speed for all motors.
class DialectV0 final : public LegacyDialect
{
public:
    DialectV0();

private:
    void writeMessages(FrameWriter &frame, const LegacyAttributes &attributes) const override;
};

} // namespace thrum
