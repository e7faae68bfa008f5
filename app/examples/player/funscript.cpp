// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/funscript.h"

#include "core/base/jsontext.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace thrum {
namespace {

constexpr double latestMs = 7.0 * 24 * 3600 * 1000;
constexpr double fullRange = 100;

tl::unexpected<Error> wrong(const QString &where, const QString &detail)
{
    return fail(ErrorCode::InvalidData, detail, where);
}

/// How all positions of one script are changed.
struct Scaling
{
    bool isInverted = false;
    double range = fullRange;

    [[nodiscard]] double apply(double position) const
    {
        const double inside = std::clamp(position, 0.0, fullRange) / fullRange;
        return (isInverted ? 1 - inside : inside) * range / fullRange;
    }
};

Result<Scaling> readScaling(const QJsonObject &script)
{
    const QJsonValue inverted = script.value(u"inverted");
    const QJsonValue range = script.value(u"range");
    if (!inverted.isUndefined() && !inverted.isBool())
        return wrong(QStringLiteral("$.inverted"), QStringLiteral("must be true or false"));
    if (!range.isUndefined() && !(range.toDouble() > 0 && range.toDouble() <= fullRange))
        return wrong(QStringLiteral("$.range"), QStringLiteral("must be a number above 0, at most 100"));
    return Scaling{inverted.toBool(), range.toDouble(fullRange)};
}

Result<Funscript::Action> readAction(const QJsonValue &value, qsizetype index, const Scaling &scaling)
{
    const QJsonValue at = value.toObject().value(u"at");
    const QJsonValue position = value.toObject().value(u"pos");
    if (!at.isDouble() || !position.isDouble()) {
        return wrong(QStringLiteral("$.actions[%1]").arg(index),
                     QStringLiteral("must have the numbers \"at\" (milliseconds) and \"pos\" (0 to 100)"));
    }
    if (!(std::abs(at.toDouble()) <= latestMs)) {
        return wrong(QStringLiteral("$.actions[%1].at").arg(index),
                     QStringLiteral("must be a time in milliseconds, at most one week"));
    }
    return Funscript::Action{milliseconds(std::llround(at.toDouble())), scaling.apply(position.toDouble())};
}

} // namespace

Result<Funscript> Funscript::parse(const QByteArray &json)
{
    JsonProblems problems({});
    const QByteArray withoutMark = json.startsWith("\xEF\xBB\xBF") ? json.mid(3) : json;
    const std::optional<QJsonValue> root = parseJson(withoutMark, problems);
    if (!root)
        return tl::unexpected<Error>(problems.all().constFirst());
    const QJsonValue list = root->toObject().value(u"actions");
    if (!list.isArray() || list.toArray().isEmpty())
        return wrong(QStringLiteral("$.actions"), QStringLiteral("must be a list with at least one action"));
    const QJsonArray actions = list.toArray();
    if (actions.size() > maxActions) {
        return wrong(QStringLiteral("$.actions"), QStringLiteral("has more than %1 actions").arg(maxActions));
    }
    const Result<Scaling> scaling = readScaling(root->toObject());
    if (!scaling)
        return tl::unexpected<Error>(scaling.error());
    Funscript script;
    script.m_actions.reserve(actions.size());
    for (qsizetype i = 0; i < actions.size(); ++i) {
        const Result<Action> action = readAction(actions.at(i), i, *scaling);
        if (!action)
            return tl::unexpected<Error>(action.error());
        if (action->at >= milliseconds(0))
            script.m_actions << *action;
    }
    if (script.m_actions.isEmpty())
        return wrong(QStringLiteral("$.actions"),
                     QStringLiteral("has no action at or after the beginning of the film"));
    // From the end of the file, so that unique() keeps the last of those at one time.
    std::ranges::reverse(script.m_actions);
    std::ranges::stable_sort(script.m_actions, {}, &Action::at);
    const auto rest = std::ranges::unique(script.m_actions, {}, &Action::at);
    script.m_actions.erase(rest.begin(), rest.end());
    return script;
}

Result<Funscript> Funscript::load(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, file.errorString(), name);
    const QByteArray bytes = file.read(kMaxJsonBytes + 1);
    if (file.error() != QFile::NoError)
        return fail(ErrorCode::Io, file.errorString(), name);
    Result<Funscript> script = parse(bytes);
    if (!script)
        return fail(script.error().code, script.error().text(), name);
    return script;
}

QString Funscript::pathFor(const QString &filmPath)
{
    const QFileInfo film(filmPath);
    return film.path() + u'/' + film.completeBaseName() + QStringLiteral(".funscript");
}

qsizetype Funscript::firstAfter(milliseconds time) const
{
    return std::ranges::upper_bound(m_actions, time, {}, &Action::at) - m_actions.cbegin();
}

double Funscript::positionAt(milliseconds time) const
{
    const qsizetype next = firstAfter(time);
    if (next == 0)
        return m_actions.constFirst().position;
    if (next == m_actions.size())
        return m_actions.constLast().position;
    const Action &from = m_actions.at(next - 1);
    const Action &to = m_actions.at(next);
    const double part = double((time - from.at).count()) / double((to.at - from.at).count());
    return from.position + part * (to.position - from.position);
}

} // namespace thrum
