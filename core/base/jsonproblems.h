// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/error.h"

#include <QList>
#include <QStringList>

namespace thrum {

/// Where the problems of one JSON file are collected. Bounded: the first maxKept are kept, of the rest only the number.
class JsonProblems final
{
public:
    static constexpr qsizetype maxKept = 100;

    /// `file` is how people know the file; it begins every problem's `where`. Empty where the caller adds it later.
    explicit JsonProblems(const QString &file);

    /// `place` is a JSON path such as "$.models[3].name", or "line 4, column 7" where there is no path yet.
    void add(const QString &place, const QString &detail);

    [[nodiscard]] bool isEmpty() const { return m_count == 0; }
    /// From here on add() only counts, so its texts need not be composed with care.
    [[nodiscard]] bool isFull() const { return m_count >= maxKept; }
    /// Each of code InvalidData with `where` "file: place"; when there were more than maxKept, one that says how many.
    [[nodiscard]] QList<Error> all() const;

private:
    QString m_prefix;
    QList<Error> m_errors;
    qsizetype m_count = 0;
};

/// The path of a member or an item: "$.models", "$.models[3]", "$[\"odd key\"]". Long keys are cut.
[[nodiscard]] QString jsonPath(const QString &parent, QStringView key);
[[nodiscard]] QString jsonPath(const QString &parent, qsizetype item);

/// A text from a file in quotation marks, fit for a message: at most 40 characters, none of them a control character.
[[nodiscard]] QString quotedText(QStringView text);

/// What to write instead of `word`: "; did you mean \"tx\"?" when one of the allowed words is near, else the list of them.
[[nodiscard]] QString hintFor(QStringView word, const QStringList &allowed);

} // namespace thrum
