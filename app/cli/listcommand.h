// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/cli/command.h"

namespace thrum {

/// The devices of the server.
class ListCommand final : public Command
{
    Q_OBJECT
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("list"); }
    [[nodiscard]] QString purpose() const override { return QStringLiteral("Tells the devices of the server."); }

protected:
    [[nodiscard]] QString argumentsProblem(const CliRequest &request) const override;
    void run() override;
};

} // namespace thrum
