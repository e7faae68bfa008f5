// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/brandfile.h"
#include "devices/catalogue/catalogue.h"
#include "devices/catalogue/matcher.h"
#include "devices/manager/factories.h"
#include "devices/protocol/coded/coded.h"
#include "devices/protocol/declarative/declarativefactory.h"
#include "tests/fuzz/fuzztarget.h"

using namespace thrum;

// A brand file through its reader, the check of its protocol and the making of every model.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Factories factories([] {
        auto all = codedProtocols();
        all.push_back(std::make_unique<DeclarativeFactory>());
        return all;
    }());
    const BrandFileResult read = readBrandFile(QStringLiteral("fuzz.json"), fuzz::bytesOf(data, size));
    fuzz::require(bool(read.family) == read.problems.isEmpty(), QStringLiteral("a family or problems, not both"));
    if (!read.family || !factories.check(*read.family).isEmpty())
        return 0;
    const ProtocolFactory *factory = factories.find(read.family->protocol);
    for (const ModelDefinition &model : read.family->models) {
        const auto protocol = factory->create(
            protocolModel(*read.family, model, model.identifiers.constFirst(), {}, endpointsOf(*read.family)));
        fuzz::require(protocol.has_value(), QStringLiteral("what passed the check can be made"));
        for (const Feature &feature : model.features) {
            for (const Output &output : feature.outputs) {
                for (const qint32 value : {output.value.low, 0, output.value.high})
                    (void)(*protocol)->encode({feature.index, output.type, value, 0}, TimePoint{});
            }
        }
    }
    return 0;
}
