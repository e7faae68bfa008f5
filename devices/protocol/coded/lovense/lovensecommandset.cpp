// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/lovense/lovensecommandset.h"

namespace thrum {
namespace {

struct OutputCount
{
    int features = 0;
    int motors = 0;
    int vibrators = 0;
    int pumps = 0;
    int rotators = 0;
};

OutputCount countOutputs(const ProtocolModel &model)
{
    OutputCount count;
    for (const Feature &feature : model.features) {
        const bool vibrates = feature.output(OutputType::Vibrate) != nullptr;
        count.features += feature.outputs.isEmpty() ? 0 : 1;
        count.vibrators += vibrates ? 1 : 0;
        count.motors += vibrates || feature.output(OutputType::Oscillate) ? 1 : 0;
        count.pumps += feature.output(OutputType::Constrict) ? 1 : 0;
        count.rotators += feature.output(OutputType::Rotate) ? 1 : 0;
    }
    return count;
}

} // namespace

bool isLovensePositioner(const ProtocolModel &model)
{
    return model.identifier == u"BA";
}

LovenseCommandSet lovenseCommandSet(const ProtocolModel &model)
{
    if (isLovensePositioner(model) || model.identifier == u"H")
        return LovenseCommandSet::Stroker;
    const OutputCount count = countOutputs(model);
    if (count.features == 1)
        return LovenseCommandSet::Single;
    if (count.features == 2 && count.vibrators == 1 && count.pumps == 1)
        return LovenseCommandSet::Max;
    if (count.features == 2 && count.vibrators == 1 && count.rotators == 1)
        return LovenseCommandSet::Rotator;
    if (count.features > 2 && count.motors >= 2)
        return LovenseCommandSet::Mply;
    return LovenseCommandSet::Numbered;
}

QList<OutputType> lovenseOutputTypes(const ProtocolModel &model)
{
    switch (lovenseCommandSet(model)) {
    case LovenseCommandSet::Max: return {OutputType::Vibrate, OutputType::Oscillate, OutputType::Constrict};
    case LovenseCommandSet::Rotator:
    case LovenseCommandSet::Mply: return {OutputType::Vibrate, OutputType::Oscillate, OutputType::Rotate};
    case LovenseCommandSet::Stroker:
        if (isLovensePositioner(model))
            return {OutputType::Oscillate, OutputType::HwPositionWithDuration};
        return {OutputType::Oscillate};
    case LovenseCommandSet::Single:
    case LovenseCommandSet::Numbered: break;
    }
    return {OutputType::Vibrate, OutputType::Oscillate};
}

} // namespace thrum
