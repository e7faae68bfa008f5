// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/thehandy/handyprotocol.h"

#include "devices/protocol/coded/thehandy/handy.pb.h"
#include "devices/protocol/modelcheck.h"

namespace thrum {
namespace {

constexpr Range places{0, 100};
constexpr qint32 longestMs = 100000;
// The device does not look at it; the maker's own programs may count.
constexpr quint32 commandId = 2;

} // namespace

std::vector<OutputWrite> HandyProtocol::encode(const OutputValue &value, TimePoint)
{
    handy::Payload payload;
    handy::LinearCmd *command = payload.add_messages()->mutable_linear();
    command->set_id(commandId);
    handy::Vector *vector = command->add_vectors();
    vector->set_duration(value.durationMs);
    vector->set_position(double(value.value) / places.high);
    const QByteArray bytes = QByteArray::fromStdString(payload.SerializeAsString());
    return {OutputWrite{Operation::write(Endpoint::Tx, bytes, WriteMode::WithResponse), featureKey(value.feature)}};
}

QList<Error> HandyFactory::check(const ProtocolModel &model) const
{
    return checkModel(model, name(), {{FeatureIndex(0), OutputType::HwPositionWithDuration, places, longestMs}});
}

Result<std::unique_ptr<Protocol>> HandyFactory::make(const ProtocolModel &) const
{
    return std::make_unique<HandyProtocol>();
}

} // namespace thrum
