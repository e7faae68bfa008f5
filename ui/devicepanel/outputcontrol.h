// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/command.h"
#include "core/model/feature.h"

#include <QTimer>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace thrum {

class ActionButton;
class Heading;
class StepSlider;

/// One output of the shown device: what it is, who drives it, how strong, and a stop. What a moved slider sends is up
/// to the classes derived from it. GUI thread, owned by its parent widget.
class OutputControl : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OutputControl)
public:
    /// Which output of which device, and what the feature is called for people (may be empty).
    struct Subject
    {
        DeviceIndex device = 0;
        FeatureIndex feature = 0;
        Output output;
        QString description;
    };

    explicit OutputControl(const Subject &subject, QWidget *parent = nullptr);
    ~OutputControl() override;

    [[nodiscard]] const Subject &subject() const { return m_subject; }
    /// `owner` in words, "driven by Player X", or empty.
    void showState(const OutputState &state, const QString &owner);
    /// A stop was sent: forget what waits, end a drag, and show the output as it is.
    virtual void cancelPending();
    [[nodiscard]] bool hasFocusWithin() const;

Q_SIGNALS:
    void commandMade(const thrum::OutputCommand &command);
    void stopRequested(thrum::FeatureIndex feature, thrum::OutputType type);

protected:
    virtual void handleMove(int value) = 0;
    virtual void handleRelease();
    /// How long after a hand's last move the slider waits before it follows the output again.
    void settleAfter(int milliseconds);
    [[nodiscard]] StepSlider *slider() const { return m_slider; }
    [[nodiscard]] QGridLayout *grid() const { return m_grid; }
    virtual void retranslateUi();
    void changeEvent(QEvent *event) override;

private:
    void onMoved(int value);
    void onSettled();
    void showValue();

    Subject m_subject;
    OutputState m_state;
    QTimer m_settle;
    QGridLayout *m_grid;
    QLabel *m_name;
    Heading *m_owner;
    StepSlider *m_slider;
    Heading *m_percent;
    Heading *m_steps;
    ActionButton *m_stop;
};

} // namespace thrum
