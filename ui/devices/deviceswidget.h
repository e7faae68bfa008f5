// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/ids.h"
#include "ui/devices/devicehint.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <optional>

class QItemSelectionModel;
class QLineEdit;
class QListView;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;

namespace thrum {

class ActionButton;
class Banner;
class DeviceListModel;
class EmptyState;
class EngineFacade;
class Heading;

/// The page Devices: a list, and beside it whatever panel the window gives it. In a narrow window it is a list that
/// leads to the panel and back. GUI thread, owned by its parent widget; the facade outlives it.
class DevicesWidget final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DevicesWidget)
public:
    explicit DevicesWidget(EngineFacade &facade, QWidget *parent = nullptr);
    ~DevicesWidget() override;

    /// What stands beside the list; becomes a child of this page.
    void setPanel(QWidget *panel);
    void selectDevice(DeviceIndex index);
    [[nodiscard]] std::optional<DeviceIndex> selectedDevice() const;
    /// One thing at a time, list or panel.
    [[nodiscard]] bool isNarrow() const { return m_narrow; }
    void focusSearch();

Q_SIGNALS:
    void deviceSelected(std::optional<thrum::DeviceIndex> index);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeHeader();
    void makeList();
    void connectAll();
    void refresh();
    void refreshSearch(bool scanning);
    void refreshHints();
    void refreshLayout();
    void keepSelection();
    void act(DeviceHint::Action action);
    void openSelected();
    void goBack();
    void retranslateUi();

    EngineFacade &m_facade;
    DeviceListModel *m_model;
    QSortFilterProxyModel *m_filtered;
    QWidget *m_header;
    Heading *m_title;
    ActionButton *m_back;
    QLineEdit *m_filter;
    ActionButton *m_scan;
    Banner *m_banner;
    QStackedWidget *m_stack;
    QSplitter *m_splitter;
    QStackedWidget *m_listStack;
    QListView *m_view;
    EmptyState *m_noMatch;
    EmptyState *m_empty;
    QWidget *m_detail;
    QWidget *m_panel = nullptr;
    QElapsedTimer m_searchTime;
    QTimer m_searchTick;
    DeviceHint::Search m_search;
    DeviceHint m_hint;
    bool m_wasScanning = false;
    bool m_narrow = false;
    bool m_detailOpen = false;
    std::optional<DeviceIndex> m_selected;
};

} // namespace thrum
