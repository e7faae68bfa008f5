// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/jsonproblems.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace thrum {
namespace {

constexpr qsizetype maxShown = 40;
constexpr qsizetype maxListed = 24;

// How many characters must be put in, left out, exchanged or swapped with their neighbour to make one word the other,
// capitals aside.
qsizetype editDistance(QStringView a, QStringView b)
{
    const auto same = [](QChar x, QChar y) { return x.toCaseFolded() == y.toCaseFolded(); };
    std::vector<qsizetype> beforeLast;
    std::vector<qsizetype> last(std::size_t(b.size()) + 1);
    std::iota(last.begin(), last.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        std::vector<qsizetype> row = {i};
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = std::size_t(j);
            const qsizetype exchanged = last[at - 1] + (same(a.at(i - 1), b.at(j - 1)) ? 0 : 1);
            row.push_back(std::min({exchanged, last[at] + 1, row[at - 1] + 1}));
            if (i > 1 && j > 1 && same(a.at(i - 1), b.at(j - 2)) && same(a.at(i - 2), b.at(j - 1)))
                row[at] = std::min(row[at], beforeLast[at - 2] + 1);
        }
        beforeLast = std::exchange(last, std::move(row));
    }
    return last.back();
}

// In a short word two changes make any other short word.
qsizetype nearEnough(qsizetype length)
{
    if (length <= 3)
        return 1;
    return length <= 7 ? 2 : 3;
}

bool isPlainKey(QStringView key)
{
    return !key.isEmpty() && key.size() <= maxShown && std::all_of(key.cbegin(), key.cend(), [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'@');
    });
}

} // namespace

JsonProblems::JsonProblems(const QString &file)
    : m_prefix(file.isEmpty() ? QString() : QString(file + QStringLiteral(": ")))
{}

void JsonProblems::add(const QString &place, const QString &detail)
{
    ++m_count;
    if (m_errors.size() < maxKept)
        m_errors << Error{ErrorCode::InvalidData, m_prefix + place, detail};
}

QList<Error> JsonProblems::all() const
{
    QList<Error> result = m_errors;
    if (m_count > m_errors.size()) {
        result << Error{ErrorCode::InvalidData, m_prefix + u'$',
                        QStringLiteral("%1 more problems; solve those above first").arg(m_count - m_errors.size())};
    }
    return result;
}

QString jsonPath(const QString &parent, QStringView key)
{
    return isPlainKey(key) ? QString(parent + u'.' + key) : QString(parent + u'[' + quotedText(key) + u']');
}

QString jsonPath(const QString &parent, qsizetype item)
{
    return parent + u'[' + QString::number(item) + u']';
}

QString quotedText(QStringView text)
{
    QString result(u'"');
    for (const QChar c : text.left(maxShown)) {
        if (c == u'"' || c == u'\\')
            result += u'\\';
        if (c.isPrint())
            result += c;
        else
            result += QStringLiteral("\\u%1").arg(uint(c.unicode()), 4, 16, QLatin1Char('0'));
    }
    return result + (text.size() > maxShown ? QStringLiteral("...\"") : QStringLiteral("\""));
}

QString hintFor(QStringView word, const QStringList &allowed)
{
    if (allowed.isEmpty())
        return QStringLiteral("; nothing is allowed here");
    if (word.size() <= maxShown) {
        qsizetype best = nearEnough(word.size());
        const QString *nearest = nullptr;
        for (const QString &candidate : allowed) {
            const qsizetype distance = editDistance(word, candidate);
            if (distance < best || (distance == best && !nearest)) {
                best = distance;
                nearest = &candidate;
            }
        }
        if (nearest)
            return QStringLiteral("; did you mean \"%1\"?").arg(*nearest);
    }
    const QString list = allowed.first(std::min(allowed.size(), maxListed)).join(QStringLiteral(", "));
    return QStringLiteral("; allowed: ") + list + (allowed.size() > maxListed ? QStringLiteral(" ...") : QString());
}

} // namespace thrum
