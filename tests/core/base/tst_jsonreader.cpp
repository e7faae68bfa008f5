// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/jsonreader.h"

#include <QTest>

using namespace thrum;

namespace {

using Read = std::function<QString(JsonReader &)>;

QString shown(const std::optional<qint64> &value)
{
    return value ? QString::number(*value) : QStringLiteral("-");
}

QString shown(const std::optional<JsonReader::Range> &value)
{
    return value ? QStringLiteral("%1..%2").arg(value->low).arg(value->high) : QStringLiteral("-");
}

QJsonValue json(const QByteArray &text)
{
    return QJsonDocument::fromJson("[" + text + "]").array().at(0);
}

QStringList texts(const JsonProblems &problems)
{
    QStringList list;
    for (const Error &error : problems.all())
        list << error.text();
    return list;
}

} // namespace

class TestJsonReader : public QObject
{
    Q_OBJECT

    static void addRow(const char *name, const QByteArray &object, const Read &read, const QString &value,
                       const QStringList &problems = {})
    {
        QTest::newRow(name) << object << read << value << problems;
    }

private Q_SLOTS:
    void fieldsAreReadByType_data()
    {
        QTest::addColumn<QByteArray>("object");
        QTest::addColumn<Read>("read");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QStringList>("problems");
        const auto text = [](JsonReader &r) { return r.string(u"k").value_or(QStringLiteral("-")); };
        const auto needText = [](JsonReader &r) { return r.requiredString(u"k"); };
        addRow("text", R"({"k": "x"})", text, QStringLiteral("x"));
        addRow("empty text", R"({"k": ""})", text, {});
        addRow("no text", "{}", text, QStringLiteral("-"));
        addRow("number as text", R"({"k": 1})", text, QStringLiteral("-"),
               {QStringLiteral("$.k: must be a text, not 1")});
        addRow("required text", R"({"k": "x"})", needText, QStringLiteral("x"));
        addRow("required text missing", "{}", needText, {}, {QStringLiteral("$.k: is missing; it must be a text")});
        addRow("required text empty", R"({"k": ""})", needText, {}, {QStringLiteral("$.k: must not be empty")});
        addRow("required text null", R"({"k": null})", needText, {}, {QStringLiteral("$.k: must be a text, not null")});

        const auto number = [](JsonReader &r) { return shown(r.integer(u"k", -5, 5)); };
        const auto needNumber = [](JsonReader &r) { return shown(r.requiredInteger(u"k", -5, 5)); };
        const QString notNumber = QStringLiteral("$.k: must be a whole number from -5 to 5, not ");
        addRow("number", R"({"k": -5})", number, QStringLiteral("-5"));
        addRow("number zero", R"({"k": 0})", number, QStringLiteral("0"));
        addRow("number one", R"({"k": 1})", number, QStringLiteral("1"));
        addRow("number with a point", R"({"k": 2.0})", number, QStringLiteral("2"));
        addRow("no number", "{}", number, QStringLiteral("-"));
        addRow("number too high", R"({"k": 6})", number, QStringLiteral("-"), {notNumber + u'6'});
        addRow("number too low", R"({"k": -6})", number, QStringLiteral("-"), {notNumber + QStringLiteral("-6")});
        addRow("fraction", R"({"k": 0.25})", number, QStringLiteral("-"), {notNumber + QStringLiteral("0.25")});
        addRow("huge", R"({"k": 1e300})", number, QStringLiteral("-"), {notNumber + QStringLiteral("1e+300")});
        addRow("boolean as number", R"({"k": false})", number, QStringLiteral("-"),
               {notNumber + QStringLiteral("false")});
        addRow("required number missing", "{}", needNumber, QStringLiteral("-"),
               {QStringLiteral("$.k: is missing; it must be a whole number from -5 to 5")});
        addRow(
            "exact beyond doubles", R"({"k": 9007199254740993})",
            [](JsonReader &r) { return shown(r.integer(u"k", 0, std::numeric_limits<qint64>::max())); },
            QStringLiteral("9007199254740993"));

        const auto flag = [](JsonReader &r) {
            const auto value = r.requiredBoolean(u"k");
            return value ? QString::number(int(*value)) : QStringLiteral("-");
        };
        addRow("true", R"({"k": true})", flag, QStringLiteral("1"));
        addRow("false", R"({"k": false})", flag, QStringLiteral("0"));
        addRow("number as boolean", R"({"k": 1})", flag, QStringLiteral("-"),
               {QStringLiteral("$.k: must be true or false, not 1")});
        addRow("required boolean missing", "{}", flag, QStringLiteral("-"),
               {QStringLiteral("$.k: is missing; it must be true or false")});
    }
    void fieldsAreReadByType() { check(); }

    void wordsRangesAndListsAreRead_data()
    {
        QTest::addColumn<QByteArray>("object");
        QTest::addColumn<Read>("read");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QStringList>("problems");
        const auto word = [](JsonReader &r) {
            return shown(r.requiredWord(u"k", {QStringLiteral("read"), QStringLiteral("subscribe")}));
        };
        addRow("word", R"({"k": "subscribe"})", word, QStringLiteral("1"));
        addRow("near word", R"({"k": "Raed"})", word, QStringLiteral("-"),
               {QStringLiteral("$.k: \"Raed\" is not possible here; did you mean \"read\"?")});
        addRow("far word", R"({"k": "x"})", word, QStringLiteral("-"),
               {QStringLiteral("$.k: \"x\" is not possible here; allowed: read, subscribe")});
        addRow("number as word", R"({"k": 3})", word, QStringLiteral("-"),
               {QStringLiteral("$.k: must be one of read, subscribe, not 3")});
        addRow("required word missing", "{}", word, QStringLiteral("-"),
               {QStringLiteral("$.k: is missing; it must be one of read, subscribe")});

        const auto range = [](JsonReader &r) { return shown(r.requiredRange(u"k", 0, 9)); };
        const QString notRange = QStringLiteral("$.k: must be a range [low, high] of whole numbers from 0 to 9, not ");
        addRow("range", R"({"k": [0, 9]})", range, QStringLiteral("0..9"));
        addRow("range of one", R"({"k": [4, 4]})", range, QStringLiteral("4..4"));
        addRow("range reversed", R"({"k": [5, 4]})", range, QStringLiteral("-"), {notRange + QStringLiteral("[5, 4]")});
        addRow("range too wide", R"({"k": [0, 10]})", range, QStringLiteral("-"),
               {notRange + QStringLiteral("[0, 10]")});
        addRow("range of three", R"({"k": [0, 1, 2]})", range, QStringLiteral("-"),
               {notRange + QStringLiteral("a list of 3")});
        addRow("range of texts", R"({"k": ["0", "9"]})", range, QStringLiteral("-"),
               {notRange + QStringLiteral("a list of 2")});
        addRow("object as range", R"({"k": {}})", range, QStringLiteral("-"), {notRange + QStringLiteral("an object")});
        addRow("required range missing", "{}", range, QStringLiteral("-"),
               {QStringLiteral("$.k: is missing; it must be a range [low, high] of whole numbers from 0 to 9")});

        const auto list = [](JsonReader &r) { return r.requiredStrings(u"k").join(u'|'); };
        addRow("texts", R"({"k": ["a", "b"]})", list, QStringLiteral("a|b"));
        addRow("texts with bad ones", R"({"k": ["a", 1, "", "a", "b"]})", list, QStringLiteral("a|b"),
               {QStringLiteral("$.k[1]: must be a text that is not empty, not 1"),
                QStringLiteral("$.k[2]: must be a text that is not empty, not \"\""),
                QStringLiteral("$.k[3]: \"a\" is already in this list; remove one of the two")});
        addRow("no texts", R"({"k": []})", list, {}, {QStringLiteral("$.k: must have at least one text")});
        addRow("required texts missing", "{}", list, {},
               {QStringLiteral("$.k: is missing; it must be a list of texts")});
        addRow("text as texts", R"({"k": "a"})", list, {}, {QStringLiteral("$.k: must be a list [ ... ], not \"a\"")});
        addRow("texts checked", R"({"k": ["a", "b"]})",
               [](JsonReader &r) {
                   return r
                       .strings(u"k",
                                [](const QString &t) { return t == u"a" ? QStringLiteral("is an a") : QString(); })
                       .join(u'|');
               },
               QStringLiteral("b"), {QStringLiteral("$.k[0]: is an a")});

        const auto object = [](JsonReader &r) {
            return QString::number(r.requiredObject(u"k").value_or(QJsonObject()).size());
        };
        addRow("object", R"({"k": {"a": 1}})", object, QStringLiteral("1"));
        addRow("list as object", R"({"k": [1]})", object, QStringLiteral("0"),
               {QStringLiteral("$.k: must be an object { ... }, not a list of 1")});
        addRow("required object missing", "{}", object, QStringLiteral("0"),
               {QStringLiteral("$.k: is missing; it must be an object { ... }")});
        const auto array = [](JsonReader &r) {
            return QString::number(r.requiredArray(u"k").value_or(QJsonArray()).size());
        };
        addRow("list", R"({"k": [1, "a"]})", array, QStringLiteral("2"));
        addRow("object as list", R"({"k": {}})", array, QStringLiteral("0"),
               {QStringLiteral("$.k: must be a list [ ... ], not an object")});
        addRow("required list missing", "{}", array, QStringLiteral("0"),
               {QStringLiteral("$.k: is missing; it must be a list [ ... ]")});
    }
    void wordsRangesAndListsAreRead() { check(); }

    void innerObjectsAreVisitedWithTheirPaths()
    {
        JsonProblems problems(QStringLiteral("f"));
        QStringList paths;
        {
            JsonReader reader(json(R"({"one": {"x": 1}, "many": [{"x": 2}, 3, {"y": 4}]})"), QStringLiteral("$"),
                              problems);
            const auto visitor = [&](JsonReader &inner) {
                paths << inner.path() + u'=' + shown(inner.requiredInteger(u"x", 0, 9));
            };
            reader.visit(u"one", visitor);
            reader.visit(u"none", visitor);
            QCOMPARE(reader.visitEach(u"many", visitor), std::optional<qsizetype>(3));
            QCOMPARE(reader.visitEach(u"none", visitor), std::nullopt);
        }
        QCOMPARE(paths, QStringList(
                            {QStringLiteral("$.one=1"), QStringLiteral("$.many[0]=2"), QStringLiteral("$.many[2]=-")}));
        QCOMPARE(texts(problems),
                 QStringList({
                     QStringLiteral("f: $.many[1]: must be an object { ... }, not 3"),
                     QStringLiteral("f: $.many[2].x: is missing; it must be a whole number from 0 to 9"),
                     QStringLiteral("f: $.many[2].y: is no key that is known here; did you mean \"x\"?"),
                 }));
    }

    void unknownKeysAreReportedUnlessTaken()
    {
        for (const bool isTaken : {false, true}) {
            JsonProblems problems(QStringLiteral("f"));
            {
                JsonReader reader(json(R"({"known": 1, "nkown": 2, "far": 3})"), QStringLiteral("$.a"), problems);
                QVERIFY(!reader.raw(u"known").isUndefined());
                QVERIFY(reader.raw(u"other").isUndefined());
                if (isTaken)
                    QCOMPARE(reader.takeRest().keys(), QStringList({QStringLiteral("far"), QStringLiteral("nkown")}));
            }
            const QStringList expected = {QStringLiteral(
                                              "f: $.a.far: is no key that is known here; allowed: known, other"),
                                          QStringLiteral(
                                              "f: $.a.nkown: is no key that is known here; did you mean \"known\"?")};
            QCOMPARE(texts(problems), isTaken ? QStringList() : expected);
        }
    }

    void valueThatIsNoObjectIsReportedOnce()
    {
        JsonProblems problems(QStringLiteral("f"));
        {
            JsonReader reader(json("7"), QStringLiteral("$.a[2]"), problems);
            QVERIFY(!reader.requiredInteger(u"x", 0, 9));
            QCOMPARE(reader.requiredString(u"y"), QString());
        }
        QCOMPARE(texts(problems), QStringList(QStringLiteral("f: $.a[2]: must be an object { ... }, not 7")));
    }

    void problemsAreBounded()
    {
        JsonProblems problems(QStringLiteral("f"));
        for (int i = 0; i < JsonProblems::maxKept; ++i) {
            QVERIFY(!problems.isFull());
            problems.add(QStringLiteral("$"), QStringLiteral("x"));
        }
        QVERIFY(problems.isFull());
        QCOMPARE(problems.all().size(), JsonProblems::maxKept);
        for (int i = 0; i < 5000; ++i)
            problems.add(QStringLiteral("$"), QStringLiteral("x"));
        QCOMPARE(problems.all().size(), JsonProblems::maxKept + 1);
        QCOMPARE(problems.all().last().text(), QStringLiteral("f: $: 5000 more problems; solve those above first"));
        QCOMPARE(problems.all().last().code, ErrorCode::InvalidData);
    }

    void manyUnknownKeysCostLittle()
    {
        QByteArray text = "{";
        for (int i = 0; i < 200'000; ++i)
            text += "\"unknown key of some length " + QByteArray::number(i) + "\":1,";
        text += "\"k\":1}";
        JsonProblems problems(QStringLiteral("f"));
        const auto root = parseJson(text, problems);
        QVERIFY(root);
        {
            JsonReader reader(*root, QStringLiteral("$"), problems);
            QCOMPARE(shown(reader.integer(u"k", 0, 9)), QStringLiteral("1"));
        }
        QVERIFY(problems.all().last().detail.startsWith(QStringLiteral("199900 more problems")));
    }

    void pathsShowOddKeysSafely()
    {
        QCOMPARE(jsonPath(QStringLiteral("$"), u"plain-key_1@"), QStringLiteral("$.plain-key_1@"));
        QCOMPARE(jsonPath(QStringLiteral("$"), u""), QStringLiteral("$[\"\"]"));
        QCOMPARE(jsonPath(QStringLiteral("$"), u"a b"), QStringLiteral("$[\"a b\"]"));
        QCOMPARE(jsonPath(QStringLiteral("$"), u"\"\\\n"), QStringLiteral("$[\"\\\"\\\\\\u000a\"]"));
        QCOMPARE(jsonPath(QStringLiteral("$"), QString(500, u'x')),
                 QStringLiteral("$[\"") + QString(40, u'x') + QStringLiteral("...\"]"));
        QCOMPARE(jsonPath(QStringLiteral("$.a"), 7), QStringLiteral("$.a[7]"));
    }

    void hintNamesTheNearestWordOrTheList_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("hint");
        const QString list = QStringLiteral("; allowed: tx, rx, vibrate, hwPositionWithDuration");
        QTest::newRow("swapped") << QStringLiteral("xt") << QStringLiteral("; did you mean \"tx\"?");
        QTest::newRow("capitals") << QStringLiteral("VIBRATE") << QStringLiteral("; did you mean \"vibrate\"?");
        QTest::newRow("left out") << QStringLiteral("vibrat") << QStringLiteral("; did you mean \"vibrate\"?");
        QTest::newRow("put in") << QStringLiteral("vibrates") << QStringLiteral("; did you mean \"vibrate\"?");
        QTest::newRow("three changes") << QStringLiteral("PositionWithDuration")
                                       << QStringLiteral("; did you mean \"hwPositionWithDuration\"?");
        QTest::newRow("short and other") << QStringLiteral("ab") << list;
        QTest::newRow("empty") << QString() << list;
        QTest::newRow("very long") << QString(100'000, u'v') << list;
    }
    void hintNamesTheNearestWordOrTheList()
    {
        QFETCH(QString, word);
        QFETCH(QString, hint);
        QCOMPARE(hintFor(word, {QStringLiteral("tx"), QStringLiteral("rx"), QStringLiteral("vibrate"),
                                QStringLiteral("hwPositionWithDuration")}),
                 hint);
        QCOMPARE(hintFor(word, {}), QStringLiteral("; nothing is allowed here"));
    }

private:
    static void check()
    {
        QFETCH(QByteArray, object);
        QFETCH(Read, read);
        QFETCH(QString, value);
        QFETCH(QStringList, problems);
        JsonProblems found(QStringLiteral("f"));
        {
            JsonReader reader(json(object), QStringLiteral("$"), found);
            QCOMPARE(read(reader), value);
        }
        QStringList expected;
        for (const QString &problem : problems)
            expected << QStringLiteral("f: ") + problem;
        QCOMPARE(texts(found), expected);
    }
};

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
