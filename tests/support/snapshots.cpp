// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/snapshots.h"

#include <QDateTime>

namespace thrum::snapshots {

namespace {

const QDateTime morning(QDate(2026, 3, 14), QTime(14, 2, 5));

Feature feature(FeatureIndex index, const QString &description, const QList<Output> &outputs,
                const QList<Input> &inputs = {})
{
    Feature made;
    made.index = index;
    made.description = description;
    made.outputs = outputs;
    made.inputs = inputs;
    return made;
}

Output steps(OutputType type, qint32 high)
{
    return {type, {0, high}, std::nullopt};
}

Input sensor(InputType type, const Range &range)
{
    Input made;
    made.type = type;
    made.value = {range};
    made.canRead = true;
    return made;
}

Feature battery(FeatureIndex index)
{
    return feature(index, {}, {}, {sensor(InputType::Battery, {0, 100})});
}

DeviceSnapshot device(DeviceIndex index, const QString &name, const QString &backend, const QList<Feature> &features)
{
    DeviceInfo info;
    info.index = index;
    info.identity = {QStringLiteral("AA:BB:CC:00:00:0%1").arg(index), QStringLiteral("test"), name};
    info.name = name;
    info.backend = backend;
    info.features = features;
    DeviceSnapshot made;
    made.info = std::make_shared<const DeviceInfo>(info);
    made.known = {info.identity, index, name, {}, backend, morning.toMSecsSinceEpoch()};
    for (const Feature &one : features) {
        for (const Output &output : one.outputs)
            made.outputs.append({one.index, output.type});
        for (const Input &input : one.inputs)
            made.inputs.append({one.index, input.type, InputState::Status::Unknown, 0, {}});
    }
    return made;
}

SessionInfo session(SessionId id, const QString &name, const QString &peer, int version, double rate)
{
    SessionInfo made;
    made.id = id;
    made.clientName = name;
    made.peer = peer;
    made.specVersion = version;
    made.since = morning;
    made.messagesPerSecond = rate;
    return made;
}

QList<DeviceSnapshot> allDevices()
{
    const QString bluetooth = QStringLiteral("bluetooth");
    const QString simulated = QStringLiteral("simulated");
    Output timed{OutputType::HwPositionWithDuration, {0, 100}, Range{0, 10000}};
    QList<DeviceSnapshot>
        devices{device(vibrator, QStringLiteral("Lovense Edge"), bluetooth,
                       {feature(0, QStringLiteral("Perineum Vibrator"), {steps(OutputType::Vibrate, 20)}),
                        feature(1, QStringLiteral("Prostate Vibrator"), {steps(OutputType::Vibrate, 20)}), battery(2)}),
                device(rotator, QStringLiteral("Vorze A10 Cyclone"), bluetooth,
                       {feature(0, QStringLiteral("Rotator"), {{OutputType::Rotate, {-20, 20}, std::nullopt}})}),
                device(stroker, QStringLiteral("Simulated stroker"), simulated,
                       {feature(0, QStringLiteral("Shaft"), {steps(OutputType::Position, 100), timed}),
                        feature(1, QStringLiteral("Motor"), {steps(OutputType::Oscillate, 10)})}),
                device(sensors, QStringLiteral("Simulated sensors"), simulated,
                       {battery(0),
                        feature(1, {}, {},
                                {sensor(InputType::Button, {0, 1}), sensor(InputType::Pressure, {0, 4096})})}),
                device(lost, QStringLiteral("Satisfyer Curvy 2"), bluetooth, {})};
    devices.last().info = nullptr;
    return devices;
}

} // namespace

Snapshot stopped()
{
    Snapshot snapshot;
    snapshot.backends = {{QStringLiteral("bluetooth"), BackendStatus::State::Off, {}, {}}};
    return snapshot;
}

Snapshot idle()
{
    Snapshot snapshot;
    snapshot.server.state = ServerStatus::State::Running;
    snapshot.server.addresses = {QStringLiteral("ws://127.0.0.1:12345"), QStringLiteral("ws://[::1]:12345")};
    snapshot.server.port = 12345;
    snapshot.backends = {{QStringLiteral("bluetooth"), BackendStatus::State::Ready, {}, {}}};
    return snapshot;
}

Snapshot busy()
{
    Snapshot snapshot = idle();
    snapshot.sessions = {session(player, QStringLiteral("Player X"), QStringLiteral("127.0.0.1:50312"), 4, 19.8),
                         session(game, QStringLiteral("Space Game"), QStringLiteral("127.0.0.1:50344"), 3, 2.25),
                         session(web, {}, QStringLiteral("[::1]:40120"), -1, 0)};
    snapshot.sessions[1].lastError = QStringLiteral("Device 7 is not connected");
    snapshot.devices = allDevices();
    OutputState &motor = output(snapshot, vibrator, 0, OutputType::Vibrate);
    motor.value = 8;
    motor.owner = player;
    OutputState &oscillation = output(snapshot, stroker, 1, OutputType::Oscillate);
    oscillation.value = 7;
    oscillation.owner = game;
    OutputState &place = output(snapshot, stroker, 0, OutputType::Position);
    place.value = 60;
    place.owner = game;
    InputState &charge = input(snapshot, vibrator, InputType::Battery);
    charge.status = InputState::Status::Known;
    charge.value = 80;
    return snapshot;
}

Snapshot portTaken()
{
    Snapshot snapshot = stopped();
    snapshot.server.state = ServerStatus::State::Failed;
    snapshot.server.port = 12345;
    snapshot.server.freePort = 12346;
    snapshot.server.failure = QStringLiteral("Port 12345 is used by another program; choose another port.");
    return snapshot;
}

Snapshot withNotices()
{
    Snapshot snapshot = busy();
    snapshot.notices = {{Notice::Kind::SettingsFileSetAside, QStringLiteral("settings.json.bad-20260314-140205")},
                        {Notice::Kind::SettingsNotSaved, QStringLiteral("the disk is full")},
                        {Notice::Kind::BrandFileRefused,
                         QStringLiteral("acme.json: $.models[0]: unknown key \"nmae\"")},
                        {Notice::Kind::StopNotConfirmed, QStringLiteral("Lovense Edge")}};
    return snapshot;
}

Snapshot withProblem(const QString &reason)
{
    Snapshot snapshot = idle();
    snapshot.backends = {{QStringLiteral("bluetooth"), BackendStatus::State::Problem, reason,
                          QStringLiteral("Bluetooth answered with something unheard of; restart it.")}};
    return snapshot;
}

SnapshotPtr shared(const Snapshot &snapshot)
{
    return std::make_shared<const Snapshot>(snapshot);
}

OutputState &output(Snapshot &snapshot, DeviceIndex device, FeatureIndex feature, OutputType type)
{
    for (OutputState &state : snapshot.devices[qsizetype(device)].outputs) {
        if (state.feature == feature && state.type == type)
            return state;
    }
    Q_UNREACHABLE();
}

InputState &input(Snapshot &snapshot, DeviceIndex device, InputType type)
{
    for (InputState &state : snapshot.devices[qsizetype(device)].inputs) {
        if (state.type == type)
            return state;
    }
    Q_UNREACHABLE();
}

} // namespace thrum::snapshots
