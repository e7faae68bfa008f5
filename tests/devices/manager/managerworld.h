// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/manager/devicemanager.h"
#include "tests/devices/manager/bytesprotocol.h"
#include "tests/support/fakeclock.h"
#include "tests/support/faketransport.h"

#include <QCoreApplication>

namespace thrum::test {

/// A device manager with one family, one made-up scanner and a clock that stands still.
struct ManagerWorld
{
    explicit ManagerWorld(const char *brandJson,
                          std::vector<std::unique_ptr<ProtocolFactory>> protocols = bytesFactory(),
                          const QList<KnownDevice> &known = {})
        : factories(std::move(protocols))
    {
        addBrand(catalogue, brandJson);
        std::vector<std::unique_ptr<Scanner>> scanners;
        auto owned = std::make_unique<FakeScanner>();
        scanner = owned.get();
        scanners.push_back(std::move(owned));
        manager = std::make_unique<DeviceManager>(catalogue, factories, clock, std::move(scanners), known);
    }
    [[nodiscard]] DevicePort &port() const { return manager->devicePort(); }
    [[nodiscard]] FakeTransport &toy(const char *address = "A") const
    {
        return *scanner->transport(QString::fromLatin1(address));
    }
    void report(const char *address = "A") const
    {
        scanner->report(QStringLiteral("Toy"), QString::fromLatin1(address));
    }
    void settle()
    {
        QCoreApplication::processEvents();
        clock.advance(milliseconds(200));
        QCoreApplication::processEvents();
    }

    FakeClock clock;
    Catalogue catalogue;
    Factories factories;
    FakeScanner *scanner = nullptr;
    std::unique_ptr<DeviceManager> manager;
};

} // namespace thrum::test
