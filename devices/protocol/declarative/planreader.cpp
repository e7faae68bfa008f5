// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/planreader.h"

#include "core/base/hexbytes.h"
#include "devices/protocol/declarative/identification.h"
#include "devices/protocol/declarative/startreader.h"

#include <cmath>

namespace thrum {
namespace {

using Need = EndpointUses::Need;

constexpr qint64 shortestRepeatMs = 10;
constexpr qint64 longestRepeatMs = 60'000;
constexpr qint64 longestAnswer = 512; // the longest value of a Bluetooth characteristic
constexpr FeatureIndex highestFeature = 255;
constexpr std::size_t maxWrites = 16;
constexpr quint32 firstExtraKey = 0x1000;

// Brand files begin words with a small letter.
QString keyOf(OutputType type)
{
    const QString word = outputTypeName(type);
    return word.at(0).toLower() + word.sliced(1);
}

QString keyOf(OutputType type, FeatureIndex feature)
{
    return keyOf(type) + u'@' + QString::number(feature);
}

const QStringList &outputKeys()
{
    static const QStringList keys = [] {
        QStringList list;
        for (const OutputType type : kAllOutputTypes)
            list << keyOf(type);
        return list;
    }();
    return keys;
}

/// What is wrong with a key of "send", as the end of a sentence.
QString sendKeyComplaint(const QString &key)
{
    const QStringList parts = key.split(u'@');
    if (!outputKeys().contains(parts.constFirst()))
        return QStringLiteral("is no output") + hintFor(parts.constFirst(), outputKeys());
    bool isIndex = true;
    const uint index = parts.size() == 2 ? parts.at(1).toUInt(&isIndex) : 0;
    if (parts.size() > 2 || !isIndex || index > highestFeature
        || (parts.size() == 2 && QString::number(index) != parts.at(1)))
        return QStringLiteral("must end with @ and a feature index from 0 to %1, or have no @").arg(highestFeature);
    return {};
}

/// A number other than 0 that may have a fraction.
double factor(JsonReader &reader, QStringView key, double otherwise)
{
    const QJsonValue value = reader.raw(key);
    if (value.isUndefined())
        return otherwise;
    const double number = value.toDouble(0);
    if (number == 0 || !std::isfinite(number))
        reader.problem(key, QStringLiteral("must be a number other than 0, such as 1.5"));
    return number == 0 ? otherwise : number;
}

bool refersToValue(const ParsedTemplate &parsed)
{
    return std::ranges::any_of(parsed.parts(), [](const TemplatePart &part) {
        return part.source == TemplateSource::Value || part.source == TemplateSource::On
               || part.source == TemplateSource::Reverse || part.source == TemplateSource::Speed
               || part.source == TemplateSource::Duration;
    });
}

Range united(const Range &a, const Range &b)
{
    return {std::min(a.low, b.low), std::max(a.high, b.high)};
}

} // namespace

PlanReader::PlanReader(const ProtocolModel &model)
    : m_model(model)
    , m_problems(QString())
    , m_uses(model.endpoints)
    , m_replacedUses(model.endpoints)
{}

QList<Error> PlanReader::problemsWith(const QList<Need> &needs) const
{
    return m_problems.all() + m_uses.missingIn(m_model.endpoints, needs);
}

QList<Error> PlanReader::problems() const
{
    const QList<Need> needs = {Need::Always, Need::Sometimes};
    return problemsWith(needs) + m_replacedUses.missingIn(m_model.endpoints, needs);
}

QList<Error> PlanReader::problemsOfDevice() const
{
    return problemsWith({Need::Always, Need::Chosen});
}

DeclarativePlan PlanReader::read()
{
    readScope();
    readWith();
    {
        // Its end names the keys that nobody knows.
        JsonReader speak(m_model.parameters, QStringLiteral("speak"), m_problems);
        readSpeak(speak);
    }
    {
        JsonReader send(m_model.modelSend, QStringLiteral("send"), m_problems);
        readPackets(send, send.takeRest(), m_uses);
    }
    for (qsizetype i = 0; i < m_model.features.size(); ++i)
        readFeature(m_model.features.at(i), jsonPath(QStringLiteral("features"), i));
    checkWords();
    return std::move(m_plan);
}

void PlanReader::readScope()
{
    for (const Feature &feature : m_model.features) {
        if (feature.outputs.isEmpty())
            continue;
        Range values;
        for (const Output &output : feature.outputs)
            values = united(values, output.value);
        m_scope.slots.push_back({feature.index, values});
    }
    m_plan.slots = m_scope.slots.size();
}

void PlanReader::readWith()
{
    JsonReader with(m_model.modelParameters, QStringLiteral("with"), m_problems);
    const QStringList keys = with.takeRest().keys();
    for (const QString &key : keys) {
        if (ParsedTemplate::sourceWords().contains(key))
            with.problem(key, QStringLiteral("has another meaning in templates; choose another word"));
        const auto text = with.string(key);
        const auto bytes = text ? parseHexBytes(*text) : std::nullopt;
        if (text && (!bytes || bytes->isEmpty()))
            with.problem(key, quotedText(*text) + QStringLiteral(" must be bytes in hex such as \"01\""));
        // A word that has problems is known all the same, so that each is told once.
        m_scope.words.insert(key, bytes.value_or(QByteArray()));
    }
}

void PlanReader::checkWords()
{
    for (auto it = m_scope.words.keyBegin(); it != m_scope.words.keyEnd(); ++it) {
        if (!m_usedWords.contains(*it))
            m_problems
                .add(jsonPath(QStringLiteral("with"), *it),
                     QStringLiteral("is used by no template; remove it, or write {%1} where it belongs").arg(*it));
    }
}

void PlanReader::readSpeak(JsonReader &speak)
{
    m_defaults.to = m_uses.read(speak, u"to", Need::Always).value_or(Endpoint::Tx);
    if (speak.boolean(u"response").value_or(false))
        m_defaults.mode = WriteMode::WithResponse;
    speak.visit(u"speed", [this](JsonReader &reader) { readSpeed(reader); });
    speak.visit(u"battery", [this](JsonReader &reader) { readBattery(reader); });
    speak.visit(u"identify", [this](JsonReader &reader) { (void)Identification::read(reader, m_uses); });
    speak.visit(u"tables", [this](JsonReader &reader) { readTables(reader); });
    speak.visit(u"notify", [this](JsonReader &reader) { m_notifications = readNotifications(reader, m_uses); });
    StartReader start(m_defaults, m_scope, m_uses, m_problems);
    speak.visitEach(u"start", [&](JsonReader &reader) { start.readStep(reader); });
    m_plan.start = start.takeSteps();
    m_usedWords.unite(start.words());
    readRepeat(speak);
    speak.visit(u"send", [this](JsonReader &reader) { readFamilySend(reader); });
}

void PlanReader::readTables(JsonReader &reader)
{
    const QStringList names = reader.takeRest().keys();
    for (const QString &name : names) {
        const auto text = reader.string(name);
        const auto bytes = text ? parseHexBytes(*text) : std::nullopt;
        if (text && (!bytes || bytes->isEmpty()))
            reader.problem(name, quotedText(*text) + QStringLiteral(" must be bytes in hex such as \"0F 0C 0D 0B\""));
        // One that has problems is known all the same, so that each is told once.
        m_scope.tables.insert(name, bytes.value_or(QByteArray()));
    }
}

void PlanReader::readRepeat(JsonReader &speak)
{
    std::optional<qint64> after;
    if (speak.raw(u"repeat").isObject()) {
        speak.visit(u"repeat", [&](JsonReader &repeat) {
            after = repeat.requiredInteger(u"after", shortestRepeatMs, longestRepeatMs);
            m_plan.repeatsOnlyWhileMoving = repeat.requiredWord(u"while", {QStringLiteral("moving")}).has_value();
        });
    } else {
        after = speak.integer(u"repeat", shortestRepeatMs, longestRepeatMs);
    }
    m_plan.repeat = milliseconds(after.value_or(0));
}

void PlanReader::readSpeed(JsonReader &reader)
{
    TravelSpeed speed;
    speed.travel = factor(reader, u"travel", speed.travel);
    speed.time = factor(reader, u"time", speed.time);
    speed.factor = factor(reader, u"factor", speed.factor);
    speed.exponent = factor(reader, u"exponent", speed.exponent);
    speed.max = int(reader.integer(u"max", 1, 255).value_or(speed.max));
    speed.still = int(reader.integer(u"still", 0, 255).value_or(speed.still));
    if (speed.travel < 0 || speed.time < 0 || speed.factor < 0)
        reader.problem(QStringLiteral("must have travel, time and factor above 0; only the exponent may be below"));
    if (speed.still > speed.max)
        reader.problem(u"still", QStringLiteral("must not be above max, which is %1").arg(speed.max));
    m_plan.speed = speed;
}

void PlanReader::readBattery(JsonReader &reader)
{
    BatteryPlan battery;
    if (!reader.has(u"read"))
        reader.missing(u"read", u"the endpoint to read, such as \"rx\"");
    battery.endpoint = m_uses.read(reader, u"read", Need::Sometimes).value_or(battery.endpoint);
    battery.length = reader.integer(u"length", 1, longestAnswer).value_or(1);
    battery.byte = reader.integer(u"byte", 0, battery.length - 1).value_or(0);
    m_plan.battery = battery;
}

void PlanReader::readFamilySend(JsonReader &send)
{
    QJsonObject used = send.takeRest();
    QJsonObject replaced;
    const QStringList keys = m_model.modelSend.keys();
    for (const QString &key : keys) {
        if (used.contains(key))
            replaced.insert(key, used.take(key));
    }
    readPackets(send, replaced, m_replacedUses);
    readPackets(send, used, m_uses);
}

void PlanReader::readPackets(JsonReader &send, const QJsonObject &members, EndpointUses &uses)
{
    PacketReader packets(m_defaults, uses, m_problems);
    for (auto it = members.constBegin(); it != members.constEnd(); ++it) {
        if (const QString complaint = sendKeyComplaint(it.key()); !complaint.isEmpty())
            send.problem(it.key(), complaint);
        m_send[it.key()] = packets.read(it.value(), send.pathOf(it.key()));
    }
    m_usedWords.unite(packets.words());
}

void PlanReader::readFeature(const Feature &feature, const QString &path)
{
    JsonReader own(m_model.featureParameters.value(feature.index), path, m_problems);
    for (const Input &input : feature.inputs)
        readInput(feature, input, path);
    const QJsonValue packet = own.raw(u"send");
    if (!packet.isUndefined()) {
        PacketReader packets(m_defaults, m_uses, m_problems);
        const Packet read = packets.read(packet, own.pathOf(u"send"));
        m_usedWords.unite(packets.words());
        for (const Output &output : feature.outputs)
            m_send[keyOf(output.type, feature.index)] = read;
    }
    for (const Output &output : feature.outputs)
        planOutput(feature, output, path);
}

void PlanReader::readInput(const Feature &feature, const Input &input, const QString &path)
{
    const Notification *notification = notificationFor(m_notifications, feature.index, input.type);
    if (notification)
        m_plan.notifications[{feature.index, input.type}] = *notification;
    if (input.canSubscribe && !notification)
        m_problems.add(path, QStringLiteral("has a sensor that templates cannot serve: nothing says how its readings "
                                            "arrive; add %1 to speak.notify, or leave subscribe out of its commands")
                                 .arg(keyOfInput(input.type)));
    if (!input.canRead)
        return;
    if (input.type != InputType::Battery)
        m_problems.add(path, QStringLiteral("has a sensor that templates cannot serve; they can only read a battery"));
    else if (!m_plan.battery && !notification)
        m_uses.add(Endpoint::RxBleBattery, jsonPath(path, u"battery"), Need::Sometimes);
}

const Packet *PlanReader::packetFor(FeatureIndex feature, OutputType type) const
{
    auto found = m_send.find(keyOf(type, feature));
    if (found == m_send.end())
        found = m_send.find(keyOf(type));
    return found == m_send.end() ? nullptr : &found->second;
}

void PlanReader::planOutput(const Feature &feature, const Output &output, const QString &path)
{
    const Packet *packet = packetFor(feature.index, output.type);
    if (!packet) {
        m_problems.add(path,
                       QStringLiteral(
                           "nothing says what to send for %1; give the feature a \"send\", or add %1 to speak.send")
                           .arg(keyOf(output.type)));
        return;
    }
    if (packet->size() > maxWrites) {
        m_problems.add(packet->front().path, QStringLiteral("has %1 writes, but one command may become at most %2")
                                                 .arg(packet->size())
                                                 .arg(maxWrites));
        return;
    }
    TemplateScope scope = m_scope;
    scope.value = output.value;
    scope.duration = output.duration;
    if (isPosition(output.type) && m_plan.speed)
        scope.maxSpeed = m_plan.speed->max;
    PlannedOutput planned;
    planned.slot = std::size_t(m_scope.slotOf(feature.index));
    for (const PacketWrite &write : *packet) {
        // Also what this device is not told has to be right.
        auto one = planWrite(write, scope);
        if (one && isChosen(write)) {
            one->key = mergeKeyOf(write, *one, feature.index, planned.writes.size());
            planned.writes.push_back(std::move(*one));
        }
    }
    m_plan.outputs[{feature.index, output.type}] = std::move(planned);
}

/// Whether the device at hand is told this write; if so, it needs the endpoint.
bool PlanReader::isChosen(const PacketWrite &write)
{
    const auto isThere = [this](Endpoint endpoint) { return m_model.endpoints.contains(endpoint); };
    if (std::ranges::any_of(write.unless, isThere)
        || (!write.onlyIf.isEmpty() && std::ranges::none_of(write.onlyIf, isThere)))
        return false;
    m_uses.add(write.to, write.path, Need::Chosen);
    return true;
}

std::optional<PlannedWrite> PlanReader::planWrite(const PacketWrite &write, const TemplateScope &scope)
{
    auto bytes = compile(write.bytes, scope, write.bytesPath);
    if (!bytes)
        return std::nullopt;
    PlannedWrite planned;
    planned.bytes = std::move(*bytes);
    planned.thenAfter = write.thenAfter;
    planned.to = write.to;
    planned.mode = write.mode;
    if (!write.of.empty())
        planned.zeroOf.emplace();
    for (const FeatureIndex feature : write.of) {
        // A feature that the model lacks counts as 0.
        if (const int slot = scope.slotOf(feature); slot >= 0)
            planned.zeroOf->push_back(std::size_t(slot));
    }
    if (write.zero)
        planned.zero = compile(*write.zero, scope, jsonPath(write.path, u"zero"));
    if (write.then)
        planned.then = compile(*write.then, scope, jsonPath(jsonPath(write.path, u"then"), u"bytes"));
    return planned;
}

std::optional<ByteTemplate> PlanReader::compile(const ParsedTemplate &parsed, const TemplateScope &scope,
                                                const QString &path)
{
    Result<ByteTemplate> compiled = ByteTemplate::compile(parsed, scope);
    if (compiled)
        return std::move(*compiled);
    m_problems.add(path, compiled.error().detail);
    return std::nullopt;
}

// A packet with the values of several features makes every older one of the same kind out of date, whichever feature that
// came from. All other writes belong to their feature alone, and those of one command must not replace each other.
MergeKey PlanReader::mergeKeyOf(const PacketWrite &write, const PlannedWrite &planned, FeatureIndex feature,
                                std::size_t position)
{
    // The same bytes whoever it is written for, or with everybody's values.
    const bool isConstant = planned.bytes.slots().empty() && !planned.zero && !planned.bytes.usesCount();
    const bool isShared = planned.bytes.slots().size() > 1 || write.of.size() > 1;
    if ((isShared || isConstant) && !refersToValue(write.bytes)) {
        m_plan.sharesPackets = m_plan.sharesPackets || !isConstant;
        const std::pair<QString, Endpoint> packet(write.bytes.text(), write.to);
        if (!m_shared.contains(packet))
            m_shared << packet;
        return sharedKey(quint32(m_shared.indexOf(packet)));
    }
    return position == 0 ? featureKey(feature)
                         : sharedKey(firstExtraKey + feature * quint32(maxWrites) + quint32(position));
}

} // namespace thrum
