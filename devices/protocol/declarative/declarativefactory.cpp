// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/declarativefactory.h"

#include "devices/protocol/declarative/declarativeprotocol.h"
#include "devices/protocol/declarative/identification.h"
#include "devices/protocol/declarative/planreader.h"

namespace thrum {

QList<Error> DeclarativeFactory::check(const ProtocolModel &model) const
{
    PlanReader reader(model);
    (void)reader.read();
    return reader.problems();
}

Script<QString> DeclarativeFactory::identify(Candidate candidate, QJsonObject parameters) const
{
    const QJsonValue identify = parameters.value(u"identify");
    if (!identify.isObject())
        return ProtocolFactory::identify(std::move(candidate), std::move(parameters));
    // Problems were told when the file was loaded.
    JsonProblems problems{QString()};
    EndpointUses uses({});
    JsonReader reader(identify, QStringLiteral("speak.identify"), problems);
    return Identification::read(reader, uses).run(std::move(candidate));
}

Result<std::unique_ptr<Protocol>> DeclarativeFactory::create(const ProtocolModel &model) const
{
    PlanReader reader(model);
    DeclarativePlan plan = reader.read();
    const QList<Error> problems = reader.problemsOfDevice();
    if (!problems.isEmpty())
        return tl::unexpected<Error>(problems.constFirst());
    return std::make_unique<DeclarativeProtocol>(std::move(plan));
}

} // namespace thrum
