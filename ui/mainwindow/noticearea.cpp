// SPDX-License-Identifier: BSD-3-Clause
#include "ui/mainwindow/noticearea.h"

#include "ui/common/banner.h"
#include "ui/common/heading.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace thrum {

namespace {

bool isUrgent(const Notice &notice)
{
    return notice.kind == Notice::Kind::StopNotConfirmed;
}

} // namespace

NoticeArea::NoticeArea(EngineFacade &facade, QWidget *parent)
    : QWidget(parent)
    , m_facade(facade)
    , m_failure(new Banner(this))
    , m_more(new Heading(Heading::Level::Secondary, this))
{
    setObjectName(QStringLiteral("noticeArea"));
    m_failure->setObjectName(QStringLiteral("failureBanner"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_failure);
    for (int number = 0; number < visibleNotices; ++number) {
        auto *banner = new Banner(this);
        banner->setObjectName(QStringLiteral("noticeBanner"));
        banner->setDismissable(true);
        layout->addWidget(banner);
        m_banners.append(banner);
        connect(banner, &Banner::firstActionTriggered, this, [this, number] { onNoticeAction(number); });
        connect(banner, &Banner::dismissed, this, [this, number] { onNoticeDismissed(number); });
    }
    layout->addWidget(m_more);
    connect(&m_facade, &EngineFacade::snapshotChanged, this, &NoticeArea::refresh);
    connect(m_failure, &Banner::firstActionTriggered, this,
            [this] { m_facade.send(engine::StartServer{m_facade.snapshot().server.freePort}); });
    connect(m_failure, &Banner::secondActionTriggered, this, [this] { m_facade.send(engine::StartServer{}); });
    refresh();
}

NoticeArea::~NoticeArea() = default;

void NoticeArea::setCramped(bool cramped)
{
    if (m_cramped == cramped)
        return;
    m_cramped = cramped;
    refresh();
}

void NoticeArea::refresh()
{
    refreshFailure();
    refreshNotices();
    setVisible(m_facade.snapshot().server.state == ServerStatus::State::Failed || !m_shown.isEmpty());
}

void NoticeArea::refreshFailure()
{
    const ServerStatus &server = m_facade.snapshot().server;
    m_failure->setVisible(server.state == ServerStatus::State::Failed);
    if (server.state != ServerStatus::State::Failed)
        return;
    // Port numbers are names, not quantities: no group separators.
    if (server.freePort == 0) {
        m_failure->setMessage(Banner::Kind::Danger, server.failure);
        m_failure->setActions(QString(), tr("Try again"));
        return;
    }
    m_failure->setMessage(Banner::Kind::Danger, tr("The server could not start, because another program uses port %1.")
                                                    .arg(QString::number(server.port)));
    m_failure->setActions(tr("Use port %1").arg(QString::number(server.freePort)), tr("Try again"));
}

QString NoticeArea::textOf(const Notice &notice)
{
    switch (notice.kind) {
    case Notice::Kind::SettingsFileSetAside:
        return tr("The settings could not be read. The file was kept as %1, and the defaults are in use.")
            .arg(notice.detail);
    case Notice::Kind::SettingsNotSaved: return tr("The settings could not be saved: %1").arg(notice.detail);
    case Notice::Kind::BrandFileRefused: return tr("A device file was left out: %1").arg(notice.detail);
    case Notice::Kind::StopNotConfirmed:
        return tr("%1 has not confirmed its stop. Switch it off by hand if it still moves.").arg(notice.detail);
    }
    Q_UNREACHABLE();
}

void NoticeArea::refreshNotices()
{
    QList<Notice> notices = m_facade.snapshot().notices;
    std::stable_partition(notices.begin(), notices.end(), isUrgent);
    const int all = int(notices.size());
    m_shown = notices.mid(0, m_cramped ? 1 : visibleNotices);
    for (int number = 0; number < visibleNotices; ++number) {
        Banner *banner = m_banners.at(number);
        banner->setVisible(number < m_shown.size());
        if (number >= m_shown.size())
            continue;
        const Notice &notice = m_shown.at(number);
        banner->setMessage(isUrgent(notice) ? Banner::Kind::Danger : Banner::Kind::Warning, textOf(notice));
        banner->setActions(isUrgent(notice) ? tr("Stop again") : QString());
    }
    const int hidden = all - int(m_shown.size());
    m_more->setVisible(hidden > 0);
    m_more->setText(hidden == 1 ? tr("1 more message after these")
                                : tr("%Ln more messages after these", nullptr, hidden));
}

void NoticeArea::onNoticeAction(int number)
{
    if (number < m_shown.size() && isUrgent(m_shown.at(number)))
        m_facade.send(engine::StopAll{});
}

void NoticeArea::onNoticeDismissed(int number)
{
    if (number < m_shown.size())
        m_facade.send(engine::DismissNotice{m_shown.at(number)});
}

void NoticeArea::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace thrum
