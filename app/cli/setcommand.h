// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/cli/command.h"
#include "app/cli/outputselector.h"

namespace thrum {

/// Drives an output until its time is over or the user ends it; then the device is stopped, because servers stop what a
/// program leaves behind.
class SetCommand : public Command
{
    Q_OBJECT
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("set"); }
    [[nodiscard]] QString argumentsUsage() const override { return QStringLiteral("NAME FEATURE|TYPE VALUE"); }
    [[nodiscard]] QString purpose() const override;
    [[nodiscard]] bool takesRunFor() const override { return true; }
    [[nodiscard]] bool takesDuration() const override { return true; }
    void end() override;

protected:
    struct Wish
    {
        QString device;
        /// A feature or a type.
        QString output;
        QString value;
    };
    /// Nothing when the number of arguments does not fit.
    [[nodiscard]] virtual std::optional<Wish> wishOf(const QStringList &arguments) const;
    [[nodiscard]] QString argumentsProblem(const CliRequest &request) const override;
    void run() override;

private:
    void drive(const OutputTarget &target, const ClientCommand &command);
    void onStarted(const OutputTarget &target, const ClientResult<void> &started);

    ClientDevicePtr m_device;
};

} // namespace thrum
