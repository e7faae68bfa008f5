// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/lovense/lovensescripts.h"

#include "devices/protocol/coded/lovense/lovenseanswer.h"

namespace thrum::lovense {
namespace {

// A script knows no clock. Waiting in short slices keeps the whole wait within its limit although other texts interrupt
// it: each of them costs at most one slice.
constexpr std::chrono::milliseconds slice{100};
constexpr int identifierTries = 6;
constexpr int slicesPerTry = 5;
constexpr int batterySlices = 30;

tl::unexpected<Error> failedAt(const QString &step, const Error &error)
{
    const QString where = error.where.isEmpty() ? step : QString(step + QStringLiteral(", ") + error.where);
    return tl::unexpected<Error>(Error{error.code, where, error.detail});
}

bool isSilence(const Result<QByteArray> &answer)
{
    return !answer && answer.error().code == ErrorCode::Timeout;
}

} // namespace

Script<QString> askIdentifier(QString advertisedName)
{
    const QString step = QStringLiteral("DeviceType");
    const QByteArray question("DeviceType;");
    const Result<QByteArray> subscribed = co_await subscribing(Endpoint::Rx);
    if (!subscribed)
        co_return failedAt(QStringLiteral("subscribing to rx"), subscribed.error());
    for (int i = 0; i < identifierTries * slicesPerTry; ++i) {
        if (i % slicesPerTry == 0) {
            const Result<QByteArray> asked = co_await writing(Endpoint::Tx, question, WriteMode::WithoutResponse);
            if (!asked)
                co_return failedAt(step, asked.error());
        }
        const Result<QByteArray> answer = co_await nextNotification(slice);
        if (isSilence(answer))
            continue;
        if (!answer)
            co_return failedAt(step, answer.error());
        const Result<std::optional<QString>> identifier = identifierInAnswer(*answer);
        if (!identifier)
            co_return failedAt(step, identifier.error());
        if (identifier->has_value())
            co_return identifier->value();
    }
    co_return identifierInName(advertisedName);
}

Script<qint32> askBattery()
{
    const QString step = QStringLiteral("Battery");
    const QByteArray question("Battery;");
    const Result<QByteArray> asked = co_await writing(Endpoint::Tx, question, WriteMode::WithoutResponse);
    if (!asked)
        co_return failedAt(step, asked.error());
    for (int i = 0; i < batterySlices; ++i) {
        const Result<QByteArray> answer = co_await nextNotification(slice);
        if (isSilence(answer))
            continue;
        if (!answer)
            co_return failedAt(step, answer.error());
        const std::optional<qint32> percent = batteryInAnswer(*answer);
        if (percent && *percent > 100)
            co_return fail(ErrorCode::InvalidData,
                           QStringLiteral("the toy answered %1, which is no percentage").arg(*percent), step);
        if (percent)
            co_return *percent;
    }
    co_return fail(ErrorCode::Timeout,
                   QStringLiteral("the toy did not say its battery level within 3 s; bring it nearer and ask again"),
                   step);
}

} // namespace thrum::lovense
