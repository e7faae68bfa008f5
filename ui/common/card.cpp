// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/card.h"

#include "ui/common/theme.h"

#include <QPainter>

namespace thrum {

Card::Card(QWidget *parent)
    : QWidget(parent)
{}

Card::~Card() = default;

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(palette().color(QPalette::Base));
    painter.setPen(QPen(theme::colors(palette()).hairline, 1));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9);
}

} // namespace thrum
