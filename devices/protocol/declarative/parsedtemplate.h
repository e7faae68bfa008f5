// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "core/model/ids.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace thrum {

/// What a part of a template takes its value from. Bytes and Word are fixed bytes; the others are numbers, of which Sum,
/// Xor and Minus follow from the bytes before them alone.
enum class TemplateSource {
    Bytes,
    Word,
    Value,
    On,
    Reverse,
    Feature,
    All,
    Nibbles,
    Bits,
    Sum,
    Speed,
    Duration,
    First,   ///< the first of some features' values that is not 0
    Largest, ///< the one of some features' values with the largest magnitude; the first of these
    Only,    ///< the place, from 1, of the only one of some features' values that is not 0; else 0
    Count,   ///< how many packets that are counted were made before, mod 256
    Xor,     ///< exclusive or of some bytes
    Minus    ///< what the sum of some bytes lacks to 0, mod 256
};

/// One operator of a token, applied in the order of writing.
struct TemplateOperator
{
    enum class Kind {
        Absolute, ///< without its sign
        Add,      ///< plus the argument
        Sign,     ///< magnitude, or-ed with the argument when the value is not below 0
        Zero,     ///< the argument instead when the source is 0
        NonZero,  ///< the argument instead when the source is not 0
        Times,    ///< times the argument
        Scale,    ///< times the argument over the divisor, to the nearest, halves away from 0
        AtLeast,  ///< the argument where it would be less
        AtMost,   ///< the argument where it would be more
        Table,    ///< the byte at that place of a table
        Big,      ///< as so many bytes, the highest first
        Little,   ///< as so many bytes, the lowest first
        Decimal,  ///< as digits, at least as many as the argument; 0: as many as it takes
        Copies    ///< these bytes so many times
    };

    Kind kind = Kind::Absolute;
    int argument = 0;
    /// Only for Scale.
    int divisor = 1;
    /// Only for Table: its name.
    QString table;
    friend bool operator==(const TemplateOperator &, const TemplateOperator &) = default;
};

/// The features a number may come from, "1|0": the first of them that the model has.
using FeatureChoice = std::vector<FeatureIndex>;

/// One part of a template: bytes in hex or as text in quotes, or a token in braces.
struct TemplatePart
{
    TemplateSource source = TemplateSource::Bytes;
    /// Where it begins in the text, from 1.
    qsizetype column = 1;
    QByteArray bytes;
    /// Only for Word: the key of "with".
    QString word;
    /// Only for Feature (one), Nibbles (two), and Bits, First, Largest and Only (one to eight).
    std::vector<FeatureChoice> features;
    /// Only for Sum, Xor and Minus: positions of bytes in the packet, from 0, both included.
    qsizetype first = 0;
    qsizetype last = 0;
    std::vector<TemplateOperator> operators;
};

/// A template taken apart, before it is known which model it is for (language: devices/README.md).
class ParsedTemplate final
{
public:
    /// An empty text is a template without parts. Errors begin with "column N: " and say what is allowed.
    [[nodiscard]] static Result<ParsedTemplate> parse(const QString &text);

    [[nodiscard]] const std::vector<TemplatePart> &parts() const { return m_parts; }
    /// As it was written.
    [[nodiscard]] const QString &text() const { return m_text; }
    /// The first word of every kind of token; not allowed as keys of "with".
    [[nodiscard]] static const QStringList &sourceWords();

private:
    QString m_text;
    std::vector<TemplatePart> m_parts;
};

/// An error about a place in a template, of the form parse() gives.
[[nodiscard]] Error templateError(ErrorCode code, qsizetype column, const QString &detail);

} // namespace thrum
