// SPDX-License-Identifier: BSD-3-Clause
#include "core/settings/accessfields.h"

#include "core/model/originpattern.h"

#include <QJsonArray>

namespace thrum {
namespace {

constexpr QStringView originsKey = u"allowOrigins";
constexpr QStringView tokenKey = u"token";
constexpr QStringView decisionsKey = u"decisions";
constexpr QStringView originKey = u"origin";
constexpr QStringView addressKey = u"address";
constexpr QStringView allowedKey = u"allowed";

/// Where problems go, with the place of the object before each.
class Report final
{
public:
    Report(const QString &file, QList<Error> &problems)
        : m_place(file + QStringLiteral(": $.access."))
        , m_problems(problems)
    {}

    void add(const QString &place, const QString &detail)
    {
        m_problems << Error{ErrorCode::InvalidData, m_place + place, detail};
    }
    void addItem(QStringView list, qsizetype item, const QString &detail)
    {
        add(QStringLiteral("%1[%2]").arg(list.toString()).arg(item), detail);
    }

private:
    QString m_place;
    QList<Error> &m_problems;
};

AccessSubject subjectOf(const QJsonObject &object)
{
    return {object.value(originKey).toString(), object.value(addressKey).toString()};
}

QJsonArray list(const QJsonObject &object, QStringView key, Report &report)
{
    const QJsonValue value = object.value(key);
    if (!value.isUndefined() && !value.isArray())
        report.add(key.toString(), QStringLiteral("must be a list; none is used"));
    return value.toArray();
}

QStringList readOrigins(const QJsonArray &items, Report &report)
{
    QStringList origins;
    for (qsizetype i = 0; i < items.size(); ++i) {
        const Result<OriginPattern> pattern = OriginPattern::parse(items.at(i).toString());
        if (pattern)
            origins << items.at(i).toString();
        else
            report.addItem(originsKey, i, pattern.error().detail + QStringLiteral("; the entry is not used"));
    }
    return origins;
}

QList<AccessDecision> readDecisions(const QJsonArray &items, Report &report)
{
    QList<AccessDecision> decisions;
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QJsonObject item = items.at(i).toObject();
        const AccessDecision decision{subjectOf(item), item.value(allowedKey).toBool()};
        if (decision.subject.isNobody() || !item.value(allowedKey).isBool())
            report.addItem(decisionsKey, i,
                           QStringLiteral(
                               "needs origin or address, and allowed as true or false; the entry is not used"));
        else
            decisions << decision;
    }
    return decisions;
}

} // namespace

AccessSettings readAccess(const QJsonObject &object, const QString &file, QList<Error> &problems)
{
    Report report(file, problems);
    AccessSettings access;
    access.allowOrigins = readOrigins(list(object, originsKey, report), report);
    access.decisions = readDecisions(list(object, decisionsKey, report), report);
    const QJsonValue token = object.value(tokenKey);
    if (!token.isUndefined() && !token.isString())
        report.add(tokenKey.toString(), QStringLiteral("must be a text; none is used"));
    access.token = token.toString();
    return access;
}

QJsonObject writeAccess(const AccessSettings &access, const QJsonObject &old)
{
    const QJsonArray oldDecisions = old.value(decisionsKey).toArray();
    QJsonArray decisions;
    for (const AccessDecision &decision : access.decisions) {
        const auto before = std::ranges::find_if(oldDecisions, [&decision](const QJsonValue &one) {
            return subjectOf(one.toObject()) == decision.subject;
        });
        QJsonObject item = before == oldDecisions.end() ? QJsonObject() : QJsonValue(*before).toObject();
        item.insert(originKey, decision.subject.origin);
        item.insert(addressKey, decision.subject.address);
        item.insert(allowedKey, decision.isAllowed);
        decisions << item;
    }
    QJsonObject object = old;
    object.insert(originsKey, QJsonArray::fromStringList(access.allowOrigins));
    object.insert(tokenKey, access.token);
    object.insert(decisionsKey, decisions);
    return object;
}

} // namespace thrum
