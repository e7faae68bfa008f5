// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/bleindex.h"

namespace thrum {
namespace {

void keepBetter(QList<BleIndex::Hit> &hits, BleIndex::Place place, BleSign sign)
{
    const auto found = std::find_if(hits.begin(), hits.end(),
                                    [place](const BleIndex::Hit &hit) { return hit.place == place; });
    if (found == hits.end())
        hits << BleIndex::Hit{place, sign};
    else
        found->sign = std::max(found->sign, sign);
}

} // namespace

void BleIndex::add(qsizetype family, const QList<BleSpecifier> &specifiers)
{
    for (qsizetype i = 0; i < specifiers.size(); ++i) {
        const BleSpecifier &specifier = specifiers.at(i);
        const Place place{family, i};
        for (const QString &name : specifier.names) {
            if (!name.endsWith(u'*')) {
                m_names.insert(name, place);
                continue;
            }
            m_prefixes.insert(name.chopped(1), place);
            const auto at = std::lower_bound(m_prefixLengths.begin(), m_prefixLengths.end(), name.size() - 1);
            if (at == m_prefixLengths.end() || *at != name.size() - 1)
                m_prefixLengths.insert(at, name.size() - 1);
        }
        for (const BleSpecifier::Manufacturer &manufacturer : specifier.manufacturerData)
            m_payloads[manufacturer.company] << Payload{manufacturer.data, place};
        for (const QUuid &service : specifier.advertisedServices)
            m_services[service] << place;
    }
}

QList<BleIndex::Hit> BleIndex::find(const QString &name, const BleSighting &sighting) const
{
    QList<Hit> hits;
    if (const auto exact = m_names.constFind(name); exact != m_names.constEnd())
        keepBetter(hits, *exact, {BleSign::Kind::ExactName, name.size()});
    for (const qsizetype length : m_prefixLengths) {
        if (length > name.size())
            break;
        const auto prefix = m_prefixes.constFind(QString::fromRawData(name.constData(), length));
        if (prefix != m_prefixes.constEnd())
            keepBetter(hits, *prefix, {BleSign::Kind::NamePrefix, length});
    }
    for (auto seen = sighting.manufacturerData.constBegin(); seen != sighting.manufacturerData.constEnd(); ++seen) {
        const auto known = m_payloads.constFind(seen.key());
        if (known == m_payloads.constEnd())
            continue;
        for (const Payload &payload : *known) {
            if (seen.value().contains(payload.data))
                keepBetter(hits, payload.place, {BleSign::Kind::Manufacturer, payload.data.size()});
        }
    }
    for (const QUuid &service : sighting.services) {
        const auto places = m_services.constFind(service);
        if (places == m_services.constEnd())
            continue;
        for (const Place place : *places)
            keepBetter(hits, place, {BleSign::Kind::Service, 0});
    }
    return hits;
}

std::optional<BleIndex::Place> BleIndex::placeOfListedName(const QString &listed) const
{
    const bool isPrefix = listed.endsWith(u'*');
    const QHash<QString, Place> &names = isPrefix ? m_prefixes : m_names;
    const auto found = names.constFind(isPrefix ? listed.chopped(1) : listed);
    return found == names.constEnd() ? std::nullopt : std::optional(*found);
}

} // namespace thrum
