// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "ui/devicepanel/outputcontrol.h"
#include "ui/devicepanel/sendthrottle.h"

namespace thrum {

/// An output that is driven by a plain value: it follows the slider, thinned to about 20 commands a second.
class ValueControl final : public OutputControl
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ValueControl)
public:
    explicit ValueControl(const Subject &subject, QWidget *parent = nullptr);
    ~ValueControl() override;

    void cancelPending() override;

protected:
    void handleMove(int value) override;

private:
    void send(int value);

    SendThrottle m_throttle;
};

} // namespace thrum
