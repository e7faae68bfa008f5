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
    , m_first(new ActionButton(ActionButton::Kind::Plain, {}, this))
    , m_second(new ActionButton(ActionButton::Kind::Plain, {}, this))
    , m_dismiss(new ActionButton(ActionButton::Kind::Plain, QStringLiteral("close"), this))
{
    m_text->setObjectName(QStringLiteral("bannerText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_first->setObjectName(QStringLiteral("bannerFirstAction"));
    m_second->setObjectName(QStringLiteral("bannerSecondAction"));
    m_dismiss->setObjectName(QStringLiteral("bannerDismiss"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 10, 8);
    layout->setSpacing(10);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_first);
    layout->addWidget(m_second);
    layout->addWidget(m_dismiss);
    connect(m_first, &QPushButton::clicked, this, &Banner::firstActionTriggered);
    connect(m_second, &QPushButton::clicked, this, &Banner::secondActionTriggered);
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

void Banner::setActions(const QString &first, const QString &second)
{
    m_first->setLabel(first);
    m_first->setVisible(!first.isEmpty());
    m_second->setLabel(second);
    m_second->setVisible(!second.isEmpty());
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
