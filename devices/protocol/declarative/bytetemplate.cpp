// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/bytetemplate.h"

#include "core/base/jsonproblems.h"

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace thrum {
namespace {

using Kind = TemplateOperator::Kind;

constexpr qsizetype maxPacketBytes = 512; // the longest value of a Bluetooth characteristic
constexpr int maxByte = 0xFF;
constexpr int maxNibble = 0x0F;

qint32 latestOf(const TemplateInput &input, int slot)
{
    return slot < 0 ? 0 : input.latest[std::size_t(slot)];
}

qint32 applied(const TemplateOperator &op, qint32 value)
{
    switch (op.kind) {
    case Kind::Absolute: return std::abs(value);
    case Kind::Add: return value + op.argument;
    case Kind::Sign: return value >= 0 ? value | op.argument : -value;
    case Kind::Zero:
    case Kind::Copies: break;
    }
    return value;
}

/// The values an operator makes of a range of values; nothing when magnitude and sign would get in each other's way.
std::optional<Range> appliedTo(const TemplateOperator &op, const Range &range)
{
    const qint32 magnitude = std::max(std::abs(range.low), std::abs(range.high));
    switch (op.kind) {
    case Kind::Absolute: return Range{0, magnitude};
    case Kind::Add: return Range{range.low + op.argument, range.high + op.argument};
    case Kind::Sign:
        if (op.argument == 0 || magnitude >= 1 << std::countr_zero(unsigned(op.argument)))
            return std::nullopt;
        return Range{0, op.argument | magnitude};
    case Kind::Zero:
    case Kind::Copies: break;
    }
    return range;
}

QString shown(const Range &range)
{
    return QStringLiteral("%1 to %2").arg(range.low).arg(range.high);
}

} // namespace

int TemplateScope::slotOf(FeatureIndex feature) const
{
    const auto found = std::ranges::find(slots, feature, &Slot::feature);
    return found == slots.end() ? -1 : int(found - slots.begin());
}

/// Makes the steps of one template; knows at every point how many bytes came before.
class ByteTemplate::Compiler
{
public:
    explicit Compiler(const TemplateScope &scope)
        : m_scope(scope)
    {}

    [[nodiscard]] std::optional<Error> add(const TemplatePart &part)
    {
        Step step{part.source, part.bytes, {}, part.first, part.last, part.operators};
        for (const FeatureChoice &choice : part.features)
            step.slots.push_back(slotOf(choice));
        m_result.m_slots.insert(m_result.m_slots.end(), step.slots.begin(), step.slots.end());
        switch (part.source) {
        case TemplateSource::Bytes: return addBytes(part, part.bytes);
        case TemplateSource::Word: return addWord(part);
        case TemplateSource::All: return addAll(part, step);
        case TemplateSource::Sum:
            if (part.last >= m_result.m_size) {
                return templateError(
                    ErrorCode::InvalidData, part.column,
                    QStringLiteral("{sum %1..%2} reaches further than the %3 bytes before it; positions count from 0")
                        .arg(part.first)
                        .arg(part.last)
                        .arg(m_result.m_size));
            }
            break;
        case TemplateSource::Speed:
            if (!m_scope.maxSpeed) {
                return templateError(ErrorCode::InvalidData, part.column,
                                     QStringLiteral(
                                         "{speed} needs \"speed\" in \"speak\" and a packet of a position output"));
            }
            break;
        case TemplateSource::Value:
        case TemplateSource::On:
        case TemplateSource::Reverse: m_result.m_refersToValue = true; break;
        case TemplateSource::Feature:
        case TemplateSource::Nibbles:
        case TemplateSource::Bits: break;
        }
        return addNumber(part, std::move(step));
    }

    [[nodiscard]] ByteTemplate take()
    {
        auto &slots = m_result.m_slots;
        std::ranges::sort(slots);
        slots.erase(std::ranges::unique(slots).begin(), slots.end());
        std::erase(slots, -1);
        return std::move(m_result);
    }

private:
    [[nodiscard]] int slotOf(const FeatureChoice &choice) const
    {
        for (const FeatureIndex feature : choice) {
            if (const int slot = m_scope.slotOf(feature); slot >= 0)
                return slot;
        }
        return -1;
    }

    [[nodiscard]] std::optional<Error> addBytes(const TemplatePart &part, const QByteArray &bytes)
    {
        Step step;
        step.bytes = bytes;
        m_result.m_steps.push_back(std::move(step));
        return grow(part, bytes.size());
    }

    [[nodiscard]] std::optional<Error> addWord(const TemplatePart &part)
    {
        const auto bytes = m_scope.words.constFind(part.word);
        if (bytes != m_scope.words.constEnd())
            return addBytes(part, *bytes);
        return templateError(ErrorCode::NotFound, part.column,
                             quotedText(part.word)
                                 + QStringLiteral(" is neither a source nor a key of this model's \"with\"")
                                 + hintFor(part.word, ParsedTemplate::sourceWords() + m_scope.words.keys()));
    }

    [[nodiscard]] std::optional<Error> addAll(const TemplatePart &part, const Step &each)
    {
        for (int slot = 0; slot < int(m_scope.slots.size()); ++slot) {
            Step step = each;
            step.source = TemplateSource::Feature;
            step.slots = {slot};
            m_result.m_slots.push_back(slot);
            if (auto error = addNumber(part, std::move(step)))
                return error;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Error> addNumber(const TemplatePart &part, Step step)
    {
        std::optional<Range> range = rangeOf(part, step);
        if (!range)
            return templateError(ErrorCode::OutOfRange, part.column,
                                 QStringLiteral("half a byte holds 0 to 15, but not every value of these features"));
        qsizetype copies = 1;
        for (const TemplateOperator &op : step.operators) {
            range = appliedTo(op, *range);
            if (!range) {
                return templateError(ErrorCode::OutOfRange, part.column,
                                     QStringLiteral("some values are so great that they reach into the bits of sign:%1")
                                         .arg(op.argument, 2, 16, QLatin1Char('0')));
            }
            if (op.kind == Kind::Copies)
                copies = op.argument;
        }
        if (range->low < 0 || range->high > maxByte) {
            return templateError(
                ErrorCode::OutOfRange, part.column,
                QStringLiteral(
                    "a byte holds 0 to 255, but here it would be %1; for values that go both ways there are abs and sign:80")
                    .arg(shown(*range)));
        }
        m_result.m_steps.push_back(std::move(step));
        return grow(part, copies);
    }

    /// Nothing when a number does not fit into its nibble.
    [[nodiscard]] std::optional<Range> rangeOf(const TemplatePart &part, const Step &step) const
    {
        const auto slotRange = [this](int slot) {
            return slot < 0 ? Range{} : m_scope.slots[std::size_t(slot)].values;
        };
        switch (part.source) {
        case TemplateSource::Value: return m_scope.value;
        case TemplateSource::On:
        case TemplateSource::Reverse: return Range{0, 1};
        case TemplateSource::Speed: return Range{0, *m_scope.maxSpeed};
        case TemplateSource::Bits: return Range{0, (1 << step.slots.size()) - 1};
        case TemplateSource::Nibbles: {
            const bool fits = std::ranges::all_of(step.slots, [&](int slot) {
                return slotRange(slot).low >= 0 && slotRange(slot).high <= maxNibble;
            });
            return fits ? std::optional(Range{0, maxByte}) : std::nullopt;
        }
        case TemplateSource::Feature:
        case TemplateSource::All: return slotRange(step.slots.front());
        case TemplateSource::Sum:
        case TemplateSource::Bytes:
        case TemplateSource::Word: break;
        }
        return Range{0, maxByte};
    }

    [[nodiscard]] std::optional<Error> grow(const TemplatePart &part, qsizetype bytes)
    {
        m_result.m_size += bytes;
        if (m_result.m_size <= maxPacketBytes)
            return std::nullopt;
        return templateError(ErrorCode::InvalidData, part.column,
                             QStringLiteral("here the packet gets longer than %1 bytes, the most a device can be sent")
                                 .arg(maxPacketBytes));
    }

    const TemplateScope &m_scope;
    ByteTemplate m_result;
};

Result<ByteTemplate> ByteTemplate::compile(const ParsedTemplate &parsed, const TemplateScope &scope)
{
    Compiler compiler(scope);
    for (const TemplatePart &part : parsed.parts()) {
        if (const auto error = compiler.add(part))
            return tl::unexpected<Error>(*error);
    }
    return compiler.take();
}

qint32 ByteTemplate::numberOf(const Step &step, const TemplateInput &input, const QByteArray &bytes)
{
    switch (step.source) {
    case TemplateSource::Value: return input.value;
    case TemplateSource::On: return input.value != 0 ? 1 : 0;
    case TemplateSource::Reverse: return input.value < 0 ? 1 : 0;
    case TemplateSource::Speed: return input.speed;
    case TemplateSource::Nibbles: return latestOf(input, step.slots[0]) << 4 | latestOf(input, step.slots[1]);
    case TemplateSource::Bits: {
        qint32 bits = 0;
        for (std::size_t i = 0; i < step.slots.size(); ++i)
            bits |= latestOf(input, step.slots[i]) > 0 ? 1 << i : 0;
        return bits;
    }
    case TemplateSource::Sum: {
        quint8 sum = 0;
        for (qsizetype i = step.first; i <= step.last; ++i)
            sum = quint8(sum + quint8(bytes.at(i)));
        return sum;
    }
    case TemplateSource::Feature:
    case TemplateSource::All: return latestOf(input, step.slots[0]);
    case TemplateSource::Bytes:
    case TemplateSource::Word: break;
    }
    Q_UNREACHABLE();
}

void ByteTemplate::append(QByteArray &bytes, const Step &step, qint32 value)
{
    qint32 result = value;
    std::optional<qint32> instead;
    qsizetype copies = 1;
    for (const TemplateOperator &op : step.operators) {
        result = applied(op, result);
        if (op.kind == Kind::Copies)
            copies = op.argument;
        else if (op.kind == Kind::Zero && value == 0)
            instead = op.argument;
    }
    bytes.append(copies, char(instead.value_or(result)));
}

QByteArray ByteTemplate::fill(const TemplateInput &input) const
{
    QByteArray bytes;
    bytes.reserve(m_size);
    for (const Step &step : m_steps) {
        if (step.source == TemplateSource::Bytes)
            bytes += step.bytes;
        else
            append(bytes, step, numberOf(step, input, bytes));
    }
    return bytes;
}

bool ByteTemplate::isAllZero(const TemplateInput &input) const
{
    const bool slotsAreZero = std::ranges::all_of(m_slots, [&](int slot) { return latestOf(input, slot) == 0; });
    const bool valueCounts = m_refersToValue || m_slots.empty();
    return slotsAreZero && (!valueCounts || input.value == 0);
}

} // namespace thrum
