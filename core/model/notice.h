// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>

namespace thrum {

/// Something the user must know until they dismiss it; windows translate it by kind.
struct Notice
{
    enum class Kind {
        SettingsFileSetAside, ///< detail: the name under which the unreadable file was kept
        SettingsNotSaved,     ///< detail: why
        BrandFileRefused,     ///< detail: file, path and what is wrong
        StopNotConfirmed      ///< detail: the device's name
    };

    Kind kind = Kind::SettingsNotSaved;
    QString detail;
    friend bool operator==(const Notice &, const Notice &) = default;
};

} // namespace thrum
