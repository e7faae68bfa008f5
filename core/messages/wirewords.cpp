// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/wirewords.h"

#include <QByteArray>

#include <array>

namespace thrum {
namespace {

constexpr std::array<std::string_view, 3> foreignActuators = {"Unknown", "Inflate", "Linear"};
constexpr std::array<std::string_view, 3> foreignSensors = {"Unknown", "Depth", "Position"};

template<class Types, class Name>
auto wordsOf(const Types &types, Name name)
{
    std::array<std::pair<QByteArray, typename Types::value_type>, std::tuple_size_v<Types>> words;
    std::transform(types.begin(), types.end(), words.begin(),
                   [name](auto type) { return std::pair(name(type).toUtf8(), type); });
    return words;
}

std::string_view view(const QByteArray &word)
{
    return std::string_view(word.constData(), std::size_t(word.size()));
}

} // namespace

std::optional<OutputType> outputTypeOfWord(std::string_view word)
{
    static const auto words = wordsOf(kAllOutputTypes, outputTypeName);
    for (const auto &[text, type] : words) {
        if (view(text) == word)
            return type;
    }
    return std::nullopt;
}

std::optional<InputType> inputTypeOfWord(std::string_view word)
{
    // Longer than any word: not worth a conversion.
    if (word.size() > 16)
        return std::nullopt;
    return inputTypeFromName(QString::fromUtf8(word.data(), qsizetype(word.size())));
}

bool isForeignActuatorWord(std::string_view word)
{
    return std::find(foreignActuators.begin(), foreignActuators.end(), word) != foreignActuators.end();
}

bool isForeignSensorWord(std::string_view word)
{
    return std::find(foreignSensors.begin(), foreignSensors.end(), word) != foreignSensors.end();
}

} // namespace thrum
