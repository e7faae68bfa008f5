// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/catalogue/brandfile.h"
#include "devices/catalogue/catalogue.h"
#include "devices/manager/factories.h"

namespace thrum::test {

/// The simplest language: one byte of feature number, one of value. Feature 1 speaks to txmode, without response, where
/// the device has it; everything else goes to tx with response. Where there is an rxblemodel, the bring-up reads it.
class BytesProtocol final : public Protocol
{
public:
    explicit BytesProtocol(const ProtocolModel &model)
        : m_hasMode(model.endpoints.contains(Endpoint::TxMode))
        , m_hasModel(model.endpoints.contains(Endpoint::RxBleModel))
    {}
    Script<Nothing> initialise() override { return greet(m_hasModel); }
    std::vector<OutputWrite> encode(const OutputValue &value, TimePoint) override
    {
        const QByteArray bytes = QByteArray(1, char(value.feature)) + char(value.value);
        const bool isOther = m_hasMode && value.feature == 1;
        return {OutputWrite{Operation::write(isOther ? Endpoint::TxMode : Endpoint::Tx, bytes,
                                             isOther ? WriteMode::WithoutResponse : WriteMode::WithResponse),
                            featureKey(value.feature)}};
    }
    std::optional<Endpoint> notifyingEndpoint(FeatureIndex, InputType) const override { return Endpoint::Rx; }
    std::vector<InputValue> onNotification(Endpoint, const QByteArray &bytes) override
    {
        return {InputValue{3, InputType::Button, bytes.isEmpty() ? 0 : bytes[0]}};
    }

private:
    static Script<Nothing> greet(bool hasModel)
    {
        if (hasModel) {
            const Result<QByteArray> model = co_await reading(Endpoint::RxBleModel);
            if (!model)
                co_return tl::unexpected<Error>(model.error());
        }
        co_return Nothing();
    }

    bool m_hasMode;
    bool m_hasModel;
};

class BytesFactory final : public ProtocolFactory
{
public:
    QString name() const override { return QStringLiteral("bytes"); }
    QList<Error> check(const ProtocolModel &) const override { return {}; }
    Result<std::unique_ptr<Protocol>> create(const ProtocolModel &model) const override
    {
        return std::make_unique<BytesProtocol>(model);
    }
};

inline std::vector<std::unique_ptr<ProtocolFactory>> bytesFactory()
{
    std::vector<std::unique_ptr<ProtocolFactory>> result;
    result.push_back(std::make_unique<BytesFactory>());
    return result;
}

inline void addBrand(Catalogue &catalogue, const char *json)
{
    const BrandFileResult brand = readBrandFile(QStringLiteral("testbrand.json"), json);
    if (!brand.family || !catalogue.add(brand.family))
        qFatal("the test's brand file is bad");
}

constexpr auto alice = SessionId(2);
constexpr auto bob = SessionId(3);

inline OutputCommand vibrate(DeviceIndex device, FeatureIndex feature, int value)
{
    return {device, feature, OutputType::Vibrate, value, 0};
}

} // namespace thrum::test
