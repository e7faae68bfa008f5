// SPDX-License-Identifier: BSD-3-Clause
#include "tests/app/cli/ctl.h"

#include <QDir>
#include <QTemporaryDir>

namespace thrum::test {
namespace {

QString goodFile(const QString &family, const QString &advertised)
{
    return QStringLiteral(R"({ "brand": "Acme", "name": "%1", "protocol": "template",
  "find": [{ "ble": { "names": ["%2"], "services": { "ff00": { "tx": "ff01" } } } }],
  "default": { "name": "Acme One", "features": [{ "vibrate": [0, 127], "send": "F1 {value}" }] } })")
        .arg(family, advertised);
}

} // namespace

/// Checking brand files without a server.
class LintCommandTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodFilesPassSilently();
    void filesThatComeWithThrumPass();
    void everyProblemIsALine();
    void everyProblemIsAJsonValue();
    void protocolsAreAskedToo();
    void namesOfOtherFilesAreNoticed();
    void fileThatIsNotThereIsAProblem();

private:
    QString write(const QString &name, const QString &content);

    QTemporaryDir m_folder;
};

QString LintCommandTest::write(const QString &name, const QString &content)
{
    const QString path = m_folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content.toUtf8()) < 0)
        qWarning("cannot write %s", qPrintable(path));
    return path;
}

void LintCommandTest::goodFilesPassSilently()
{
    Ctl ctl(QStringList{QStringLiteral("lint"), write(QStringLiteral("acme.json"),
                                                      goodFile(QStringLiteral("acme"), QStringLiteral("ACME-1")))});
    QCOMPARE(ctl.exitCode(), 0);
    QCOMPARE(ctl.output(), QString());
    QCOMPARE(ctl.complaint(), QString());
}

void LintCommandTest::filesThatComeWithThrumPass()
{
    const QDir folder(QStringLiteral(THRUM_SOURCE_DIR "/resources/devices"));
    QStringList arguments{QStringLiteral("lint")};
    const QStringList names = folder.entryList({QStringLiteral("*.json")});
    for (const QString &name : names)
        arguments << folder.filePath(name);
    QVERIFY(arguments.size() > 2);
    Ctl ctl(arguments);
    QCOMPARE(ctl.exitCode(), 0);
    QCOMPARE(ctl.output(), QString());
}

void LintCommandTest::everyProblemIsALine()
{
    QString content = goodFile(QStringLiteral("wrong"), QStringLiteral("BAD-1"));
    const QString path = write(QStringLiteral("bad.json"),
                               content.replace(QStringLiteral("\"vibrate\""), QStringLiteral("\"vibrat\"")));
    Ctl ctl(QStringList{QStringLiteral("lint"), path});
    QCOMPARE(ctl.exitCode(), 1);
    const QStringList lines = ctl.lines();
    QVERIFY(lines.size() >= 2);
    QVERIFY(lines.at(0).startsWith(path + QStringLiteral(": $.name: ")));
    QVERIFY(!lines.filter(QStringLiteral("$.default.features[0]")).isEmpty());
    QVERIFY(ctl.complaint().contains(QString::number(lines.size())));
}

void LintCommandTest::everyProblemIsAJsonValue()
{
    const QString path = write(QStringLiteral("broken.json"), QStringLiteral("{ \"brand\": "));
    Ctl ctl(QStringList{QStringLiteral("--json"), QStringLiteral("lint"), path});
    QCOMPARE(ctl.exitCode(), 1);
    QCOMPARE(ctl.values().size(), 1);
    const QJsonValue problem = ctl.values().constFirst();
    QCOMPARE(problem[u"file"].toString(), path);
    QVERIFY(problem[u"place"].toString().startsWith(u"line "));
    QVERIFY(!problem[u"hint"].toString().isEmpty());
}

void LintCommandTest::protocolsAreAskedToo()
{
    QString unknown = goodFile(QStringLiteral("unknown"), QStringLiteral("U-1"));
    QString badTemplate = goodFile(QStringLiteral("badtemplate"), QStringLiteral("T-1"));
    Ctl ctl(QStringList{QStringLiteral("lint"),
                        write(QStringLiteral("unknown.json"),
                              unknown.replace(QStringLiteral("\"template\""), QStringLiteral("\"telepathy\""))),
                        write(QStringLiteral("badtemplate.json"),
                              badTemplate.replace(QStringLiteral("F1 {value}"), QStringLiteral("F1 {volume}")))});
    QCOMPARE(ctl.exitCode(), 1);
    const QStringList lines = ctl.lines();
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(0).contains(u"unknown.json: $.protocol: no protocol is called \"telepathy\""));
    QVERIFY(lines.at(1).contains(u"badtemplate.json: $.default.features[0].send"));
}

void LintCommandTest::namesOfOtherFilesAreNoticed()
{
    const QString first = write(QStringLiteral("first.json"),
                                goodFile(QStringLiteral("first"), QStringLiteral("SAME")));
    const QString second = write(QStringLiteral("second.json"),
                                 goodFile(QStringLiteral("second"), QStringLiteral("SAME")));
    // Listed by a file that comes with Thrum.
    const QString third = write(QStringLiteral("third.json"),
                                goodFile(QStringLiteral("third"), QStringLiteral("Massage Demo")));
    Ctl ctl(QStringList{QStringLiteral("lint"), first, second, third});
    QCOMPARE(ctl.exitCode(), 1);
    const QStringList lines = ctl.lines();
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(0).startsWith(second + QStringLiteral(": $.find[0].ble.names[0]: ")));
    QVERIFY(lines.at(0).contains(u"first.json"));
    QVERIFY(lines.at(1).startsWith(third));
    QVERIFY(lines.at(1).contains(u"aneros.json"));
}

void LintCommandTest::fileThatIsNotThereIsAProblem()
{
    const QString path = m_folder.filePath(QStringLiteral("nowhere.json"));
    Ctl ctl(QStringList{QStringLiteral("lint"), path});
    QCOMPARE(ctl.exitCode(), 1);
    QVERIFY(ctl.output().startsWith(path + QStringLiteral(": cannot be read")));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::LintCommandTest)
#include "tst_lintcommand.moc"
