// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/coded.h"
#include "devices/protocol/declarative/declarativefactory.h"
#include "tests/support/devicecaserunner.h"

#include <QDir>
#include <QFile>
#include <QTest>

namespace thrum::test {
namespace {

std::vector<std::unique_ptr<ProtocolFactory>> allProtocols()
{
    // What a handshake begins with at random is all zeros here.
    auto factories = codedProtocols([](quint32) { return 0U; });
    factories.push_back(std::make_unique<DeclarativeFactory>());
    return factories;
}

QStringList texts(const QList<Error> &problems)
{
    QStringList list;
    for (const Error &problem : problems)
        list << problem.text();
    return list;
}

DeviceCaseFile readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, {Error{ErrorCode::Io, path, file.errorString()}}};
    return readDeviceCases(path, file.readAll());
}

QStringList caseFiles(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
}

QString rowName(const DeviceCase &one)
{
    return one.family + QStringLiteral(".json: ") + one.says;
}

/// Cases are played on Bluetooth LE and with simulated devices; for the other ways in, unit tests show what is said. A
/// family without outputs is heard only.
bool canBePlayed(const FamilyDefinition &family)
{
    return family.ports.isEmpty() || !family.ble.isEmpty();
}

/// The last write that the case states, with its last byte changed; nothing for a case without a write.
std::optional<DeviceCase> withAWrongByte(DeviceCase wanted)
{
    const auto spoil = [](QList<Operation> &operations) {
        for (auto it = operations.rbegin(); it != operations.rend(); ++it) {
            if (it->kind == Operation::Kind::Write) {
                it->bytes.back() = char(it->bytes.back() ^ 1);
                return true;
            }
        }
        return false;
    };
    for (auto step = wanted.steps.rbegin(); step != wanted.steps.rend(); ++step) {
        if (spoil(step->expect))
            return wanted;
    }
    return spoil(wanted.connect) ? std::optional(wanted) : std::nullopt;
}

} // namespace

/// All device data of the program, and every case of tests/cases/devices played through it. The environment variable
/// THRUM_DEVICE_CASES names another folder of case files to play instead, such as captures that are not part of the
/// project.
class DeviceCasesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyBrandFileIsFreeOfProblems();
    void everyCodedProtocolServesABrandFile();
    void everyFamilyHasCases();
    void everyKindOfOutputOfAFamilyHasACase();
    void caseHolds_data();
    void caseHolds();
    void aWrongByteIsFound_data();
    void aWrongByteIsFound();
    void aWrongStatementIsFound_data();
    void aWrongStatementIsFound();
    void aMistakeInACaseFileIsReported_data();
    void aMistakeInACaseFileIsReported();

private:
    static QString ownFolder() { return QStringLiteral(THRUM_SOURCE_DIR "/tests/cases/devices"); }
    static QString casesFolder() { return qEnvironmentVariable("THRUM_DEVICE_CASES", ownFolder()); }
    static QString brandFolder() { return QStringLiteral(THRUM_SOURCE_DIR "/resources/devices"); }

    Factories m_factories{allProtocols()};
    Catalogue m_catalogue;
    QList<Error> m_problems;
};

void DeviceCasesTest::initTestCase()
{
    m_problems = m_catalogue.loadFolder(brandFolder(),
                                        [this](const FamilyDefinition &family) { return m_factories.check(family); });
}

void DeviceCasesTest::everyBrandFileIsFreeOfProblems()
{
    QCOMPARE(texts(m_problems), QStringList());
    const QStringList files = QDir(brandFolder()).entryList({QStringLiteral("*.json")}, QDir::Files);
    QVERIFY(!files.isEmpty());
    QCOMPARE(m_catalogue.families().size(), files.size());
}

void DeviceCasesTest::everyCodedProtocolServesABrandFile()
{
    QSet<QString> served;
    for (const FamilyPtr &family : m_catalogue.families())
        served << family->protocol;
    served.remove(DeclarativeFactory().name());
    QSet<QString> coded;
    for (const auto &factory : codedProtocols())
        coded << factory->name();
    QCOMPARE(served, coded);
}

void DeviceCasesTest::everyFamilyHasCases()
{
    QStringList families;
    for (const FamilyPtr &family : m_catalogue.families()) {
        if (canBePlayed(*family))
            families << family->name;
    }
    QStringList cases;
    const QStringList files = caseFiles(ownFolder());
    for (const QString &file : files)
        cases << QFileInfo(file).completeBaseName();
    families.sort();
    cases.sort();
    QCOMPARE(cases, families);
}

void DeviceCasesTest::everyKindOfOutputOfAFamilyHasACase()
{
    for (const FamilyPtr &family : m_catalogue.families()) {
        if (!canBePlayed(*family))
            continue;
        QSet<QString> offered;
        QList<ModelDefinition> models = family->models;
        if (family->defaultModel)
            models << *family->defaultModel;
        for (const ModelDefinition &model : std::as_const(models)) {
            for (const Feature &feature : model.features) {
                for (const Output &output : feature.outputs)
                    offered << outputTypeName(output.type);
            }
        }
        const QList<DeviceCase> cases = readFile(ownFolder() + u'/' + family->name + QStringLiteral(".json")).cases;
        for (const DeviceCase &one : cases) {
            for (const DeviceStep &step : one.steps) {
                for (const OutputCommand &command : step.send)
                    offered.remove(outputTypeName(command.type));
            }
        }
        const QString missing = QStringList(offered.values()).join(u", ");
        QVERIFY2(missing.isEmpty(), qPrintable(family->name + QStringLiteral(" has no case for ") + missing));
    }
}

void DeviceCasesTest::caseHolds_data()
{
    QTest::addColumn<DeviceCase>("wanted");
    QTest::addColumn<QStringList>("problems");
    const QString folder = casesFolder();
    const QStringList names = caseFiles(folder);
    for (const QString &name : names) {
        const DeviceCaseFile file = readFile(folder + u'/' + name);
        if (!file.problems.isEmpty())
            QTest::newRow(qPrintable(name)) << DeviceCase() << texts(file.problems);
        for (const DeviceCase &one : file.cases)
            QTest::newRow(qPrintable(rowName(one))) << one << QStringList();
    }
    // A table without rows would pass.
    if (names.isEmpty())
        QTest::newRow("no case file") << DeviceCase() << QStringList(folder + QStringLiteral(" has no case file"));
}

void DeviceCasesTest::caseHolds()
{
    QFETCH(DeviceCase, wanted);
    QFETCH(QStringList, problems);
    QCOMPARE(problems, QStringList());
    const QString problem = DeviceCaseRunner::run(wanted, m_catalogue, m_factories);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
}

void DeviceCasesTest::aWrongByteIsFound_data()
{
    QTest::addColumn<DeviceCase>("spoilt");
    const QStringList names = caseFiles(ownFolder());
    for (const QString &name : names) {
        const QList<DeviceCase> cases = readFile(ownFolder() + u'/' + name).cases;
        for (const DeviceCase &one : cases) {
            if (const auto spoilt = withAWrongByte(one))
                QTest::newRow(qPrintable(rowName(one))) << *spoilt;
        }
    }
}

void DeviceCasesTest::aWrongByteIsFound()
{
    QFETCH(DeviceCase, spoilt);
    const QString problem = DeviceCaseRunner::run(spoilt, m_catalogue, m_factories);
    QVERIFY2(problem.contains(u"; byte "), qPrintable(problem));
}

void DeviceCasesTest::aWrongStatementIsFound_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("problem");
    QTest::newRow("nothing wrong") << QByteArray("Perineum") << QByteArray("Perineum") << QString();
    QTest::newRow("name") << QByteArray("Massage Demo") << QByteArray("Massage") << QStringLiteral("no family");
    QTest::newRow("model") << QByteArray("Vivi") << QByteArray("Vivo") << QStringLiteral("Aneros Vivi");
    QTest::newRow("service") << QByteArray("ff00") << QByteArray("ff10") << QStringLiteral("device list");
    QTest::newRow("endpoint") << QByteArray("write tx F1") << QByteArray("write rx F1") << QStringLiteral("rx F1 40");
    QTest::newRow("response") << QByteArray("write tx F1") << QByteArray("request tx F1")
                              << QStringLiteral("request tx F1 40");
    QTest::newRow("length") << QByteArray("tx F1 40") << QByteArray("tx F1 40 00")
                            << QStringLiteral("2 bytes instead of 3");
    QTest::newRow("a write too many") << QByteArray("\"write tx F1 40\"") << QByteArray("")
                                      << QStringLiteral("was not expected");
    QTest::newRow("a write missing") << QByteArray("\"write tx F1 40\"")
                                     << QByteArray("\"write tx F1 40\", \"write tx F1 40\"")
                                     << QStringLiteral("nothing more");
    QTest::newRow("connecting") << QByteArray("\"steps\"") << QByteArray("\"connect\": [\"read rx\"], \"steps\"")
                                << QStringLiteral("connecting: expected \"read rx\"");
    QTest::newRow("value") << QByteArray("vibrate 0 64") << QByteArray("vibrate 0 200") << QStringLiteral("step 0: ");
    QTest::newRow("battery") << QByteArray("\"expect\"") << QByteArray("\"battery\": 50, \"expect\"")
                             << QStringLiteral("the battery is at 50");
}

void DeviceCasesTest::aWrongStatementIsFound()
{
    QFETCH(QByteArray, change);
    QFETCH(QByteArray, to);
    QFETCH(QString, problem);
    QByteArray text = R"({ "gatt": { "ff00": ["ff01"] }, "cases": [{
        "says": "Perineum", "name": "Massage Demo", "model": "Aneros Vivi",
        "steps": [{ "send": ["vibrate 0 64"], "expect": ["write tx F1 40"] }] }] })";
    QVERIFY(text.contains(change));
    const DeviceCaseFile file = readDeviceCases(QStringLiteral("aneros.json"), text.replace(change, to));
    QCOMPARE(texts(file.problems), QStringList());
    const QString found = DeviceCaseRunner::run(file.cases.first(), m_catalogue, m_factories);
    QVERIFY2(problem.isEmpty() ? found.isEmpty() : found.contains(problem), qPrintable(found));
}

void DeviceCasesTest::aMistakeInACaseFileIsReported_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::newRow("unknown key") << QByteArray(R"({ "sent": ["vibrate 0 1"], "wait": 1 })");
    QTest::newRow("unknown output") << QByteArray(R"({ "send": ["wobble 0 1"] })");
    QTest::newRow("no duration") << QByteArray(R"({ "send": ["hwPositionWithDuration 0 1"] })");
    QTest::newRow("unknown endpoint") << QByteArray(R"({ "wait": 1, "expect": ["write ty 00"] })");
    QTest::newRow("half a byte") << QByteArray(R"({ "wait": 1, "expect": ["write tx 0"] })");
    QTest::newRow("no bytes") << QByteArray(R"({ "wait": 1, "expect": ["write tx"] })");
    QTest::newRow("two actions") << QByteArray(R"({ "send": ["vibrate 0 1"], "stop": true })");
    QTest::newRow("no action") << QByteArray(R"({ "expect": [] })");
    QTest::newRow("battery") << QByteArray(R"({ "read": 0, "battery": "full" })");
}

void DeviceCasesTest::aMistakeInACaseFileIsReported()
{
    QFETCH(QByteArray, step);
    const QByteArray text = R"({ "cases": [{ "says": "x", "steps": [)" + step + R"(] }] })";
    const QStringList problems = texts(readDeviceCases(QStringLiteral("x.json"), text).problems);
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems.first().startsWith(u"x.json: $.cases[0].steps[0]"), qPrintable(problems.first()));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::DeviceCasesTest)
#include "tst_devicecases.moc"
