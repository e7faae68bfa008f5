// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"

#include <QFileSystemWatcher>

namespace thrum {

/// Watches the folder of the user's own brand files, also while it does not exist yet.
///
/// Thread: that of the object. The clock must outlive it.
class UserBrandFolder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UserBrandFolder)
public:
    /// The folder "devices" below `configDir`.
    UserBrandFolder(const QString &configDir, Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] const QString &path() const { return m_path; }

Q_SIGNALS:
    /// Files came, went or changed; told once for changes that come together, since editors write in several steps.
    void changed();

private:
    void watch();
    void onChanged();

    QString m_configDir;
    QString m_path;
    QFileSystemWatcher m_watcher;
    Clock &m_clock;
    std::unique_ptr<Alarm> m_alarm;
};

} // namespace thrum
