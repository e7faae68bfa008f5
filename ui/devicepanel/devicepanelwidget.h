// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/snapshot.h"

#include <QWidget>

#include <optional>

class QStackedWidget;
class QTabWidget;

namespace thrum {

class ActionButton;
class Banner;
class ControlTab;
class EmptyState;
class EngineFacade;
class Heading;

/// All about one device: name, state, who drives it, a stop, and its tabs. GUI thread; the facade outlives it.
class DevicePanelWidget final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DevicePanelWidget)
public:
    explicit DevicePanelWidget(EngineFacade &facade, QWidget *parent = nullptr);
    ~DevicePanelWidget() override;

    /// Nothing shows a hint instead.
    void showDevice(std::optional<DeviceIndex> index);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void showHeader(const DeviceSnapshot &device);
    void retranslateUi();
    [[nodiscard]] const DeviceSnapshot *shown() const;

    EngineFacade &m_facade;
    std::optional<DeviceIndex> m_index;
    QStackedWidget *m_stack;
    EmptyState *m_nothing;
    QWidget *m_page;
    Heading *m_name;
    Heading *m_state;
    ActionButton *m_stop;
    Banner *m_lost;
    QTabWidget *m_tabs;
    ControlTab *m_control;
};

} // namespace thrum
