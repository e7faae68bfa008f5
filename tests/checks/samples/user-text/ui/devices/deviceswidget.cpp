// SPDX-License-Identifier: BSD-3-Clause
QString thrum::DevicesWidget::text() const
{
    return tr("No device");
}
