// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/connector/peerinfo.h"
#include "core/model/access.h"
#include "core/model/originpattern.h"

#include <QList>

namespace thrum {

/// What the user and the command line say about who may connect.
struct AccessRules
{
    QList<OriginPattern> allowOrigins;
    QList<AccessDecision> decisions;
    /// Takes the place of consent to programs on other computers; empty for none. Secret.
    QString token;
    /// Somebody is there to answer questions.
    bool canAsk = false;
};

/// Decides who may connect. Programs on this computer may; pages of this computer, and those that the rules allow, may
/// too; other pages and other computers need the user's consent, the latter or the access token. A Host header that does
/// not name this computer is refused, because it betrays a page whose own name was turned to us (DNS rebinding).
///
/// Pure. It trusts browsers to tell the truth about a page's origin, and nobody else about anything.
class AccessPolicy final
{
public:
    enum class Answer { Accept, Ask, Refuse };
    struct Verdict
    {
        Answer answer = Answer::Refuse;
        /// Whose permission was found, or is to be asked for.
        AccessSubject subject;
        /// When refused: one sentence that says what to do.
        QString refusal;
    };

    explicit AccessPolicy(AccessRules rules = {})
        : m_rules(std::move(rules))
    {}

    [[nodiscard]] const AccessRules &rules() const { return m_rules; }
    [[nodiscard]] Verdict judge(const PeerInfo &peer) const;

private:
    [[nodiscard]] bool isPageAllowed(const PeerInfo &peer) const;
    [[nodiscard]] bool isTokenRight(const QString &token) const;
    [[nodiscard]] QString unaskedRefusal(const AccessSubject &subject) const;

    AccessRules m_rules;
};

} // namespace thrum
