// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "core/settings/settings.h"

#include <QJsonObject>

namespace thrum {

/// The only reader and writer of the settings file (JSON, settings.json in the configuration folder).
///
/// Fields it does not know are kept when it writes. A file it cannot read is renamed to a name that says so, never
/// deleted, and defaults are used. Writing is atomic. Plain value, any one thread.
class SettingsFile final
{
public:
    explicit SettingsFile(QString folder);

    struct Loaded
    {
        Settings settings;
        /// Under which name an unreadable file was kept; empty when there was none.
        QString setAsideAs;
        /// What was wrong with it, or with single fields that fell back to their defaults.
        QList<Error> problems;
    };

    /// Reads the file; a missing one gives defaults.
    [[nodiscard]] Loaded load();
    /// Writes the settings beside the unknown fields that load() found. Does nothing when nothing changed.
    [[nodiscard]] Result<void> save(const Settings &settings);
    [[nodiscard]] QString path() const;

private:
    [[nodiscard]] QString setAside() const;

    QString m_folder;
    QJsonObject m_raw;
    std::optional<Settings> m_saved;
};

} // namespace thrum
