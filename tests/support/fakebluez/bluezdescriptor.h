// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "tests/support/fakebluez/bluezobject.h"

namespace thrum::fakebluez {

class BluezBus;
class BluezCharacteristic;

/// GattDescriptor1 of the client characteristic configuration (2902), the only descriptor the fake has.
/// Owned by its device, lives on the thread of the fake.
class BluezDescriptor final : public BluezObject
{
public:
    BluezDescriptor(BluezBus &bus, const BluezCharacteristic &characteristic, int handle);

    [[nodiscard]] QString path() const override { return m_path; }
    [[nodiscard]] InterfaceMap interfaces() const override;
    void handleCall(const QDBusMessage &call) override;

private:
    [[nodiscard]] QByteArray value() const;

    BluezBus &m_bus;
    const BluezCharacteristic &m_characteristic;
    QString m_path;
};

} // namespace thrum::fakebluez
