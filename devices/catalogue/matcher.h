// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/catalogue/catalogue.h"

namespace thrum {

/// A family a candidate may belong to, and where that family's endpoints are.
struct FamilyMatch
{
    FamilyPtr family;
    /// Of the specifiers that fit. Where two of them give the same endpoint of the same service, the better one counts.
    EndpointMap endpoints;
};

/// The families a candidate may belong to, the likeliest first; empty when nobody knows it.
///
/// A Bluetooth LE specifier fits when one of its signs does, and families are ranked by the best sign that fits:
/// 1. the advertised name is listed;
/// 2. the advertised name begins with a listed beginning ("SF *"): the longer the beginning the better;
/// 3. manufacturer data: same company, and the listed bytes stand together somewhere in the advertised payload (never the
///    other way round: a short payload must not fit by accident): the longer the listed bytes the better;
/// 4. a listed service is advertised.
/// A family goes before those that its `before` names, whatever the signs. Equal ones come in alphabetical order. Names are compared exactly, capitals included; a device without a name can only
/// be known by 3 and 4. Simulated devices belong to the family that is called as their backend.
[[nodiscard]] QList<FamilyMatch> matchingFamilies(const Catalogue &catalogue, const Candidate &candidate);

/// The first of matchingFamilies().
[[nodiscard]] std::optional<FamilyMatch> matchCandidate(const Catalogue &catalogue, const Candidate &candidate);

} // namespace thrum
