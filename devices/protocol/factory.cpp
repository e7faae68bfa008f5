// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/factory.h"

namespace thrum {

Script<QString> ProtocolFactory::identify(Candidate candidate, QJsonObject) const
{
    co_return candidate.name;
}

} // namespace thrum
