// SPDX-License-Identifier: BSD-3-Clause
void thrum::Session::report()
{
    qDebug() << "no category"; // expect: logging
    qWarning("no category"); // expect: logging
    qCWarning(sessionLog) << "with category";
}
