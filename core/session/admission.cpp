// SPDX-License-Identifier: BSD-3-Clause
#include "core/session/admission.h"

#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcAdmission, "thrum.session")

} // namespace

Admission::Admission(Clock &clock, OnAdmitted onAdmitted, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_onAdmitted(std::move(onAdmitted))
{}

// --- Coming in --------------------------------------------------------------------------------------------------------

void Admission::receive(SessionId id, std::unique_ptr<Connection> connection)
{
    const AccessPolicy::Verdict verdict = m_policy.judge(connection->peerInfo());
    switch (verdict.answer) {
    case AccessPolicy::Answer::Accept: m_onAdmitted(id, {std::move(connection), {}}, verdict.subject); break;
    case AccessPolicy::Answer::Ask: ask(verdict.subject, id, std::move(connection)); break;
    case AccessPolicy::Answer::Refuse: turnAway(id, std::move(connection), verdict.refusal); break;
    }
}

Applicant *Admission::makeApplicant(SessionId id, std::unique_ptr<Connection> connection)
{
    auto *applicant = new Applicant(id, std::move(connection), m_clock, this);
    connect(applicant, &Applicant::closed, applicant, &QObject::deleteLater);
    return applicant;
}

void Admission::turnAway(SessionId id, std::unique_ptr<Connection> connection, const QString &why)
{
    qCInfo(lcAdmission).noquote() << "refused a connection from" << connection->peerName() << "because" << why;
    Applicant *applicant = makeApplicant(id, std::move(connection));
    m_lingering.add(applicant);
    applicant->turnAway(why);
}

void Admission::ask(const AccessSubject &subject, SessionId id, std::unique_ptr<Connection> connection)
{
    const std::size_t already = applicantsOf(subject).size();
    if (already >= maxApplicantsOfSubject || m_applicants.size() >= maxApplicants) {
        turnAway(id, std::move(connection),
                 QStringLiteral(
                     "too many connections wait for the user's consent; answer in the window of the server, then "
                     "try again"));
        return;
    }
    Applicant *applicant = makeApplicant(id, std::move(connection));
    m_applicants.push_back(applicant);
    connect(applicant, &Applicant::ended, this, [this, applicant](const QString &why) { onEnded(applicant, why); });
    applicant->awaitConsent(subject);
    qCInfo(lcAdmission).noquote() << applicant->info().peer << "waits for the user's consent to" << subject.text();
    if (already == 0)
        Q_EMIT consentRequested(ConsentQuestion{id, subject});
    Q_EMIT applicantsChanged();
}

void Admission::admit(Applicant *applicant)
{
    std::erase(m_applicants, applicant);
    const SessionInfo info = applicant->info();
    Applicant::Admitted admitted = applicant->admit();
    applicant->deleteLater();
    Q_EMIT applicantsChanged();
    m_onAdmitted(info.id, std::move(admitted), info.subject);
}

void Admission::onEnded(Applicant *applicant, const QString &why)
{
    std::erase(m_applicants, applicant);
    m_lingering.add(applicant);
    qCInfo(lcAdmission).noquote() << applicant->info().peer << "did not get in:" << why;
    Q_EMIT applicantsChanged();
}

bool Admission::refuse(SessionId id, const QString &why)
{
    Applicant *applicant = find(id);
    if (applicant)
        applicant->refuse(Connection::CloseReason::PolicyViolated, why);
    return applicant != nullptr;
}

// The copies of the list: whoever is refused or admitted leaves it.
void Admission::refuseAll(Connection::CloseReason reason, const QString &why)
{
    const std::vector<Applicant *> applicants = m_applicants;
    for (Applicant *applicant : applicants)
        applicant->refuse(reason, why);
}

// --- Who waits --------------------------------------------------------------------------------------------------------

QList<SessionInfo> Admission::applicants() const
{
    QList<SessionInfo> infos;
    for (const Applicant *applicant : m_applicants)
        infos << applicant->info();
    return infos;
}

QList<ConsentQuestion> Admission::questions() const
{
    QList<ConsentQuestion> questions;
    for (const Applicant *applicant : m_applicants) {
        const SessionInfo &info = applicant->info();
        if (std::ranges::find(questions, info.subject, &ConsentQuestion::subject) == questions.end())
            questions << ConsentQuestion{info.id, info.subject};
    }
    return questions;
}

std::vector<Applicant *> Admission::applicantsOf(const AccessSubject &subject) const
{
    std::vector<Applicant *> found;
    std::ranges::copy_if(m_applicants, std::back_inserter(found),
                         [&subject](const Applicant *one) { return one->info().subject == subject; });
    return found;
}

Applicant *Admission::find(SessionId id) const
{
    const auto found = std::ranges::find(m_applicants, id, [](const Applicant *one) { return one->info().id; });
    return found == m_applicants.end() ? nullptr : *found;
}

// --- What the user says -----------------------------------------------------------------------------------------------

bool Admission::answer(SessionId id, ConsentAnswer answer)
{
    const Applicant *asked = find(id);
    if (!asked)
        return false;
    const AccessSubject subject = asked->info().subject;
    const bool isYes = answer == ConsentAnswer::Once || answer == ConsentAnswer::Always;
    if (answer == ConsentAnswer::Never || (answer == ConsentAnswer::Always && subject.canBeAllowedForGood()))
        decide(subject, isYes);
    for (Applicant *applicant : applicantsOf(subject)) {
        if (isYes) {
            admit(applicant);
        } else {
            applicant->refuse(Connection::CloseReason::PolicyViolated,
                              QStringLiteral("the user does not allow %1 to connect; ask the user before you try again")
                                  .arg(subject.text()));
        }
    }
    return true;
}

void Admission::revoke(const AccessSubject &subject)
{
    const QList<AccessDecision> &decisions = rules().decisions;
    const auto decided = std::ranges::find(decisions, subject, &AccessDecision::subject);
    if (decided == decisions.end())
        return;
    const bool wasAllowed = decided->isAllowed;
    decide(subject, std::nullopt);
    if (wasAllowed)
        Q_EMIT permissionRevoked(subject);
}

void Admission::decide(const AccessSubject &subject, std::optional<bool> isAllowed)
{
    AccessRules rules = m_policy.rules();
    rules.decisions.removeIf([&subject](const AccessDecision &one) { return one.subject == subject; });
    if (isAllowed)
        rules.decisions << AccessDecision{subject, *isAllowed};
    m_policy = AccessPolicy(std::move(rules));
    Q_EMIT decisionsChanged();
}

void Admission::setRules(const AccessRules &rules)
{
    m_policy = AccessPolicy(rules);
    const std::vector<Applicant *> applicants = m_applicants;
    for (Applicant *applicant : applicants) {
        const AccessPolicy::Verdict verdict = m_policy.judge(applicant->peerInfo());
        if (verdict.answer == AccessPolicy::Answer::Accept)
            admit(applicant);
        else if (verdict.answer == AccessPolicy::Answer::Refuse)
            applicant->refuse(Connection::CloseReason::PolicyViolated, verdict.refusal);
    }
}

} // namespace thrum
