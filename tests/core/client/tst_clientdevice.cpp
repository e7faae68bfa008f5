// SPDX-License-Identifier: BSD-3-Clause
#include "tests/core/client/clientrig.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

namespace thrum::test {
namespace {

using Kind = ClientError::Kind;

/// "0/1 Vibrate 3": one OutputCmd.
QString outputIn(const WireMessage &message)
{
    const QJsonObject command = message.fields.value(QStringLiteral("Command")).toObject();
    if (message.name != u"OutputCmd" || command.size() != 1)
        return message.summary();
    return QStringLiteral("%1/%2 %3 %4")
        .arg(message.fields.value(QStringLiteral("DeviceIndex")).toInt())
        .arg(message.fields.value(QStringLiteral("FeatureIndex")).toInt())
        .arg(command.begin().key())
        .arg(command.begin().value().toObject().value(QStringLiteral("Value")).toInt());
}

QStringList outputsIn(const QList<WireMessage> &messages)
{
    QStringList texts;
    for (const WireMessage &message : messages)
        texts << outputIn(message);
    return texts;
}

QString reading(qint64 id, int device, int feature, const char *what)
{
    return QStringLiteral(R"([{"InputReading":{"Id":%1,"DeviceIndex":%2,"FeatureIndex":%3,"Reading":%4}}])")
        .arg(id)
        .arg(device)
        .arg(feature)
        .arg(QString::fromUtf8(what));
}

} // namespace

/// Devices and features: what they check, send and tell.
class ClientDeviceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deviceShowsWhatTheListSays();
    void queriesFindFeaturesByType();
    void outputGoesToEveryFeatureThatHasIt();
    void outputOfSeveralIsDoneWhenAllAreAnswered();
    void outputOfSeveralFailsWhenOneFails();
    void nothingIsSentWhenOneCheckFails();
    void oneCommandForEachFeature();
    void oneFeatureIsAddressedByIndex();
    void wrongCallsSendNothing_data();
    void wrongCallsSendNothing();
    void timedPositionCarriesItsDuration();
    void sensorIsRead_data();
    void sensorIsRead();
    void readingOfAnotherSensorIsNoAnswer();
    void sensorWordIsThatOfTheServer();
    void ambiguousSensorMustBeChosen();
    void subscriptionIsToldOnAllLevels();
    void readingsOfNobodyAreIgnored();
    void stopIsScoped();
    void changesOfTheListAreTold();
    void replacedDeviceIsAnotherObject();
    void otherFeaturesMakeAnotherDevice();
    void renamedDeviceStaysTheSame();
    void removedDeviceIsSafeToUse();
    void featureKeepsItsDeviceAlive();
};

void ClientDeviceTest::deviceShowsWhatTheListSays()
{
    ClientRig rig;
    rig.connectWith({fixture::duo(), fixture::slide(), fixture::spin()});
    const ClientDevicePtr duo = rig.client.device(0);
    QCOMPARE(duo->name(), QStringLiteral("Fixture Duo"));
    QCOMPARE(duo->label(), QStringLiteral("Fixture Duo"));
    QCOMPARE(duo->messageTimingGap(), milliseconds(75));
    const ClientDevicePtr slide = rig.client.device(1);
    QCOMPARE(slide->displayName(), QStringLiteral("by the window"));
    QCOMPARE(slide->label(), QStringLiteral("by the window"));
    QVERIFY(!rig.client.device(77));
    const ClientFeaturePtr head = rig.client.device(2)->feature(0);
    QCOMPARE(head->description(), QStringLiteral("head"));
    QVERIFY(head->isTwoWay(OutputType::Rotate));
    QVERIFY(!rig.client.device(2)->feature(1)->isTwoWay(OutputType::Rotate));
    QVERIFY(!head->isTwoWay(OutputType::Vibrate));
    QVERIFY(!rig.client.device(2)->feature(2));
}

void ClientDeviceTest::queriesFindFeaturesByType()
{
    ClientRig rig;
    rig.connectWith({fixture::duo(), fixture::slide(), fixture::sense()});
    const ClientDevicePtr duo = rig.client.device(0);
    QVERIFY(duo->hasOutput(OutputType::Vibrate) && !duo->hasOutput(OutputType::Rotate));
    QVERIFY(duo->hasInput(InputType::Battery) && !duo->hasInput(InputType::Button));
    QCOMPARE(duo->features().size(), 3);
    QCOMPARE(duo->featuresWithOutput(OutputType::Vibrate).size(), 2);
    QCOMPARE(duo->featuresWithInput(InputType::Battery).size(), 1);
    QCOMPARE(rig.client.devicesWithOutput(OutputType::Position).size(), 1);
    QCOMPARE(rig.client.devicesWithInput(InputType::Battery).size(), 2);
}

void ClientDeviceTest::outputGoesToEveryFeatureThatHasIt()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    const auto running = rig.client.device(0)->runOutput(outputs::vibrate.percent(0.5));
    QCOMPARE(outputsIn(rig.takeSent()),
             (QStringList{QStringLiteral("0/0 Vibrate 10"), QStringLiteral("0/1 Vibrate 3")}));
    QVERIFY(!running.isFinished());
}

void ClientDeviceTest::outputOfSeveralIsDoneWhenAllAreAnswered()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    const auto running = rig.client.device(0)->runOutput(outputs::vibrate.percent(0.5));
    const QList<WireMessage> sent = rig.takeSent();
    rig.sayOk(sent.at(1).id());
    QVERIFY(!running.isFinished());
    rig.sayOk(sent.at(0).id());
    QVERIFY(hasSucceeded(running));
}

void ClientDeviceTest::outputOfSeveralFailsWhenOneFails()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    const auto running = rig.client.device(0)->runOutput(outputs::vibrate.percent(0.5));
    const QList<WireMessage> sent = rig.takeSent();
    rig.sayError(sent.at(0).id(), 4);
    QVERIFY(!running.isFinished());
    rig.sayOk(sent.at(1).id());
    QCOMPARE(failureOf(running), Kind::Device);
}

void ClientDeviceTest::nothingIsSentWhenOneCheckFails()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    // The first motor has 20 steps, the second one 5.
    QCOMPARE(failureOf(rig.client.device(0)->runOutput(outputs::vibrate.steps(6))), Kind::Conversion);
    QVERIFY(rig.takeSent().isEmpty());
}

void ClientDeviceTest::oneCommandForEachFeature()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    const ClientDevicePtr duo = rig.client.device(0);
    const auto running = duo->runOutputs({outputs::vibrate.steps(7), outputs::vibrate.steps(2)});
    const QList<WireMessage> sent = rig.takeSent();
    QCOMPARE(outputsIn(sent), (QStringList{QStringLiteral("0/0 Vibrate 7"), QStringLiteral("0/1 Vibrate 2")}));
    rig.sayOk(sent.at(0).id());
    rig.sayOk(sent.at(1).id());
    QVERIFY(hasSucceeded(running));
    QCOMPARE(failureOf(duo->runOutputs({outputs::vibrate.steps(7)})), Kind::Conversion);
    QCOMPARE(failureOf(duo->runOutputs({outputs::vibrate.steps(7), outputs::rotate.steps(2)})), Kind::Conversion);
    QCOMPARE(failureOf(duo->runOutputs({})), Kind::Conversion);
    QVERIFY(rig.takeSent().isEmpty());
}

void ClientDeviceTest::oneFeatureIsAddressedByIndex()
{
    ClientRig rig;
    rig.connectWith({fixture::spin()});
    const auto running = rig.client.device(2)->runOutput(0, outputs::rotate.percent(-0.51));
    const WireMessage sent = rig.takeOne();
    QCOMPARE(outputIn(sent), QStringLiteral("2/0 Rotate -11"));
    rig.sayOk(sent.id());
    QVERIFY(hasSucceeded(running));
}

void ClientDeviceTest::wrongCallsSendNothing_data()
{
    using Call = std::function<std::optional<Kind>(const ClientDevicePtr &)>;
    QTest::addColumn<Call>("call");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("device without the output")
        << Call([](const ClientDevicePtr &one) { return failureOf(one->runOutput(outputs::led.steps(1))); })
        << Kind::Device;
    QTest::newRow("unknown feature") << Call([](const ClientDevicePtr &one) {
        return failureOf(one->runOutput(2, outputs::rotate.steps(1)));
    }) << Kind::Device;
    QTest::newRow("feature without the output")
        << Call([](const ClientDevicePtr &one) { return failureOf(one->runOutput(3, outputs::rotate.steps(1))); })
        << Kind::Conversion;
    QTest::newRow("backwards on one-way")
        << Call([](const ClientDevicePtr &one) { return failureOf(one->runOutput(1, outputs::rotate.percent(-0.5))); })
        << Kind::Conversion;
    QTest::newRow("device without the input")
        << Call([](const ClientDevicePtr &one) { return failureOf(one->battery()); }) << Kind::Device;
    QTest::newRow("feature without the input")
        << Call([](const ClientDevicePtr &one) { return failureOf(one->feature(0)->read(InputType::Rssi)); })
        << Kind::Device;
}

void ClientDeviceTest::wrongCallsSendNothing()
{
    using Call = std::function<std::optional<Kind>(const ClientDevicePtr &)>;
    QFETCH(Call, call);
    QFETCH(Kind, kind);
    ClientRig rig;
    rig.connectWith({fixture::spin()});
    QCOMPARE(call(rig.client.device(2)), kind);
    QVERIFY(rig.takeSent().isEmpty());
}

void ClientDeviceTest::timedPositionCarriesItsDuration()
{
    ClientRig rig;
    rig.connectWith({fixture::slide()});
    const auto running = rig.client.device(1)->runOutput(
        outputs::positionWithDuration.percent(0.64, milliseconds(420)));
    const WireMessage sent = rig.takeOne();
    QCOMPARE(outputIn(sent), QStringLiteral("1/0 HwPositionWithDuration 64"));
    const QJsonObject command = sent.fields.value(QStringLiteral("Command")).toObject().begin().value().toObject();
    QCOMPARE(command.value(QStringLiteral("Duration")).toInt(), 420);
    rig.sayOk(sent.id());
    QVERIFY(hasSucceeded(running));
}

void ClientDeviceTest::sensorIsRead_data()
{
    QTest::addColumn<InputType>("type");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<qint64>("value");
    QTest::newRow("battery") << InputType::Battery << QByteArray(R"({"Battery":{"Value":42}})") << qint64(42);
    QTest::newRow("signal") << InputType::Rssi << QByteArray(R"({"RSSI":{"Value":-70}})") << qint64(-70);
    QTest::newRow("signal, spelled otherwise")
        << InputType::Rssi << QByteArray(R"({"Rssi":{"Value":-70}})") << qint64(-70);
}

void ClientDeviceTest::sensorIsRead()
{
    QFETCH(InputType, type);
    QFETCH(QByteArray, answer);
    QFETCH(qint64, value);
    ClientRig rig;
    rig.connectWith({fixture::sense()});
    const auto readingIt = rig.client.device(5)->read(type);
    const WireMessage sent = rig.takeOne();
    QCOMPARE(sent.fields.value(QStringLiteral("Command")).toString(), QStringLiteral("Read"));
    rig.say(reading(sent.id(), 5, 2, answer.constData()));
    QVERIFY(hasSucceeded(readingIt));
    QCOMPARE(*resultOf(readingIt), value);
    const auto whole = type == InputType::Battery ? rig.client.device(5)->battery() : rig.client.device(5)->rssi();
    rig.say(reading(rig.takeOne().id(), 5, 2, answer.constData()));
    QCOMPARE(*resultOf(whole), int(value));
}

void ClientDeviceTest::readingOfAnotherSensorIsNoAnswer()
{
    ClientRig rig;
    rig.connectWith({fixture::sense()});
    const auto battery = rig.client.device(5)->battery();
    rig.say(reading(rig.takeOne().id(), 5, 1, R"({"Battery":{"Value":42}})"));
    QCOMPARE(failureOf(battery), Kind::Message);
}

void ClientDeviceTest::sensorWordIsThatOfTheServer()
{
    ClientRig rig;
    rig.connectWith({});
    rig.say(
        QStringLiteral(R"([{"DeviceList":{"Id":0,"Devices":{"0":{"DeviceIndex":0,"DeviceName":"D",)"
                       R"("DeviceMessageTimingGap":0,"DeviceFeatures":{"0":{"FeatureIndex":0,"FeatureDescription":"",)"
                       R"("Input":{"Rssi":{"Value":[[-128,0]],"Command":["Read"]}}}}}}}}])"));
    const auto rssi = rig.client.device(0)->rssi();
    QCOMPARE(rig.takeOne().fields.value(QStringLiteral("Type")).toString(), QStringLiteral("Rssi"));
    QVERIFY(!rssi.isFinished());
}

void ClientDeviceTest::ambiguousSensorMustBeChosen()
{
    ClientRig rig;
    auto twoCells = std::make_shared<DeviceInfo>(*fixture::duo());
    twoCells->features[0].inputs = twoCells->features.at(2).inputs;
    rig.connectWith({twoCells});
    const ClientDevicePtr device = rig.client.device(0);
    QCOMPARE(failureOf(device->battery()), Kind::AmbiguousInput);
    QVERIFY(rig.takeSent().isEmpty());
    const auto chosen = device->feature(2)->battery();
    QCOMPARE(rig.takeOne().fields.value(QStringLiteral("FeatureIndex")).toInt(-1), 2);
    QVERIFY(!chosen.isFinished());
}

void ClientDeviceTest::subscriptionIsToldOnAllLevels()
{
    ClientRig rig;
    rig.connectWith({fixture::sense()});
    const ClientDevicePtr device = rig.client.device(5);
    const ClientFeaturePtr pad = device->feature(0);
    const auto subscribing = device->subscribe(InputType::Pressure);
    const WireMessage sent = rig.takeOne();
    QCOMPARE(sent.fields.value(QStringLiteral("Command")).toString(), QStringLiteral("Subscribe"));
    rig.sayOk(sent.id());
    QVERIFY(hasSucceeded(subscribing));
    QSignalSpy atFeature(pad.get(), &ClientFeature::inputReceived);
    QSignalSpy atDevice(device.get(), &ClientDevice::inputReceived);
    QSignalSpy atClient(&rig.client, &Client::inputReceived);
    rig.say(reading(0, 5, 0, R"({"Pressure":{"Value":4294967295}})"));
    QCOMPARE(atFeature.size(), 1);
    QCOMPARE(atFeature.at(0).at(1).toLongLong(), 4294967295);
    QCOMPARE(atDevice.size(), 1);
    QCOMPARE(atClient.size(), 1);
    QCOMPARE(atClient.at(0).at(0).value<ClientDevicePtr>(), device);
    const auto unsubscribing = pad->unsubscribe(InputType::Pressure);
    QCOMPARE(rig.takeOne().fields.value(QStringLiteral("Command")).toString(), QStringLiteral("Unsubscribe"));
    QVERIFY(!unsubscribing.isFinished());
}

void ClientDeviceTest::readingsOfNobodyAreIgnored()
{
    ClientRig rig;
    rig.connectWith({fixture::sense()});
    QSignalSpy read(&rig.client, &Client::inputReceived);
    QSignalSpy failed(&rig.client, &Client::errorReceived);
    rig.say(reading(0, 6, 0, R"({"Pressure":{"Value":1}})"));
    rig.say(reading(0, 5, 9, R"({"Pressure":{"Value":1}})"));
    rig.say(reading(0, 5, 0, R"({"Depth":{"Value":1}})"));
    QCOMPARE(read.size(), 0);
    QCOMPARE(failed.size(), 0);
}

void ClientDeviceTest::stopIsScoped()
{
    ClientRig rig;
    rig.connectWith({fixture::spin()});
    const auto all = rig.client.device(2)->stop(StopTarget::Outputs);
    const WireMessage ofDevice = rig.takeOne();
    QCOMPARE(ofDevice.fields.value(QStringLiteral("DeviceIndex")).toInt(-1), 2);
    QVERIFY(!ofDevice.fields.contains(QStringLiteral("FeatureIndex")));
    QCOMPARE(ofDevice.fields.value(QStringLiteral("Inputs")).toBool(true), false);
    rig.sayOk(ofDevice.id());
    QVERIFY(hasSucceeded(all));
    const auto one = rig.client.device(2)->feature(4)->stop();
    const WireMessage ofFeature = rig.takeOne();
    QCOMPARE(ofFeature.fields.value(QStringLiteral("FeatureIndex")).toInt(-1), 4);
    QCOMPARE(ofFeature.fields.value(QStringLiteral("Inputs")).toBool(false), true);
    rig.sayOk(ofFeature.id());
    QVERIFY(hasSucceeded(one));
}

void ClientDeviceTest::changesOfTheListAreTold()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    QStringList lines;
    connect(&rig.client, &Client::deviceAdded, this,
            [&](const ClientDevicePtr &one) { lines << QStringLiteral("+%1").arg(one->index()); });
    connect(&rig.client, &Client::deviceRemoved, this,
            [&](const ClientDevicePtr &one) { lines << QStringLiteral("-%1").arg(one->index()); });
    QSignalSpy removed(rig.client.device(0).get(), &ClientDevice::removed);
    // Several changes in one list.
    rig.sayDevices(0, {fixture::spin(), fixture::slide(), fixture::sense()});
    QCOMPARE(lines.join(u' '), QStringLiteral("-0 +1 +2 +5"));
    QCOMPARE(removed.size(), 1);
    lines.clear();
    rig.sayDevices(0, {fixture::spin(), fixture::slide(), fixture::sense()});
    QCOMPARE(lines.size(), 0);
}

void ClientDeviceTest::replacedDeviceIsAnotherObject()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    const ClientDevicePtr before = rig.client.device(0);
    QSignalSpy added(&rig.client, &Client::deviceAdded);
    QSignalSpy removed(&rig.client, &Client::deviceRemoved);
    rig.sayDevices(0, {fixture::standIn()});
    QCOMPARE(removed.size(), 1);
    QCOMPARE(added.size(), 1);
    QVERIFY(!before->isConnected());
    QVERIFY(rig.client.device(0) != before);
    QCOMPARE(rig.client.device(0)->name(), QStringLiteral("Fixture Stand-in"));
}

void ClientDeviceTest::otherFeaturesMakeAnotherDevice()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    const ClientDevicePtr before = rig.client.device(0);
    auto limited = std::make_shared<DeviceInfo>(*fixture::duo());
    limited->features[0].outputs[0].value.high = 10;
    rig.sayDevices(0, {limited});
    QVERIFY(!before->isConnected());
    QCOMPARE(rig.client.device(0)->feature(0)->info().output(OutputType::Vibrate)->value.high, 10);
}

void ClientDeviceTest::renamedDeviceStaysTheSame()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    const ClientDevicePtr device = rig.client.device(0);
    QSignalSpy renamed(device.get(), &ClientDevice::renamed);
    QSignalSpy renamedAtClient(&rig.client, &Client::deviceRenamed);
    QSignalSpy removed(&rig.client, &Client::deviceRemoved);
    auto named = std::make_shared<DeviceInfo>(*fixture::duo());
    named->displayName = QStringLiteral("left one");
    rig.sayDevices(0, {named});
    QCOMPARE(rig.client.device(0), device);
    QCOMPARE(device->label(), QStringLiteral("left one"));
    QCOMPARE(renamed.size(), 1);
    QCOMPARE(renamedAtClient.size(), 1);
    QCOMPARE(removed.size(), 0);
}

void ClientDeviceTest::removedDeviceIsSafeToUse()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    const ClientDevicePtr device = rig.client.device(0);
    const ClientFeaturePtr feature = device->feature(0);
    QSignalSpy over(device.get(), &ClientDevice::clientDisconnected);
    rig.sayDevices(0, {});
    QCOMPARE(over.size(), 0);
    QCOMPARE(failureOf(device->runOutput(outputs::vibrate.steps(1))), Kind::DeviceNotConnected);
    QCOMPARE(failureOf(device->runOutputs({outputs::vibrate.steps(1)})), Kind::DeviceNotConnected);
    QCOMPARE(failureOf(device->runOutput(0, outputs::vibrate.steps(1))), Kind::DeviceNotConnected);
    QCOMPARE(failureOf(device->stop()), Kind::DeviceNotConnected);
    QCOMPARE(failureOf(device->battery()), Kind::DeviceNotConnected);
    QCOMPARE(failureOf(device->subscribe(InputType::Button)), Kind::DeviceNotConnected);
    QCOMPARE(failureOf(feature->runOutput(outputs::vibrate.steps(1))), Kind::DeviceNotConnected);
    QCOMPARE(failureOf(feature->stop()), Kind::DeviceNotConnected);
    QCOMPARE(failureOf(feature->unsubscribe(InputType::Button)), Kind::DeviceNotConnected);
    QVERIFY(rig.takeSent().isEmpty());
    QCOMPARE(device->name(), QStringLiteral("Fixture Duo"));
}

void ClientDeviceTest::featureKeepsItsDeviceAlive()
{
    ClientRig rig;
    rig.connectWith({fixture::duo()});
    const ClientFeaturePtr feature = rig.client.device(0)->feature(1);
    rig.sayDevices(0, {});
    QCOMPARE(feature->description(), QStringLiteral("right motor"));
    const auto refused = feature->runOutput(outputs::vibrate.steps(1));
    QVERIFY(resultOf(refused).error().text().contains(QStringLiteral("Fixture Duo")));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::ClientDeviceTest)
#include "tst_clientdevice.moc"
