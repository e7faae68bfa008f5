// SPDX-License-Identifier: BSD-3-Clause
void thrum::MainWindow::build()
{
    auto *layout = new QVBoxLayout;
}
