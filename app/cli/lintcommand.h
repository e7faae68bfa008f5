// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/cli/command.h"

namespace thrum {

/// Checks brand files.
class LintCommand final : public Command
{
    Q_OBJECT
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("lint"); }
    [[nodiscard]] QString argumentsUsage() const override { return QStringLiteral("FILE..."); }
    [[nodiscard]] QString purpose() const override;
    [[nodiscard]] bool needsServer() const override { return false; }

protected:
    [[nodiscard]] QString argumentsProblem(const CliRequest &request) const override;
    void run() override;
};

} // namespace thrum
