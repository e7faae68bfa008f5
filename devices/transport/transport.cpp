// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/transport.h"

namespace thrum {

Transport::Transport(QObject *parent)
    : QObject(parent)
{}

Transport::~Transport() = default;

} // namespace thrum
