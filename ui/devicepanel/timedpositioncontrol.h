// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "ui/devicepanel/outputcontrol.h"

class QLabel;
class QSpinBox;

namespace thrum {

/// An output that travels to a position within a given time: the slider is the target, letting go of it or Go sends.
class TimedPositionControl final : public OutputControl
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimedPositionControl)
public:
    explicit TimedPositionControl(const Subject &subject, QWidget *parent = nullptr);
    ~TimedPositionControl() override;

protected:
    void handleMove(int value) override;
    void handleRelease() override;
    void retranslateUi() override;

private:
    void send();

    QLabel *m_label;
    QSpinBox *m_duration;
    ActionButton *m_go;
};

} // namespace thrum
