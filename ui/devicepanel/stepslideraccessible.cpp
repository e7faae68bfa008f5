// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devicepanel/stepslideraccessible.h"

#include "ui/devicepanel/stepslider.h"

namespace thrum {

namespace {

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *slider = qobject_cast<StepSlider *>(object);
    return slider ? new StepSliderAccessible(slider) : nullptr;
}

} // namespace

StepSliderAccessible::StepSliderAccessible(StepSlider *slider)
    : QAccessibleWidget(slider, QAccessible::Slider)
{}

StepSliderAccessible::~StepSliderAccessible() = default;

void StepSliderAccessible::install()
{
    // Qt keeps each factory once, however often it is given.
    QAccessible::installFactory(makeInterface);
}

StepSlider *StepSliderAccessible::slider() const
{
    return static_cast<StepSlider *>(object());
}

QString StepSliderAccessible::text(QAccessible::Text kind) const
{
    if (kind == QAccessible::Value)
        return slider()->valueText();
    return QAccessibleWidget::text(kind);
}

void *StepSliderAccessible::interface_cast(QAccessible::InterfaceType type)
{
    if (type == QAccessible::ValueInterface)
        return static_cast<QAccessibleValueInterface *>(this);
    return QAccessibleWidget::interface_cast(type);
}

QVariant StepSliderAccessible::currentValue() const
{
    return slider()->value();
}

void StepSliderAccessible::setCurrentValue(const QVariant &value)
{
    slider()->setValue(value.toInt());
}

QVariant StepSliderAccessible::maximumValue() const
{
    return slider()->maximum();
}

QVariant StepSliderAccessible::minimumValue() const
{
    return slider()->minimum();
}

QVariant StepSliderAccessible::minimumStepSize() const
{
    return slider()->singleStep();
}

} // namespace thrum
