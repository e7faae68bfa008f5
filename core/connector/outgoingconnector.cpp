// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/outgoingconnector.h"

namespace thrum {

OutgoingConnector::OutgoingConnector(QObject *parent)
    : QObject(parent)
{}

OutgoingConnector::~OutgoingConnector() = default;

} // namespace thrum
