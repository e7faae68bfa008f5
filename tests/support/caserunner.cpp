// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/caserunner.h"

#include "tests/support/wirejson.h"

#include <QJsonDocument>

#include <algorithm>

namespace thrum::test {
namespace {

const QStringList caseKeys = {QStringLiteral("name"), QStringLiteral("version"), QStringLiteral("maxPingTimeMs"),
                              QStringLiteral("devices"), QStringLiteral("steps")};
const QStringList statements = {QStringLiteral("expect"), QStringLiteral("calls"), QStringLiteral("closed"),
                                QStringLiteral("note")};

constexpr milliseconds longestPiece{5000};

QString text(const QJsonValue &value)
{
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

QString unknownKey(const QJsonObject &object, const QStringList &known)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key()))
            return QStringLiteral("unknown key \"%1\"").arg(it.key());
    }
    return {};
}

/// Of a message and its statement in words: "Ok 7", "ScanningFinished 0", "Error 0 code 3: a piece of its text". None of
/// them may have fields beyond those.
QString differenceOfSummary(const QString &expected, const WireMessage &message)
{
    const qsizetype colon = expected.indexOf(u": ");
    const QString summary = colon < 0 ? expected : expected.left(colon);
    QJsonObject fields{{QStringLiteral("Id"), message.fields.value(QStringLiteral("Id"))}};
    const QString errorText = message.fields.value(QStringLiteral("ErrorMessage")).toString();
    if (message.name == u"Error") {
        fields.insert(QStringLiteral("ErrorCode"), message.fields.value(QStringLiteral("ErrorCode")));
        fields.insert(QStringLiteral("ErrorMessage"), QStringLiteral("*"));
    }
    if (message.summary() != summary)
        return QStringLiteral("%1 expected").arg(expected);
    if (colon >= 0 && !errorText.contains(QStringView(expected).mid(colon + 2)))
        return QStringLiteral("the text does not say \"%1\"").arg(expected.mid(colon + 2));
    return differenceOf(fields, message.fields);
}

QString differenceOfMessage(const QJsonValue &expected, const WireMessage &message)
{
    if (expected.isString())
        return differenceOfSummary(expected.toString(), message);
    return differenceOf(expected, QJsonObject{{message.name, message.fields}});
}

} // namespace

CaseRunner::CaseRunner(const QJsonObject &transcript, const CaseConnector &connect)
    : m_rig(ServerOptions{QStringLiteral("Harbor"), quint32(transcript.value(u"maxPingTimeMs").toInt()), 64})
{
    const QJsonArray devices = transcript.value(u"devices").toArray();
    for (const QJsonValue &name : devices) {
        if (const DeviceInfoPtr device = fixture::named(name.toString()))
            m_rig.port.add(device);
    }
    m_client = connect(m_rig);
    if (const QJsonValue version = transcript.value(u"version"); version.isDouble()) {
        m_client->send(SessionRig::handshake(version.toInt()));
        m_client->settle();
        // Whoever is refused here fails at its next request.
        m_client->take().clear();
    }
}

QString CaseRunner::run(const QJsonObject &transcript, const CaseConnector &connect)
{
    if (const QString unknown = unknownKey(transcript, caseKeys); !unknown.isEmpty())
        return unknown;
    const QJsonArray steps = transcript.value(u"steps").toArray();
    if (steps.isEmpty())
        return QStringLiteral("no steps");
    CaseRunner runner(transcript, connect);
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const QString problem = runner.play(steps.at(i).toObject());
        if (!problem.isEmpty())
            return QStringLiteral("step %1, %2: %3").arg(QString::number(i), text(steps.at(i)), problem);
    }
    return {};
}

int CaseRunner::rowsIn(const QJsonObject &transcript)
{
    const QJsonArray steps = transcript.value(u"steps").toArray();
    return static_cast<int>(std::ranges::count_if(steps, [](const QJsonValue &value) {
        const QJsonObject step = value.toObject();
        return step.contains(u"send") || step.contains(u"binary");
    }));
}

QString CaseRunner::play(const QJsonObject &step)
{
    const QString problem = act(step);
    m_client->settle();
    return problem.isEmpty() ? check(step) : problem;
}

QString CaseRunner::act(const QJsonObject &step)
{
    QStringList actions = step.keys();
    for (const QString &statement : statements)
        actions.removeAll(statement);
    if (actions.size() != 1)
        return QStringLiteral("a step does exactly one thing");
    const QString &action = actions.first();
    const QJsonValue value = step.value(action);
    if (action == u"send") {
        m_client->send(value.isString() ? value.toString() : text(value));
    } else if (action == u"binary") {
        m_client->sendBinary();
    } else if (action == u"add" || action == u"replace") {
        const DeviceInfoPtr device = fixture::named(value.toString());
        if (!device)
            return QStringLiteral("there is no fixture of that name");
        action == u"add" ? m_rig.port.add(device) : m_rig.port.replaceQuietly(device);
    } else if (action == u"remove") {
        m_rig.port.remove(DeviceIndex(value.toInt()));
    } else if (action == u"slowScanStop") {
        m_rig.port.stopsScanAtOnce = false;
    } else if (action == u"answer") {
        if (m_rig.port.waitingReads() == 0)
            return QStringLiteral("no read waits");
        m_rig.port.answerRead(value.isString() ? Result<qint32>(fail(ErrorCode::Timeout, value.toString()))
                                               : Result<qint32>(value.toInt()));
    } else if (action == u"report") {
        const auto type = inputTypeFromName(value[u"type"].toString());
        if (!type)
            return QStringLiteral("there is no such input type");
        m_rig.port.report({DeviceIndex(value[u"device"].toInt()), FeatureIndex(value[u"feature"].toInt()), *type},
                          value[u"value"].toInt());
    } else if (action == u"endScan") {
        m_rig.port.endScan();
    } else if (action == u"advance") {
        pass(milliseconds(value.toInt()));
    } else {
        return QStringLiteral("unknown key \"%1\"").arg(action);
    }
    return {};
}

void CaseRunner::pass(milliseconds time)
{
    // In pieces, so that a client that is really connected is heard of in time.
    for (; time > longestPiece; time -= longestPiece) {
        m_rig.clock.advance(longestPiece);
        m_client->settle();
    }
    m_rig.clock.advance(time);
}

QString CaseRunner::check(const QJsonObject &step)
{
    const QJsonArray expected = step.value(u"expect").toArray();
    const QStringList sent = m_client->take();
    for (qsizetype i = 0; i < qMax(expected.size(), sent.size()); ++i) {
        if (i >= sent.size())
            return QStringLiteral("nothing more was sent, expected ") + text(QJsonArray{expected.at(i)});
        if (i >= expected.size())
            return QStringLiteral("not expected: ") + sent.at(i);
        const QString difference = differenceOfMessage(expected.at(i), messageOf(sent.at(i)));
        if (!difference.isEmpty())
            return QStringLiteral("%1 in %2").arg(difference, sent.at(i));
    }
    const QString calls = differenceOf(step.value(u"calls").toArray(),
                                       QJsonArray::fromStringList(m_rig.port.takeCalls()), QStringLiteral("calls"));
    if (!calls.isEmpty())
        return calls;
    const int closed = m_client->closeCode();
    if (closed != step.value(u"closed").toInt())
        return QStringLiteral("the close code is %1").arg(closed);
    return {};
}

} // namespace thrum::test
