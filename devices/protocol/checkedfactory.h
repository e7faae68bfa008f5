// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/factory.h"

namespace thrum {

/// A factory whose protocols are only ever made for models that have passed its check().
class CheckedFactory : public ProtocolFactory
{
public:
    /// Fails with the first of check()'s problems.
    [[nodiscard]] Result<std::unique_ptr<Protocol>> create(const ProtocolModel &model) const final;

private:
    /// The model has passed check().
    [[nodiscard]] virtual Result<std::unique_ptr<Protocol>> make(const ProtocolModel &model) const = 0;
};

} // namespace thrum
