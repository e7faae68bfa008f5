// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/assembly/assembly.h"

#include <QTemporaryDir>

namespace thrum::bench {

/// All of Thrum but its window, with its engine thread, in this process. Ends its sessions and devices with itself.
class ServerUnderTest final
{
    Q_DISABLE_COPY_MOVE(ServerUnderTest)
public:
    ServerUnderTest() = default;
    ~ServerUnderTest();

    /// The port it listens on.
    [[nodiscard]] Result<quint16> start(const QStringList &backends,
                                        const QList<SimulatedScanner::Wish> &simulate = {});

private:
    QTemporaryDir m_configDir;
    std::unique_ptr<Assembly> m_assembly;
};

} // namespace thrum::bench
