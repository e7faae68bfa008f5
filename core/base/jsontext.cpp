// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <vector>

namespace thrum {
namespace {

QString placeInText(const QByteArray &bytes, qsizetype offset)
{
    const QByteArrayView before = QByteArrayView(bytes).first(std::clamp<qsizetype>(offset, 0, bytes.size()));
    const qsizetype line = std::count(before.cbegin(), before.cend(), '\n') + 1;
    QByteArrayView lastLine = before.sliced(before.lastIndexOf('\n') + 1);
    if (line == 1 && lastLine.startsWith("\xEF\xBB\xBF"))
        lastLine = lastLine.sliced(3);
    // Bytes that only continue a character are not counted.
    const qsizetype column = std::count_if(lastLine.cbegin(), lastLine.cend(),
                                           [](char c) { return (uchar(c) & 0xC0) != 0x80; })
                             + 1;
    return QStringLiteral("line %1, column %2").arg(line).arg(column);
}

/// Walks over text that QJsonDocument has accepted, for what its tree does not show: repeated keys, and depth.
class StructureCheck
{
public:
    StructureCheck(const QByteArray &bytes, JsonProblems &problems)
        : m_bytes(bytes)
        , m_problems(problems)
    {}

    /// False when it is nested too deep.
    [[nodiscard]] bool run()
    {
        for (m_at = 0; m_at < m_bytes.size(); ++m_at) {
            switch (m_bytes.at(m_at)) {
            case '{':
            case '[':
                m_levels.push_back({m_bytes.at(m_at) == '{', 0, m_keys.size()});
                if (qsizetype(m_levels.size()) > kMaxJsonDepth) {
                    m_problems.add(placeInText(m_bytes, m_at),
                                   QStringLiteral("is nested deeper than %1 levels; no such file needs that")
                                       .arg(kMaxJsonDepth));
                    return false;
                }
                break;
            case '}':
                reportRepeated();
                m_keys.resize(m_levels.back().firstKey);
                m_levels.pop_back();
                break;
            case ']': m_levels.pop_back(); break;
            case ',': ++m_levels.back().item; break;
            case '"': takeText(); break;
            default: break;
            }
        }
        return true;
    }

private:
    struct Level
    {
        bool isObject;
        qsizetype item;
        std::size_t firstKey;
    };
    struct Key
    {
        QByteArrayView text;
        qsizetype offset;
    };

    void takeText()
    {
        const qsizetype start = m_at + 1;
        bool escaped = false;
        for (++m_at; m_bytes.at(m_at) != '"'; ++m_at) {
            if (m_bytes.at(m_at) == '\\') {
                escaped = true;
                ++m_at;
            }
        }
        // Keys alternate with values, so an object has one key more than it has values begun before this text.
        const Level &level = m_levels.back();
        if (!level.isObject || qsizetype(m_keys.size() - level.firstKey) != level.item)
            return;
        QByteArrayView text = QByteArrayView(m_bytes).sliced(start, m_at - start);
        if (escaped) {
            const QByteArray list = "[\"" + text.toByteArray() + "\"]";
            m_decoded << QJsonDocument::fromJson(list).array().at(0).toString().toUtf8();
            text = m_decoded.constLast();
        }
        m_keys.push_back({text, start - 1});
    }

    void reportRepeated()
    {
        const auto first = m_keys.begin() + std::ptrdiff_t(m_levels.back().firstKey);
        std::sort(first, m_keys.end(),
                  [](const Key &a, const Key &b) { return a.text == b.text ? a.offset < b.offset : a.text < b.text; });
        for (auto it = first; it != m_keys.end(); ++it) {
            const auto next = it + 1;
            if (next == m_keys.end() || it->text != next->text)
                continue;
            if (m_problems.isFull())
                m_problems.add({}, {});
            else
                m_problems.add(pathOfRepeated(next->text),
                               QStringLiteral("is given twice, again at %1; keep one of the two")
                                   .arg(placeInText(m_bytes, next->offset)));
        }
    }

    QString pathOfRepeated(QByteArrayView key) const
    {
        QString path(u'$');
        for (std::size_t i = 0; i + 1 < m_levels.size(); ++i) {
            const Level &level = m_levels[i];
            if (level.isObject)
                path = jsonPath(path, QString::fromUtf8(m_keys[level.firstKey + std::size_t(level.item)].text));
            else
                path = jsonPath(path, level.item);
        }
        return jsonPath(path, QString::fromUtf8(key));
    }

    const QByteArray &m_bytes;
    JsonProblems &m_problems;
    qsizetype m_at = 0;
    std::vector<Level> m_levels;
    std::vector<Key> m_keys;
    QList<QByteArray> m_decoded;
};

} // namespace

std::optional<QJsonValue> parseJson(const QByteArray &bytes, JsonProblems &problems)
{
    if (bytes.size() > kMaxJsonBytes) {
        problems.add(QStringLiteral("$"), QStringLiteral("is larger than 8 MiB; no such file needs that"));
        return std::nullopt;
    }
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError) {
        problems.add(placeInText(bytes, error.offset), QStringLiteral("this is not JSON: %1").arg(error.errorString()));
        return std::nullopt;
    }
    if (!StructureCheck(bytes, problems).run())
        return std::nullopt;
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

} // namespace thrum
