// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/enginefacade.h"

#include <QElapsedTimer>
#include <QWidget>

namespace thrum {

class Banner;

/// Asks above the pages who may connect, one question after the other. Closing it means not now: whoever waits is sent
/// away and may ask again. GUI thread; the facade outlives it.
class ConsentArea final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConsentArea)
public:
    /// How long a question that takes the place of another hears no answer: a double click on one must not answer both.
    static constexpr int deafMs = 500;

    explicit ConsentArea(EngineFacade &facade, QWidget *parent = nullptr);
    ~ConsentArea() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void answer(ConsentAnswer answer);
    [[nodiscard]] static QString textOf(const AccessSubject &subject);

    EngineFacade &m_facade;
    Banner *m_banner;
    /// The one that is shown; answers are to it, even if others have come meanwhile.
    ConsentQuestion m_question;
    /// Since it took the place of another; not valid when there was no other.
    QElapsedTimer m_replaced;
};

} // namespace thrum
