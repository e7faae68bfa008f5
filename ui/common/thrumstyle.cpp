// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/thrumstyle.h"

#include "ui/common/theme.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>

namespace thrum {

namespace {

constexpr double radius = 6;
/// Fingers and shaking hands hit this (WCAG 2.2, 2.5.8 asks for 24).
constexpr int smallestTarget = 30;

/// Keeps pen, brush and hints of a shared painter as they were.
class PainterKeeper final
{
    Q_DISABLE_COPY_MOVE(PainterKeeper)
public:
    explicit PainterKeeper(QPainter *painter)
        : m_painter(painter)
    {
        m_painter->save();
        m_painter->setRenderHint(QPainter::Antialiasing);
    }
    ~PainterKeeper() { m_painter->restore(); }

private:
    QPainter *m_painter;
};

QRectF inner(const QRect &rect, double by)
{
    return QRectF(rect).adjusted(by, by, -by, -by);
}

void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line, double width)
{
    painter->setBrush(fill);
    painter->setPen(QPen(line, width));
    painter->drawRoundedRect(inner(rect, width / 2), radius, radius);
}

void drawButton(const QStyleOption *option, QPainter *painter)
{
    const PainterKeeper keeper(painter);
    const ThemeColors colors = theme::colors(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const QColor text = option->palette.color(QPalette::ButtonText);
    QColor fill = option->palette.color(QPalette::Button);
    const bool colored = theme::contrast(fill, option->palette.color(QPalette::Base)) > 2.5;
    QColor line = colored ? fill : colors.controlBorder;
    if (option->state & QStyle::State_On) {
        fill = colors.accentTint;
        line = colors.accent;
    }
    if (!enabled)
        line = colors.hairline;
    else if (option->state & (QStyle::State_Sunken))
        fill = theme::mixed(text, fill, 0.16);
    else if (option->state & QStyle::State_MouseOver)
        fill = theme::mixed(text, fill, 0.07);
    drawBox(painter, option->rect, fill, line, 1);
    if (option->state & QStyle::State_HasFocus) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(colored ? text : colors.accent, 2));
        painter->drawRoundedRect(inner(option->rect, colored ? 4 : 1), radius - 1, radius - 1);
    }
}

void drawFlatButton(const QStyleOption *option, QPainter *painter)
{
    const PainterKeeper keeper(painter);
    const ThemeColors colors = theme::colors(option->palette);
    const QColor text = option->palette.color(QPalette::ButtonText);
    const bool enabled = option->state & QStyle::State_Enabled;
    double strength = 0;
    if (enabled && (option->state & QStyle::State_Sunken))
        strength = 0.16;
    else if (enabled && (option->state & QStyle::State_MouseOver))
        strength = 0.08;
    QColor fill = text;
    fill.setAlphaF(float(strength));
    if (option->state & QStyle::State_On)
        fill = colors.accentTint;
    const bool focused = option->state & QStyle::State_HasFocus;
    painter->setBrush(fill);
    painter->setPen(focused ? QPen(colors.accent, 2) : QPen(Qt::NoPen));
    painter->drawRoundedRect(inner(option->rect, 1), radius - 1, radius - 1);
}

void drawEdit(const QStyleOption *option, QPainter *painter)
{
    const PainterKeeper keeper(painter);
    const ThemeColors colors = theme::colors(option->palette);
    const bool focused = option->state & QStyle::State_HasFocus;
    const bool enabled = option->state & QStyle::State_Enabled;
    QColor line = focused ? colors.accent : colors.controlBorder;
    if (!enabled)
        line = colors.hairline;
    drawBox(painter, option->rect, option->palette.color(QPalette::Base), line, focused ? 2 : 1);
}

void drawHeaderSection(const QStyleOption *option, QPainter *painter)
{
    const ThemeColors colors = theme::colors(option->palette);
    painter->fillRect(option->rect, option->palette.color(QPalette::Base));
    painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), colors.hairline);
}

void drawChevron(QPainter *painter, const QRect &rect, bool up, const QColor &color)
{
    const PainterKeeper keeper(painter);
    const QPointF centre = QRectF(rect).center();
    const double tip = up ? -2 : 2;
    QPainterPath path;
    path.moveTo(centre.x() - 4, centre.y() - tip);
    path.lineTo(centre.x(), centre.y() + tip);
    path.lineTo(centre.x() + 4, centre.y() - tip);
    painter->setPen(QPen(color, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(path);
}

void drawSpinBox(const QProxyStyle &style, const QStyleOptionSpinBox *option, QPainter *painter, const QWidget *widget)
{
    drawEdit(option, painter);
    for (const auto part : {QStyle::SC_SpinBoxUp, QStyle::SC_SpinBoxDown}) {
        const bool up = part == QStyle::SC_SpinBoxUp;
        const QRect rect = style.subControlRect(QStyle::CC_SpinBox, option, part, widget);
        const bool pressed = (option->activeSubControls & part) && (option->state & QStyle::State_Sunken);
        const bool able = option->stepEnabled
                          & (up ? QAbstractSpinBox::StepUpEnabled : QAbstractSpinBox::StepDownEnabled);
        QColor color = option->palette.color(QPalette::ButtonText);
        if (!able)
            color = theme::colors(option->palette).track;
        else if (pressed)
            color = theme::colors(option->palette).accentText;
        drawChevron(painter, rect, up, color);
    }
}

void drawComboBox(const QProxyStyle &style, const QStyleOptionComboBox *option, QPainter *painter,
                  const QWidget *widget)
{
    drawButton(option, painter);
    const QRect arrow = style.subControlRect(QStyle::CC_ComboBox, option, QStyle::SC_ComboBoxArrow, widget);
    drawChevron(painter, arrow, false, option->palette.color(QPalette::ButtonText));
}

/// The bar lies beside what it scrolls and must not look like a strip of its own.
QColor groundOf(const QStyleOption *option, const QWidget *bar)
{
    const QWidget *holder = bar ? bar->parentWidget() : nullptr;
    const auto *area = holder ? qobject_cast<const QAbstractScrollArea *>(holder->parentWidget()) : nullptr;
    if (!area)
        return option->palette.color(QPalette::Window);
    return area->viewport()->palette().color(area->viewport()->backgroundRole());
}

void drawScrollBar(const QProxyStyle &style, const QStyleOptionSlider *option, QPainter *painter, const QWidget *widget)
{
    const PainterKeeper keeper(painter);
    const ThemeColors colors = theme::colors(option->palette);
    painter->fillRect(option->rect, groundOf(option, widget));
    if (option->maximum <= option->minimum)
        return;
    const QRect handle = style.subControlRect(QStyle::CC_ScrollBar, option, QStyle::SC_ScrollBarSlider, widget);
    const bool active = (option->activeSubControls & QStyle::SC_ScrollBarSlider)
                        || (option->state & QStyle::State_Sunken);
    painter->setPen(Qt::NoPen);
    painter->setBrush(active ? option->palette.color(QPalette::WindowText) : colors.controlBorder);
    const QRectF grip = inner(handle, 3);
    painter->drawRoundedRect(grip, 3, 3);
}

constexpr int iconGap = 8;

/// Fusion leaves 4 px between icon and text, whatever the size of both.
void drawButtonLabel(const QStyleOptionButton *option, QPainter *painter)
{
    const PainterKeeper keeper(painter);
    const bool enabled = option->state & QStyle::State_Enabled;
    const int textWidth = option->fontMetrics.size(Qt::TextShowMnemonic, option->text).width();
    const QSize icon = option->iconSize;
    QRect content(0, 0, icon.width() + iconGap + textWidth, option->rect.height());
    content.moveCenter(option->rect.center());
    const QRect sign(content.left(), (content.height() - icon.height() + 1) / 2 + content.top(), icon.width(),
                     icon.height());
    option->icon.paint(painter, QStyle::visualRect(option->direction, content, sign), Qt::AlignCenter,
                       enabled ? QIcon::Normal : QIcon::Disabled);
    const QRect text = content.adjusted(icon.width() + iconGap, 0, 0, 0);
    painter->setPen(option->palette.color(enabled ? QPalette::Active : QPalette::Disabled, QPalette::ButtonText));
    painter->drawText(QStyle::visualRect(option->direction, content, text),
                      int(Qt::AlignCenter) | Qt::TextShowMnemonic | Qt::TextSingleLine, option->text);
}

} // namespace

ThrumStyle::ThrumStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{}

ThrumStyle::~ThrumStyle() = default;

void ThrumStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const bool flat = button && (button->features & QStyleOptionButton::Flat);
        flat ? drawFlatButton(option, painter) : drawButton(option, painter);
        return;
    }
    case PE_PanelButtonTool: drawFlatButton(option, painter); return;
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0) {
            drawEdit(option, painter);
            return;
        }
        break;
    case PE_FrameFocusRect:
        // Buttons draw their own ring.
        if (qobject_cast<const QAbstractButton *>(widget))
            return;
        {
            const PainterKeeper keeper(painter);
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(theme::colors(option->palette).accent, 2));
            painter->drawRoundedRect(inner(option->rect, 1), radius - 2, radius - 2);
        }
        return;
    case PE_FrameStatusBarItem: return;
    default: break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ThrumStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && !button->icon.isNull() && !button->text.isEmpty()) {
            drawButtonLabel(button, painter);
            return;
        }
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea: drawHeaderSection(option, painter); return;
    case CE_Splitter: return; // the gap itself divides well enough
    default: QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void ThrumStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                    const QWidget *widget) const
{
    if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option); control == CC_SpinBox && spin)
        drawSpinBox(*this, spin, painter, widget);
    else if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
             control == CC_ComboBox && combo && !combo->editable)
        drawComboBox(*this, combo, painter, widget);
    else if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option); control == CC_ScrollBar && bar)
        drawScrollBar(*this, bar, painter, widget);
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int ThrumStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonMargin: return 14;
    case PM_ScrollBarExtent: return 13;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    case PM_SplitterWidth: return 12;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ThrumStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_EtchDisabledText: return 0;
    case SH_UnderlineShortcut: return QProxyStyle::styleHint(hint, option, widget, returned);
    case SH_Widget_Animate: return 0; // reduced motion for everybody
    default: return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize ThrumStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                   const QWidget *widget) const
{
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && !button->icon.isNull())
            size.rwidth() += button->text.isEmpty() ? 0 : iconGap - 4;
        return size.expandedTo(QSize(smallestTarget, smallestTarget));
    case CT_ToolButton:
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox: return size.expandedTo(QSize(smallestTarget, smallestTarget));
    default: return size;
    }
}

} // namespace thrum
