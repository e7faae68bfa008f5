// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/cli/request.h"
#include "core/base/result.h"

namespace thrum {

/// The command line as it was typed.
struct Invocation
{
    CliRequest request;
    bool wantsHelp = false;
    bool wantsVersion = false;
};

/// Reads the arguments (the program's name first). What begins like a negative number is a value, not an option. Which
/// command it is and what that takes is not looked at. Every error names the option and what is allowed.
[[nodiscard]] Result<Invocation> readInvocation(const QStringList &arguments);

} // namespace thrum
