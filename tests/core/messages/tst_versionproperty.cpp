// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/outputmapping.h"
#include "tests/support/sessionrig.h"
#include "tests/support/wirejson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QTest>

#include <cmath>
#include <map>

namespace thrum::test {
namespace {

constexpr quint32 seed = 20250611;
constexpr int devicesPerRow = 150;
constexpr int commandsPerDevice = 12;

/// The order in which the outputs of one feature get their places in ScalarCmd, as the specification has it.
const QList<OutputType> scalarOrder = {OutputType::Constrict, OutputType::Temperature, OutputType::Led,
                                       OutputType::Oscillate, OutputType::Position,    OutputType::Rotate,
                                       OutputType::Spray,     OutputType::Vibrate};

/// One output with a place in a list of an old version.
struct Place
{
    FeatureIndex feature = 0;
    Output output;
};

/// The lists of an old version, worked out from the features here, not by the program.
struct Places
{
    QList<Place> vibrators;
    QList<Place> rotators;
    QList<Place> linears;
    QList<Place> scalars;
};

struct Trial
{
    QString message;
    int version = 0;
};

/// What a command of an old version says and what it must come to.
struct Command
{
    QJsonObject fields;
    /// By place, so that of a repeated index the last one stands.
    std::map<qsizetype, OutputCommand> meaning;
    bool repeats = false;
};

Places placesOf(const DeviceInfo &device)
{
    Places places;
    for (const Feature &feature : device.features) {
        for (const OutputType type : scalarOrder) {
            if (const Output *output = feature.output(type); output && output->value.high > 0) {
                places.scalars << Place{feature.index, *output};
                if (type == OutputType::Vibrate)
                    places.vibrators << places.scalars.constLast();
                if (type == OutputType::Rotate && output->value.low < 0)
                    places.rotators << places.scalars.constLast();
            }
        }
        if (const Output *output = feature.output(OutputType::HwPositionWithDuration); output && output->value.high > 0)
            places.linears << Place{feature.index, *output};
    }
    return places;
}

const QList<Place> &placesFor(const QString &message, const Places &places)
{
    if (message == u"RotateCmd")
        return places.rotators;
    if (message == u"LinearCmd")
        return places.linears;
    return message == u"ScalarCmd" ? places.scalars : places.vibrators;
}

/// The smallest step that is not below its share, counted up; no tolerance but that for zero.
qint32 stepUp(double level, qint32 steps)
{
    const double exact = double(steps) * level;
    qint32 step = 0;
    while (level >= 0.000001 && double(step) < exact)
        ++step;
    return step;
}

/// The largest step that is not above its share, counted up.
qint32 stepDown(double position, qint32 steps)
{
    const double exact = double(steps) * position;
    qint32 step = 0;
    while (double(step + 1) <= exact)
        ++step;
    return step;
}

/// Makes devices and commands; the same seed makes the same ones.
class Dice final
{
public:
    explicit Dice(quint32 start)
        : m_random(start)
    {}

    [[nodiscard]] int below(int end) { return int(m_random.bounded(end)); }
    /// Outputs that were disabled or had no step left.
    [[nodiscard]] int leftOut() const { return m_leftOut; }
    [[nodiscard]] bool oneIn(int many) { return below(many) == 0; }

    /// 0..1, and often where rounding decides: on a step, next to one, near zero.
    [[nodiscard]] double level(qint32 steps)
    {
        const double onStep = double(below(steps + 1)) / steps;
        switch (below(7)) {
        case 0: return onStep;
        case 1: return std::min(1.0, std::nextafter(onStep, 2.0));
        case 2: return std::max(0.0, std::nextafter(onStep, -1.0));
        case 3: return double(below(101)) / 100;
        case 4: return double(below(4)) * 0.0000005;
        default: return m_random.generateDouble();
        }
    }

    /// Some outputs are disabled by the user or limited to a part of their range, as the manager announces them then.
    [[nodiscard]] DeviceInfoPtr device()
    {
        auto made = std::make_shared<DeviceInfo>();
        made->index = DeviceIndex(below(5));
        made->name = QStringLiteral("Chance");
        FeatureIndex next = 0;
        for (int i = 1 + below(6); i > 0; --i) {
            next += FeatureIndex(below(3));
            Feature feature{next++, QStringLiteral("part"), {}, {}};
            for (const OutputType type : kAllOutputTypes) {
                if (oneIn(2))
                    addOutput(feature, type);
            }
            made->features << feature;
        }
        return made;
    }

    /// Elements for some places of a list, in any order and some of them twice.
    [[nodiscard]] Command command(const Trial &trial, const DeviceInfo &device, const QList<Place> &places)
    {
        Command command;
        command.fields = {{QStringLiteral("Id"), 7}, {QStringLiteral("DeviceIndex"), qint64(device.index)}};
        if (trial.message == u"SingleMotorVibrateCmd") {
            const double speed = level(20);
            command.fields.insert(QStringLiteral("Speed"), speed);
            for (qsizetype i = 0; i < places.size(); ++i)
                command.meaning[i] = meaningOf(device, places.at(i), stepUp(speed, places.at(i).output.value.high), 0);
            return command;
        }
        QJsonArray elements;
        for (int i = 1 + below(int(places.size()) + 2); i > 0; --i) {
            const qsizetype index = below(int(places.size()));
            command.repeats = command.repeats || command.meaning.contains(index);
            elements << element(trial.message, index, device, places.at(index), command.meaning[index]);
        }
        static const std::map<QString, QString> lists = {{QStringLiteral("VibrateCmd"), QStringLiteral("Speeds")},
                                                         {QStringLiteral("RotateCmd"), QStringLiteral("Rotations")},
                                                         {QStringLiteral("LinearCmd"), QStringLiteral("Vectors")},
                                                         {QStringLiteral("ScalarCmd"), QStringLiteral("Scalars")}};
        command.fields.insert(lists.at(trial.message), elements);
        return command;
    }

private:
    void addOutput(Feature &feature, OutputType type)
    {
        const qint32 steps = QList<qint32>{1, 2, 3, 5, 20, 49, 100, 255, 1000}.at(below(9));
        const bool mayTurn = type == OutputType::Rotate || type == OutputType::Temperature;
        Output output{type, {mayTurn && oneIn(2) ? -steps : 0, steps}, std::nullopt};
        if (type == OutputType::HwPositionWithDuration)
            output.duration = Range{below(50), 100 + below(5000)};
        OutputLimits limits;
        limits.enabled = !oneIn(4);
        if (oneIn(4)) {
            const qint32 low = below(steps + 1);
            limits.value = Range{low, low + below(steps - low + 1)};
        }
        if (const std::optional<Output> announced = announcedOutput(output, limits))
            feature.outputs << *announced;
        else
            ++m_leftOut;
    }

    static OutputCommand meaningOf(const DeviceInfo &device, const Place &place, qint32 value, quint32 durationMs)
    {
        return {device.index, place.feature, place.output.type, value, durationMs};
    }

    QJsonObject element(const QString &message, qsizetype index, const DeviceInfo &device, const Place &place,
                        OutputCommand &meaning)
    {
        const qint32 steps = place.output.value.high;
        const double amount = level(steps);
        QJsonObject element{{QStringLiteral("Index"), qint64(index)}};
        if (message == u"LinearCmd") {
            // In quarters, so that halves are among them; now and then outside of what the device can do.
            const int quarters = below(4 * 8000);
            const Range range = place.output.duration.value_or(Range{});
            element.insert(QStringLiteral("Position"), amount);
            element.insert(QStringLiteral("Duration"), quarters / 4.0);
            meaning = meaningOf(device, place, stepDown(amount, steps),
                                quint32(qBound(range.low, (quarters + 2) / 4, range.high)));
            return element;
        }
        qint32 value = stepUp(amount, steps);
        element.insert(message == u"ScalarCmd" ? QStringLiteral("Scalar") : QStringLiteral("Speed"), amount);
        if (message == u"ScalarCmd")
            element.insert(QStringLiteral("ActuatorType"), outputTypeName(place.output.type));
        if (message == u"RotateCmd") {
            const bool clockwise = oneIn(2);
            element.insert(QStringLiteral("Clockwise"), clockwise);
            value = clockwise ? value : -value;
        }
        meaning = meaningOf(device, place, value, 0);
        return element;
    }

    QRandomGenerator m_random;
    int m_leftOut = 0;
};

QString frameOf(const QString &message, const QJsonObject &fields)
{
    const QJsonArray frame{QJsonObject{{message, fields}}};
    return QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact));
}

QString frameOfV4(const OutputCommand &command)
{
    QJsonObject value{{QStringLiteral("Value"), command.value}};
    if (command.type == OutputType::HwPositionWithDuration)
        value.insert(QStringLiteral("Duration"), qint64(command.durationMs));
    return frameOf(QStringLiteral("OutputCmd"),
                   {{QStringLiteral("Id"), 7},
                    {QStringLiteral("DeviceIndex"), qint64(command.device)},
                    {QStringLiteral("FeatureIndex"), qint64(command.feature)},
                    {QStringLiteral("Command"), QJsonObject{{outputTypeName(command.type), value}}}});
}

/// The commands that reached the port, in order, without the session that sent them.
QStringList reached(FakeDevicePort &port)
{
    QStringList commands;
    for (const QString &call : port.takeCalls())
        commands << call.section(QStringLiteral(" output "), 1).split(QStringLiteral(", "));
    return commands;
}

/// The steps of the places, as StepCount lists them.
QJsonArray stepsOf(const QList<Place> &places)
{
    QJsonArray steps;
    for (const Place &place : places)
        steps << place.output.value.high;
    return steps;
}

/// What an old version lists of such places under the name of a command; undefined when it may not list the command.
QJsonValue attributesOf(const QList<Place> &places, int version)
{
    if (places.isEmpty())
        return QJsonValue::Undefined;
    if (version == 1)
        return QJsonObject{{QStringLiteral("FeatureCount"), places.size()}};
    return QJsonObject{{QStringLiteral("FeatureCount"), places.size()}, {QStringLiteral("StepCount"), stepsOf(places)}};
}

QJsonArray stepsListed(const QJsonValue &entries)
{
    QJsonArray steps;
    const QJsonArray list = entries.toArray();
    for (const QJsonValue &entry : list)
        steps << entry[u"StepCount"];
    return steps;
}

void addTrials()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<int>("version");
    const std::map<QString, QList<int>> versions = {{QStringLiteral("SingleMotorVibrateCmd"), {0, 1}},
                                                    {QStringLiteral("VibrateCmd"), {1, 2, 3}},
                                                    {QStringLiteral("RotateCmd"), {1, 2, 3}},
                                                    {QStringLiteral("LinearCmd"), {1, 2, 3}},
                                                    {QStringLiteral("ScalarCmd"), {3}}};
    for (const auto &[message, list] : versions) {
        for (const int version : list)
            QTest::addRow("%s v%d", qPrintable(message), version) << message << version;
    }
}

} // namespace

/// Chance makes devices and commands: whatever an old version says must reach the devices as the same thing said in v4.
class VersionPropertyTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void oldCommandsReachWhatV4CommandsReach_data();
    void oldCommandsReachWhatV4CommandsReach();
    void aPlaceThatIsNotThereReachesNothing_data();
    void aPlaceThatIsNotThereReachesNothing();
    void listsHoldTheAnnouncedOutputsAlone_data();
    void listsHoldTheAnnouncedOutputsAlone();
};

void VersionPropertyTest::initTestCase()
{
    QLoggingCategory::setFilterRules(QStringLiteral("thrum.*.info=false"));
    qInfo() << "seed" << seed;
}

void VersionPropertyTest::oldCommandsReachWhatV4CommandsReach_data()
{
    addTrials();
}

void VersionPropertyTest::oldCommandsReachWhatV4CommandsReach()
{
    QFETCH(QString, message);
    QFETCH(int, version);
    Dice dice(seed);
    int commands = 0;
    int repeats = 0;
    for (int i = 0; i < devicesPerRow; ++i) {
        const DeviceInfoPtr device = dice.device();
        const Places places = placesOf(*device);
        const QList<Place> &list = placesFor(message, places);
        SessionRig rig;
        rig.port.add(device);
        FakeConnection *old = rig.connectClient(version);
        FakeConnection *current = rig.connectClient(4);
        for (int turn = 0; turn < commandsPerDevice && !list.isEmpty(); ++turn) {
            const Command command = dice.command({message, version}, *device, list);
            const QString frame = frameOf(message, command.fields);
            QCOMPARE(SessionRig::ask(old, frame), QStringList{QStringLiteral("Ok 7")});
            const QStringList byOld = reached(rig.port);
            for (const auto &[place, meaning] : command.meaning)
                QCOMPARE(SessionRig::ask(current, frameOfV4(meaning)), QStringList{QStringLiteral("Ok 7")});
            const QStringList byV4 = reached(rig.port);
            QVERIFY2(byOld == byV4,
                     qPrintable(QStringLiteral("seed %1, device %2: %3 reached \"%4\", v4 \"%5\"")
                                    .arg(QString::number(seed), QString::number(i), frame,
                                         byOld.join(QStringLiteral(", ")), byV4.join(QStringLiteral(", ")))));
            ++commands;
            repeats += command.repeats ? 1 : 0;
        }
    }
    qInfo() << commands << "commands," << repeats << "with a repeated index," << dice.leftOut() << "outputs left out";
    QVERIFY(commands >= devicesPerRow);
    QVERIFY(repeats > 0 || message == u"SingleMotorVibrateCmd");
    QVERIFY(dice.leftOut() > 0);
}

void VersionPropertyTest::aPlaceThatIsNotThereReachesNothing_data()
{
    addTrials();
}

void VersionPropertyTest::aPlaceThatIsNotThereReachesNothing()
{
    QFETCH(QString, message);
    QFETCH(int, version);
    Dice dice(seed + 1);
    int refused = 0;
    for (int i = 0; i < devicesPerRow; ++i) {
        const DeviceInfoPtr device = dice.device();
        const Places places = placesOf(*device);
        QList<Place> list = placesFor(message, places);
        if (message == u"SingleMotorVibrateCmd" && !list.isEmpty())
            continue;
        // One place more than there are, the first one that must not exist; elements before it are good.
        list << Place{0, Output{OutputType::Vibrate, {0, 20}, Range{0, 1000}}};
        SessionRig rig;
        rig.port.add(device);
        FakeConnection *old = rig.connectClient(version);
        for (int turn = 0; turn < commandsPerDevice; ++turn) {
            const Command command = dice.command({message, version}, *device, list);
            if (!command.meaning.contains(list.size() - 1))
                continue;
            const QString frame = frameOf(message, command.fields);
            QCOMPARE(SessionRig::ask(old, frame), QStringList{QStringLiteral("Error 7 code 4")});
            QVERIFY2(reached(rig.port).isEmpty(), qPrintable(frame));
            ++refused;
        }
    }
    qInfo() << refused << "commands refused";
    QVERIFY(refused >= commandsPerDevice);
}

void VersionPropertyTest::listsHoldTheAnnouncedOutputsAlone_data()
{
    QTest::addColumn<int>("version");
    for (int version = 0; version <= 3; ++version)
        QTest::addRow("v%d", version) << version;
}

void VersionPropertyTest::listsHoldTheAnnouncedOutputsAlone()
{
    QFETCH(int, version);
    Dice dice(seed + 2);
    for (int i = 0; i < devicesPerRow; ++i) {
        const DeviceInfoPtr device = dice.device();
        const Places places = placesOf(*device);
        SessionRig rig;
        rig.port.add(device);
        FakeConnection *client = rig.connectClient(version);
        client->receive(QStringLiteral(R"([{"RequestDeviceList":{"Id":3}}])"));
        const QStringList sent = client->takeSent();
        QCOMPARE(sent.size(), 1);
        const QJsonValue messages = messageOf(sent.first()).fields.value(u"Devices")[0][u"DeviceMessages"];
        if (version == 0) {
            QCOMPARE(messages.toArray().contains(QStringLiteral("SingleMotorVibrateCmd")), !places.vibrators.isEmpty());
        } else if (version < 3) {
            QCOMPARE(messages[u"VibrateCmd"], attributesOf(places.vibrators, version));
            QCOMPARE(messages[u"RotateCmd"], attributesOf(places.rotators, version));
            QCOMPARE(messages[u"LinearCmd"], attributesOf(places.linears, version));
        } else {
            QCOMPARE(stepsListed(messages[u"ScalarCmd"]), stepsOf(places.scalars));
            QCOMPARE(stepsListed(messages[u"RotateCmd"]), stepsOf(places.rotators));
            QCOMPARE(stepsListed(messages[u"LinearCmd"]), stepsOf(places.linears));
        }
    }
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::VersionPropertyTest)
#include "tst_versionproperty.moc"
