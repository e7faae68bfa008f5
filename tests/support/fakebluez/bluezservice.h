// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "tests/support/fakebluez/bluezobject.h"
#include "tests/support/fakebluez/gattlayout.h"

namespace thrum::fakebluez {

class BluezBus;

/// GattService1: properties only. Owned by its device, lives on the thread of the fake.
class BluezService final : public BluezObject
{
public:
    BluezService(BluezBus &bus, const QString &devicePath, int handle, const GattService &layout);

    [[nodiscard]] QString path() const override { return m_path; }
    [[nodiscard]] InterfaceMap interfaces() const override;
    void handleCall(const QDBusMessage &call) override;

private:
    BluezBus &m_bus;
    QString m_devicePath;
    QString m_path;
    QString m_uuid;
    bool m_primary;
};

} // namespace thrum::fakebluez
