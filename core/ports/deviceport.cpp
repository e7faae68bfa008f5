// SPDX-License-Identifier: BSD-3-Clause
#include "core/ports/deviceport.h"

namespace thrum {

DevicePort::DevicePort(QObject *parent)
    : QObject(parent)
{}

DevicePort::~DevicePort() = default;

} // namespace thrum
