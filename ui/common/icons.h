// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace thrum {

/// Our stroke icons, named after their files in resources/icons without ".svg". GUI thread.
namespace icons {

/// Drawn in the button text colour of the application's palette at the moment of painting.
[[nodiscard]] QIcon themed(const QString &name);
/// Always in that colour.
[[nodiscard]] QIcon colored(const QString &name, const QColor &color);
/// `size` in device-independent pixels.
[[nodiscard]] QPixmap pixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio);
/// The program's own, in its own colours.
[[nodiscard]] QIcon application();

} // namespace icons

} // namespace thrum
