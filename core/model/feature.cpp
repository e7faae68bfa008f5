// SPDX-License-Identifier: BSD-3-Clause
#include "core/model/feature.h"

namespace thrum {
namespace {

template<class List, class Type>
auto findByType(const List &list, Type type) -> const typename List::value_type *
{
    const auto found = std::find_if(list.cbegin(), list.cend(), [type](const auto &item) { return item.type == type; });
    return found == list.cend() ? nullptr : &*found;
}

} // namespace

const Output *Feature::output(OutputType type) const
{
    return findByType(outputs, type);
}

const Input *Feature::input(InputType type) const
{
    return findByType(inputs, type);
}

const Output *Feature::stoppableOutput() const
{
    for (const OutputType type : kStopOrder) {
        if (const Output *found = output(type))
            return found;
    }
    return nullptr;
}

} // namespace thrum
