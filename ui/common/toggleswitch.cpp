// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/toggleswitch.h"

#include "ui/common/theme.h"

#include <QApplication>
#include <QPainter>

namespace thrum {

namespace {

constexpr int trackWidth = 40;
constexpr int trackHeight = 22;
constexpr int room = 4;

} // namespace

ToggleSwitch::ToggleSwitch(QWidget *parent)
    : QAbstractButton(parent)
{
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

ToggleSwitch::~ToggleSwitch() = default;

QSize ToggleSwitch::sizeHint() const
{
    return {trackWidth + 2 * room, trackHeight + 2 * room};
}

void ToggleSwitch::nextCheckState()
{
    // Stays as it is: whoever listens to clicked() changes the state, and the state comes back.
}

void ToggleSwitch::paintEvent(QPaintEvent *)
{
    // Not its own palette: in a table that has the pale selection for its highlight.
    const ThemeColors colors = theme::colors(QApplication::palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF track(0, 0, trackWidth, trackHeight);
    track.moveCenter(QRectF(rect()).center());
    const QColor base = palette().color(QPalette::Base);
    painter.setPen(QPen(isChecked() ? colors.accent : colors.controlBorder, 1.5));
    painter.setBrush(isChecked() ? colors.accent : base);
    painter.drawRoundedRect(track.adjusted(1, 1, -1, -1), trackHeight / 2.0 - 1, trackHeight / 2.0 - 1);
    const bool atEnd = isChecked() != (layoutDirection() == Qt::RightToLeft);
    QRectF knob(0, 0, trackHeight - 8, trackHeight - 8);
    knob.moveCenter(
        QPointF(atEnd ? track.right() - trackHeight / 2.0 : track.left() + trackHeight / 2.0, track.center().y()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(isChecked() ? base : colors.controlBorder);
    painter.drawEllipse(knob);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::WindowText), 2));
        painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), trackHeight / 2.0 + 2, trackHeight / 2.0 + 2);
    }
}

} // namespace thrum
