// SPDX-License-Identifier: BSD-3-Clause
void thrum::LogWidget::fill()
{
    QCoreApplication::processEvents(); // expect: process-events
    const auto spin = &QCoreApplication::processEvents; // expect: process-events
}
