// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/lovense/lovenseanswer.h"

#include <QRegularExpression>
#include <QStringDecoder>
#include <QStringList>

namespace thrum::lovense {

Result<std::optional<QString>> identifierInAnswer(const QByteArray &answer)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decode(answer);
    if (decode.hasError()) {
        return fail(ErrorCode::InvalidData,
                    QStringLiteral("the toy answered bytes that are no text: %1; switch it off and on")
                        .arg(QString::fromLatin1(answer.left(32).toHex(' '))));
    }
    if (text.endsWith(u';'))
        text.chop(1);
    const QStringList fields = text.split(u':');
    if (fields.size() < 2 || fields.constFirst().isEmpty())
        return std::nullopt;
    // From firmware 3 on the Flexer moves its fingers and takes all values in one command.
    if (fields.constFirst() == u"EI" && fields.at(1).toInt() >= 3)
        return QStringLiteral("EI-FW3");
    return fields.constFirst();
}

QString identifierInName(const QString &advertisedName)
{
    static const QRegularExpression pattern(QStringLiteral("LVS-([A-Z]+)[0-9]"));
    return pattern.match(advertisedName).captured(1);
}

std::optional<qint32> batteryInAnswer(const QByteArray &answer)
{
    static const QRegularExpression pattern(QStringLiteral("^s?([0-9]{1,3});?$"));
    const QRegularExpressionMatch match = pattern.match(QString::fromLatin1(answer));
    const qint32 percent = match.captured(1).toInt();
    return match.hasMatch() && percent <= 255 ? std::optional<qint32>(percent) : std::nullopt;
}

} // namespace thrum::lovense
