// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/facade/enginefacade.h"

namespace thrum {

EngineFacade::EngineFacade(QObject *parent)
    : QObject(parent)
    , m_snapshot(std::make_shared<const Snapshot>())
{}

EngineFacade::~EngineFacade() = default;

void EngineFacade::setSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    Q_EMIT snapshotChanged();
}

} // namespace thrum
