// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/words.h"

#include <QLocale>

#include <cmath>

namespace thrum {

QString Words::percent(int value)
{
    const QString number = QLocale().toString(std::abs(value));
    //: %1 is a number
    const QString text = tr("%1 %").arg(number);
    return value < 0 ? QChar(0x2212) + text : text;
}

QString Words::percent(qint32 value, const Range &range)
{
    const double end = value < 0 ? -double(range.low) : double(range.high);
    return percent(end > 0 ? int(std::lround(100.0 * value / end)) : 0);
}

QString Words::outputName(OutputType type)
{
    switch (type) {
    case OutputType::Constrict: return tr("Constrict");
    case OutputType::Temperature: return tr("Temperature");
    case OutputType::Led: return tr("Light");
    case OutputType::Oscillate: return tr("Oscillate");
    case OutputType::Position: return tr("Position");
    case OutputType::HwPositionWithDuration: return tr("Timed position");
    case OutputType::Rotate: return tr("Rotate");
    case OutputType::Spray: return tr("Spray");
    case OutputType::Vibrate: return tr("Vibrate");
    }
    Q_UNREACHABLE();
}

QString Words::inputName(InputType type)
{
    switch (type) {
    case InputType::Battery: return tr("Battery");
    case InputType::Rssi: return tr("Signal strength");
    case InputType::Button: return tr("Button");
    case InputType::Pressure: return tr("Pressure");
    }
    Q_UNREACHABLE();
}

QString Words::backendName(const QString &backend)
{
    if (backend == u"bluetooth")
        return tr("Bluetooth");
    if (backend == u"simulated")
        return tr("Simulated");
    return backend;
}

QString Words::backendIcon(const QString &backend)
{
    if (backend == u"bluetooth" || backend == u"simulated")
        return backend;
    return QStringLiteral("plug");
}

QString Words::pageName(const QString &origin)
{
    constexpr QStringView usual = u"https://";
    constexpr qsizetype longest = 40;
    QString name = origin.startsWith(usual) ? origin.mid(usual.size()) : origin;
    // Where lines may break, so that a long name does not make its window wider.
    if (name.size() > longest)
        name.replace(QStringLiteral("."), QStringLiteral(".") + QChar(0x200B));
    return name;
}

QString Words::sessionName(const SessionInfo &session)
{
    return session.clientName.isEmpty() ? tr("Unnamed app") : session.clientName;
}

QString Words::ownerName(SessionId owner, const QList<SessionInfo> &sessions)
{
    if (owner == SessionId::Nobody)
        return {};
    if (owner == SessionId::Panel)
        //: After "driven by"
        return tr("you");
    for (const SessionInfo &session : sessions) {
        if (session.id == owner)
            return sessionName(session);
    }
    return tr("an app");
}

QString Words::drivenBy(const QList<SessionId> &owners, const QList<SessionInfo> &sessions)
{
    QStringList names;
    for (const SessionId owner : owners) {
        const QString name = ownerName(owner, sessions);
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    }
    return names.isEmpty() ? QString() : tr("driven by %1").arg(QLocale().createSeparatedList(names));
}

QString Words::appCount(int count)
{
    // English has no translation file, so its singular is written out.
    return count == 1 ? tr("1 app") : tr("%Ln apps", nullptr, count);
}

QString Words::deviceCount(int count)
{
    return count == 1 ? tr("1 device") : tr("%Ln devices", nullptr, count);
}

QString Words::moment(qint64 milliseconds, const QDateTime &now)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(milliseconds);
    if (time.date() == now.date())
        return QLocale().toString(time.time(), QLocale::ShortFormat);
    return QLocale().toString(time, QLocale::ShortFormat);
}

} // namespace thrum
