// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <random>

namespace thrum::test {

/// Makes bad JSON out of good JSON: bit flips, cuts, splices of two samples, numbers at the edges, deep nesting, repeated
/// keys, broken escapes and surrogates. The same seed gives the same texts everywhere.
class Mutator final
{
public:
    /// `samples`, of which there is at least one, are UTF-8.
    Mutator(quint32 seed, QList<QByteArray> samples);

    /// A sample with some changes. Sometimes none, so that good ones are among them.
    [[nodiscard]] QByteArray next();
    /// The same as text; half a surrogate pair may stand anywhere in it.
    [[nodiscard]] QString nextText();
    /// A number from 0 to one below `end`.
    [[nodiscard]] quint32 below(quint32 end);

private:
    /// Changes text in place.
    using Change = void (Mutator::*)(QByteArray &);

    [[nodiscard]] qsizetype place(const QByteArray &text);
    [[nodiscard]] const QByteArray &sample();
    void flipBit(QByteArray &text);
    void replaceByte(QByteArray &text);
    void removePart(QByteArray &text);
    void repeatPart(QByteArray &text);
    void cut(QByteArray &text);
    void splice(QByteArray &text);
    void append(QByteArray &text);
    void replaceNumber(QByteArray &text);
    void replaceWord(QByteArray &text);
    void repeatMember(QByteArray &text);
    void nest(QByteArray &text);
    void insertEscape(QByteArray &text);
    void insertBlank(QByteArray &text);

    std::mt19937 m_random;
    QList<QByteArray> m_samples;
    /// Every string in the samples, with its quotes.
    QByteArrayList m_words;
};

} // namespace thrum::test
