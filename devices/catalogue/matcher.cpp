// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/matcher.h"

namespace thrum {
namespace {

void addMissing(EndpointMap &endpoints, const EndpointMap &others)
{
    for (auto service = others.constBegin(); service != others.constEnd(); ++service) {
        QHash<Endpoint, QUuid> &known = endpoints[service.key()];
        for (auto one = service->constBegin(); one != service->constEnd(); ++one) {
            if (!known.contains(one.key()))
                known.insert(one.key(), one.value());
        }
    }
}

void heedPrecedence(QList<FamilyMatch> &matches)
{
    for (qsizetype i = 1; i < matches.size(); ++i) {
        const QStringList &before = matches.at(i).family->before;
        for (qsizetype j = 0; j < i; ++j) {
            if (before.contains(matches.at(j).family->name)) {
                matches.move(i, j);
                break;
            }
        }
    }
}

QList<FamilyMatch> matchBle(const Catalogue &catalogue, const QString &name, const BleSighting &sighting)
{
    const QList<FamilyPtr> &families = catalogue.families();
    QList<BleIndex::Hit> hits = catalogue.bleIndex().find(name, sighting);
    std::sort(hits.begin(), hits.end(), [&families](const BleIndex::Hit &a, const BleIndex::Hit &b) {
        if (a.sign != b.sign)
            return a.sign > b.sign;
        if (a.place.family != b.place.family)
            return families.at(a.place.family)->name < families.at(b.place.family)->name;
        return a.place.specifier < b.place.specifier;
    });
    QList<FamilyMatch> result;
    for (const BleIndex::Hit &hit : std::as_const(hits)) {
        const FamilyPtr &family = families.at(hit.place.family);
        auto match = std::find_if(result.begin(), result.end(),
                                  [&family](const FamilyMatch &known) { return known.family == family; });
        if (match == result.end())
            match = result.insert(result.end(), FamilyMatch{family, {}});
        addMissing(match->endpoints, family->ble.at(hit.place.specifier).endpoints);
    }
    heedPrecedence(result);
    return result;
}

} // namespace

QList<FamilyMatch> matchingFamilies(const Catalogue &catalogue, const Candidate &candidate)
{
    if (const auto *ble = std::get_if<BleSighting>(&candidate.sighting))
        return matchBle(catalogue, candidate.name, *ble);
    if (const FamilyPtr family = catalogue.family(candidate.backend))
        return {FamilyMatch{family, {}}};
    return {};
}

std::optional<FamilyMatch> matchCandidate(const Catalogue &catalogue, const Candidate &candidate)
{
    const QList<FamilyMatch> matches = matchingFamilies(catalogue, candidate);
    return matches.isEmpty() ? std::nullopt : std::optional(matches.first());
}

} // namespace thrum
