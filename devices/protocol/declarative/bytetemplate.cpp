// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/bytetemplate.h"

#include "core/base/jsonproblems.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace thrum {
namespace {

constexpr qsizetype maxPacketBytes = 512; // the longest value of a Bluetooth characteristic
constexpr int maxByte = 0xFF;
constexpr int maxNibble = 0x0F;

qint32 latestOf(const TemplateInput &input, int slot)
{
    return slot < 0 ? 0 : input.latest[std::size_t(slot)];
}

qint32 bitsOf(const TemplateInput &input, const std::vector<int> &slots)
{
    qint32 bits = 0;
    for (std::size_t i = 0; i < slots.size(); ++i)
        bits |= latestOf(input, slots[i]) > 0 ? 1 << i : 0;
    return bits;
}

qint32 firstOf(const TemplateInput &input, const std::vector<int> &slots)
{
    const auto found = std::ranges::find_if(slots, [&](int slot) { return latestOf(input, slot) != 0; });
    return found == slots.end() ? 0 : latestOf(input, *found);
}

qint32 largestOf(const TemplateInput &input, const std::vector<int> &slots)
{
    return latestOf(input, *std::ranges::max_element(slots, {}, [&](int slot) {
                        return std::abs(qint64(latestOf(input, slot)));
                    }));
}

qint32 placeOfOnly(const TemplateInput &input, const std::vector<int> &slots)
{
    const auto isOn = [&](int slot) { return latestOf(input, slot) != 0; };
    const auto found = std::ranges::find_if(slots, isOn);
    return std::ranges::count_if(slots, isOn) == 1 ? qint32(found - slots.begin()) + 1 : 0;
}

quint8 sumOf(QByteArrayView bytes)
{
    quint8 sum = 0;
    for (const char byte : bytes)
        sum = quint8(sum + quint8(byte));
    return sum;
}

quint8 xorOf(QByteArrayView bytes)
{
    quint8 result = 0;
    for (const char byte : bytes)
        result = quint8(result ^ quint8(byte));
    return result;
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
        Step step{part.source, {}, {}, part.first, part.last, {}};
        for (const FeatureChoice &choice : part.features)
            step.slots.push_back(slotOf(choice));
        m_result.m_slots.insert(m_result.m_slots.end(), step.slots.begin(), step.slots.end());
        switch (part.source) {
        case TemplateSource::Bytes: return addBytes(part, part.bytes);
        case TemplateSource::Word: return addWord(part);
        case TemplateSource::All: return addAll(part, step);
        case TemplateSource::Sum:
        case TemplateSource::Xor:
        case TemplateSource::Minus: return addCheck(part, std::move(step));
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
        case TemplateSource::Count: m_result.m_usesCount = true; break;
        case TemplateSource::Feature:
        case TemplateSource::Nibbles:
        case TemplateSource::Bits:
        case TemplateSource::First:
        case TemplateSource::Largest:
        case TemplateSource::Only:
        case TemplateSource::Duration: break;
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

    [[nodiscard]] std::optional<Error> addCheck(const TemplatePart &part, Step step)
    {
        const qsizetype known = std::min(m_fixed, m_result.m_size);
        if (part.last < known)
            return addNumber(part, std::move(step));
        const QString reason = known < m_result.m_size
                                   ? QStringLiteral("which vary in number from position %1 on; give dec a width")
                                   : QStringLiteral("of which there are %1; positions count from 0");
        return templateError(ErrorCode::InvalidData, part.column,
                             QStringLiteral("position %1 is not among the bytes before it, ").arg(part.last)
                                 + reason.arg(known));
    }

    [[nodiscard]] std::optional<Error> addNumber(const TemplatePart &part, Step step)
    {
        const std::optional<Range> range = rangeOf(part, step);
        if (!range)
            return templateError(ErrorCode::OutOfRange, part.column,
                                 QStringLiteral("half a byte holds 0 to 15, but not every value of these features"));
        Result<OperatorChain> operators = OperatorChain::compile(part, *range, m_scope.tables);
        if (!operators)
            return operators.error();
        if (!operators->hasFixedSize())
            m_fixed = std::min(m_fixed, m_result.m_size);
        step.operators = std::move(*operators);
        const qsizetype bytes = step.operators.size();
        m_result.m_steps.push_back(std::move(step));
        return grow(part, bytes);
    }

    [[nodiscard]] Range slotRange(int slot) const
    {
        return slot < 0 ? Range{} : m_scope.slots[std::size_t(slot)].values;
    }

    /// All values that some features have, and 0.
    [[nodiscard]] Range unitedRange(const std::vector<int> &slots) const
    {
        Range result;
        for (const int slot : slots) {
            result.low = std::min(result.low, slotRange(slot).low);
            result.high = std::max(result.high, slotRange(slot).high);
        }
        return result;
    }

    /// Nothing when a number does not fit into its nibble.
    [[nodiscard]] std::optional<Range> rangeOf(const TemplatePart &part, const Step &step) const
    {
        switch (part.source) {
        case TemplateSource::Value: return m_scope.value;
        case TemplateSource::On:
        case TemplateSource::Reverse: return Range{0, 1};
        case TemplateSource::Speed: return Range{0, *m_scope.maxSpeed};
        case TemplateSource::Duration: return m_scope.duration.value_or(Range{});
        case TemplateSource::Bits: return Range{0, (1 << step.slots.size()) - 1};
        case TemplateSource::Nibbles: {
            const Range both = unitedRange(step.slots);
            return both.low >= 0 && both.high <= maxNibble ? std::optional(Range{0, maxByte}) : std::nullopt;
        }
        case TemplateSource::First:
        case TemplateSource::Largest: return unitedRange(step.slots);
        case TemplateSource::Only: return Range{0, qint32(step.slots.size())};
        case TemplateSource::Feature:
        case TemplateSource::All: return slotRange(step.slots.front());
        case TemplateSource::Count:
        case TemplateSource::Sum:
        case TemplateSource::Xor:
        case TemplateSource::Minus:
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
    /// The position from which on bytes may be at different places.
    qsizetype m_fixed = std::numeric_limits<qsizetype>::max();
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

qint64 ByteTemplate::numberOf(const Step &step, const TemplateInput &input, QByteArrayView before)
{
    switch (step.source) {
    case TemplateSource::Value: return input.value;
    case TemplateSource::On: return input.value != 0 ? 1 : 0;
    case TemplateSource::Reverse: return input.value < 0 ? 1 : 0;
    case TemplateSource::Speed: return input.speed;
    case TemplateSource::Duration: return input.durationMs;
    case TemplateSource::Count: return input.count;
    case TemplateSource::Nibbles: return latestOf(input, step.slots[0]) << 4 | latestOf(input, step.slots[1]);
    case TemplateSource::Bits: return bitsOf(input, step.slots);
    case TemplateSource::First: return firstOf(input, step.slots);
    case TemplateSource::Largest: return largestOf(input, step.slots);
    case TemplateSource::Only: return placeOfOnly(input, step.slots);
    case TemplateSource::Sum: return sumOf(step.covered(before));
    case TemplateSource::Xor: return xorOf(step.covered(before));
    case TemplateSource::Minus: return quint8(-sumOf(step.covered(before)));
    case TemplateSource::Feature:
    case TemplateSource::All: return latestOf(input, step.slots[0]);
    case TemplateSource::Bytes:
    case TemplateSource::Word: break;
    }
    Q_UNREACHABLE();
}

QByteArray ByteTemplate::fill(const TemplateInput &input) const
{
    QByteArray bytes;
    bytes.reserve(m_size);
    for (const Step &step : m_steps) {
        if (step.source == TemplateSource::Bytes)
            bytes += step.bytes;
        else
            step.operators.append(bytes, numberOf(step, input, bytes));
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
