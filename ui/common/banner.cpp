// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/banner.h"

#include "ui/common/actionbutton.h"
#include "ui/common/announce.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace thrum {

Banner::Banner(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_body(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_actions(new QHBoxLayout)
    , m_first(new ActionButton(ActionButton::Kind::Plain, {}, this))
    , m_second(new ActionButton(ActionButton::Kind::Plain, {}, this))
    , m_third(new ActionButton(ActionButton::Kind::Plain, {}, this))
    , m_dismiss(new ActionButton(ActionButton::Kind::Plain, QStringLiteral("close"), this))
{
    m_text->setObjectName(QStringLiteral("bannerText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    setActionNames({QStringLiteral("bannerFirstAction"), QStringLiteral("bannerSecondAction"),
                    QStringLiteral("bannerThirdAction"), QStringLiteral("bannerDismiss")});
    m_actions->setSpacing(10);
    for (ActionButton *button : {m_first, m_second, m_third})
        m_actions->addWidget(button);
    m_body->setSpacing(10);
    m_body->addWidget(m_text, 1);
    m_body->addLayout(m_actions);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 10, 8);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addLayout(m_body, 1);
    layout->addWidget(m_dismiss);
    connect(m_first, &QPushButton::clicked, this, &Banner::firstActionTriggered);
    connect(m_second, &QPushButton::clicked, this, &Banner::secondActionTriggered);
    connect(m_third, &QPushButton::clicked, this, &Banner::thirdActionTriggered);
    connect(m_dismiss, &QPushButton::clicked, this, &Banner::dismissed);
    setActions({}, {});
    setDismissable(false);
    retranslateUi();
    adopt();
}

Banner::~Banner() = default;

void Banner::setMessage(Kind kind, const QString &text)
{
    const bool fresh = m_text->text() != text;
    m_kind = kind;
    m_text->setText(text);
    adopt();
    keepTextWhole();
    if (fresh)
        announce(this, text);
}

QString Banner::text() const
{
    return m_text->text();
}

void Banner::setActionNames(const std::array<QString, 4> &names)
{
    const std::array<ActionButton *, 4> buttons{m_first, m_second, m_third, m_dismiss};
    for (std::size_t i = 0; i < names.size(); ++i)
        buttons.at(i)->setObjectName(names.at(i));
}

void Banner::setActions(const QString &first, const QString &second, const QString &third)
{
    m_first->setLabel(first);
    m_first->setVisible(!first.isEmpty());
    m_second->setLabel(second);
    m_second->setVisible(!second.isEmpty());
    m_third->setLabel(third);
    m_third->setVisible(!third.isEmpty());
    // Beside so many the text would have no room in a small window.
    m_body->setDirection(third.isEmpty() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_body->setAlignment(m_actions, third.isEmpty() ? Qt::Alignment() : Qt::Alignment(Qt::AlignLeft));
    keepTextWhole();
}

void Banner::setDismissable(bool dismissable)
{
    m_dismiss->setVisible(dismissable);
    keepTextWhole();
}

void Banner::focusFirstAction()
{
    m_first->setFocus(Qt::OtherFocusReason);
}

void Banner::keepTextWhole()
{
    // A layout that runs out of room takes it from wrapped text first, and a message cut in half is none.
    layout()->activate();
    setMinimumHeight(std::max(0, layout()->totalHeightForWidth(width()))); // negative without wrapped text
}

void Banner::retranslateUi()
{
    m_dismiss->setIconOnly(tr("Dismiss this message"));
}

void Banner::adopt()
{
    const ThemeColors colors = theme::colors(palette());
    const bool info = m_kind == Kind::Info;
    QColor ink = colors.accentText;
    if (!info)
        ink = m_kind == Kind::Danger ? colors.dangerText : colors.warningText;
    const int side = fontMetrics().height() + 4;
    m_icon->setPixmap(
        icons::pixmap(info ? QStringLiteral("info") : QStringLiteral("warning"), ink, side, devicePixelRatioF()));
    update();
}

void Banner::paintEvent(QPaintEvent *)
{
    const ThemeColors colors = theme::colors(palette());
    QColor fill = colors.accentTint;
    QColor line = colors.accent;
    if (m_kind == Kind::Warning) {
        fill = colors.warningTint;
        line = colors.warningText;
    } else if (m_kind == Kind::Danger) {
        fill = colors.dangerTint;
        line = colors.dangerText;
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(fill);
    painter.setPen(QPen(line, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

void Banner::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        adopt();
    if (event->type() == QEvent::FontChange)
        keepTextWhole();
}

void Banner::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    keepTextWhole();
}

} // namespace thrum
