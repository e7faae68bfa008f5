// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/declarative/endpointuses.h"
#include "devices/protocol/script.h"

namespace thrum {

/// How a family of devices tells which model it is, where that is not its advertised name: "identify" in "speak".
struct Identification
{
    enum class Format {
        Hex,   ///< all bytes in lower-case hex without spaces
        U32Be, ///< four bytes, the highest first, as decimal text; "0" for any other length
    };

    Endpoint endpoint = Endpoint::RxBleModel;
    Format format = Format::Hex;
    /// The payload of the first manufacturer record decides if there is any; then nothing is read.
    bool manufacturerFirst = false;

    /// Problems go where the reader's go.
    [[nodiscard]] static Identification read(JsonReader &reader, EndpointUses &uses);

    [[nodiscard]] QString decode(const QByteArray &bytes) const;
    /// The identifier of a connected device; fails when the device cannot be read.
    [[nodiscard]] Script<QString> run(Candidate candidate) const;
};

} // namespace thrum
