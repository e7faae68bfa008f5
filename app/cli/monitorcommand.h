// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/cli/command.h"

namespace thrum {

/// Tells what happens, a line each, and listens to every sensor that reports by itself.
class MonitorCommand final : public Command
{
    Q_OBJECT
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("monitor"); }
    [[nodiscard]] QString purpose() const override;

protected:
    [[nodiscard]] QString argumentsProblem(const CliRequest &request) const override;
    void run() override;

private:
    void tell(const QString &event, const QJsonObject &more, const QString &text) const;
    void onAdded(const ClientDevicePtr &device);
    void onInput(const ClientDevicePtr &device, FeatureIndex feature, InputType type, qint64 value) const;
    void subscribe(const ClientFeaturePtr &feature, InputType type);
};

} // namespace thrum
