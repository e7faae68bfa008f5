// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/ids.h"

#include <QString>

namespace thrum {

/// For whom the user's permission is needed: a web page, a program on another computer, or a web page there.
struct AccessSubject
{
    /// "https://example.org"; "null" for pages without an address, such as opened files; empty for programs.
    QString origin;
    /// "192.168.1.7"; empty for this computer.
    QString address;

    /// Nobody has to be asked.
    [[nodiscard]] bool isNobody() const { return origin.isEmpty() && address.isEmpty(); }
    /// Any page can make itself one of origin "null", so that consent to one is never remembered for the next.
    [[nodiscard]] bool canBeAllowedForGood() const { return origin != QStringLiteral("null"); }
    /// "web pages of https://example.org", "programs on 192.168.1.7", for sentences in English.
    [[nodiscard]] QString text() const;
    friend bool operator==(const AccessSubject &, const AccessSubject &) = default;
};

/// What the user has decided for good, until it is revoked.
struct AccessDecision
{
    AccessSubject subject;
    bool isAllowed = false;
    friend bool operator==(const AccessDecision &, const AccessDecision &) = default;
};

/// What the user can say to a question. Never and Always are remembered; Once and NotNow count for those who wait now.
enum class ConsentAnswer { Once, Always, Never, NotNow };

/// A question that waits for the user. One for each subject, however many connections of it wait.
struct ConsentQuestion
{
    /// The first that waits; the answer counts for all of the subject.
    SessionId session = SessionId::Nobody;
    AccessSubject subject;
    friend bool operator==(const ConsentQuestion &, const ConsentQuestion &) = default;
};

} // namespace thrum
