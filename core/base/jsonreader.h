// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/jsonproblems.h"
#include "core/base/jsontext.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <functional>
#include <optional>

namespace thrum {

/// Strict reader of one JSON object: typed fields, each problem with its path and what is allowed, and in the end every
/// key that nobody asked for. It never stops at the first problem; a field that does not fit reads as absent. What is
/// wrong with the value as a whole is said once and not again for each field.
///
/// A value on the stack, of one thread; `problems` must outlive it. Every key an object may have must be asked for.
class JsonReader final
{
    Q_DISABLE_COPY_MOVE(JsonReader)
public:
    using Visitor = std::function<void(JsonReader &)>;
    /// What is wrong with a text, as the end of a sentence about it; empty when nothing is.
    using TextCheck = std::function<QString(const QString &)>;
    struct Range
    {
        qint64 low = 0;
        qint64 high = 0;
    };

    JsonReader(const QJsonValue &value, QString path, JsonProblems &problems);
    /// Reports unknown keys.
    ~JsonReader();

    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString pathOf(QStringView key) const { return jsonPath(m_path, key); }
    /// Whether the key is there; does not count as asking for it.
    [[nodiscard]] bool has(QStringView key) const { return m_object.contains(key); }

    [[nodiscard]] std::optional<QString> string(QStringView key);
    /// Must not be empty; reads as empty when there is a problem.
    [[nodiscard]] QString requiredString(QStringView key);
    /// A whole number within [low, high].
    [[nodiscard]] std::optional<qint64> integer(QStringView key, qint64 low, qint64 high);
    [[nodiscard]] std::optional<qint64> requiredInteger(QStringView key, qint64 low, qint64 high);
    [[nodiscard]] std::optional<bool> boolean(QStringView key);
    [[nodiscard]] std::optional<bool> requiredBoolean(QStringView key);
    /// The position of the text in `allowed`.
    [[nodiscard]] std::optional<qsizetype> word(QStringView key, const QStringList &allowed);
    [[nodiscard]] std::optional<qsizetype> requiredWord(QStringView key, const QStringList &allowed);
    /// [low, high] of whole numbers with lowest <= low <= high <= highest.
    [[nodiscard]] std::optional<Range> range(QStringView key, qint64 lowest, qint64 highest);
    [[nodiscard]] std::optional<Range> requiredRange(QStringView key, qint64 lowest, qint64 highest);
    /// A list of different texts, none of them empty. Those that do not fit are left out.
    [[nodiscard]] QStringList strings(QStringView key, const TextCheck &check = {});
    /// The same with at least one text.
    [[nodiscard]] QStringList requiredStrings(QStringView key, const TextCheck &check = {});
    [[nodiscard]] std::optional<QJsonObject> object(QStringView key);
    [[nodiscard]] std::optional<QJsonObject> requiredObject(QStringView key);
    [[nodiscard]] std::optional<QJsonArray> array(QStringView key);
    [[nodiscard]] std::optional<QJsonArray> requiredArray(QStringView key);
    /// Calls `visitor` with a reader of that object, if it is there.
    void visit(QStringView key, const Visitor &visitor);
    /// Calls `visitor` with a reader of each object of that list; the number of items, or nothing without such a list.
    std::optional<qsizetype> visitEach(QStringView key, const Visitor &visitor);
    /// The value as it is; undefined when it is missing.
    [[nodiscard]] QJsonValue raw(QStringView key);

    void problem(QStringView key, const QString &detail);
    /// About the whole object.
    void problem(const QString &detail);
    /// Says that a key is missing. `wanted` completes "it must be ...".
    void missing(QStringView key, QStringView wanted);
    /// Members that were not asked for; afterwards they count as known.
    [[nodiscard]] QJsonObject takeRest();

private:
    /// The value if it is there; counts as asking.
    [[nodiscard]] std::optional<QJsonValue> field(QStringView key);
    void mismatch(const QString &place, const QJsonValue &value, QStringView wanted);

    QJsonObject m_object;
    QString m_path;
    JsonProblems &m_problems;
    QStringList m_known;
    bool m_isObject;
    bool m_restTaken = false;
};

} // namespace thrum
