// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QStringView>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace thrum {

class WireCursor;
class WireMembers;

/// A JSON value of a frame: a view that lives until its parser reads the next value. Null counts as absent (spec
/// section 1.3).
class WireValue final
{
public:
    /// An absent value.
    WireValue() = default;

    [[nodiscard]] bool isAbsent() const;
    [[nodiscard]] bool isObject() const;
    [[nodiscard]] bool isArray() const;
    [[nodiscard]] std::optional<bool> boolean() const;
    [[nodiscard]] std::optional<double> number() const;
    /// A number without fraction, 5.0 included; one beyond qint64 gives its nearest end.
    [[nodiscard]] std::optional<qint64> integer() const;
    /// UTF-8.
    [[nodiscard]] std::optional<std::string_view> text() const;
    /// The member of an object; of duplicate keys the last. Absent when it is missing or this is no object.
    [[nodiscard]] WireValue field(std::string_view key) const;
    /// Key and value of an object that has one key, however often; none for anything else.
    [[nodiscard]] std::optional<std::pair<std::string_view, WireValue>> onlyField() const;
    /// The elements of an array; none of anything else.
    [[nodiscard]] WireCursor items() const;
    /// The members of an object, duplicate keys included; none of anything else.
    [[nodiscard]] WireMembers members() const;

private:
    friend class WireCursor;
    friend class WireMembers;
    friend class WireParser;
    static constexpr std::size_t rawSize = 24;

    // The parser library's own view, kept opaque so that only one source file needs the library.
    alignas(8) std::array<std::byte, rawSize> m_raw{};
    bool m_present = false;
};

/// Walks over the elements of an array.
class WireCursor final
{
public:
    /// False behind the last element.
    [[nodiscard]] bool next(WireValue &item);

private:
    friend class WireValue;
    alignas(8) std::array<std::byte, WireValue::rawSize> m_raw{};
    std::size_t m_left = 0;
};

/// Walks over the members of an object.
class WireMembers final
{
public:
    /// False behind the last member. The key is UTF-8.
    [[nodiscard]] bool next(std::string_view &key, WireValue &value);

private:
    friend class WireValue;
    alignas(8) std::array<std::byte, WireValue::rawSize> m_raw{};
    std::size_t m_left = 0;
};

/// Turns the text of a frame into values: normally one, more when several stand back to back. Keeps its buffers.
///
/// Pure; one a session. Text is bounded by the caller, nesting by 1024.
class WireParser final
{
public:
    enum class Found { Value, Malformed, End };

    WireParser();
    ~WireParser();
    WireParser(const WireParser &) = delete;
    WireParser &operator=(const WireParser &) = delete;

    /// Begins with a new text; values read before end.
    void start(QStringView text);
    /// The next value of the text. Behind something Malformed it goes on where that can be told apart.
    [[nodiscard]] Found next(WireValue &value);

private:
    struct Library;

    [[nodiscard]] bool parse(std::size_t from, std::size_t to, WireValue &value);
    [[nodiscard]] bool parseWhole(WireValue &value);

    std::unique_ptr<Library> m_library;
    std::unique_ptr<char[]> m_text;
    std::size_t m_capacity = 0;
    std::size_t m_size = 0;
    std::size_t m_at = 0;
    bool m_split = false;
};

} // namespace thrum
