// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/cli/command.h"

namespace thrum {

/// Looks for devices and tells each: those that are there already, and those that come.
class ScanCommand final : public Command
{
    Q_OBJECT
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("scan"); }
    [[nodiscard]] QString argumentsUsage() const override { return QStringLiteral("[SECONDS]"); }
    [[nodiscard]] QString purpose() const override;
    void end() override;

protected:
    [[nodiscard]] QString argumentsProblem(const CliRequest &request) const override;
    void run() override;
};

} // namespace thrum
