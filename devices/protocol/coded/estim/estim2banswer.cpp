// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/estim/estim2banswer.h"

#include <QRegularExpression>

namespace thrum {
namespace {

// AAA:BB:CC:DD:EE:F:G:H: and then a firmware version of unknown end.
constexpr qsizetype longestAnswer = 64;

} // namespace

std::optional<Estim2bAnswer> takeEstim2bAnswer(QByteArray &received)
{
    static const QRegularExpression pattern(
        QStringLiteral("[0-9]{1,4}:([0-9]{1,3}):([0-9]{1,3}):[0-9]{1,3}:[0-9]{1,3}:[0-9]{1,2}:([LH]):[01]:"));
    const QRegularExpressionMatch match = pattern.match(QString::fromLatin1(received));
    if (!match.hasMatch()) {
        received = received.right(longestAnswer);
        return std::nullopt;
    }
    received = received.mid(match.capturedEnd());
    const auto level = [&match](int field) { return (match.capturedView(field).toInt() + 1) / 2; };
    return Estim2bAnswer{{level(1), level(2)}, match.capturedView(3) == u"L"};
}

} // namespace thrum
