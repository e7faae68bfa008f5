// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/declarative/endpointuses.h"
#include "devices/protocol/script.h"

#include <QRegularExpression>

namespace thrum {

/// How a family of devices tells which model it is, where that is not its advertised name: "identify" in "speak".
struct Identification
{
    enum class Format {
        Hex,   ///< all bytes in lower-case hex without spaces
        U32Be, ///< four bytes, the highest first, as decimal text; "0" for any other length
        Text,  ///< UTF-8 without its NULs; nothing for invalid or empty text
    };

    /// Nothing where the advertised name decides.
    std::optional<Endpoint> endpoint;
    Format format = Format::Hex;
    /// The payload of the first manufacturer record decides if there is any; then nothing is read.
    bool manufacturerFirst = false;
    /// The advertised name stands for a read that fails.
    bool elseName = false;
    /// Its first group is the identifier, where it matches; valid and with a group, or empty.
    QRegularExpression match;

    /// Problems go where the reader's go.
    [[nodiscard]] static Identification read(JsonReader &reader, EndpointUses &uses);

    /// What `match` leaves of a text; all of it where it does not match or its group is empty.
    [[nodiscard]] QString matched(const QString &text) const;
    /// The identifier in what was read; the advertised name where there is no text in it.
    [[nodiscard]] QString decode(const QByteArray &bytes, const QString &advertisedName) const;
    /// The identifier of a connected device; fails when the device cannot be read and nothing stands for that.
    [[nodiscard]] Script<QString> run(Candidate candidate) const;
};

} // namespace thrum
