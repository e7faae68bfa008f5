// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/jsontext.h"

#include <QTest>

using namespace thrum;

namespace {

QStringList texts(const JsonProblems &problems)
{
    QStringList list;
    for (const Error &error : problems.all())
        list << error.text();
    return list;
}

QByteArray nested(qsizetype depth)
{
    QByteArray text;
    for (qsizetype i = 0; i < depth; ++i)
        text += i % 2 ? "[" : "{\"a\":";
    text += depth % 2 ? "1" : "";
    for (qsizetype i = depth; i-- > 0;)
        text += i % 2 ? "]" : "}";
    return text;
}

} // namespace

class TestJsonText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void objectsAndListsAreParsed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QJsonValue>("value");
        const QJsonObject object{{QStringLiteral("a"),
                                  QJsonArray{1, QStringLiteral("x"), QJsonObject{{QStringLiteral("a"), QJsonValue()}}}},
                                 {QStringLiteral("b"), QStringLiteral("{\"a\": [")}};
        const QByteArray text = "{\"a\": [1, \"x\", {\"a\": null}], \"b\": \"{\\\"a\\\": [\"}";
        QTest::newRow("object") << text << QJsonValue(object);
        QTest::newRow("with byte order mark") << "\xEF\xBB\xBF" + text << QJsonValue(object);
        QTest::newRow("list") << QByteArray("[true]") << QJsonValue(QJsonArray{true});
        QTest::newRow("empty object") << QByteArray("{}") << QJsonValue(QJsonObject());
        QTest::newRow("empty list") << QByteArray(" [ ] ") << QJsonValue(QJsonArray());
        QTest::newRow("keys that differ in a capital")
            << QByteArray(R"({"a": 1, "A": 1})")
            << QJsonValue(QJsonObject{{QStringLiteral("a"), 1}, {QStringLiteral("A"), 1}});
        QTest::newRow("a value like its key") << QByteArray(R"({"a": "a", "b": "a"})")
                                              << QJsonValue(QJsonObject{{QStringLiteral("a"), QStringLiteral("a")},
                                                                        {QStringLiteral("b"), QStringLiteral("a")}});
    }
    void objectsAndListsAreParsed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QJsonValue, value);
        JsonProblems problems(QStringLiteral("f"));
        const auto parsed = parseJson(text, problems);
        QCOMPARE(texts(problems), QStringList());
        QVERIFY(parsed);
        QCOMPARE(*parsed, value);
    }

    void syntaxProblemsSayLineAndColumn_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("where");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("line 1, column 1");
        QTest::newRow("spaces") << QByteArray(" \n ") << QStringLiteral("line 2, column 2");
        // Qt points at or behind the character that is no value.
        QTest::newRow("no value") << QByteArray("{\n\"a\": ]") << QStringLiteral("line 2, column ");
        QTest::newRow("garbage at the end") << QByteArray("{}\n\n  x") << QStringLiteral("line 3, column 3");
        QTest::newRow("columns are characters")
            << QByteArray("{\"\xC3\xA4\xE2\x82\xAC\":1}}") << QStringLiteral("line 1, column 9");
        QTest::newRow("after a byte order mark") << QByteArray("\xEF\xBB\xBF{}}") << QStringLiteral("line 1, column 3");
    }
    void syntaxProblemsSayLineAndColumn()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, where);
        JsonProblems problems(QStringLiteral("f"));
        QVERIFY(!parseJson(text, problems));
        QCOMPARE(problems.all().size(), 1);
        QVERIFY2(problems.all().first().where.startsWith(QStringLiteral("f: ") + where),
                 qPrintable(problems.all().first().where));
        QVERIFY(problems.all().first().detail.startsWith(QStringLiteral("this is not JSON: ")));
    }

    void repeatedKeysAreReported_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("expected");
        const auto told = [](const char *path, int line, int column) {
            return QStringLiteral("f: %1: is given twice, again at line %2, column %3; keep one of the two")
                .arg(QString::fromLatin1(path))
                .arg(line)
                .arg(column);
        };
        QTest::newRow("at the root") << QByteArray("{\"a\": 1,\n \"a\": 2}") << QStringList{told("$.a", 2, 2)};
        QTest::newRow("deep inside") << QByteArray(R"({"x": 0, "m": [1, {"q": {}, "f": [{"v": 1, "w": 2, "v": 3}]}]})")
                                     << QStringList{told("$.m[1].f[0].v", 1, 52)};
        QTest::newRow("in other letters")
            << QByteArray("{\"tx\": 1, \"\\u0074x\": 2}") << QStringList{told("$.tx", 1, 11)};
        QTest::newRow("three times") << QByteArray(R"({"a": 1, "a": 2, "a": 3})")
                                     << QStringList{told("$.a", 1, 10), told("$.a", 1, 18)};
        QTest::newRow("in two objects") << QByteArray("[{\"a\": {}, \"a\": {}}, {\"b\": [], \"b\": \"}\"}]")
                                        << QStringList{told("$[0].a", 1, 12), told("$[1].b", 1, 32)};
        QTest::newRow("escaped quote") << QByteArray("{\"a\\\"\": 1, \"a\\\\\": 2, \"a\\\"\": 3}")
                                       << QStringList{told("$[\"a\\\"\"]", 1, 22)};
        QTest::newRow("the same key elsewhere")
            << QByteArray(R"({"a": {"a": {"a": 1}}, "b": [{"a": 1}, {"a": 1}]})") << QStringList();
    }
    void repeatedKeysAreReported()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, expected);
        JsonProblems problems(QStringLiteral("f"));
        QVERIFY(parseJson(text, problems));
        QCOMPARE(texts(problems), expected);
    }

    void manyRepeatedKeysCostLittle()
    {
        QByteArray text = "{\"a\":1";
        for (int i = 0; i < 300'000; ++i)
            text += ",\"a\":1";
        JsonProblems problems(QStringLiteral("f"));
        QVERIFY(parseJson(text + "}", problems));
        QVERIFY(problems.all().last().detail.startsWith(QStringLiteral("299900 more")));
    }

    void depthIsLimited()
    {
        JsonProblems allowed(QStringLiteral("f"));
        QVERIFY(parseJson(nested(kMaxJsonDepth), allowed));
        QVERIFY(allowed.isEmpty());
        for (const qsizetype depth : {kMaxJsonDepth + 1, qsizetype(1000), qsizetype(200'000)}) {
            JsonProblems refused(QStringLiteral("f"));
            QVERIFY(!parseJson(nested(depth), refused));
            QCOMPARE(refused.all().size(), 1);
            QVERIFY(refused.all().first().where.startsWith(QStringLiteral("f: line 1, column ")));
        }
    }

    void sizeIsLimited()
    {
        JsonProblems allowed(QStringLiteral("f"));
        QVERIFY(parseJson("{}" + QByteArray(kMaxJsonBytes - 2, ' '), allowed));
        JsonProblems refused(QStringLiteral("f"));
        QVERIFY(!parseJson("{}" + QByteArray(kMaxJsonBytes - 1, ' '), refused));
        QCOMPARE(texts(refused), QStringList(QStringLiteral("f: $: is larger than 8 MiB; no such file needs that")));
    }
};

QTEST_GUILESS_MAIN(TestJsonText)
#include "tst_jsontext.moc"
