// SPDX-License-Identifier: BSD-3-Clause
void thrum::use()
{
    Engine::instance().start(); // expect: singleton
    thrum::Engine::instance().stop(); // expect: singleton
    QCoreApplication::instance()->quit();
}
