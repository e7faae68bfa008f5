// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/devicecase.h"

#include "core/base/hexbytes.h"
#include "core/base/jsonreader.h"
#include "devices/catalogue/uuidtext.h"

#include <QFileInfo>

namespace thrum::test {
namespace {

constexpr qint64 longestWaitMs = 600'000;
// The gap between two writes of a Bluetooth device, so that the next step finds everything sent.
constexpr qint64 usualWaitMs = 75;

const QStringList &operationWords()
{
    static const QStringList words = {QStringLiteral("write"), QStringLiteral("request"), QStringLiteral("read"),
                                      QStringLiteral("subscribe"), QStringLiteral("unsubscribe")};
    return words;
}

/// Hex, or text in single quotes.
std::optional<QByteArray> bytesFrom(QStringView text)
{
    if (text.size() > 2 && text.startsWith(u'\'') && text.endsWith(u'\''))
        return text.sliced(1).chopped(1).toLatin1();
    const auto bytes = parseHexBytes(text);
    return bytes && !bytes->isEmpty() ? bytes : std::nullopt;
}

/// "tx F1 40"
std::optional<EndpointBytes> endpointBytesFrom(const QString &text)
{
    const auto endpoint = endpointFromName(text.section(u' ', 0, 0));
    const auto bytes = bytesFrom(text.section(u' ', 1));
    return endpoint && bytes ? std::optional(EndpointBytes{*endpoint, *bytes}) : std::nullopt;
}

std::optional<Operation> operationFrom(const QString &text)
{
    const QString rest = text.section(u' ', 1);
    const qsizetype word = operationWords().indexOf(text.section(u' ', 0, 0));
    if (word == 0 || word == 1) {
        const auto target = endpointBytesFrom(rest);
        const WriteMode mode = word == 0 ? WriteMode::WithoutResponse : WriteMode::WithResponse;
        return target ? std::optional(Operation::write(target->endpoint, target->bytes, mode)) : std::nullopt;
    }
    const auto endpoint = endpointFromName(rest);
    if (word < 0 || !endpoint)
        return std::nullopt;
    return word == 2   ? Operation::read(*endpoint)
           : word == 3 ? Operation::subscribe(*endpoint)
                       : Operation::unsubscribe(*endpoint);
}

/// "vibrate 0 64", "hwPositionWithDuration 1 50 300"
std::optional<OutputCommand> commandFrom(const QString &text)
{
    const QStringList words = text.split(u' ');
    const QString word = words.first().left(1).toUpper() + words.first().mid(1);
    const auto type = outputTypeFromName(word);
    const bool isTimed = type == OutputType::HwPositionWithDuration;
    if (!type || words.size() != (isTimed ? 4 : 3))
        return std::nullopt;
    bool fits[3] = {true, true, true};
    OutputCommand command;
    command.feature = words.at(1).toUInt(&fits[0]);
    command.type = *type;
    command.value = words.at(2).toInt(&fits[1]);
    if (isTimed)
        command.durationMs = words.at(3).toUInt(&fits[2]);
    return fits[0] && fits[1] && fits[2] ? std::optional(command) : std::nullopt;
}

/// Reads a list of texts, which may repeat each other, with `read`.
template<class T>
QList<T> listOf(JsonReader &reader, QStringView key, std::optional<T> (*read)(const QString &), const QString &example)
{
    QList<T> list;
    const QJsonArray items = reader.array(key).value_or(QJsonArray());
    for (const QJsonValue &item : items) {
        if (const auto value = read(item.toString()))
            list << *value;
        else
            reader.problem(key, quotedText(item.toString()) + QStringLiteral(" must be something such as ") + example);
    }
    return list;
}

template<class T>
std::optional<T> oneOf(JsonReader &reader, QStringView key, std::optional<T> (*read)(const QString &),
                       const QString &example)
{
    const auto text = reader.string(key);
    const auto value = text ? read(*text) : std::nullopt;
    if (text && !value)
        reader.problem(key, quotedText(*text) + QStringLiteral(" must be something such as ") + example);
    return value;
}

const QString operationExample = QStringLiteral("\"write tx F1 40\" or \"read rx\"");
const QString bytesExample = QStringLiteral("\"rx 4F 4B\" or \"rx 'OK;'\"");

std::optional<StopScope> readStop(JsonReader &reader)
{
    const QJsonValue value = reader.raw(u"stop");
    if (value.isUndefined())
        return std::nullopt;
    StopScope scope;
    scope.device = DeviceIndex(0);
    if (value.isDouble())
        scope.feature = FeatureIndex(value.toInt());
    else if (!value.toBool())
        reader.problem(u"stop", QStringLiteral("must be true, or the index of a feature"));
    return scope;
}

std::optional<BatteryOutcome> readBattery(JsonReader &reader)
{
    const QJsonValue value = reader.raw(u"battery");
    if (value.isUndefined())
        return std::nullopt;
    if (value.isDouble())
        return BatteryOutcome{value.toInt()};
    if (value.toString() != u"fails")
        reader.problem(u"battery", QStringLiteral("must be a percentage or \"fails\""));
    return BatteryOutcome{};
}

DeviceStep readStep(JsonReader &reader)
{
    DeviceStep step;
    int actions = 0;
    for (const QStringView action : {u"send", u"stop", u"notify", u"answer", u"read"})
        actions += reader.has(action) ? 1 : 0;
    if (actions > 1)
        reader.problem(QStringLiteral("does more than one thing; make it several steps"));
    if (actions == 0 && !reader.has(u"wait"))
        reader.problem(QStringLiteral("does nothing; give it send, stop, notify, answer, read or wait"));
    step.send = listOf<OutputCommand>(reader, u"send", commandFrom, QStringLiteral("\"vibrate 0 64\""));
    step.stop = readStop(reader);
    step.notify = oneOf<EndpointBytes>(reader, u"notify", endpointBytesFrom, bytesExample);
    step.answer = oneOf<EndpointBytes>(reader, u"answer", endpointBytesFrom, bytesExample);
    if (const auto feature = reader.integer(u"read", 0, 255))
        step.read = FeatureIndex(*feature);
    const qint64 usual = reader.has(u"send") || reader.has(u"stop") ? usualWaitMs : 0;
    step.wait = milliseconds(reader.integer(u"wait", 0, longestWaitMs).value_or(usual));
    step.expect = listOf<Operation>(reader, u"expect", operationFrom, operationExample);
    step.battery = readBattery(reader);
    return step;
}

QHash<QUuid, QSet<QUuid>> readGatt(JsonReader &reader)
{
    QHash<QUuid, QSet<QUuid>> gatt;
    const auto check = [](const QString &text) {
        return parseUuid(text) ? QString() : quotedText(text) + QStringLiteral(" is no UUID");
    };
    const QStringList services = reader.takeRest().keys();
    for (const QString &service : services) {
        if (const QString complaint = check(service); !complaint.isEmpty())
            reader.problem(service, complaint);
        const QStringList characteristics = reader.requiredStrings(service, check);
        for (const QString &characteristic : characteristics)
            gatt[parseUuid(service).value_or(QUuid())].insert(*parseUuid(characteristic));
    }
    return gatt;
}

BleSighting readSighting(JsonReader &reader)
{
    BleSighting sighting;
    reader.visitEach(u"manufacturer", [&](JsonReader &entry) {
        const auto company = entry.requiredInteger(u"company", 0, 0xFFFF);
        const auto data = parseHexBytes(entry.requiredString(u"data"));
        if (!data)
            entry.problem(u"data", QStringLiteral("must be bytes in hex"));
        sighting.manufacturerData.insert(quint16(company.value_or(0)), data.value_or(QByteArray()));
    });
    const QStringList services = reader.strings(u"advertises", [](const QString &text) {
        return parseUuid(text) ? QString() : quotedText(text) + QStringLiteral(" is no UUID");
    });
    for (const QString &service : services)
        sighting.services << *parseUuid(service);
    return sighting;
}

DeviceCase readCase(JsonReader &reader, DeviceCase result)
{
    result.says = reader.requiredString(u"says");
    result.candidate.name = reader.string(u"name").value_or(QString());
    result.candidate.address = QStringLiteral("00:00:00:00:00:01");
    result.candidate.backend = reader.string(u"backend").value_or(QStringLiteral("bluetooth"));
    const BleSighting sighting = readSighting(reader);
    if (result.candidate.backend == u"bluetooth")
        result.candidate.sighting = sighting;
    else
        result.candidate.sighting = SimulatedSighting{result.candidate.name};
    reader.visit(u"gatt", [&](JsonReader &gatt) { result.gatt = readGatt(gatt); });
    result.answers = listOf<EndpointBytes>(reader, u"answers", endpointBytesFrom, bytesExample);
    result.connect = listOf<Operation>(reader, u"connect", operationFrom, operationExample);
    result.model = reader.string(u"model").value_or(QString());
    reader.visitEach(u"steps", [&](JsonReader &step) { result.steps << readStep(step); });
    return result;
}

} // namespace

DeviceCaseFile readDeviceCases(const QString &fileName, const QByteArray &bytes)
{
    const QFileInfo file(fileName);
    DeviceCaseFile result;
    JsonProblems problems(file.fileName());
    if (const auto value = parseJson(bytes, problems)) {
        JsonReader root(*value, QStringLiteral("$"), problems);
        DeviceCase common;
        common.family = file.completeBaseName();
        root.visit(u"gatt", [&](JsonReader &gatt) { common.gatt = readGatt(gatt); });
        QSet<QString> titles;
        const auto count = root.visitEach(u"cases", [&](JsonReader &one) {
            result.cases << readCase(one, common);
            if (titles.contains(result.cases.last().says))
                one.problem(u"says", QStringLiteral("is what another case says; give each a sentence of its own"));
            titles << result.cases.last().says;
        });
        if (count.value_or(0) == 0)
            root.problem(QStringLiteral("must have a list \"cases\" with at least one case"));
    }
    result.problems = problems.all();
    return result;
}

QString operationText(const Operation &operation)
{
    // The words stand in the order of the kinds; a write has two.
    const bool isWrite = operation.kind == Operation::Kind::Write;
    const int word = int(operation.kind) + (isWrite && operation.mode == WriteMode::WithoutResponse ? 0 : 1);
    QString text = operationWords().at(word) + u' ' + endpointName(operation.endpoint);
    if (!isWrite)
        return text;
    const bool isText = operation.bytes.size() > 2 && operation.bytes.endsWith(';')
                        && std::ranges::all_of(operation.bytes, [](char c) { return c >= ' ' && c <= '~'; });
    if (isText)
        return text + QStringLiteral(" '%1'").arg(QString::fromLatin1(operation.bytes));
    return text + u' ' + QString::fromLatin1(operation.bytes.toHex(' ').toUpper());
}

} // namespace thrum::test
