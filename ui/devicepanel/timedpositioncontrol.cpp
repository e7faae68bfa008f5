// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devicepanel/timedpositioncontrol.h"

#include "ui/common/actionbutton.h"
#include "ui/common/words.h"
#include "ui/devicepanel/stepslider.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

namespace thrum {

namespace {

constexpr int settleMs = 400;
/// A target chosen with the keys waits for Go; forgotten, it gives way to the real position.
constexpr int targetMs = 10000;
constexpr Range anyDuration{0, 60000};
constexpr int usualDurationMs = 500;
constexpr int durationStepMs = 50;

} // namespace

TimedPositionControl::TimedPositionControl(const Subject &subject, QWidget *parent)
    : OutputControl(subject, parent)
    , m_label(new QLabel(this))
    , m_duration(new QSpinBox(this))
    , m_go(new ActionButton(ActionButton::Kind::Plain, QStringLiteral("go"), this))
{
    const QString suffix = QStringLiteral("_%1").arg(subject.feature);
    m_duration->setObjectName(QStringLiteral("outputDuration") + suffix);
    m_go->setObjectName(QStringLiteral("outputGo") + suffix);
    const Range range = subject.output.duration.value_or(anyDuration);
    m_duration->setRange(range.low, range.high);
    m_duration->setSingleStep(durationStepMs);
    m_duration->setValue(std::clamp(usualDurationMs, range.low, range.high));
    m_label->setBuddy(m_duration);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_label);
    row->addWidget(m_duration);
    row->addWidget(m_go);
    row->addStretch(1);
    grid()->addLayout(row, 2, 0, 1, 3);
    connect(m_go, &QPushButton::clicked, this, &TimedPositionControl::send);
    TimedPositionControl::retranslateUi();
}

TimedPositionControl::~TimedPositionControl() = default;

void TimedPositionControl::handleMove(int)
{
    settleAfter(targetMs);
}

void TimedPositionControl::handleRelease()
{
    send();
}

void TimedPositionControl::send()
{
    settleAfter(settleMs);
    Q_EMIT commandMade(
        {subject().device, subject().feature, subject().output.type, slider()->value(), quint32(m_duration->value())});
}

void TimedPositionControl::retranslateUi()
{
    OutputControl::retranslateUi();
    m_label->setText(tr("Travel time"));
    //: Milliseconds, after a number
    m_duration->setSuffix(tr(" ms"));
    m_duration->setAccessibleName(tr("Travel time in milliseconds"));
    m_go->setText(tr("Go"));
    m_go->setAccessibleName(tr("Go to %1").arg(Words::outputName(subject().output.type)));
}

} // namespace thrum
