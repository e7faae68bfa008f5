// SPDX-License-Identifier: BSD-3-Clause
#include "core/settings/settingsfile.h"

#include <QDir>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace thrum;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestSettingsFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void missingFileGivesDefaults()
    {
        const QTemporaryDir folder;
        SettingsFile file(folder.path());
        const auto loaded = file.load();
        QCOMPARE(loaded.settings, Settings{});
        QVERIFY(loaded.problems.isEmpty());
    }

    void whatIsSavedIsLoadedAgain()
    {
        const QTemporaryDir folder;
        Settings settings;
        settings.server.port = 4321;
        settings.server.maxPingTimeMs = 900;
        settings.server.connect = {QStringLiteral("ws://127.0.0.1:54321"), QStringLiteral("wss://example.org/a")};
        settings.devices << KnownDevice{{QStringLiteral("AA"), QStringLiteral("p"), QStringLiteral("m ")},
                                        7,
                                        QStringLiteral("Toy"),
                                        QStringLiteral("Mine"),
                                        QStringLiteral("bluetooth"),
                                        12345678901};
        settings.enabledFamilies = {QStringLiteral("dg-lab-coyote-v3"), QStringLiteral("estim-2b")};
        QVERIFY(SettingsFile(folder.filePath(QStringLiteral("new/deep"))).save(settings));
        SettingsFile again(folder.filePath(QStringLiteral("new/deep")));
        QCOMPARE(again.load().settings, settings);
    }

    void appsToDialMustAllBeAddresses_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::newRow("no list") << QByteArray("\"ws://127.0.0.1:1\"");
        QTest::newRow("no text") << QByteArray("[1]");
        QTest::newRow("no WebSocket") << QByteArray("[\"ws://127.0.0.1:1\", \"http://127.0.0.1:1\"]");
    }

    void appsToDialMustAllBeAddresses()
    {
        QFETCH(QByteArray, list);
        const QTemporaryDir folder;
        SettingsFile file(folder.path());
        write(file.path(), "{\"server\":{\"connect\":" + list + "}}");
        const auto loaded = file.load();
        QCOMPARE(loaded.settings.server.connect, QStringList());
        QCOMPARE(loaded.problems.size(), 1);
        QVERIFY(loaded.problems.at(0).where.endsWith(QStringLiteral("$.server.connect")));
    }

    void aListOfFamiliesThatCannotBeReadSwitchesNothingOn_data()
    {
        QTest::addColumn<QByteArray>("list");
        QTest::newRow("no list") << QByteArray("\"estim-2b\"");
        QTest::newRow("a switch") << QByteArray("true");
        QTest::newRow("no text in it") << QByteArray("[\"estim-2b\", 1]");
        QTest::newRow("an empty name") << QByteArray("[\"estim-2b\", \"\"]");
    }

    void aListOfFamiliesThatCannotBeReadSwitchesNothingOn()
    {
        QFETCH(QByteArray, list);
        const QTemporaryDir folder;
        SettingsFile file(folder.path());
        write(file.path(), "{\"enabledFamilies\":" + list + ",\"server\":{\"port\":7}}");
        const auto loaded = file.load();
        QCOMPARE(loaded.settings.enabledFamilies, QStringList());
        QCOMPARE(loaded.settings.server.port, quint16(7));
        QCOMPARE(loaded.problems.size(), 1);
        QVERIFY(loaded.problems.at(0).where.endsWith(QStringLiteral("$.enabledFamilies")));
    }

    void unknownFieldsAreKept()
    {
        const QTemporaryDir folder;
        SettingsFile file(folder.path());
        write(
            file.path(),
            R"({"later":{"a":[1,2]},"server":{"port":9,"tls":true},"devices":[{"address":"AA","protocol":"p","model":"m","index":1,"colour":"red"}]})");
        Settings settings = file.load().settings;
        settings.server.port = 10;
        settings.devices[0].displayName = QStringLiteral("x");
        QVERIFY(file.save(settings));
        const QJsonObject root = QJsonDocument::fromJson(readAll(file.path())).object();
        QCOMPARE(root.value(u"later").toObject().value(u"a").toArray().size(), 2);
        QCOMPARE(root.value(u"server").toObject().value(u"tls").toBool(), true);
        QCOMPARE(root.value(u"server").toObject().value(u"port").toInt(), 10);
        QCOMPARE(root.value(u"devices").toArray().at(0).toObject().value(u"colour").toString(), QStringLiteral("red"));
    }

    void brokenFileIsKeptUnderAnotherName_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("cut off") << QByteArray("{\"server\":{\"port\":");
        QTest::newRow("not an object") << QByteArray("[1]");
        QTest::newRow("rubbish") << QByteArray("\x00\xff\xfe", 3);
        QTest::newRow("empty") << QByteArray();
    }
    void brokenFileIsKeptUnderAnotherName()
    {
        QFETCH(QByteArray, bytes);
        const QTemporaryDir folder;
        SettingsFile file(folder.path());
        write(file.path(), bytes);
        const auto loaded = file.load();
        QCOMPARE(loaded.settings, Settings{});
        QCOMPARE(readAll(loaded.setAsideAs), bytes);
        QVERIFY(loaded.setAsideAs.contains(QStringLiteral(".bad-")));
        QCOMPARE(loaded.problems.size(), 1);
        QVERIFY(loaded.problems.at(0).text().contains(loaded.setAsideAs));
        QVERIFY(file.save(Settings{}));
        QVERIFY(QFile::exists(loaded.setAsideAs));
    }

    void wrongFieldFallsBackAndIsNamed()
    {
        const QTemporaryDir folder;
        SettingsFile file(folder.path());
        write(
            file.path(),
            R"({"server":{"port":70000,"name":"x"},"devices":[{"address":""},{"address":"A","protocol":"p","index":2}]})");
        const auto loaded = file.load();
        QCOMPARE(loaded.settings.server.port, quint16(12345));
        QCOMPARE(loaded.settings.server.name, QStringLiteral("x"));
        QCOMPARE(loaded.settings.devices.size(), 1);
        QCOMPARE(loaded.problems.size(), 2);
        QVERIFY(loaded.problems.at(0).where.endsWith(QStringLiteral("$.server.port")));
        QVERIFY(loaded.problems.at(1).where.endsWith(QStringLiteral("$.devices[0]")));
    }

    void aTimeThatNoClockCanShowReadsAsNever_data()
    {
        QTest::addColumn<QByteArray>("time");
        QTest::addColumn<qint64>("seen");
        QTest::newRow("a time") << QByteArray("1795555024121") << qint64(1795555024121);
        QTest::newRow("astronomic") << QByteArray("1.7e130") << qint64(0);
        QTest::newRow("just beyond 64 bits") << QByteArray("9223372036854775808") << qint64(0);
        QTest::newRow("before the beginning") << QByteArray("-1") << qint64(0);
        QTest::newRow("a text") << QByteArray("\"yesterday\"") << qint64(0);
    }
    void aTimeThatNoClockCanShowReadsAsNever()
    {
        QFETCH(QByteArray, time);
        QFETCH(qint64, seen);
        const QTemporaryDir folder;
        SettingsFile file(folder.path());
        write(file.path(), R"({"devices":[{"address":"A","protocol":"p","index":2,"lastSeen":)" + time + "}]}");
        const auto loaded = file.load();
        QCOMPARE(loaded.settings.devices.size(), 1);
        QCOMPARE(loaded.settings.devices.at(0).lastSeenMs, seen);
    }

    void fileIsReplacedAsAWhole()
    {
        const QTemporaryDir folder;
        SettingsFile file(folder.path());
        QVERIFY(file.save(Settings{}));
        const QByteArray before = readAll(file.path());
        // Whoever has the old one open goes on reading the old one: it was not written into.
        QFile old(file.path());
        QVERIFY(old.open(QIODevice::ReadOnly));
        Settings settings;
        settings.server.name = QStringLiteral("Quay");
        QVERIFY(file.save(settings));
        QCOMPARE(old.readAll(), before);
        QVERIFY(readAll(file.path()).contains("Quay"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList{QStringLiteral("settings.json")});
    }

    void sameSettingsAreNotWrittenAgain()
    {
        const QTemporaryDir folder;
        SettingsFile file(folder.path());
        QVERIFY(file.save(Settings{}));
        QVERIFY(QFile::remove(file.path()));
        QVERIFY(file.save(Settings{}));
        QVERIFY(!QFile::exists(file.path()));
    }

    void folderThatCannotBeMadeIsNamed()
    {
        const QTemporaryDir folder;
        write(folder.filePath(QStringLiteral("file")), "x");
        SettingsFile file(folder.filePath(QStringLiteral("file/below")));
        const Result<void> saved = file.save(Settings{});
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::Io);
        QVERIFY(saved.error().text().contains(folder.filePath(QStringLiteral("file/below"))));
    }

    void secondBrokenFileDoesNotReplaceTheFirst()
    {
        const QTemporaryDir folder;
        QStringList kept;
        for (const char *bytes : {"first", "second", "third"}) {
            SettingsFile file(folder.path());
            write(file.path(), bytes);
            kept << file.load().setAsideAs;
            QCOMPARE(readAll(kept.constLast()), QByteArray(bytes));
        }
        QCOMPARE(kept.removeDuplicates(), 0);
        QCOMPARE(readAll(kept.constFirst()), QByteArray("first"));
    }
};

QTEST_GUILESS_MAIN(TestSettingsFile)
#include "tst_settingsfile.moc"
