// SPDX-License-Identifier: BSD-3-Clause
#include "core/settings/accessfields.h"
#include "core/settings/settingsfile.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

namespace thrum::test {
namespace {

AccessSettings example()
{
    AccessSettings access;
    access.allowOrigins = {QStringLiteral("https://*.example.org"), QStringLiteral("null")};
    access.token = QStringLiteral("open sesame");
    access.decisions = {{{QStringLiteral("https://a.test"), {}}, true},
                        {{{}, QStringLiteral("192.168.1.7")}, false},
                        {{QStringLiteral("https://a.test"), QStringLiteral("192.168.1.7")}, true}};
    return access;
}

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class AccessFieldsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrittenIsReadAgain();
    void nothingGivesDefaults();
    void whatDoesNotFitIsNamedAndLeftOut_data();
    void whatDoesNotFitIsNamedAndLeftOut();
    void unknownFieldsAreKept();
    void settingsFileKeepsThem();
    void fileWithTokenIsForItsOwnerOnly();
};

void AccessFieldsTest::whatIsWrittenIsReadAgain()
{
    QList<Error> problems;
    QCOMPARE(readAccess(writeAccess(example(), {}), {}, problems), example());
    QVERIFY(problems.isEmpty());
}

void AccessFieldsTest::nothingGivesDefaults()
{
    QList<Error> problems;
    QCOMPARE(readAccess({}, {}, problems), AccessSettings{});
    QVERIFY(problems.isEmpty());
}

void AccessFieldsTest::whatDoesNotFitIsNamedAndLeftOut_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("place");
    const auto row = [](const char *json, const char *place) {
        QTest::newRow(json) << QByteArray(json) << QStringLiteral("s.json: $.access.") + QString::fromLatin1(place);
    };
    row(R"({"allowOrigins":["example.org","https://b.test"]})", "allowOrigins[0]");
    row(R"({"allowOrigins":["https://b.test",7]})", "allowOrigins[1]");
    row(R"({"allowOrigins":"https://b.test"})", "allowOrigins");
    row(R"({"token":7})", "token");
    row(R"({"decisions":{}})", "decisions");
    row(R"({"decisions":[{"origin":"https://b.test"}]})", "decisions[0]");
    row(R"({"decisions":[{"origin":"https://b.test","allowed":1}]})", "decisions[0]");
    row(R"({"decisions":[{"allowed":true}]})", "decisions[0]");
    row(R"({"decisions":[7]})", "decisions[0]");
}

void AccessFieldsTest::whatDoesNotFitIsNamedAndLeftOut()
{
    QFETCH(QByteArray, json);
    QList<Error> problems;
    const AccessSettings access = readAccess(object(json.constData()), QStringLiteral("s.json"), problems);
    QCOMPARE(problems.size(), 1);
    QTEST(problems.constFirst().where, "place");
    QVERIFY(problems.constFirst().detail.contains(QStringLiteral("used")));
    QVERIFY(access.decisions.isEmpty());
    QVERIFY(access.token.isEmpty());
    QVERIFY(access.allowOrigins.isEmpty() || access.allowOrigins == QStringList{QStringLiteral("https://b.test")});
}

void AccessFieldsTest::unknownFieldsAreKept()
{
    const QJsonObject old = object(
        R"({"later":1,"decisions":[{"origin":"https://gone.test","address":"","allowed":true},
                                       {"origin":"https://a.test","address":"","allowed":false,"since":"Monday"}]})");
    const QJsonObject written = writeAccess(example(), old);
    QCOMPARE(written.value(u"later").toInt(), 1);
    const QJsonArray decisions = written.value(u"decisions").toArray();
    QCOMPARE(decisions.size(), 3);
    QCOMPARE(decisions.at(0).toObject().value(u"since").toString(), QStringLiteral("Monday"));
    QCOMPARE(decisions.at(0).toObject().value(u"allowed").toBool(), true);
    QVERIFY(!decisions.at(2).toObject().contains(u"since"));
}

void AccessFieldsTest::settingsFileKeepsThem()
{
    const QTemporaryDir folder;
    Settings settings;
    settings.access = example();
    QVERIFY(SettingsFile(folder.path()).save(settings));
    const SettingsFile::Loaded loaded = SettingsFile(folder.path()).load();
    QCOMPARE(loaded.settings, settings);
    QVERIFY(loaded.problems.isEmpty());
}

void AccessFieldsTest::fileWithTokenIsForItsOwnerOnly()
{
    const QTemporaryDir folder;
    SettingsFile file(folder.path());
    Settings settings;
    settings.access = example();
    QVERIFY(file.save(settings));
    const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther
                                            | QFileDevice::WriteOther;
    QCOMPARE(QFile::permissions(file.path()) & others, QFileDevice::Permissions());
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::AccessFieldsTest)
#include "tst_accessfields.moc"
