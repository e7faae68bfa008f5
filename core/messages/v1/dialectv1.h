// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/legacydialect.h"

namespace thrum {

/// Spec version 1: vibrators, rotators and linear actuators by position, with their number only.
class DialectV1 final : public LegacyDialect
{
public:
    DialectV1();

private:
    void writeMessages(FrameWriter &frame, const LegacyAttributes &attributes) const override;
};

} // namespace thrum
