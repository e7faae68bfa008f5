// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>

namespace thrum {

/// What kind of failure an Error is. Callers branch on it; people read Error::text().
enum class ErrorCode {
    InvalidData,  ///< a frame, file or answer does not have the form it must have
    NotFound,     ///< no such device, feature, endpoint, file
    Unsupported,  ///< it exists but cannot do this
    OutOfRange,   ///< a number outside its announced range
    Busy,         ///< in use by something else: a port, a device
    Timeout,      ///< no answer within the deadline
    Disconnected, ///< the link is gone
    Refused,      ///< the other side or the user's settings say no
    Io,           ///< reading or writing failed below us
    Internal      ///< our own mistake
};

/// A failure as a value. `where` names the place (file and JSON path, endpoint, setting), `detail` is one plain
/// English sentence that says what is wrong and what to do.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString where;
    QString detail;

    /// "where: detail", or the detail alone.
    [[nodiscard]] QString text() const;
    friend bool operator==(const Error &, const Error &) = default;
};

} // namespace thrum
