// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devicepanel/outputcontrol.h"

#include "ui/common/actionbutton.h"
#include "ui/common/heading.h"
#include "ui/common/words.h"
#include "ui/devicepanel/stepslider.h"

#include <QApplication>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

namespace thrum {

OutputControl::OutputControl(const Subject &subject, QWidget *parent)
    : QWidget(parent)
    , m_subject(subject)
    , m_grid(new QGridLayout(this))
    , m_name(new QLabel(this))
    , m_owner(new Heading(Heading::Level::Secondary, this))
    , m_slider(new StepSlider(subject.output.value, this))
    , m_percent(new Heading(Heading::Level::Strong, this))
    , m_steps(new Heading(Heading::Level::Secondary, this))
    , m_stop(new ActionButton(ActionButton::Kind::SoftDanger, {}, this))
{
    const QString suffix = QStringLiteral("_%1_%2").arg(QString::number(subject.feature),
                                                        outputTypeName(subject.output.type));
    m_slider->setObjectName(QStringLiteral("outputSlider") + suffix);
    m_percent->setObjectName(QStringLiteral("outputPercent") + suffix);
    m_steps->setObjectName(QStringLiteral("outputSteps") + suffix);
    m_owner->setObjectName(QStringLiteral("outputOwner") + suffix);
    m_stop->setObjectName(QStringLiteral("outputStop") + suffix);
    m_percent->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_steps->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_owner->setElided(true);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_name);
    head->addWidget(m_owner, 1);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnStretch(0, 1);
    m_grid->addLayout(head, 0, 0);
    m_grid->addWidget(m_percent, 0, 1);
    m_grid->addWidget(m_slider, 1, 0);
    m_grid->addWidget(m_steps, 1, 1);
    m_grid->addWidget(m_stop, 0, 2, 2, 1, Qt::AlignVCenter);
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, &OutputControl::onSettled);
    connect(m_slider, &StepSlider::movedByHand, this, &OutputControl::onMoved);
    connect(m_slider, &StepSlider::releasedByHand, this, &OutputControl::handleRelease);
    connect(m_slider, &QSlider::valueChanged, this, &OutputControl::showValue);
    connect(m_stop, &QPushButton::clicked, this,
            [this] { Q_EMIT stopRequested(m_subject.feature, m_subject.output.type); });
    OutputControl::retranslateUi();
}

OutputControl::~OutputControl() = default;

void OutputControl::showState(const OutputState &state, const QString &owner)
{
    m_state = state;
    m_owner->setText(owner);
    if (!m_settle.isActive())
        m_slider->follow(state.value);
}

void OutputControl::cancelPending()
{
    m_settle.stop();
    m_slider->endDrag();
    m_slider->follow(m_state.value);
}

bool OutputControl::hasFocusWithin() const
{
    const QWidget *focused = QApplication::focusWidget();
    return focused && (focused == this || isAncestorOf(focused));
}

void OutputControl::handleRelease() {}

void OutputControl::settleAfter(int milliseconds)
{
    m_settle.start(milliseconds);
}

void OutputControl::onMoved(int value)
{
    handleMove(value);
}

void OutputControl::onSettled()
{
    m_slider->follow(m_state.value);
}

void OutputControl::showValue()
{
    const QLocale locale;
    const qint32 high = m_subject.output.value.high;
    const int value = m_slider->value();
    QString steps = locale.toString(std::abs(value));
    if (value < 0)
        steps.prepend(QChar(0x2212));
    m_percent->setText(m_slider->valueText());
    m_steps->setText(tr("%1 of %2", "steps").arg(steps, locale.toString(high)));
}

void OutputControl::retranslateUi()
{
    const QString name = Words::outputName(m_subject.output.type);
    const QString full = m_subject.description.isEmpty()
                             ? name
                             : tr("%1, %2", "kind of output, which one").arg(name, m_subject.description);
    m_name->setText(name);
    m_slider->setAccessibleName(full);
    m_stop->setText(tr("Stop"));
    m_stop->setAccessibleName(tr("Stop %1").arg(full));
    // The widest texts decide, so that all rows of a device line up and nothing jumps while values move.
    const QString widest = Words::percent(-100);
    m_percent->setMinimumWidth(m_percent->fontMetrics().horizontalAdvance(widest) + 4);
    m_steps->setMinimumWidth(m_steps->fontMetrics().horizontalAdvance(
        tr("%1 of %2", "steps").arg(QStringLiteral("-%1").arg(m_subject.output.value.high), QLocale().toString(100))));
    showValue();
}

void OutputControl::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        retranslateUi();
}

} // namespace thrum
