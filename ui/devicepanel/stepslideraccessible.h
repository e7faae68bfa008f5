// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QAccessibleWidget>

namespace thrum {

class StepSlider;

/// What screen readers know of a StepSlider: a slider whose value reads "40 %". Owned by Qt's accessibility cache.
class StepSliderAccessible final
    : public QAccessibleWidget
    , public QAccessibleValueInterface
{
public:
    explicit StepSliderAccessible(StepSlider *slider);
    ~StepSliderAccessible() override;

    /// Has Qt use this class for every StepSlider from now on.
    static void install();

    [[nodiscard]] QString text(QAccessible::Text kind) const override;
    [[nodiscard]] void *interface_cast(QAccessible::InterfaceType type) override;
    [[nodiscard]] QVariant currentValue() const override;
    void setCurrentValue(const QVariant &value) override;
    [[nodiscard]] QVariant maximumValue() const override;
    [[nodiscard]] QVariant minimumValue() const override;
    [[nodiscard]] QVariant minimumStepSize() const override;

private:
    [[nodiscard]] StepSlider *slider() const;
};

} // namespace thrum
