// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/operatorchain.h"

#include "core/base/jsonproblems.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace thrum {
namespace {

using Kind = TemplateOperator::Kind;

constexpr qint64 maxNumber = 0xFFFFFFFF;
constexpr qsizetype maxDigits = 10; // of that number

qint64 powerOf(qint64 base, qsizetype exponent)
{
    qint64 result = 1;
    for (qsizetype i = 0; i < exponent; ++i)
        result *= base;
    return result;
}

qint64 scaled(qint64 value, qint64 factor, qint64 divisor)
{
    const qint64 magnitude = (2 * std::abs(value) * factor + divisor) / (2 * divisor);
    return value < 0 ? -magnitude : magnitude;
}

QString shown(qint64 low, qint64 high)
{
    return QStringLiteral("%1 to %2").arg(low).arg(high);
}

} // namespace

qint64 OperatorChain::applied(const Step &step, qint64 value)
{
    const qint64 argument = step.op.argument;
    switch (step.op.kind) {
    case Kind::Absolute: return std::abs(value);
    case Kind::Add: return value + argument;
    case Kind::Sign: return value >= 0 ? value | argument : -value;
    case Kind::Times: return value * argument;
    case Kind::Scale: return scaled(value, argument, step.op.divisor);
    case Kind::AtLeast: return std::max(value, argument);
    case Kind::AtMost: return std::min(value, argument);
    case Kind::Table: return quint8(step.table.at(std::clamp<qint64>(value - step.first, 0, step.table.size() - 1)));
    case Kind::Zero:
    case Kind::NonZero:
    case Kind::Big:
    case Kind::Little:
    case Kind::Decimal:
    case Kind::Copies: break;
    }
    Q_UNREACHABLE();
}

/// Follows the values of one token through its operators.
class OperatorChain::Compiler
{
public:
    Compiler(const TemplatePart &part, const Tables &tables)
        : m_part(part)
        , m_tables(tables)
    {}

    [[nodiscard]] Result<OperatorChain> compile(const Range &source)
    {
        for (const TemplateOperator &op : m_part.operators)
            sort(op);
        m_range = flowing(source);
        for (Step &step : m_chain.m_steps) {
            if (auto failure = follow(step))
                return tl::unexpected<Error>(*failure);
        }
        if (!m_range)
            m_chain.m_steps.clear(); // nothing ever goes through them
        if (m_chain.m_zero && source.contains(0))
            include(*m_chain.m_zero);
        if (m_chain.m_nonZero)
            include(*m_chain.m_nonZero);
        if (auto failure = checkForm())
            return tl::unexpected<Error>(*failure);
        return std::move(m_chain);
    }

private:
    using Failure = std::optional<Error>;

    [[nodiscard]] Failure failure(ErrorCode code, const QString &detail) const
    {
        return templateError(code, m_part.column, detail);
    }

    /// Puts an operator where it has its effect.
    void sort(const TemplateOperator &op)
    {
        switch (op.kind) {
        case Kind::Zero: m_chain.m_zero = op.argument; break;
        case Kind::NonZero: m_chain.m_nonZero = op.argument; break;
        case Kind::Copies: m_chain.m_copies = op.argument; break;
        case Kind::Big: form(Form::Big, op.argument); break;
        case Kind::Little: form(Form::Little, op.argument); break;
        case Kind::Decimal:
            form(Form::Decimal, op.argument == 0 ? maxDigits : op.argument);
            m_chain.m_hasFixedSize = op.argument != 0;
            break;
        case Kind::Absolute:
        case Kind::Add:
        case Kind::Sign:
        case Kind::Times:
        case Kind::Scale:
        case Kind::AtLeast:
        case Kind::AtMost:
        case Kind::Table: m_chain.m_steps.push_back({op, {}, 0}); break;
        }
    }

    void form(Form form, qsizetype width)
    {
        m_chain.m_form = form;
        m_chain.m_width = width;
    }

    /// Those of the values that nothing stands for, which are the ones that go through the steps.
    [[nodiscard]] std::optional<Interval> flowing(const Range &source) const
    {
        Interval rest{source.low, source.high};
        if (m_chain.m_zero) {
            rest.low += rest.low == 0 ? 1 : 0;
            rest.high -= rest.high == 0 ? 1 : 0;
        }
        if (m_chain.m_nonZero) {
            rest.low = std::max<qint64>(rest.low, 0);
            rest.high = std::min<qint64>(rest.high, 0);
        }
        const bool isNone = rest.low > rest.high || (m_chain.m_zero && m_chain.m_nonZero);
        return isNone ? std::nullopt : std::optional(rest);
    }

    void include(qint64 value)
    {
        const Interval before = m_range.value_or(Interval{value, value});
        m_range = Interval{std::min(before.low, value), std::max(before.high, value)};
    }

    [[nodiscard]] Failure follow(Step &step)
    {
        if (step.op.kind == Kind::Table)
            return followTable(step);
        if (!m_range)
            return std::nullopt;
        if (step.op.kind == Kind::Absolute || step.op.kind == Kind::Sign)
            return followMagnitude(step);
        // What is left never turns the order of two values round.
        m_range = Interval{applied(step, m_range->low), applied(step, m_range->high)};
        if (m_range->low >= -maxNumber && m_range->high <= maxNumber)
            return std::nullopt;
        return failure(ErrorCode::OutOfRange, QStringLiteral("some values get greater than 32 bits can hold"));
    }

    [[nodiscard]] Failure followMagnitude(const Step &step)
    {
        const qint64 greatest = std::max(std::abs(m_range->low), std::abs(m_range->high));
        const auto bits = unsigned(step.op.argument);
        if (step.op.kind == Kind::Sign && (bits == 0 || greatest >= qint64(1) << std::countr_zero(bits))) {
            return failure(ErrorCode::OutOfRange,
                           QStringLiteral("some values are so great that they reach into the bits of sign:%1")
                               .arg(bits, 2, 16, QLatin1Char('0')));
        }
        // It falls up to -1 and rises from 0 on, so the extremes are at these and at the ends.
        std::optional<Interval> result;
        for (const qint64 value : {m_range->low, m_range->high, qint64(-1), qint64(0)}) {
            if (value < m_range->low || value > m_range->high)
                continue;
            const qint64 made = applied(step, value);
            const Interval before = result.value_or(Interval{made, made});
            result = Interval{std::min(before.low, made), std::max(before.high, made)};
        }
        m_range = result;
        return std::nullopt;
    }

    [[nodiscard]] Failure followTable(Step &step)
    {
        const auto table = m_tables.constFind(step.op.table);
        if (table == m_tables.constEnd()) {
            return failure(ErrorCode::NotFound, quotedText(step.op.table) + QStringLiteral(" is no table of \"speak\"")
                                                    + hintFor(step.op.table, m_tables.keys()));
        }
        if (!m_range)
            return std::nullopt;
        if (table->size() != m_range->high - m_range->low + 1) {
            return failure(ErrorCode::OutOfRange,
                           QStringLiteral("table %1 has %2 bytes, but it needs one for each value from %3")
                               .arg(quotedText(step.op.table))
                               .arg(table->size())
                               .arg(shown(m_range->low, m_range->high)));
        }
        step.table = *table;
        step.first = m_range->low;
        const auto [low, high] = std::ranges::minmax(*table, {}, [](char byte) { return quint8(byte); });
        m_range = Interval{quint8(low), quint8(high)};
        return std::nullopt;
    }

    [[nodiscard]] Failure checkForm() const
    {
        const bool isText = m_chain.m_form == Form::Decimal;
        const qint64 limit = std::min(maxNumber, powerOf(isText ? 10 : 256, m_chain.m_width) - 1);
        if (!m_range || (m_range->low >= 0 && m_range->high <= limit))
            return std::nullopt;
        const QString holder = isText                ? QStringLiteral("text of %1 digits").arg(m_chain.m_width)
                               : m_chain.m_width > 1 ? QStringLiteral("a number of %1 bytes").arg(m_chain.m_width)
                                                     : QStringLiteral("a byte");
        const QString remedy = m_range->low < 0
                                   ? QStringLiteral("for values that go both ways there are abs and sign:80")
                                   : QStringLiteral("there are scale:1/2 and max:%1").arg(limit);
        return failure(ErrorCode::OutOfRange, QStringLiteral("%1 holds 0 to %2, but here it would be %3; %4")
                                                  .arg(holder)
                                                  .arg(limit)
                                                  .arg(shown(m_range->low, m_range->high), remedy));
    }

    const TemplatePart &m_part;
    const Tables &m_tables;
    OperatorChain m_chain;
    /// Nothing when every value is replaced.
    std::optional<Interval> m_range;
};

Result<OperatorChain> OperatorChain::compile(const TemplatePart &part, const Range &source, const Tables &tables)
{
    return Compiler(part, tables).compile(source);
}

QByteArray OperatorChain::formed(qint64 value) const
{
    if (m_form == Form::Decimal)
        return QByteArray::number(value).rightJustified(m_hasFixedSize ? m_width : 0, '0');
    QByteArray bytes(m_width, '\0');
    for (qsizetype i = 0; i < m_width; ++i)
        bytes[m_form == Form::Little ? i : m_width - 1 - i] = char(value >> (8 * i) & 0xFF);
    return bytes;
}

void OperatorChain::append(QByteArray &bytes, qint64 value) const
{
    qint64 result = value;
    if (const auto instead = value == 0 ? m_zero : m_nonZero) {
        result = *instead;
    } else {
        for (const Step &step : m_steps)
            result = applied(step, result);
    }
    if (m_form == Form::Big && m_width == 1)
        bytes.append(m_copies, char(result));
    else
        bytes += formed(result).repeated(m_copies);
}

} // namespace thrum
