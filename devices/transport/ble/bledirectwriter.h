// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"

#include <QBluetoothAddress>
#include <QObject>
#include <QUuid>

#include <functional>
#include <memory>

namespace thrum {

/// Writes to the characteristics of one connected device past Qt, where the system allows it: through BlueZ's D-Bus
/// interface on Linux. Qt 6.4 does not tell when a write without response is done, keeps every write in a queue that
/// cannot be emptied, where a stop would wait behind a write that is never answered, and asks the service for the UUID of
/// each characteristic, blocking, before each write.
///
/// Thread: the engine thread. Owned by the transport. Elsewhere it can write nothing and the transport asks Qt.
class BleDirectWriter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BleDirectWriter)
public:
    using Done = std::function<void(const Result<QByteArray> &)>;

    explicit BleDirectWriter(const QBluetoothAddress &device, QObject *parent = nullptr);
    ~BleDirectWriter() override;

    /// Finds the characteristics, once the device's services are known; answered by prepared(), whatever was found.
    void prepare();
    [[nodiscard]] bool canWrite(const QUuid &service, const QUuid &characteristic) const;
    /// `done` is called later, once, unless this object is gone; with Busy when too many writes are not answered.
    void write(const QUuid &service, const QUuid &characteristic, const QByteArray &bytes, bool withResponse,
               Done done);

Q_SIGNALS:
    void prepared();
    /// The Bluetooth service ended, and with it every link.
    void serviceEnded();

private:
    struct Bus;
    std::unique_ptr<Bus> m_bus;
};

} // namespace thrum
