// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/enginefacade.h"

#include <QScrollArea>

#include <optional>

class QVBoxLayout;

namespace thrum {

class InputControl;
class OutputControl;

/// The outputs and sensors of one device, to be moved and read by hand. Rows are made anew only when the device or its
/// features change, else updated in place. GUI thread; the facade outlives it.
class ControlTab final : public QScrollArea
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ControlTab)
public:
    explicit ControlTab(EngineFacade &facade, QWidget *parent = nullptr);
    ~ControlTab() override;

    /// Shows the device; while it is not connected the rows it had stay, greyed out.
    void showDevice(const DeviceSnapshot &device);

private:
    void rebuild(const DeviceInfo &info);
    void addFeature(const DeviceInfo &info, const Feature &feature);
    void addSensors(const DeviceInfo &info);
    [[nodiscard]] OutputControl *makeControl(const DeviceInfo &info, const Feature &feature, const Output &output);
    void update(const DeviceSnapshot &device);
    void stopOutput(FeatureIndex feature, OutputType type);
    void stopDevice();
    void stopFocused();
    void onCommandIssued(const EngineCommand &command);

    EngineFacade &m_facade;
    QWidget *m_content;
    QVBoxLayout *m_layout;
    QList<QWidget *> m_cards;
    QList<OutputControl *> m_outputs;
    QList<InputControl *> m_inputs;
    DeviceIndex m_device = 0;
    QList<Feature> m_features;
};

} // namespace thrum
