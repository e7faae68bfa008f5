// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devices/deviceswidget.h"

#include "core/engine/facade/enginefacade.h"
#include "ui/common/actionbutton.h"
#include "ui/common/banner.h"
#include "ui/common/emptystate.h"
#include "ui/common/heading.h"
#include "ui/common/icons.h"
#include "ui/devices/devicedelegate.h"
#include "ui/devices/devicelistmodel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace thrum {

namespace {

/// Below this the window shows list or panel, never both.
constexpr int narrowWindow = 760;
constexpr int secondMs = 1000;

} // namespace

DevicesWidget::DevicesWidget(EngineFacade &facade, QWidget *parent)
    : QWidget(parent)
    , m_facade(facade)
    , m_model(new DeviceListModel(this))
    , m_filtered(new QSortFilterProxyModel(this))
{
    setObjectName(QStringLiteral("devicesPage"));
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    makeHeader();
    makeList();
    m_banner = new Banner(this);
    m_banner->setObjectName(QStringLiteral("devicesBanner"));
    m_empty = new EmptyState(this);
    m_empty->setObjectName(QStringLiteral("devicesEmpty"));
    m_stack = new QStackedWidget(this);
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_header);
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);
    connectAll();
    retranslateUi();
    refresh();
}

DevicesWidget::~DevicesWidget() = default;

void DevicesWidget::makeHeader()
{
    m_header = new QWidget(this);
    m_back = new ActionButton(ActionButton::Kind::Plain, QStringLiteral("back"), m_header);
    m_back->setObjectName(QStringLiteral("devicesBackButton"));
    m_title = new Heading(Heading::Level::Page, m_header);
    m_filter = new QLineEdit(m_header);
    m_filter->setObjectName(QStringLiteral("deviceFilter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icons::themed(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_filter->setMaximumWidth(280);
    m_scan = new ActionButton(ActionButton::Kind::Plain, QStringLiteral("scan"), m_header);
    m_scan->setObjectName(QStringLiteral("scanButton"));
    auto *layout = new QHBoxLayout(m_header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_back);
    layout->addWidget(m_title);
    layout->addStretch(1);
    layout->addWidget(m_filter, 2);
    layout->addWidget(m_scan);
}

void DevicesWidget::makeList()
{
    m_view = new QListView(this);
    m_view->setObjectName(QStringLiteral("deviceView"));
    m_view->setModel(m_filtered);
    m_view->setItemDelegate(new DeviceDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSpacing(2);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->viewport()->setBackgroundRole(QPalette::Window);
    m_noMatch = new EmptyState(this);
    m_noMatch->setObjectName(QStringLiteral("deviceNoMatch"));
    m_listStack = new QStackedWidget(this);
    m_listStack->addWidget(m_view);
    m_listStack->addWidget(m_noMatch);
    m_detail = new QWidget(this);
    auto *layout = new QVBoxLayout(m_detail);
    layout->setContentsMargins(0, 0, 0, 0);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_listStack);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setSizes({350, 430});
}

void DevicesWidget::connectAll()
{
    m_searchTick.setInterval(secondMs);
    connect(&m_searchTick, &QTimer::timeout, this, &DevicesWidget::refreshHints);
    connect(&m_facade, &EngineFacade::snapshotChanged, this, &DevicesWidget::refresh);
    connect(m_scan, &QPushButton::clicked, this,
            [this] { m_facade.send(engine::SetScanning{!m_facade.snapshot().scanning}); });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setFilterFixedString(text);
        refresh();
    });
    connect(m_noMatch, &EmptyState::actionTriggered, m_filter, &QLineEdit::clear);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] { act(m_hint.action); });
    connect(m_banner, &Banner::firstActionTriggered, this, [this] { act(m_hint.action); });
    connect(m_back, &QPushButton::clicked, this, &DevicesWidget::goBack);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] { keepSelection(); });
    connect(m_view, &QListView::clicked, this, &DevicesWidget::openSelected);
    connect(m_view, &QListView::activated, this, &DevicesWidget::openSelected);
}

void DevicesWidget::setPanel(QWidget *panel)
{
    m_panel = panel;
    m_detail->layout()->addWidget(panel);
    setTabOrder(m_view, panel);
    refreshLayout();
}

void DevicesWidget::selectDevice(DeviceIndex index)
{
    const int row = m_model->rowOf(index);
    if (row < 0)
        return;
    const QModelIndex shown = m_filtered->mapFromSource(m_model->index(row, 0));
    m_view->setCurrentIndex(shown);
}

std::optional<DeviceIndex> DevicesWidget::selectedDevice() const
{
    return m_selected;
}

void DevicesWidget::focusSearch()
{
    if (m_narrow && m_detailOpen)
        goBack();
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void DevicesWidget::refresh()
{
    const Snapshot &snapshot = m_facade.snapshot();
    refreshSearch(snapshot.scanning);
    m_model->update(snapshot);
    if (!m_view->currentIndex().isValid() && m_filtered->rowCount() > 0)
        m_view->setCurrentIndex(m_filtered->index(0, 0));
    keepSelection();
    refreshHints();
}

void DevicesWidget::refreshSearch(bool scanning)
{
    if (scanning == m_wasScanning)
        return;
    m_wasScanning = scanning;
    if (scanning) {
        m_searchTime.start();
        m_searchTick.start();
    } else {
        m_search.doneOnce = true;
        m_searchTick.stop();
    }
    retranslateUi();
}

void DevicesWidget::refreshHints()
{
    const Snapshot &snapshot = m_facade.snapshot();
    m_search.seconds = m_wasScanning ? int(m_searchTime.elapsed() / secondMs) : 0;
    const bool any = m_model->rowCount() > 0;
    const auto side = any ? DeviceHint::forSomeDevices(snapshot) : std::nullopt;
    m_hint = any ? side.value_or(DeviceHint()) : DeviceHint::forNoDevices(snapshot, m_search);
    m_banner->setVisible(side.has_value());
    if (side) {
        m_banner->setMessage(Banner::Kind::Warning, tr("%1. %2", "problem, what to do").arg(side->title, side->body));
        m_banner->setActions(side->actionText);
    }
    if (!any)
        m_empty->setContent(m_hint.icon, m_hint.title, m_hint.body, m_hint.actionText);
    m_stack->setCurrentWidget(any ? static_cast<QWidget *>(m_splitter) : m_empty);
    m_listStack->setCurrentWidget(m_filtered->rowCount() > 0 ? static_cast<QWidget *>(m_view) : m_noMatch);
    refreshLayout();
}

void DevicesWidget::refreshLayout()
{
    const int listWidth = fontMetrics().averageCharWidth() * 30;
    const int panelWidth = fontMetrics().averageCharWidth() * 40; // a slider with its values and its stop
    m_narrow = window()->width() < narrowWindow || width() < listWidth + panelWidth;
    const bool any = m_stack->currentWidget() == m_splitter;
    const bool detailOnly = m_narrow && m_detailOpen && any;
    m_listStack->setMinimumWidth(m_narrow ? 0 : listWidth);
    m_listStack->setVisible(!detailOnly);
    m_detail->setVisible(!m_narrow || m_detailOpen);
    m_back->setVisible(detailOnly);
    m_title->setVisible(!detailOnly);
    m_filter->setVisible(!detailOnly);
}

void DevicesWidget::keepSelection()
{
    const QModelIndex current = m_view->currentIndex();
    std::optional<DeviceIndex> selected;
    if (current.isValid())
        selected = current.data(DeviceListModel::IndexRole).toUInt();
    if (selected == m_selected)
        return;
    m_selected = selected;
    if (!m_selected)
        m_detailOpen = false;
    Q_EMIT deviceSelected(m_selected);
}

void DevicesWidget::openSelected()
{
    keepSelection();
    if (!m_selected)
        return;
    m_detailOpen = true;
    refreshLayout();
    if (m_narrow)
        m_back->setFocus(Qt::OtherFocusReason);
}

void DevicesWidget::goBack()
{
    m_detailOpen = false;
    refreshLayout();
    m_view->setFocus(Qt::OtherFocusReason);
}

void DevicesWidget::act(DeviceHint::Action action)
{
    switch (action) {
    case DeviceHint::Action::None: return;
    case DeviceHint::Action::StartServer: m_facade.send(engine::StartServer{}); return;
    case DeviceHint::Action::StartScan: m_facade.send(engine::SetScanning{true}); return;
    case DeviceHint::Action::StopScan: m_facade.send(engine::SetScanning{false}); return;
    }
}

void DevicesWidget::retranslateUi()
{
    m_title->setText(tr("Devices"));
    m_back->setLabel(tr("All devices"));
    m_scan->setLabel(m_wasScanning ? tr("Stop scan") : tr("Scan"));
    m_scan->setToolTip(m_wasScanning ? tr("Stop looking for devices") : tr("Look for devices"));
    m_filter->setPlaceholderText(tr("Filter by name"));
    m_filter->setAccessibleName(tr("Filter devices by name"));
    m_view->setAccessibleName(tr("Devices"));
    m_noMatch->setContent(QStringLiteral("search"), tr("No device matches"), tr("The filter hides all devices."),
                          tr("Clear filter"));
}

void DevicesWidget::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refreshLayout();
}

void DevicesWidget::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslateUi();
        refresh();
    }
    if (event->type() == QEvent::FontChange)
        refreshLayout();
}

} // namespace thrum
