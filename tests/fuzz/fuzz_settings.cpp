// SPDX-License-Identifier: BSD-3-Clause
#include "core/settings/settingsfile.h"
#include "tests/fuzz/fuzztarget.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace thrum;

// A settings file is read, written back and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QTemporaryDir folder;
    SettingsFile settings(folder.path());
    {
        QFile file(settings.path());
        fuzz::require(file.open(QIODevice::WriteOnly), file.errorString());
        file.write(fuzz::bytesOf(data, size));
    }
    const SettingsFile::Loaded loaded = settings.load();
    if (!loaded.setAsideAs.isEmpty()) {
        QFile kept(QDir(folder.path()).filePath(loaded.setAsideAs));
        fuzz::require(kept.open(QIODevice::ReadOnly) && kept.readAll() == fuzz::bytesOf(data, size),
                      QStringLiteral("an unreadable file is kept as it was"));
        fuzz::require(!loaded.problems.isEmpty(), QStringLiteral("who sets a file aside says why"));
    }
    const Result<void> saved = settings.save(loaded.settings);
    fuzz::require(saved.has_value(), saved ? QString() : saved.error().text());
    SettingsFile again(folder.path());
    fuzz::require(again.load().settings == loaded.settings, QStringLiteral("what was written is read"));
    return 0;
}
