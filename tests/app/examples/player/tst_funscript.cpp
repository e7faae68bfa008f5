// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/funscript.h"

#include <QTemporaryDir>
#include <QTest>

namespace thrum::test {
namespace {

/// "0:0 100:0.5": time and position of every action.
QString textOf(const Funscript &script)
{
    QStringList parts;
    for (const Funscript::Action &action : script.actions())
        parts << QStringLiteral("%1:%2").arg(action.at.count()).arg(action.position);
    return parts.join(u' ');
}

} // namespace

class FunscriptTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void actionsAreRead_data();
    void actionsAreRead();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void tooLargeFilesAreRefused();
    void fileErrorsBeginWithTheName();
    void aFileIsRead();
    void theScriptLiesBesideTheFilm_data();
    void theScriptLiesBesideTheFilm();
    void positionsLieOnStraightLines_data();
    void positionsLieOnStraightLines();
};

void FunscriptTest::actionsAreRead_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("actions");
    const auto row = [](const char *name, const QByteArray &json, const char *actions) {
        QTest::newRow(name) << json << QString::fromLatin1(actions);
    };
    row("plain", R"({"actions":[{"at":0,"pos":0},{"at":500,"pos":100}]})", "0:0 500:1");
    row("other members", R"({"version":"1.0","metadata":{"a":[1]},"actions":[{"at":7,"pos":25,"sub":1}]})", "7:0.25");
    row("any order", R"({"actions":[{"at":9,"pos":100},{"at":3,"pos":50},{"at":6,"pos":0}]})", "3:0.5 6:0 9:1");
    row("the later one counts",
        R"({"actions":[{"at":5,"pos":0},{"at":1,"pos":0},{"at":5,"pos":50},{"at":5,"pos":75}]})", "1:0 5:0.75");
    row("outside", R"({"actions":[{"at":1,"pos":-20},{"at":2,"pos":130}]})", "1:0 2:1");
    row("inverted", R"({"inverted":true,"actions":[{"at":1,"pos":0},{"at":2,"pos":75},{"at":3,"pos":120}]})",
        "1:1 2:0.25 3:0");
    row("range", R"({"range":50,"actions":[{"at":1,"pos":100},{"at":2,"pos":50}]})", "1:0.5 2:0.25");
    row("both", R"({"range":50,"inverted":true,"actions":[{"at":1,"pos":100},{"at":2,"pos":0}]})", "1:0 2:0.5");
    row("fractions", R"({"actions":[{"at":1.6,"pos":12.5}]})", "2:0.125");
    row("before the film", R"({"actions":[{"at":-10,"pos":5},{"at":10,"pos":50}]})", "10:0.5");
    row("byte order mark", QByteArray("\xEF\xBB\xBF") + R"({"actions":[{"at":1,"pos":100}]})", "1:1");
}

void FunscriptTest::actionsAreRead()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, actions);
    const Result<Funscript> script = Funscript::parse(json);
    QVERIFY2(script, script ? "" : qPrintable(script.error().text()));
    QCOMPARE(textOf(*script), actions);
}

void FunscriptTest::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *name, const QByteArray &json, const char *named) {
        QTest::newRow(name) << json << QString::fromLatin1(named);
    };
    row("nothing", "", "line 1");
    row("no JSON", "{\"actions\":[", "line 1");
    row("no object", "[1]", "$.actions: ");
    row("no actions", "{}", "$.actions: ");
    row("actions are no list", R"({"actions":{}})", "$.actions: ");
    row("empty list", R"({"actions":[]})", "$.actions: ");
    row("all before the film", R"({"actions":[{"at":-1,"pos":0}]})", "$.actions: ");
    row("no time", R"({"actions":[{"at":0,"pos":0},{"pos":0}]})", "$.actions[1]: ");
    row("no position", R"({"actions":[{"at":0}]})", "$.actions[0]: ");
    row("time as text", R"({"actions":[{"at":"0","pos":0}]})", "$.actions[0]: ");
    row("no action", R"({"actions":[7]})", "$.actions[0]: ");
    row("after a week", R"({"actions":[{"at":604800001,"pos":0}]})", "$.actions[0].at: ");
    row("huge", R"({"actions":[{"at":1e300,"pos":0}]})", "$.actions[0].at: ");
    row("inverted", R"({"inverted":1,"actions":[{"at":0,"pos":0}]})", "$.inverted: ");
    row("range of nothing", R"({"range":0,"actions":[{"at":0,"pos":0}]})", "$.range: ");
    row("large range", R"({"range":101,"actions":[{"at":0,"pos":0}]})", "$.range: ");
    row("range as text", R"({"range":"90","actions":[{"at":0,"pos":0}]})", "$.range: ");
}

void FunscriptTest::whatIsWrongIsNamed()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, named);
    const Result<Funscript> script = Funscript::parse(json);
    QVERIFY(!script);
    QCOMPARE(script.error().code, ErrorCode::InvalidData);
    QVERIFY2(script.error().text().startsWith(named), qPrintable(script.error().text()));
}

void FunscriptTest::tooLargeFilesAreRefused()
{
    QByteArray json = R"({"actions":[{"at":0,"pos":0}],"padding":")";
    json += QByteArray(8 * 1024 * 1024, 'x') + "\"}";
    QVERIFY(!Funscript::parse(json));
}

void FunscriptTest::fileErrorsBeginWithTheName()
{
    const QTemporaryDir folder;
    const Result<Funscript> missing = Funscript::load(folder.filePath(QStringLiteral("none.funscript")));
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::Io);
    QVERIFY2(missing.error().text().startsWith(u"none.funscript: "), qPrintable(missing.error().text()));

    QFile file(folder.filePath(QStringLiteral("bad.funscript")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(R"({"actions":[]})") > 0);
    file.close();
    const Result<Funscript> bad = Funscript::load(file.fileName());
    QVERIFY(!bad);
    QVERIFY2(bad.error().text().startsWith(u"bad.funscript: $.actions: "), qPrintable(bad.error().text()));
}

void FunscriptTest::aFileIsRead()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("good.funscript")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.write(R"({"actions":[{"at":40,"pos":50}]})") > 0);
    file.close();
    const Result<Funscript> script = Funscript::load(file.fileName());
    QVERIFY(script);
    QCOMPARE(textOf(*script), QStringLiteral("40:0.5"));
}

void FunscriptTest::theScriptLiesBesideTheFilm_data()
{
    QTest::addColumn<QString>("film");
    QTest::addColumn<QString>("script");
    QTest::newRow("plain") << QStringLiteral("/a/b.mp4") << QStringLiteral("/a/b.funscript");
    QTest::newRow("dots") << QStringLiteral("/a.c/b.1.mp4") << QStringLiteral("/a.c/b.1.funscript");
    QTest::newRow("no suffix") << QStringLiteral("/a/b") << QStringLiteral("/a/b.funscript");
}

void FunscriptTest::theScriptLiesBesideTheFilm()
{
    QFETCH(QString, film);
    QTEST(Funscript::pathFor(film), "script");
}

void FunscriptTest::positionsLieOnStraightLines_data()
{
    QTest::addColumn<int>("time");
    QTest::addColumn<double>("position");
    QTest::newRow("before") << 0 << 0.2;
    QTest::newRow("first") << 100 << 0.2;
    QTest::newRow("between") << 150 << 0.6;
    QTest::newRow("top") << 200 << 1.0;
    QTest::newRow("way back") << 500 << 0.75;
    QTest::newRow("last") << 1400 << 0.0;
    QTest::newRow("behind") << 9999 << 0.0;
}

void FunscriptTest::positionsLieOnStraightLines()
{
    QFETCH(int, time);
    const Result<Funscript> script = Funscript::parse(
        R"({"actions":[{"at":100,"pos":20},{"at":200,"pos":100},{"at":1400,"pos":0}]})");
    QVERIFY(script);
    QTEST(script->positionAt(milliseconds(time)), "position");
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::FunscriptTest)
#include "tst_funscript.moc"
