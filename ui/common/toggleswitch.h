// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QAbstractButton>

namespace thrum {

/// An on/off switch that mirrors a state: a click only asks, the picture follows when the state does.
class ToggleSwitch final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ToggleSwitch)
public:
    explicit ToggleSwitch(QWidget *parent = nullptr);
    ~ToggleSwitch() override;

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void nextCheckState() override;
};

} // namespace thrum
