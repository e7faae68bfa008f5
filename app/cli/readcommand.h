// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/cli/command.h"

namespace thrum {

/// Reads a sensor once; all of them when the device has several of that type.
class ReadCommand final : public Command
{
    Q_OBJECT
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("read"); }
    [[nodiscard]] QString argumentsUsage() const override { return QStringLiteral("TYPE [NAME]"); }
    [[nodiscard]] QString purpose() const override;

protected:
    [[nodiscard]] QString argumentsProblem(const CliRequest &request) const override;
    void run() override;

private:
    void onRead(InputType type, const ClientFeaturePtr &feature, const ClientResult<qint64> &value);

    ClientDevicePtr m_device;
    qsizetype m_asked = 0;
    qsizetype m_answered = 0;
};

} // namespace thrum
