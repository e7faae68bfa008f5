// SPDX-License-Identifier: BSD-3-Clause
#include "ui/mainwindow/consentarea.h"

#include "ui/common/banner.h"
#include "ui/common/words.h"

#include <QEvent>
#include <QVBoxLayout>

namespace thrum {

ConsentArea::ConsentArea(EngineFacade &facade, QWidget *parent)
    : QWidget(parent)
    , m_facade(facade)
    , m_banner(new Banner(this))
{
    setObjectName(QStringLiteral("consentArea"));
    m_banner->setObjectName(QStringLiteral("consentBanner"));
    m_banner->setActionNames({QStringLiteral("consentOnce"), QStringLiteral("consentAlways"),
                              QStringLiteral("consentNever"), QStringLiteral("consentClose")});
    m_banner->setDismissable(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    connect(m_banner, &Banner::firstActionTriggered, this, [this] { answer(ConsentAnswer::Once); });
    connect(m_banner, &Banner::secondActionTriggered, this, [this] { answer(ConsentAnswer::Always); });
    connect(m_banner, &Banner::thirdActionTriggered, this, [this] { answer(ConsentAnswer::Never); });
    connect(m_banner, &Banner::dismissed, this, [this] { answer(ConsentAnswer::NotNow); });
    connect(&m_facade, &EngineFacade::snapshotChanged, this, &ConsentArea::refresh);
    refresh();
}

ConsentArea::~ConsentArea() = default;

QString ConsentArea::textOf(const AccessSubject &subject)
{
    const QString computer = subject.address;
    if (subject.origin.isEmpty())
        return tr("Allow programs on the computer %1 to control your devices?").arg(computer);
    if (!subject.canBeAllowedForGood()) {
        return computer.isEmpty() ? tr("Allow a web page without an address, such as an opened file, to control your "
                                       "devices?")
                                  : tr("Allow a web page without an address, opened on the computer %1, to control "
                                       "your devices?")
                                        .arg(computer);
    }
    const QString page = Words::pageName(subject.origin);
    return computer.isEmpty() ? tr("Allow %1 to control your devices?").arg(page)
                              : tr("Allow %1, opened on the computer %2, to control your devices?").arg(page, computer);
}

void ConsentArea::refresh()
{
    const QList<ConsentQuestion> &questions = m_facade.snapshot().questions;
    setVisible(!questions.isEmpty());
    if (questions.isEmpty()) {
        m_question = {};
        m_replaced.invalidate();
        return;
    }
    if (!m_question.subject.isNobody() && m_question.subject != questions.constFirst().subject)
        m_replaced.start();
    m_question = questions.constFirst();
    const AccessSubject &subject = m_question.subject;
    m_banner->setMessage(Banner::Kind::Warning, textOf(subject));
    m_banner->setActions(tr("Once"), subject.canBeAllowedForGood() ? tr("Always") : QString(), tr("Never"));
}

void ConsentArea::answer(ConsentAnswer answer)
{
    if (m_replaced.isValid() && !m_replaced.hasExpired(deafMs))
        return;
    m_facade.send(engine::AnswerConsent{m_question.session, answer});
}

void ConsentArea::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace thrum
