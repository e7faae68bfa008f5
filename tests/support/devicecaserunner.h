// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/catalogue/catalogue.h"
#include "devices/manager/devicemanager.h"
#include "devices/manager/factories.h"
#include "tests/support/devicecase.h"
#include "tests/support/fakeclock.h"
#include "tests/support/faketransport.h"

namespace thrum::test {

/// Plays one case of tests/cases/devices: catalogue, matcher, device manager, scheduler and protocol are the real ones;
/// air and time are fakes.
///
/// A case file is called like the brand file of the family that serves its devices in the end:
///
/// { "gatt": { SERVICE: [CHARACTERISTIC, ...], ... }, "cases": [CASE, ...] }
///
/// A CASE has
///   "says": what it shows
///   "name", "manufacturer": [{ "company": 93, "data": "00 00 27 15" }], "advertises": [SERVICE]: the advertisement
///   "backend": another way in than "bluetooth"; "gatt": instead of the file's
///   "answers": ["rxblemodel 10 01"], what reads get while the device is connected
///   "connect": [OPERATION, ...], everything that connecting makes the device see
///   "model": its name in the device list; left out when the device must be refused
///   "steps": a list of STEPs
///
/// A STEP does at most one thing:
///   "send": ["vibrate 0 64", "hwPositionWithDuration 1 50 300"], commands of one app that come together: output,
///           feature, value in steps, duration in milliseconds
///   "stop": true, or the index of a feature           "notify": "rx 'OK;'", the device says something
///   "read": 1, the battery of feature 1 is asked for  "answer": "rx 4F", what the next read of rx gets
/// then lets "wait" milliseconds pass (75, the gap of Bluetooth, after send and stop; else 0), and states in full what
/// followed: "expect": [OPERATION, ...] and "battery": a percentage, or "fails". What is left out must not happen.
///
/// An OPERATION is "write ENDPOINT BYTES" (without response), "request ENDPOINT BYTES" (a write with response),
/// "read ENDPOINT", "subscribe ENDPOINT" or "unsubscribe ENDPOINT"; BYTES are hex, or text in single quotes.
class DeviceCaseRunner final
{
public:
    /// What went wrong, with the number of the step and the byte; empty when all is as stated.
    [[nodiscard]] static QString run(const DeviceCase &wanted, const Catalogue &catalogue, const Factories &factories);

private:
    DeviceCaseRunner(const DeviceCase &wanted, const Catalogue &catalogue, const Factories &factories);
    [[nodiscard]] QString connectDevice();
    [[nodiscard]] QString play(const DeviceStep &step);
    [[nodiscard]] QString act(const DeviceStep &step);
    [[nodiscard]] QString checkOperations(const QList<Operation> &expected);
    [[nodiscard]] QString checkDevice() const;
    [[nodiscard]] FakeTransport *link() const;
    void settle(milliseconds time);

    const DeviceCase &m_case;
    FakeClock m_clock;
    FakeScanner *m_scanner = nullptr;
    std::unique_ptr<DeviceManager> m_manager;
    std::optional<BatteryOutcome> m_battery;
};

} // namespace thrum::test
