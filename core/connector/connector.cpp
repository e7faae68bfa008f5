// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/connector.h"

namespace thrum {

bool Connection::isTooBig(const QString &frame)
{
    // Three bytes are the most that one UTF-16 unit becomes.
    return frame.size() > maxFrameBytes || (3 * frame.size() > maxFrameBytes && frame.toUtf8().size() > maxFrameBytes);
}

QString Connection::tooBigText()
{
    return QStringLiteral("a message was larger than %1 bytes").arg(maxFrameBytes);
}

} // namespace thrum
