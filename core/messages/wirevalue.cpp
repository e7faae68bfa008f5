// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/wirevalue.h"

#include "core/messages/wiretext.h"

#include <QStringEncoder>

#include <simdjson.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

namespace thrum {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;
using Iterator = simdjson::dom::array::iterator;
using MemberIterator = simdjson::dom::object::iterator;

// Room kept from frame to frame; a rare large frame must not hold on to many times its size.
constexpr std::size_t keptCapacity = 64 * 1024;

template<class T, class Raw>
T load(const Raw &raw)
{
    static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= sizeof(Raw) && alignof(T) <= 8);
    T value;
    std::memcpy(static_cast<void *>(&value), raw.data(), sizeof(T));
    return value;
}

template<class T, class Raw>
void store(Raw &raw, const T &value)
{
    static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= sizeof(Raw) && alignof(T) <= 8);
    std::memcpy(raw.data(), static_cast<const void *>(&value), sizeof(T));
}

qint64 saturated(double whole)
{
    // The double below is 2 to the 63rd, the first one beyond.
    constexpr double beyond = 9223372036854775808.0;
    if (whole >= beyond)
        return std::numeric_limits<qint64>::max();
    if (whole < -beyond)
        return std::numeric_limits<qint64>::min();
    return static_cast<qint64>(whole);
}

} // namespace

bool WireValue::isAbsent() const
{
    return !m_present;
}

bool WireValue::isObject() const
{
    return m_present && load<element>(m_raw).type() == element_type::OBJECT;
}

bool WireValue::isArray() const
{
    return m_present && load<element>(m_raw).type() == element_type::ARRAY;
}

std::optional<bool> WireValue::boolean() const
{
    bool value = false;
    if (!m_present || load<element>(m_raw).get_bool().get(value) != simdjson::SUCCESS)
        return std::nullopt;
    return value;
}

std::optional<double> WireValue::number() const
{
    double value = 0;
    if (!m_present || load<element>(m_raw).get_double().get(value) != simdjson::SUCCESS)
        return std::nullopt;
    return value;
}

std::optional<qint64> WireValue::integer() const
{
    if (!m_present)
        return std::nullopt;
    const auto value = load<element>(m_raw);
    switch (value.type()) {
    case element_type::INT64: return qint64(value.get_int64().value_unsafe());
    case element_type::UINT64: return std::numeric_limits<qint64>::max(); // only used beyond the signed range
    case element_type::DOUBLE: {
        const double real = value.get_double().value_unsafe();
        if (std::trunc(real) != real)
            return std::nullopt;
        return saturated(real);
    }
    default: return std::nullopt;
    }
}

std::optional<std::string_view> WireValue::text() const
{
    std::string_view value;
    if (!m_present || load<element>(m_raw).get_string().get(value) != simdjson::SUCCESS)
        return std::nullopt;
    return value;
}

WireValue WireValue::field(std::string_view key) const
{
    simdjson::dom::object object;
    WireValue found;
    if (!m_present || load<element>(m_raw).get_object().get(object) != simdjson::SUCCESS)
        return found;
    for (auto member = object.begin(), end = object.end(); member != end; ++member) {
        if (member.key() == key) {
            store(found.m_raw, member.value());
            found.m_present = !member.value().is_null();
        }
    }
    return found;
}

std::optional<std::pair<std::string_view, WireValue>> WireValue::onlyField() const
{
    simdjson::dom::object object;
    if (!m_present || load<element>(m_raw).get_object().get(object) != simdjson::SUCCESS)
        return std::nullopt;
    std::optional<std::pair<std::string_view, WireValue>> found;
    for (auto member = object.begin(), end = object.end(); member != end; ++member) {
        if (found && found->first != member.key())
            return std::nullopt;
        if (!found)
            found.emplace(member.key(), WireValue());
        store(found->second.m_raw, member.value());
        found->second.m_present = !member.value().is_null();
    }
    return found;
}

WireCursor WireValue::items() const
{
    WireCursor cursor;
    simdjson::dom::array array;
    if (m_present && load<element>(m_raw).get_array().get(array) == simdjson::SUCCESS) {
        const Iterator begin = array.begin();
        // The library's own size() stops counting at 2^24, far beyond what a frame can hold.
        cursor.m_left = array.size();
        store(cursor.m_raw, begin);
    }
    return cursor;
}

bool WireCursor::next(WireValue &item)
{
    if (m_left == 0)
        return false;
    auto at = load<Iterator>(m_raw);
    const element value = *at;
    store(item.m_raw, value);
    item.m_present = !value.is_null();
    ++at;
    store(m_raw, at);
    --m_left;
    return true;
}

WireMembers WireValue::members() const
{
    WireMembers cursor;
    simdjson::dom::object object;
    if (m_present && load<element>(m_raw).get_object().get(object) == simdjson::SUCCESS) {
        const MemberIterator begin = object.begin();
        cursor.m_left = object.size(); // see items()
        store(cursor.m_raw, begin);
    }
    return cursor;
}

bool WireMembers::next(std::string_view &key, WireValue &value)
{
    if (m_left == 0)
        return false;
    MemberIterator at = load<MemberIterator>(m_raw);
    const element member = at.value();
    key = at.key();
    store(value.m_raw, member);
    value.m_present = !member.is_null();
    ++at;
    store(m_raw, at);
    --m_left;
    return true;
}

struct WireParser::Library
{
    simdjson::dom::parser parser;
};

WireParser::WireParser() = default;
WireParser::~WireParser() = default;

void WireParser::start(QStringView text)
{
    QStringEncoder encoder(QStringEncoder::Utf8, QStringEncoder::Flag::Stateless);
    const auto needed = std::size_t(encoder.requiredSpace(text.size())) + simdjson::SIMDJSON_PADDING;
    if (needed > m_capacity || (m_capacity > keptCapacity && needed <= keptCapacity)) {
        m_capacity = std::max(needed, std::size_t(4096));
        m_text = std::make_unique<char[]>(m_capacity);
        m_library = std::make_unique<Library>();
    }
    const char *end = encoder.appendToBuffer(m_text.get(), text);
    m_size = std::size_t(end - m_text.get());
    m_at = 0;
    m_split = false;
}

bool WireParser::parse(std::size_t from, std::size_t to, WireValue &value)
{
    element root;
    if (m_library->parser.parse(m_text.get() + from, to - from, false).get(root) != simdjson::SUCCESS)
        return false;
    store(value.m_raw, root);
    value.m_present = !root.is_null();
    return true;
}

bool WireParser::parseWhole(WireValue &value)
{
    if (parse(m_at, m_size, value))
        return true;
    // The library gives up on a whole text because of one number that fits no machine type. Such a number is one client's
    // bad value, not bad JSON.
    return tameNumbers(m_text.get() + m_at, m_size - m_at) && parse(m_at, m_size, value);
}

WireParser::Found WireParser::next(WireValue &value)
{
    m_at = skipBlanks(m_text.get(), m_at, m_size);
    if (m_at >= m_size)
        return Found::End;
    if (!m_split) {
        if (parseWhole(value)) {
            m_at = m_size;
            return Found::Value;
        }
        m_split = true;
    }
    const std::size_t from = std::exchange(m_at, endOfValue(m_text.get(), m_at, m_size));
    return parse(from, m_at, value) ? Found::Value : Found::Malformed;
}

} // namespace thrum
