// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/actionbutton.h"

#include "ui/common/icons.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QEvent>

namespace thrum {

namespace {

constexpr int stopHeight = 40;

} // namespace

ActionButton::ActionButton(Kind kind, const QString &icon, QWidget *parent)
    : QPushButton(parent)
    , m_kind(kind)
    , m_icon(icon)
{
    setAutoDefault(false);
    if (m_kind == Kind::Danger || m_kind == Kind::SoftDanger)
        setMinimumHeight(stopHeight);
    adopt();
}

ActionButton::~ActionButton() = default;

void ActionButton::setIconName(const QString &icon)
{
    if (m_icon == icon)
        return;
    m_icon = icon;
    adopt();
}

void ActionButton::setLabel(const QString &text)
{
    setText(text);
    QString plain = text;
    setAccessibleName(plain.remove(u'&'));
}

void ActionButton::setIconOnly(const QString &name)
{
    setText({});
    setFlat(true);
    setAccessibleName(name);
    setToolTip(name);
}

void ActionButton::adopt()
{
    if (m_adopting)
        return;
    m_adopting = true;
    const ThemeColors colors = theme::colors(QApplication::palette());
    QPalette own;
    QColor fill;
    QColor ink;
    switch (m_kind) {
    case Kind::Plain: break;
    case Kind::Primary:
        fill = colors.accentText;
        ink = colors.onAccentText;
        break;
    case Kind::Danger:
        fill = colors.danger;
        ink = colors.onDanger;
        break;
    case Kind::SoftDanger:
        fill = colors.dangerTint;
        ink = colors.dangerText;
        break;
    }
    if (fill.isValid()) {
        for (const auto group : {QPalette::Active, QPalette::Inactive}) {
            own.setColor(group, QPalette::Button, fill);
            own.setColor(group, QPalette::ButtonText, ink);
        }
    }
    setPalette(own);
    if (!m_icon.isEmpty())
        setIcon(ink.isValid() ? icons::colored(m_icon, ink) : icons::themed(m_icon));
    if (m_kind != Kind::Plain) {
        QFont font = QApplication::font();
        font.setWeight(QFont::DemiBold);
        setFont(font);
    }
    const int side = fontMetrics().height() + 2;
    setIconSize(QSize(side, side));
    m_adopting = false;
}

void ActionButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    switch (event->type()) {
    case QEvent::ApplicationFontChange:
    case QEvent::ApplicationPaletteChange:
    case QEvent::FontChange:
    case QEvent::PaletteChange: adopt(); break;
    default: break;
    }
}

} // namespace thrum
