// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/checkedfactory.h"

namespace thrum {

Result<std::unique_ptr<Protocol>> CheckedFactory::create(const ProtocolModel &model) const
{
    const QList<Error> problems = check(model);
    if (!problems.isEmpty())
        return tl::unexpected<Error>(problems.constFirst());
    return make(model);
}

} // namespace thrum
