// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/scanner.h"

#include "devices/transport/transport.h"

namespace thrum {

Scanner::Scanner(QObject *parent)
    : QObject(parent)
{}

Scanner::~Scanner() = default;

} // namespace thrum
