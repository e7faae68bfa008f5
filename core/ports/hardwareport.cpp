// SPDX-License-Identifier: BSD-3-Clause
#include "core/ports/hardwareport.h"

namespace thrum {

HardwarePort::HardwarePort(QObject *parent)
    : QObject(parent)
{}

HardwarePort::~HardwarePort() = default;

} // namespace thrum
