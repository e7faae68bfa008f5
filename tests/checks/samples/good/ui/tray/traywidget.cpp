// SPDX-License-Identifier: BSD-3-Clause
#include "ui/tray/traywidget.h"

#include "core/engine/facade/enginefacade.h"
#include "ui/common/theme.h"

#include <QAction>
#include <QSystemTrayIcon>

namespace thrum {

QString TrayWidget::stateText() const
{
    return tr("Stopped");
}

} // namespace thrum
