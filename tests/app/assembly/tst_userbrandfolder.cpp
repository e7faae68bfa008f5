// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/assembly.h"
#include "app/assembly/userbrandfolder.h"
#include "core/base/steadyclock.h"

#include <QDir>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace thrum::test {
namespace {

// As a text editor does: whole, under another name, then in place of the old one.
bool writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

} // namespace

/// The user's own brand files, while the program runs.
class UserBrandFolderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreTold();
    void mistakesAreNoticesUntilTheyAreMended();
};

void UserBrandFolderTest::changesAreTold()
{
    const QTemporaryDir config;
    SteadyClock clock;
    UserBrandFolder folder(config.path(), clock);
    QSignalSpy changed(&folder, &UserBrandFolder::changed);
    QVERIFY(QDir(config.path()).mkdir(QStringLiteral("devices")));
    QTRY_COMPARE(changed.size(), 1);
    QVERIFY(writeFile(folder.path() + QStringLiteral("/one.json"), "{}"));
    QTRY_COMPARE(changed.size(), 2);
    QVERIFY(writeFile(folder.path() + QStringLiteral("/one.json"), "{ }"));
    QTRY_COMPARE(changed.size(), 3);
    QVERIFY(QFile::remove(folder.path() + QStringLiteral("/one.json")));
    QTRY_COMPARE(changed.size(), 4);
}

void UserBrandFolderTest::mistakesAreNoticesUntilTheyAreMended()
{
    const QTemporaryDir config;
    QVERIFY(QDir(config.path()).mkdir(QStringLiteral("devices")));
    CommandLine wishes;
    wishes.usesNetwork = false;
    wishes.configDir = config.path();
    wishes.backends = {QStringLiteral("simulated")};
    Assembly assembly(wishes);
    SnapshotPtr snapshot;
    connect(&assembly, &Assembly::snapshotChanged, this, [&](const SnapshotPtr &latest) { snapshot = latest; });
    assembly.start();
    QTRY_VERIFY(snapshot);
    QVERIFY(snapshot->notices.isEmpty());
    const QString file = config.path() + QStringLiteral("/devices/acme.json");
    QVERIFY(writeFile(file, R"({ "brand": "Acme", "nmae": "acme" })"));
    QTRY_VERIFY(!snapshot->notices.isEmpty());
    QCOMPARE(snapshot->notices.constFirst().kind, Notice::Kind::BrandFileRefused);
    QVERIFY(snapshot->notices.constFirst().detail.contains(u"acme.json"));
    QVERIFY(writeFile(file, R"({ "brand": "Acme", "name": "acme", "protocol": "template",
        "find": [{ "ble": { "names": ["Acme"], "services": { "fff0": { "tx": "fff1" } } } }],
        "default": { "name": "Acme", "features": [{ "vibrate": [0, 9], "send": "01 {value}" }] } })"));
    QTRY_VERIFY(snapshot->notices.isEmpty());
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::UserBrandFolderTest)
#include "tst_userbrandfolder.moc"
