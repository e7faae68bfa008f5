// SPDX-License-Identifier: BSD-3-Clause
// There is no BlueZ here; the transport writes with Qt.
#include "devices/transport/ble/bledirectwriter.h"

namespace thrum {

struct BleDirectWriter::Bus
{};

BleDirectWriter::BleDirectWriter(const QBluetoothAddress &, QObject *parent)
    : QObject(parent)
{}

BleDirectWriter::~BleDirectWriter() = default;

void BleDirectWriter::prepare()
{
    QMetaObject::invokeMethod(this, &BleDirectWriter::prepared, Qt::QueuedConnection);
}

bool BleDirectWriter::canWrite(const QUuid &, const QUuid &) const
{
    return false;
}

void BleDirectWriter::write(const QUuid &, const QUuid &, const QByteArray &, bool, Done done)
{
    done(fail(ErrorCode::Unsupported, QStringLiteral("this system cannot write past Qt")));
}

} // namespace thrum
