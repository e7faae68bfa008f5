// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/snapshot.h"

#include <QWidget>

class QLabel;

namespace thrum {

class ActionButton;
class Heading;

/// One sensor of the shown device: its name, what is known of it in words, and a button that reads it.
class InputControl final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InputControl)
public:
    InputControl(FeatureIndex feature, const Input &input, QWidget *parent = nullptr);
    ~InputControl() override;

    [[nodiscard]] FeatureIndex feature() const { return m_state.feature; }
    [[nodiscard]] InputType type() const { return m_state.type; }
    void showState(const InputState &state);

Q_SIGNALS:
    void readRequested(thrum::FeatureIndex feature, thrum::InputType type);

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QString valueText() const;
    void retranslateUi();

    Input m_input;
    InputState m_state;
    QLabel *m_name;
    Heading *m_value;
    ActionButton *m_read;
};

} // namespace thrum
