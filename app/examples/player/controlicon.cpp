// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/controlicon.h"

#include <QPainter>
#include <QWidget>

namespace thrum {
namespace {

constexpr QSize size{24, 24};

QPixmap coloured(QPixmap pixmap, const QColor &colour)
{
    QPainter painter(&pixmap);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), colour);
    return pixmap;
}

} // namespace

QIcon controlIcon(const QWidget &widget, QStyle::StandardPixmap which)
{
    const QPixmap shape = widget.style()->standardIcon(which).pixmap(size, widget.devicePixelRatioF());
    const QPalette &palette = widget.palette();
    QIcon icon(coloured(shape, palette.color(QPalette::Active, QPalette::ButtonText)));
    icon.addPixmap(coloured(shape, palette.color(QPalette::Disabled, QPalette::ButtonText)), QIcon::Disabled);
    return icon;
}

} // namespace thrum
