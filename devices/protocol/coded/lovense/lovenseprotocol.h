// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/coded/lovense/lovensecommandset.h"
#include "devices/protocol/coded/lovense/lovensestroke.h"

#include <map>

namespace thrum {

/// The texts of one Lovense toy. Which set of commands it understands follows from its identifier and features.
class LovenseProtocol final : public Protocol
{
public:
    /// The model must have passed LovenseFactory::check().
    explicit LovenseProtocol(const ProtocolModel &model);

    [[nodiscard]] std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) override;
    [[nodiscard]] bool sharesPackets() const override { return m_set == LovenseCommandSet::Mply; }
    [[nodiscard]] Script<qint32> read(FeatureIndex feature, InputType type) override;

private:
    [[nodiscard]] std::vector<OutputWrite> encodeRotation(const OutputValue &value);
    [[nodiscard]] std::vector<OutputWrite> encodeTogether(const OutputValue &value);
    [[nodiscard]] std::vector<OutputWrite> encodeStroking(const OutputValue &value, TimePoint now);
    [[nodiscard]] std::vector<OutputWrite> encodeMove(const OutputValue &value, TimePoint now);

    LovenseCommandSet m_set;
    bool m_isPositioner;
    /// For Mply: latest value of every feature with an output, in index order.
    std::map<FeatureIndex, qint32> m_values;
    /// For Rotator: the toy only knows "the other way round".
    bool m_isReversed = false;
    /// For the Solace Pro.
    LovenseStroke m_stroke;
};

} // namespace thrum
