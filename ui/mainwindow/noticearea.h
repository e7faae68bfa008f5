// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/enginefacade.h"

#include <QWidget>

namespace thrum {

class Banner;
class Heading;

/// The messages above the pages: why the server does not run, and the notices of the engine, most urgent first. Shows
/// as many as leave room for the page and says how many more there are. GUI thread; the facade outlives it.
class NoticeArea final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NoticeArea)
public:
    /// Notices at once, the server's message not counted; one where there is little room.
    static constexpr int visibleNotices = 2;

    explicit NoticeArea(EngineFacade &facade, QWidget *parent = nullptr);
    ~NoticeArea() override;

    /// The window is low.
    void setCramped(bool cramped);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshFailure();
    void refreshNotices();
    [[nodiscard]] static QString textOf(const Notice &notice);
    void onNoticeAction(int number);
    void onNoticeDismissed(int number);

    EngineFacade &m_facade;
    Banner *m_failure;
    QList<Banner *> m_banners;
    Heading *m_more;
    QList<Notice> m_shown;
    bool m_cramped = false;
};

} // namespace thrum
