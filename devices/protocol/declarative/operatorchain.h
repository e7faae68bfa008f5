// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/feature.h"
#include "devices/protocol/declarative/parsedtemplate.h"

#include <QHash>

namespace thrum {

/// The operators of one token, checked against all values its source may have and ready to make bytes of one of them.
/// Immutable.
class OperatorChain final
{
public:
    using Tables = QHash<QString, QByteArray>;

    /// Fails with NotFound for a table that `tables` lacks, with OutOfRange for numbers that do not fit into a byte, a
    /// width or a table; the detail begins with the column of `part`. `source` is from its lowest to its highest value.
    [[nodiscard]] static Result<OperatorChain> compile(const TemplatePart &part, const Range &source,
                                                       const Tables &tables);

    /// `value` must be one that was possible when it was compiled.
    void append(QByteArray &bytes, qint64 value) const;
    /// How many bytes it appends at most.
    [[nodiscard]] qsizetype size() const { return m_width * m_copies; }
    /// It always appends that many.
    [[nodiscard]] bool hasFixedSize() const { return m_hasFixedSize; }

private:
    struct Step
    {
        TemplateOperator op;
        /// Only for a table: its bytes, and the value that the first of them stands for.
        QByteArray table;
        qint64 first = 0;
    };
    /// Of numbers on their way into bytes, which may need more than those of features.
    struct Interval
    {
        qint64 low = 0;
        qint64 high = 0;
    };
    enum class Form { Big, Little, Decimal };
    class Compiler;

    [[nodiscard]] static qint64 applied(const Step &step, qint64 value);
    [[nodiscard]] QByteArray formed(qint64 value) const;

    std::vector<Step> m_steps;
    /// Instead of what the steps make of a source that is 0, and of one that is not.
    std::optional<int> m_zero;
    std::optional<int> m_nonZero;
    Form m_form = Form::Big;
    qsizetype m_width = 1;
    qsizetype m_copies = 1;
    bool m_hasFixedSize = true;
};

} // namespace thrum
