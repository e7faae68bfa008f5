// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/endpointuses.h"

#include <algorithm>

namespace thrum {
namespace {

QStringList namesOf(const QSet<Endpoint> &endpoints)
{
    QStringList names;
    for (const Endpoint endpoint : endpoints)
        names << endpointName(endpoint);
    std::ranges::sort(names);
    return names;
}

} // namespace

EndpointUses::EndpointUses(const QSet<Endpoint> &available)
    : m_available(namesOf(available))
{}

std::optional<Endpoint> EndpointUses::read(JsonReader &reader, QStringView key, Need need)
{
    const auto name = reader.string(key);
    if (!name)
        return std::nullopt;
    const auto endpoint = endpointFromName(*name);
    if (endpoint)
        add(*endpoint, reader.pathOf(key), need);
    else
        reader.problem(key, quotedText(*name) + QStringLiteral(" is no endpoint") + hintFor(*name, m_available));
    return endpoint;
}

void EndpointUses::add(Endpoint endpoint, const QString &path, Need need)
{
    m_uses << Use{endpoint, path, need};
}

QList<Error> EndpointUses::missingIn(const QSet<Endpoint> &present, const QList<Need> &needs) const
{
    QList<Error> errors;
    for (const Use &use : m_uses) {
        if (present.contains(use.endpoint) || !needs.contains(use.need))
            continue;
        const QString name = endpointName(use.endpoint);
        errors << Error{ErrorCode::NotFound, use.path,
                        QStringLiteral("there is no endpoint %1").arg(quotedText(name))
                            + hintFor(name, namesOf(present))};
    }
    return errors;
}

} // namespace thrum
