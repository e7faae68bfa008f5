// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/scriptplayer.h"

namespace thrum::test {
namespace {

QString describeOperation(const Operation &operation)
{
    const QString endpoint = endpointName(operation.endpoint);
    switch (operation.kind) {
    case Operation::Kind::Read: return QStringLiteral("read ") + endpoint;
    case Operation::Kind::Subscribe: return QStringLiteral("subscribe ") + endpoint;
    case Operation::Kind::Unsubscribe: return QStringLiteral("unsubscribe ") + endpoint;
    case Operation::Kind::Write: break;
    }
    const QString mode = operation.mode == WriteMode::WithResponse ? QStringLiteral("with") : QStringLiteral("without");
    return QStringLiteral("write %1 %2 %3 response")
        .arg(endpoint, QString::fromLatin1(operation.bytes.toHex(' ')), mode);
}

} // namespace

ScriptLine writes(Endpoint endpoint, const QByteArray &bytes, WriteMode mode)
{
    return {Operation::write(endpoint, bytes, mode), QByteArray()};
}

ScriptLine reads(Endpoint endpoint, const QByteArray &answer)
{
    return {Operation::read(endpoint), answer};
}

ScriptLine subscribes(Endpoint endpoint)
{
    return {Operation::subscribe(endpoint), QByteArray()};
}

ScriptLine unsubscribes(Endpoint endpoint)
{
    return {Operation::unsubscribe(endpoint), QByteArray()};
}

ScriptLine pauses(std::chrono::milliseconds length)
{
    return {ScriptStep::Pause{length}, QByteArray()};
}

ScriptLine hears(std::chrono::milliseconds within, const QByteArray &notification)
{
    return {ScriptStep::Notification{within}, notification};
}

ScriptLine hearsNothing(std::chrono::milliseconds within, int times)
{
    return {ScriptStep::Notification{within}, fail(ErrorCode::Timeout, QStringLiteral("nothing came in time")), times};
}

ScriptLine failing(ScriptLine line, const Error &error)
{
    line.outcome = tl::unexpected<Error>(error);
    return line;
}

QString describe(const ScriptStep::Wanted &wanted)
{
    if (const auto *pause = std::get_if<ScriptStep::Pause>(&wanted))
        return QStringLiteral("pause %1 ms").arg(pause->length.count());
    if (const auto *notification = std::get_if<ScriptStep::Notification>(&wanted))
        return QStringLiteral("notification within %1 ms").arg(notification->within.count());
    return describeOperation(std::get<Operation>(wanted));
}

QString scriptDifference(qsizetype line, const QString &expected, const QString &got)
{
    return QStringLiteral("line %1: expected %2, got %3").arg(QString::number(line + 1), expected, got);
}

} // namespace thrum::test
