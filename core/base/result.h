// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace thrum {

/// Value or Error of every function that can fail. Declare such functions [[nodiscard]].
template<class T>
using Result = tl::expected<T, Error>;

/// Makes the failed side of any Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, const QString &detail, const QString &where = {})
{
    return tl::unexpected<Error>(Error{code, where, detail});
}

} // namespace thrum
