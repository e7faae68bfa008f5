// SPDX-License-Identifier: BSD-3-Clause
void thrum::BleTransport::retry()
{
    QThread::msleep(20); // expect: thread-sleep
    QThread::sleep(1); // expect: thread-sleep
    std::this_thread::sleep_for(20ms); // expect: thread-sleep
}
