// SPDX-License-Identifier: BSD-3-Clause
QString thrum::DeviceManager::text() const
{
    return tr("No device") // expect: user-text
        + QObject::tr("again") // expect: user-text
        + QCoreApplication::translate("devices", "and again"); // expect: user-text
}
