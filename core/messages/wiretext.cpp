// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/wiretext.h"

#include <charconv>
#include <cstring>
#include <string_view>
#include <system_error>

namespace thrum {
namespace {

// Any whole number with so many digits is far beyond 32 bits, and some of them are beyond 64.
constexpr std::size_t digitsOfHugeNumbers = 19;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isNumberPart(char c)
{
    return isDigit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// Behind the string that begins at `from`, or the end of the text.
std::size_t endOfString(const char *text, std::size_t from, std::size_t size)
{
    for (std::size_t i = from + 1; i < size; ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i + 1;
    }
    return size;
}

std::size_t skipDigits(std::string_view token, std::size_t at)
{
    while (at < token.size() && isDigit(token[at]))
        ++at;
    return at;
}

struct NumberForm
{
    bool valid = false;
    std::size_t digits = 0; // of the whole part
    bool isWhole = true;
    bool hasNegativeExponent = false;
};

NumberForm formOf(std::string_view token)
{
    NumberForm form;
    std::size_t at = token.starts_with('-') ? 1 : 0;
    const std::size_t first = at;
    at = skipDigits(token, at);
    form.digits = at - first;
    if (form.digits == 0 || (form.digits > 1 && token[first] == '0'))
        return form;
    if (at < token.size() && token[at] == '.') {
        const std::size_t fraction = ++at;
        at = skipDigits(token, at);
        form.isWhole = false;
        if (at == fraction)
            return form;
    }
    if (at < token.size() && (token[at] == 'e' || token[at] == 'E')) {
        ++at;
        form.isWhole = false;
        if (at < token.size() && (token[at] == '-' || token[at] == '+'))
            form.hasNegativeExponent = token[at++] == '-';
        const std::size_t exponent = at;
        at = skipDigits(token, at);
        if (at == exponent)
            return form;
    }
    form.valid = at == token.size();
    return form;
}

bool tameNumber(char *token, std::size_t size)
{
    const NumberForm form = formOf(std::string_view(token, size));
    if (!form.valid)
        return false;
    if (form.isWhole) {
        if (form.digits < digitsOfHugeNumbers)
            return false;
    } else {
        double value = 0;
        if (std::from_chars(token, token + size, value).ec != std::errc::result_out_of_range)
            return false;
    }
    const bool vanishes = !form.isWhole && form.hasNegativeExponent;
    const std::string_view tame = vanishes ? "0" : token[0] == '-' ? "-9e99" : "9e99";
    std::memset(token, ' ', size);
    std::memcpy(token, tame.data(), tame.size());
    return true;
}

} // namespace

std::size_t skipBlanks(const char *text, std::size_t from, std::size_t size)
{
    while (from < size && (text[from] == ' ' || text[from] == '\t' || text[from] == '\n' || text[from] == '\r'))
        ++from;
    return from;
}

std::size_t endOfValue(const char *text, std::size_t from, std::size_t size)
{
    std::size_t depth = 0;
    for (std::size_t i = from; i < size;) {
        const char c = text[i];
        if (c == '"' && depth > 0) {
            i = endOfString(text, i, size);
            continue;
        }
        ++i;
        if (c == '[' || c == '{')
            ++depth;
        else if (depth == 0)
            return size;
        else if ((c == ']' || c == '}') && --depth == 0)
            return i;
    }
    return size;
}

bool tameNumbers(char *text, std::size_t size)
{
    bool tamed = false;
    for (std::size_t i = 0; i < size;) {
        if (text[i] == '"') {
            i = endOfString(text, i, size);
        } else if (text[i] == '-' || isDigit(text[i])) {
            const std::size_t from = i;
            while (i < size && isNumberPart(text[i]))
                ++i;
            tamed = tameNumber(text + from, i - from) || tamed;
        } else {
            ++i;
        }
    }
    return tamed;
}

} // namespace thrum
