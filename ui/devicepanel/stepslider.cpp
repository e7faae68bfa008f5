// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devicepanel/stepslider.h"

#include "ui/common/theme.h"
#include "ui/common/words.h"
#include "ui/devicepanel/stepslideraccessible.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

namespace thrum {

namespace {

constexpr double knob = 20;
constexpr double ring = 3;
constexpr double grooveHeight = 8;
constexpr int targetHeight = 32;

} // namespace

StepSlider::StepSlider(const Range &range, QWidget *parent)
    : QSlider(Qt::Horizontal, parent)
    , m_range(range)
{
    StepSliderAccessible::install();
    setFocusPolicy(Qt::StrongFocus);
    setRange(range.low, range.high);
    setSingleStep(1);
    setPageStep(std::max(1, (range.high - range.low) / 10));
    setValue(0);
    connect(this, &QSlider::valueChanged, this, &StepSlider::onValueChanged);
}

StepSlider::~StepSlider() = default;

void StepSlider::follow(int value)
{
    if (m_dragging)
        return;
    m_following = true;
    setValue(value);
    m_following = false;
}

void StepSlider::endDrag()
{
    m_dragging = false;
    setSliderDown(false);
}

QString StepSlider::valueText() const
{
    return Words::percent(value(), m_range);
}

void StepSlider::onValueChanged(int value)
{
    if (!m_following)
        Q_EMIT movedByHand(value);
}

QSize StepSlider::sizeHint() const
{
    return {220, targetHeight};
}

QSize StepSlider::minimumSizeHint() const
{
    return {110, targetHeight};
}

bool StepSlider::isMirrored() const
{
    return (layoutDirection() == Qt::RightToLeft) != invertedAppearance();
}

double StepSlider::positionOf(int value) const
{
    const double first = knob / 2 + ring;
    const double length = width() - 2 * first;
    const double share = maximum() > minimum() ? double(value - minimum()) / (maximum() - minimum()) : 0;
    return first + length * (isMirrored() ? 1 - share : share);
}

void StepSlider::dragTo(double x)
{
    const double first = knob / 2 + ring;
    const int length = std::max(1, int(width() - 2 * first));
    setSliderPosition(QStyle::sliderValueFromPosition(minimum(), maximum(), int(x - first), length, isMirrored()));
}

void StepSlider::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    m_dragging = true;
    setSliderDown(true);
    dragTo(event->position().x());
    update();
    event->accept();
}

void StepSlider::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragging)
        dragTo(event->position().x());
    event->accept();
}

void StepSlider::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept();
    if (event->button() != Qt::LeftButton || !m_dragging)
        return;
    endDrag();
    update();
    Q_EMIT releasedByHand();
}

void StepSlider::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

void StepSlider::paintEvent(QPaintEvent *)
{
    const ThemeColors colors = theme::colors(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = height() / 2.0;
    const QColor fill = isEnabled() ? colors.accent : colors.controlBorder;
    const double left = knob / 2 + ring - grooveHeight / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.track);
    const QRectF groove(left, middle - grooveHeight / 2, width() - 2 * left, grooveHeight);
    painter.drawRoundedRect(groove, grooveHeight / 2, grooveHeight / 2);

    const double zero = positionOf(std::clamp(0, minimum(), maximum()));
    const double here = positionOf(sliderPosition());
    painter.setBrush(fill);
    const QRectF filled(std::min(zero, here), groove.top(), std::abs(here - zero), grooveHeight);
    painter.drawRoundedRect(filled, m_range.isTwoWay() ? 0 : grooveHeight / 2,
                            m_range.isTwoWay() ? 0 : grooveHeight / 2);
    if (m_range.isTwoWay()) {
        painter.setBrush(colors.controlBorder);
        painter.drawRect(QRectF(zero - 1, middle - grooveHeight, 2, 2 * grooveHeight));
    }

    const QPointF centre(here, middle);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
        painter.drawEllipse(centre, knob / 2 + 2, knob / 2 + 2);
    }
    painter.setBrush(palette().color(QPalette::Base));
    painter.setPen(QPen(fill, isSliderDown() ? 5 : 3));
    painter.drawEllipse(centre, knob / 2 - 2, knob / 2 - 2);
}

} // namespace thrum
