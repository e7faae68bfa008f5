// SPDX-License-Identifier: BSD-3-Clause
#include <QSettings> // expect: settings
void thrum::SettingsWidget::save()
{
    QSettings settings; // expect: settings
}
