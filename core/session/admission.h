// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/session/accesspolicy.h"
#include "core/session/applicant.h"
#include "core/session/lingerlist.h"

#include <functional>
#include <vector>

namespace thrum {

/// The door of a server: lets connections in, has the user asked about them, or refuses them with a reason.
///
/// Thread: the engine thread. Owned by the server. The clock must outlive it.
class Admission final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Admission)
public:
    /// Takes over a connection that may come in, under its id, with what it sent meanwhile.
    using OnAdmitted = std::function<void(SessionId, Applicant::Admitted, const AccessSubject &)>;

    /// A page can open connections without end: it gets a few of them, all together some more.
    static constexpr std::size_t maxApplicants = 16;
    static constexpr std::size_t maxApplicantsOfSubject = 4;

    Admission(Clock &clock, OnAdmitted onAdmitted, QObject *parent = nullptr);

    /// Who may connect from now on; those who wait are judged again.
    void setRules(const AccessRules &rules);
    [[nodiscard]] const AccessRules &rules() const { return m_policy.rules(); }

    void receive(SessionId id, std::unique_ptr<Connection> connection);
    /// Those who wait for the user, in the order they came.
    [[nodiscard]] QList<SessionInfo> applicants() const;
    /// What the user has to answer, one question for each subject, oldest first.
    [[nodiscard]] QList<ConsentQuestion> questions() const;
    /// The user's answer, for every connection of the same subject. False when nobody waits under that id.
    [[nodiscard]] bool answer(SessionId id, ConsentAnswer answer);
    /// Forgets a decision.
    void revoke(const AccessSubject &subject);
    /// False when nobody waits under that id.
    [[nodiscard]] bool refuse(SessionId id, const QString &why);
    void refuseAll(Connection::CloseReason reason, const QString &why);

Q_SIGNALS:
    /// Somebody more or less waits.
    void applicantsChanged();
    /// There is one more question.
    void consentRequested(const thrum::ConsentQuestion &question);
    /// Something else is remembered than before.
    void decisionsChanged();
    /// The user took a permission back.
    void permissionRevoked(const thrum::AccessSubject &subject);

private:
    [[nodiscard]] Applicant *makeApplicant(SessionId id, std::unique_ptr<Connection> connection);
    void turnAway(SessionId id, std::unique_ptr<Connection> connection, const QString &why);
    void ask(const AccessSubject &subject, SessionId id, std::unique_ptr<Connection> connection);
    void admit(Applicant *applicant);
    void onEnded(Applicant *applicant, const QString &why);
    void decide(const AccessSubject &subject, std::optional<bool> isAllowed);
    [[nodiscard]] std::vector<Applicant *> applicantsOf(const AccessSubject &subject) const;
    [[nodiscard]] Applicant *find(SessionId id) const;

    Clock &m_clock;
    OnAdmitted m_onAdmitted;
    AccessPolicy m_policy;
    /// Children that wait for the user, in the order they came.
    std::vector<Applicant *> m_applicants;
    LingerList m_lingering;
};

} // namespace thrum
