// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/commandreader.h"

#include "tests/support/fakebluez/devicereader.h"
#include "tests/support/fakebluez/fakebluez.h"
#include "tests/support/fakebluez/jsonfields.h"

#include <QJsonDocument>

#include <functional>

namespace thrum::fakebluez {

namespace {

constexpr int longestDownMs = 600'000;
// Addresses made for added devices begin above those made for a layout file.
constexpr int firstAddedNumber = 0x1000;

const QString deviceKey = QStringLiteral("device");
const QString characteristicKey = QStringLiteral("characteristic");
const QString onKey = QStringLiteral("on");
const QString adapterKey = QStringLiteral("adapter");
const QString firstAdapter = QStringLiteral("hci0");

// Fields are complete before anything is done, so that a command with a mistake does nothing.
Result<void> checked(JsonFields &fields, const std::function<Result<void>()> &action)
{
    if (auto good = fields.finish(); !good)
        return good;
    return action();
}

} // namespace

CommandReader::CommandReader(FakeBluez &bluez)
    : m_bluez(bluez)
{}

QJsonObject CommandReader::handle(const QByteArray &line)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(line, &parseError);
    QJsonObject answer{{QStringLiteral("event"), QStringLiteral("done")}};
    Result<void> result;
    if (!document.isObject()) {
        result = fail(ErrorCode::InvalidData,
                      QStringLiteral("a line must be a JSON object: ") + parseError.errorString());
    } else {
        JsonFields fields(document.object(), {});
        const QJsonValue id = fields.value(QStringLiteral("id"));
        const QString command = fields.text(QStringLiteral("do"));
        answer.insert(QStringLiteral("do"), command);
        if (!id.isUndefined())
            answer.insert(QStringLiteral("id"), id);
        result = carryOut(command, fields);
    }
    if (!result) {
        answer.insert(QStringLiteral("event"), QStringLiteral("failed"));
        answer.insert(QStringLiteral("error"), result.error().text());
    }
    return answer;
}

const QHash<QString, CommandReader::Handler> &CommandReader::handlers()
{
    static const QHash<QString, Handler> table{{QStringLiteral("add-device"), &CommandReader::addDevice},
                                               {QStringLiteral("remove-device"), &CommandReader::removeDevice},
                                               {QStringLiteral("forget-device"), &CommandReader::forgetDevice},
                                               {QStringLiteral("lose-link"), &CommandReader::loseLink},
                                               {QStringLiteral("in-range"), &CommandReader::setInRange},
                                               {QStringLiteral("advertise"), &CommandReader::advertise},
                                               {QStringLiteral("set"), &CommandReader::setBehaviour},
                                               {QStringLiteral("notify"), &CommandReader::notify},
                                               {QStringLiteral("add-adapter"), &CommandReader::addAdapter},
                                               {QStringLiteral("remove-adapter"), &CommandReader::removeAdapter},
                                               {QStringLiteral("power"), &CommandReader::setPower},
                                               {QStringLiteral("discovery"), &CommandReader::setDiscovery},
                                               {QStringLiteral("start"), &CommandReader::start},
                                               {QStringLiteral("stop"), &CommandReader::stop},
                                               {QStringLiteral("restart"), &CommandReader::restart},
                                               {QStringLiteral("quit"), &CommandReader::quit}};
    return table;
}

Result<void> CommandReader::carryOut(const QString &command, JsonFields &fields)
{
    const Handler handler = handlers().value(command);
    if (handler)
        return (this->*handler)(fields);
    QStringList known = handlers().keys();
    known.sort();
    return fail(ErrorCode::InvalidData,
                QStringLiteral("unknown command \"%1\"; known are %2").arg(command, known.join(QStringLiteral(", "))));
}

Result<void> CommandReader::removeDevice(JsonFields &fields)
{
    const QString address = fields.text(deviceKey);
    return checked(fields, [&] { return m_bluez.removeDevice(address); });
}

Result<void> CommandReader::forgetDevice(JsonFields &fields)
{
    const QString address = fields.text(deviceKey);
    return checked(fields, [&] { return m_bluez.forgetDevice(address); });
}

Result<void> CommandReader::loseLink(JsonFields &fields)
{
    const QString address = fields.text(deviceKey);
    return checked(fields, [&] { return m_bluez.loseLink(address); });
}

Result<void> CommandReader::setInRange(JsonFields &fields)
{
    const QString address = fields.text(deviceKey);
    const bool inRange = fields.flag(onKey, true);
    return checked(fields, [&] { return m_bluez.setInRange(address, inRange); });
}

Result<void> CommandReader::notify(JsonFields &fields)
{
    const QString address = fields.text(deviceKey);
    const QString characteristic = fields.text(characteristicKey);
    const QByteArray value = fields.hex(QStringLiteral("hex"));
    return checked(fields, [&] { return m_bluez.notify(address, characteristic, value); });
}

Result<void> CommandReader::removeAdapter(JsonFields &fields)
{
    const QString name = fields.text(adapterKey, firstAdapter);
    return checked(fields, [&] { return m_bluez.removeAdapter(name); });
}

Result<void> CommandReader::setPower(JsonFields &fields)
{
    const QString name = fields.text(adapterKey, firstAdapter);
    const bool on = fields.flag(onKey, true);
    return checked(fields, [&] { return m_bluez.setPowered(on, name); });
}

Result<void> CommandReader::setDiscovery(JsonFields &fields)
{
    const QString name = fields.text(adapterKey, firstAdapter);
    const QStringList answers{QStringLiteral("ok"), QStringLiteral("fail"), QStringLiteral("never")};
    const auto answer = static_cast<Answer>(fields.choice(QStringLiteral("answer"), answers, 0));
    return checked(fields, [&] { return m_bluez.setStartDiscovery(answer, name); });
}

Result<void> CommandReader::start(JsonFields &fields)
{
    return checked(fields, [this] { return m_bluez.start(); });
}

Result<void> CommandReader::stop(JsonFields &fields)
{
    return checked(fields, [this]() -> Result<void> {
        m_bluez.stop();
        return {};
    });
}

Result<void> CommandReader::restart(JsonFields &fields)
{
    const int downMs = fields.number(QStringLiteral("down"), 0, 0, longestDownMs);
    return checked(fields, [this, downMs]() -> Result<void> {
        m_bluez.restart(downMs);
        return {};
    });
}

Result<void> CommandReader::addDevice(JsonFields &fields)
{
    const auto device = deviceFromJson(fields.object(deviceKey), deviceKey, firstAddedNumber + m_addedDevices);
    if (!device)
        return tl::unexpected(device.error());
    ++m_addedDevices;
    return checked(fields, [&] { return m_bluez.addDevice(*device); });
}

Result<void> CommandReader::addAdapter(JsonFields &fields)
{
    const auto adapter = adapterFromJson(fields.object(adapterKey), adapterKey);
    if (!adapter)
        return tl::unexpected(adapter.error());
    return checked(fields, [&] { return m_bluez.addAdapter(*adapter); });
}

Result<void> CommandReader::advertise(JsonFields &fields)
{
    const QString address = fields.text(deviceKey);
    const QString key = QStringLiteral("change");
    const auto change = advertisementFromJson(fields.object(key), key);
    if (!change)
        return tl::unexpected(change.error());
    return checked(fields, [&] { return m_bluez.advertise(address, *change); });
}

Result<void> CommandReader::setBehaviour(JsonFields &fields)
{
    const QString address = fields.text(deviceKey);
    const QString characteristic = fields.text(characteristicKey);
    const QString key = QStringLiteral("behaviour");
    const QJsonObject json = fields.object(key);
    if (characteristic.isEmpty()) {
        const auto behaviour = deviceBehaviourFromJson(json, key);
        if (!behaviour)
            return tl::unexpected(behaviour.error());
        return checked(fields, [&] { return m_bluez.setBehaviour(address, *behaviour); });
    }
    const auto behaviour = characteristicBehaviourFromJson(json, key);
    if (!behaviour)
        return tl::unexpected(behaviour.error());
    return checked(fields, [&] { return m_bluez.setBehaviour(address, characteristic, *behaviour); });
}

Result<void> CommandReader::quit(JsonFields &fields)
{
    return checked(fields, [this]() -> Result<void> {
        m_quit = true;
        return {};
    });
}

} // namespace thrum::fakebluez
