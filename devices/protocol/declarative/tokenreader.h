// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/declarative/parsedtemplate.h"

namespace thrum {

/// Reads what stands between the braces of one token: a source, what that takes, and operators. A value on the stack;
/// the text must outlive it.
class TokenReader final
{
public:
    /// `column` is that of the opening brace.
    TokenReader(QStringView inner, qsizetype column);

    /// Once. Errors are of the form ParsedTemplate::parse() gives.
    [[nodiscard]] Result<TemplatePart> read();
    /// The first word of every kind of token.
    [[nodiscard]] static const QStringList &sourceWords();

private:
    struct Word
    {
        QStringView text;
        qsizetype column = 0;
    };
    using Failure = std::optional<Error>;

    [[nodiscard]] static Failure failure(const Word &word, const QString &detail);
    [[nodiscard]] Failure readSource(const Word &word);
    [[nodiscard]] Failure readFeatures(const Word &word, std::size_t least, std::size_t most);
    [[nodiscard]] Failure readPositions(const Word &word);
    [[nodiscard]] Failure readWord(const Word &word);
    [[nodiscard]] Failure readOperator(const Word &word);
    [[nodiscard]] Failure checkPlace(const Word &word, TemplateOperator::Kind kind) const;

    std::vector<Word> m_words;
    std::size_t m_next = 1;
    TemplatePart m_part;
};

} // namespace thrum
