// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>

class QWidget;

namespace thrum {

/// Has screen readers say `text`, which has just appeared in `widget`.
void announce(QWidget *widget, const QString &text);

} // namespace thrum
