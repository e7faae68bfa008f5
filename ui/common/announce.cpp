// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/announce.h"

#include <QAccessible>
#include <QWidget>

namespace thrum {

void announce(QWidget *widget, const QString &text)
{
    widget->setAccessibleName(text);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(widget, text);
#else
    // Before Qt 6.8 the nearest thing is an alert, which reads the name of its object.
    QAccessibleEvent event(widget, QAccessible::Alert);
#endif
    QAccessible::updateAccessibility(&event);
}

} // namespace thrum
