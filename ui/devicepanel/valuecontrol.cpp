// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devicepanel/valuecontrol.h"

namespace thrum {

namespace {

/// Longer than a command takes to the engine and its echo back.
constexpr int settleMs = 400;

} // namespace

ValueControl::ValueControl(const Subject &subject, QWidget *parent)
    : OutputControl(subject, parent)
{
    connect(&m_throttle, &SendThrottle::valueReleased, this, &ValueControl::send);
}

ValueControl::~ValueControl() = default;

void ValueControl::cancelPending()
{
    m_throttle.cancel();
    OutputControl::cancelPending();
}

void ValueControl::handleMove(int value)
{
    settleAfter(settleMs);
    m_throttle.submit(value);
}

void ValueControl::send(int value)
{
    Q_EMIT commandMade({subject().device, subject().feature, subject().output.type, value, 0});
}

} // namespace thrum
