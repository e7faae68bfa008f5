// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/emptystate.h"

#include "ui/common/actionbutton.h"
#include "ui/common/heading.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace thrum {

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(new Heading(Heading::Level::Strong, this))
    , m_body(new Heading(Heading::Level::Secondary, this))
    , m_button(new ActionButton(ActionButton::Kind::Primary, {}, this))
{
    m_title->setObjectName(QStringLiteral("emptyTitle"));
    m_body->setObjectName(QStringLiteral("emptyBody"));
    m_button->setObjectName(QStringLiteral("emptyAction"));
    m_icon->setAlignment(Qt::AlignCenter);
    for (Heading *label : {m_title, m_body}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_body);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

EmptyState::~EmptyState() = default;

void EmptyState::setContent(const QString &icon, const QString &title, const QString &body, const QString &action)
{
    if (m_iconName != icon) {
        m_iconName = icon;
        drawIcon();
    }
    m_title->setText(title);
    m_body->setText(body);
    m_button->setLabel(action);
    m_button->setVisible(!action.isEmpty());
    fit();
}

void EmptyState::setCompact(bool compact)
{
    m_icon->setVisible(!compact);
    layout()->setContentsMargins(compact ? QMargins(8, 2, 8, 2) : QMargins(16, 12, 16, 12));
    layout()->setSpacing(compact ? 4 : 8);
    layout()->activate();
}

void EmptyState::fit()
{
    // Where there is little room, the words and the button count.
    setCompact(false);
    setCompact(layout()->totalHeightForWidth(width()) > height());
}

QString EmptyState::title() const
{
    return m_title->text();
}

QString EmptyState::body() const
{
    return m_body->text();
}

void EmptyState::drawIcon()
{
    if (!m_iconName.isEmpty())
        m_icon->setPixmap(icons::pixmap(m_iconName, theme::colors(palette()).accent, fontMetrics().height() * 2,
                                        devicePixelRatioF()));
}

void EmptyState::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void EmptyState::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        drawIcon();
}

} // namespace thrum
