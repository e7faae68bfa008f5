// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/hexbytes.h"
#include "devices/catalogue/brandfile.h"
#include "devices/catalogue/uuidtext.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace thrum;

namespace {

QString casesFolder(const char *name)
{
    return QStringLiteral(THRUM_SOURCE_DIR "/tests/cases/brandfiles/") + QString::fromLatin1(name);
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray sample()
{
    return contents(casesFolder("good/sample.json"));
}

/// `root` with the value at "/a/0/b" replaced, added or, when it is undefined, removed.
QJsonValue changed(const QJsonValue &root, const QStringList &steps, const QJsonValue &to)
{
    if (steps.isEmpty())
        return to;
    if (root.isArray()) {
        QJsonArray array = root.toArray();
        const qsizetype at = steps.first().toInt();
        array.replace(at, changed(array.at(at), steps.sliced(1), to));
        return array;
    }
    QJsonObject object = root.toObject();
    const QJsonValue inner = changed(object.value(steps.first()), steps.sliced(1), to);
    if (inner.isUndefined())
        object.remove(steps.first());
    else
        object.insert(steps.first(), inner);
    return object;
}

QByteArray changedSample(const QString &pointer, const QJsonValue &to)
{
    const QJsonObject root = QJsonDocument::fromJson(sample()).object();
    return QJsonDocument(changed(root, pointer.split(u'/').sliced(1), to).toObject()).toJson();
}

QStringList texts(const QList<Error> &problems)
{
    QStringList list;
    for (const Error &problem : problems)
        list << problem.text();
    return list;
}

} // namespace

class TestBrandFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyGoodSampleIsAccepted_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(casesFolder("good"));
        const QStringList names = folder.entryList({QStringLiteral("*.json")});
        QVERIFY(names.size() >= 3);
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
    void everyGoodSampleIsAccepted()
    {
        QFETCH(QString, path);
        const BrandFileResult result = readBrandFile(path, contents(path));
        QCOMPARE(texts(result.problems), QStringList());
        QVERIFY(result.family);
        QCOMPARE(result.family->name + QStringLiteral(".json"), QFileInfo(path).fileName());
    }

    void familyIsReadWhole()
    {
        const FamilyPtr family = readBrandFile(QStringLiteral("somewhere/sample.json"), sample()).family;
        QVERIFY(family);
        QCOMPARE(family->file, QStringLiteral("sample.json"));
        QCOMPARE(family->brand, QStringLiteral("Sample"));
        QCOMPARE(family->name, QStringLiteral("sample"));
        QCOMPARE(family->protocol, QStringLiteral("template"));
        QCOMPARE(family->otherwise, QStringLiteral("other"));
        QCOMPARE(family->messageGapMs, std::optional(75U));
        QCOMPARE(family->parameters, QJsonDocument::fromJson(sample()).object().value(u"speak").toObject());
        QCOMPARE(family->models.size(), 3);
    }

    void familiesThatAskFirstSaySo()
    {
        const auto reading = [](const QByteArray &asks) {
            return readBrandFile(QStringLiteral("box.json"),
                                 R"({"brand":"B","name":"box","protocol":"p",)" + asks
                                     + R"("find":[{"ble":{"names":["Box"],)"
                                       R"("services":{"fff0":{"tx":"fff1"}}}}],)"
                                       R"("default":{"name":"Box","features":[{"vibrate":[0,5]}]}})");
        };
        const FamilyPtr plain = reading("").family;
        QVERIFY(plain);
        QCOMPARE(plain->asks, QString());
        const FamilyPtr asking = reading(R"("asks":"estim",)").family;
        QVERIFY(asking);
        QCOMPARE(asking->asks, QStringLiteral("estim"));
        // A word misspelled must not leave the box open to everyone.
        for (const char *wrong : {R"("asks":"e-stim",)", R"("asks":"",)", R"("asks":true,)"}) {
            const BrandFileResult result = reading(wrong);
            QVERIFY(!result.family);
            QCOMPARE(result.problems.size(), 1);
            QVERIFY2(result.problems.at(0).where.endsWith(u"$.asks"), qPrintable(result.problems.at(0).where));
        }
    }

    void signsAndEndpointsAreRead()
    {
        const FamilyPtr family = readBrandFile(QStringLiteral("sample.json"), sample()).family;
        QVERIFY(family);
        QCOMPARE(family->ble.size(), 2);
        const BleSpecifier &first = family->ble.at(0);
        QCOMPARE(first.names, QStringList({QStringLiteral("Melt"), QStringLiteral("SF *")}));
        QCOMPARE(first.manufacturerData.size(), 2);
        QCOMPARE(first.manufacturerData.at(0), (BleSpecifier::Manufacturer{93, QByteArray::fromHex("000027")}));
        QCOMPARE(first.manufacturerData.at(1), (BleSpecifier::Manufacturer{7, QByteArray()}));
        QCOMPARE(first.advertisedServices, {QUuid(QStringLiteral("6e400001-b5a3-f393-e0a9-e50e24dcca9e"))});
        const EndpointMap endpoints =
            {{QUuid(QStringLiteral("f000bb03-0451-4000-b000-000000000000")),
              {{Endpoint::Tx, QUuid(QStringLiteral("f000c000-0451-4000-b000-000000000000"))},
               {Endpoint::Rx, QUuid(QStringLiteral("0000ff02-0000-1000-8000-00805f9b34fb"))}}},
             {QUuid(QStringLiteral("0000180f-0000-1000-8000-00805f9b34fb")),
              {{Endpoint::RxBleBattery, QUuid(QStringLiteral("00002a19-0000-1000-8000-00805f9b34fb"))}}}};
        QCOMPARE(first.endpoints, endpoints);
        QCOMPARE(family->ble.at(1).names, QStringList(QStringLiteral("\u0007BELL")));
        QVERIFY(family->ble.at(1).endpoints.cbegin()->contains(Endpoint::Generic31));
    }

    void featuresAreRead()
    {
        const FamilyPtr family = readBrandFile(QStringLiteral("sample.json"), sample()).family;
        QVERIFY(family);
        const ModelDefinition &stroker = family->models.at(1);
        const Output position{OutputType::Position, {0, 100}, std::nullopt};
        const Output timed{OutputType::HwPositionWithDuration, {0, 100}, Range{0, 5000}};
        QCOMPARE(stroker.features.size(), 3);
        QCOMPARE(stroker.features.at(0), (Feature{0, QStringLiteral("Carriage"), {position, timed}, {}}));
        QCOMPARE(stroker.features.at(1), (Feature{1, {}, {}, {Input{InputType::Battery, {{0, 100}}, true, true}}}));
        QCOMPARE(stroker.features.at(2), (Feature{2, {}, {}, {Input{InputType::Rssi, {{-128, 0}}, true, false}}}));
        QVERIFY(stroker.featureParameters.isEmpty());
        QVERIFY(family->defaultModel);
        const QList<Feature> two =
            {Feature{0, QStringLiteral("Outer"), {Output{OutputType::Vibrate, {0, 127}, {}}}, {}},
             Feature{4, {}, {Output{OutputType::Rotate, {-20, 20}, {}}}, {}}};
        QCOMPARE(family->defaultModel->features, two);
        QCOMPARE(family->defaultModel->featureParameters.size(), 1);
        QCOMPARE(family->defaultModel->featureParameters.value(4),
                 QJsonObject({{QStringLiteral("send"), QStringLiteral("F2 {value}")}}));
    }

    void modelsTakeFromTheDefaultWhatTheyLeaveOut()
    {
        const FamilyPtr family = readBrandFile(QStringLiteral("sample.json"), sample()).family;
        QVERIFY(family && family->defaultModel);
        const ModelDefinition &plain = family->models.at(0);
        QCOMPARE(plain.identifiers, QStringList({QStringLiteral("Melt"), QStringLiteral("Melt 2")}));
        QCOMPARE(plain.name, QStringLiteral("Sample Melt"));
        QCOMPARE(plain.features, family->defaultModel->features);
        QCOMPARE(plain.featureParameters, family->defaultModel->featureParameters);
        QCOMPARE(plain.parameters, family->defaultModel->parameters);
        QCOMPARE(plain.messageGapMs, std::optional(50U));
        QVERIFY(family->defaultModel->identifiers.isEmpty());
    }

    void whatAModelHasItselfReplacesTheDefault()
    {
        const FamilyPtr family = readBrandFile(QStringLiteral("sample.json"), sample()).family;
        QVERIFY(family);
        QCOMPARE(family->models.at(1).messageGapMs, std::optional(100U));
        QCOMPARE(family->models.at(1).parameters,
                 QJsonObject({{QStringLiteral("mode"), QStringLiteral("02")}, {QStringLiteral("steps"), 3}}));
        QCOMPARE(family->models.at(2).features, {(Feature{0, {}, {Output{OutputType::Spray, {0, 1}, {}}}, {}})});
        QVERIFY(family->models.at(2).featureParameters.isEmpty());
    }

    void packetsOfModelsReplaceTheDefaultsKeyByKey()
    {
        const auto packets = [](const QString &vibrate, const QString &rotate) {
            return QJsonObject({{QStringLiteral("vibrate"), vibrate}, {QStringLiteral("rotate"), rotate}});
        };
        const QByteArray text = R"({ "brand": "B", "name": "b", "protocol": "p", "find": [],
            "default": { "name": "D", "features": [{ "vibrate": [0, 1] }], "send": { "vibrate": "01", "rotate": "02" } },
            "models": [{ "ids": ["M"], "name": "M", "send": { "rotate": "03" } }, { "ids": ["N"], "name": "N" }] })";
        const BrandFileResult result = readBrandFile(QStringLiteral("b.json"), text);
        QCOMPARE(texts(result.problems), QStringList());
        QCOMPARE(result.family->defaultModel->send, packets(QStringLiteral("01"), QStringLiteral("02")));
        QCOMPARE(result.family->models.at(0).send, packets(QStringLiteral("01"), QStringLiteral("03")));
        QCOMPARE(result.family->models.at(1).send, packets(QStringLiteral("01"), QStringLiteral("02")));
    }

    void packetsOfAModelMustBeAnObject()
    {
        const QByteArray text = R"({ "brand": "B", "name": "b", "protocol": "p", "find": [],
            "models": [{ "ids": ["M"], "name": "M", "features": [{ "vibrate": [0, 1] }], "send": "00" }] })";
        const QStringList problems = texts(readBrandFile(QStringLiteral("b.json"), text).problems);
        QCOMPARE(problems.size(), 1);
        QVERIFY2(problems.constFirst().startsWith(u"b.json: $.models[0].send: must be an object"),
                 qPrintable(problems.constFirst()));
    }

    void badInputIsNamedWithPathAndHint_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QStringList>("expected");
        const QDir folder(casesFolder("bad"));
        const QStringList names = folder.entryList({QStringLiteral("*.json")});
        QVERIFY(names.size() >= 4);
        for (const QString &name : names) {
            const QJsonArray cases = QJsonDocument::fromJson(contents(folder.filePath(name))).array();
            QVERIFY2(!cases.isEmpty(), qPrintable(name));
            for (qsizetype i = 0; i < cases.size(); ++i) {
                const QJsonObject one = cases.at(i).toObject();
                const bool isSet = one.contains(u"set");
                const QString pointer = one.value(isSet ? u"set" : u"remove").toString();
                QStringList expected;
                const QJsonArray problems = one.value(u"problems").toArray();
                for (const QJsonValue problem : problems)
                    expected << QStringLiteral("sample.json: ") + problem.toString();
                QTest::newRow(qPrintable(name + QStringLiteral(" %1 ").arg(i) + pointer))
                    << pointer << (isSet ? one.value(u"to") : QJsonValue(QJsonValue::Undefined)) << expected;
            }
        }
    }
    void badInputIsNamedWithPathAndHint()
    {
        QFETCH(QString, pointer);
        QFETCH(QJsonValue, value);
        QFETCH(QStringList, expected);
        QVERIFY(!expected.isEmpty());
        const BrandFileResult result = readBrandFile(QStringLiteral("sample.json"), changedSample(pointer, value));
        QCOMPARE(texts(result.problems), expected);
        QVERIFY(!result.family);
        for (const Error &problem : result.problems)
            QCOMPARE(problem.code, ErrorCode::InvalidData);
    }

    void familyWithoutAnyModelIsRefused()
    {
        const QByteArray text = R"({ "brand": "B", "name": "b", "protocol": "p", "find": [], "models": [] })";
        const BrandFileResult result = readBrandFile(QStringLiteral("b.json"), text);
        QVERIFY(!result.family);
        QCOMPARE(texts(result.problems),
                 QStringList(QStringLiteral(
                     "b.json: $: has neither models nor a default, so no device could be used; add one of them")));
    }

    void allProblemsOfAFileAreNamedAtOnce()
    {
        const QByteArray text = R"({ "brand": 1, "name": "b", "protocol": "p", "find": [{ "ble": { "names": ["*"] } }],
            "default": { "features": [{ "vibrate": [0, 0] }] }, "gpa": 5, "gpa": 6 })";
        QCOMPARE(texts(readBrandFile(QStringLiteral("b.json"), text).problems),
                 QStringList({
                     QStringLiteral("b.json: $.gpa: is given twice, again at line 2, column 75; keep one of the two"),
                     QStringLiteral("b.json: $.brand: must be a text, not 1"),
                     QStringLiteral(
                         "b.json: $.find[0].ble.names[0]: \"*\" has its * in the wrong place; it may only follow the "
                         "beginning of a name, as in \"SF *\""),
                     QStringLiteral(
                         "b.json: $.find[0].ble.services: is missing; it must be an object such as { \"ff00\": { "
                         "\"tx\": \"ff01\" } }"),
                     QStringLiteral("b.json: $.default.name: is missing; it must be a text"),
                     QStringLiteral(
                         "b.json: $.default.features[0].vibrate: must have an upper end of at least 1, as in [0, 20]"),
                     QStringLiteral("b.json: $.gpa: is no key that is known here; did you mean \"gap\"?"),
                 }));
    }

    void textThatIsNoBrandFileIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("where");
        QTest::newRow("nothing") << QByteArray() << QStringLiteral("x.json: line 1, column 1");
        QTest::newRow("cut off") << QByteArray("{\n \"brand\": \"B") << QStringLiteral("x.json: line 2, column 13");
        QTest::newRow("a list") << QByteArray("[]") << QStringLiteral("x.json: $");
    }
    void textThatIsNoBrandFileIsRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, where);
        const BrandFileResult result = readBrandFile(QStringLiteral("x.json"), text);
        QVERIFY(!result.family);
        QCOMPARE(result.problems.size(), 1);
        QCOMPARE(result.problems.first().where, where);
    }

    void hexBytesAreReadInPairs_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isGood");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("spaced") << QStringLiteral("F1 00 7f") << true << QByteArray::fromHex("f1007f");
        QTest::newRow("joined") << QStringLiteral("f1007F") << true << QByteArray::fromHex("f1007f");
        QTest::newRow("mixed") << QStringLiteral("f100 7F") << true << QByteArray::fromHex("f1007f");
        QTest::newRow("empty") << QString() << true << QByteArray();
        for (const char *bad :
             {"f", "f1 0", "f 1", "g0", "0g", " f1", "f1 ", "f1  00", "0x", "\xEF\xBC\x91\xEF\xBC\x91", "@0", "`0"})
            QTest::newRow(bad) << QString::fromUtf8(bad) << false << QByteArray();
    }
    void hexBytesAreReadInPairs()
    {
        QFETCH(QString, text);
        QFETCH(bool, isGood);
        QFETCH(QByteArray, bytes);
        const auto read = parseHexBytes(text);
        QCOMPARE(read.has_value(), isGood);
        QCOMPARE(read.value_or(QByteArray()), bytes);
    }

    void uuidsAreReadInBothForms()
    {
        const QUuid whole(QStringLiteral("0000ffe5-0000-1000-8000-00805f9b34fb"));
        QCOMPARE(parseUuid(u"ffe5"), std::optional(whole));
        QCOMPARE(parseUuid(u"0000ffe5-0000-1000-8000-00805f9b34fb"), std::optional(whole));
        for (const QStringView bad : {u"FFE5", u"ffe", u"ffe50", u"{0000ffe5-0000-1000-8000-00805f9b34f}", u"", u"0xff",
                                      u"0000ffe5-0000-1000-8000-00805f9b34fB", u"0000ffe5a0000-1000-8000-00805f9b34fb"})
            QVERIFY2(!parseUuid(bad), qPrintable(bad.toString()));
    }
};

QTEST_GUILESS_MAIN(TestBrandFile)
#include "tst_brandfile.moc"
