// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/cli/command.h"

#include <QJsonArray>

namespace thrum {

/// Stops one device or all.
class StopCommand final : public Command
{
    Q_OBJECT
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("stop"); }
    [[nodiscard]] QString argumentsUsage() const override { return QStringLiteral("[NAME]"); }
    [[nodiscard]] QString purpose() const override { return QStringLiteral("Stops one device, or all."); }

protected:
    [[nodiscard]] QString argumentsProblem(const CliRequest &request) const override;
    void run() override;

private:
    void onStopped(const QJsonArray &indices, const ClientResult<void> &stopped);
};

} // namespace thrum
