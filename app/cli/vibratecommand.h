// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/cli/setcommand.h"

namespace thrum {

/// What most people want: set NAME vibrate VALUE in short.
class VibrateCommand final : public SetCommand
{
    Q_OBJECT
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("vibrate"); }
    [[nodiscard]] QString argumentsUsage() const override { return QStringLiteral("NAME VALUE"); }
    [[nodiscard]] QString purpose() const override { return QStringLiteral("The same as set NAME vibrate VALUE."); }
    [[nodiscard]] bool takesDuration() const override { return false; }

protected:
    [[nodiscard]] std::optional<Wish> wishOf(const QStringList &arguments) const override;
};

} // namespace thrum
