// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/userbrandfolder.h"

#include <QDir>
#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcUserFiles, "thrum.assembly")

constexpr milliseconds settleTime{200};

} // namespace

UserBrandFolder::UserBrandFolder(const QString &configDir, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_configDir(configDir)
    , m_path(QDir(configDir).filePath(QStringLiteral("devices")))
    , m_clock(clock)
    , m_alarm(clock.makeAlarm([this] {
        watch();
        Q_EMIT changed();
    }))
{
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, &UserBrandFolder::onChanged);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &UserBrandFolder::onChanged);
    watch();
}

// A file that was replaced, as atomic writes do, is not watched any more; what does not exist cannot be, so its parent is.
void UserBrandFolder::watch()
{
    QStringList paths{m_configDir, m_path};
    const QDir folder(m_path);
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files);
    for (const QString &name : names)
        paths << folder.filePath(name);
    const QStringList already = m_watcher.directories() + m_watcher.files();
    for (const QString &path : std::as_const(paths)) {
        if (!already.contains(path) && QFileInfo::exists(path) && !m_watcher.addPath(path))
            qCWarning(lcUserFiles).noquote() << path << "cannot be watched; changes there are seen at the next start";
    }
}

void UserBrandFolder::onChanged()
{
    watch();
    m_alarm->set(m_clock.now() + settleTime);
}

} // namespace thrum
