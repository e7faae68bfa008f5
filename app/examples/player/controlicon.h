// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QIcon>
#include <QStyle>

class QWidget;

namespace thrum {

/// An icon of the widget's style in the colours of its texts: most styles draw theirs in black, which dark schemes swallow.
/// Make it anew when the palette changes.
[[nodiscard]] QIcon controlIcon(const QWidget &widget, QStyle::StandardPixmap which);

} // namespace thrum
