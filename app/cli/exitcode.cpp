// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/exitcode.h"

namespace thrum {

ExitCode exitCodeOf(const ClientError &error)
{
    switch (error.kind()) {
    case ClientError::Kind::Timeout: return ExitCode::Timeout;
    case ClientError::Kind::NotConnected:
    case ClientError::Kind::CouldNotConnect:
    case ClientError::Kind::ChannelClosed: return ExitCode::NoConnection;
    default: return ExitCode::Refused;
    }
}

} // namespace thrum
