// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/feature.h"

#include <QSlider>

namespace thrum {

/// A slider over the steps of an output, filled from its zero, that tells screen readers percent instead of steps.
///
/// It jumps to where it is pressed, keeps away from the mouse wheel (a page that is scrolled must not move a device),
/// and can follow an output without looking as if a hand had moved it.
class StepSlider final : public QSlider
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StepSlider)
public:
    explicit StepSlider(const Range &range, QWidget *parent = nullptr);
    ~StepSlider() override;

    /// Moves to where the output is, unless it is being dragged. Never emits movedByHand().
    void follow(int value);
    /// Ends a drag, without releasedByHand().
    void endDrag();
    /// "40 %", "−40 %".
    [[nodiscard]] QString valueText() const;
    /// The centre of the handle at that value, in pixels from the left.
    [[nodiscard]] double positionOf(int value) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void movedByHand(int value);
    /// The mouse let go of it.
    void releasedByHand();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void onValueChanged(int value);
    void dragTo(double x);
    [[nodiscard]] bool isMirrored() const;

    Range m_range;
    bool m_following = false;
    bool m_dragging = false;
};

} // namespace thrum
