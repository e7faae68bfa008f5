// SPDX-License-Identifier: BSD-3-Clause
#include "ui/devicepanel/devicepanelwidget.h"

#include "core/engine/facade/enginefacade.h"
#include "ui/common/actionbutton.h"
#include "ui/common/banner.h"
#include "ui/common/emptystate.h"
#include "ui/common/heading.h"
#include "ui/common/words.h"
#include "ui/devicepanel/controltab.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace thrum {

DevicePanelWidget::DevicePanelWidget(EngineFacade &facade, QWidget *parent)
    : QWidget(parent)
    , m_facade(facade)
    , m_stack(new QStackedWidget(this))
    , m_nothing(new EmptyState(this))
    , m_page(new QWidget(this))
    , m_name(new Heading(Heading::Level::Page, m_page))
    , m_state(new Heading(Heading::Level::Secondary, m_page))
    , m_stop(new ActionButton(ActionButton::Kind::SoftDanger, QStringLiteral("stop"), m_page))
    , m_lost(new Banner(m_page))
    , m_tabs(new QTabWidget(m_page))
    , m_control(new ControlTab(facade, m_page))
{
    setObjectName(QStringLiteral("devicePanel"));
    m_name->setObjectName(QStringLiteral("deviceName"));
    m_name->setElided(true);
    m_state->setObjectName(QStringLiteral("deviceState"));
    m_state->setWordWrap(true);
    m_stop->setObjectName(QStringLiteral("deviceStopButton"));
    m_lost->setObjectName(QStringLiteral("deviceLost"));
    m_tabs->setObjectName(QStringLiteral("deviceTabs"));
    m_tabs->addTab(m_control, QString());
    m_tabs->setDocumentMode(true);
    m_tabs->setTabBarAutoHide(true);
    // Its bar takes the focus for itself; a hidden one would take it from everything that follows.
    m_tabs->setFocusPolicy(Qt::NoFocus);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_name);
    words->addWidget(m_state);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addLayout(words, 1);
    head->addWidget(m_stop, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(m_page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(head);
    layout->addWidget(m_lost);
    layout->addWidget(m_tabs, 1);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(m_page);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    connect(&m_facade, &EngineFacade::snapshotChanged, this, &DevicePanelWidget::refresh);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_index)
            m_facade.send(engine::StopDevice{{*m_index, std::nullopt, true, true}});
    });
    connect(m_lost, &Banner::firstActionTriggered, this, [this] { m_facade.send(engine::SetScanning{true}); });
    retranslateUi();
}

DevicePanelWidget::~DevicePanelWidget() = default;

void DevicePanelWidget::showDevice(std::optional<DeviceIndex> index)
{
    m_index = index;
    refresh();
}

const DeviceSnapshot *DevicePanelWidget::shown() const
{
    if (!m_index)
        return nullptr;
    for (const DeviceSnapshot &device : m_facade.snapshot().devices) {
        if ((device.info ? device.info->index : device.known.index) == *m_index)
            return &device;
    }
    return nullptr;
}

void DevicePanelWidget::refresh()
{
    const DeviceSnapshot *device = shown();
    m_stack->setCurrentWidget(device ? m_page : static_cast<QWidget *>(m_nothing));
    if (!device)
        return;
    showHeader(*device);
    m_control->showDevice(*device);
}

void DevicePanelWidget::showHeader(const DeviceSnapshot &device)
{
    const KnownDevice &known = device.known;
    const QString remembered = known.displayName.isEmpty() ? known.name : known.displayName;
    const QString name = device.info ? device.info->shownName() : remembered;
    m_name->setText(name);
    m_name->setToolTip(name);
    m_stop->setVisible(device.isConnected());
    m_lost->setVisible(!device.isConnected());
    QStringList state;
    state.append(device.isConnected() ? tr("Connected") : tr("Not connected"));
    state.append(Words::backendName(device.info ? device.info->backend : known.backend));
    if (device.isConnected()) {
        QList<SessionId> owners;
        for (const OutputState &output : device.outputs)
            owners.append(output.owner);
        if (const QString driven = Words::drivenBy(owners, m_facade.snapshot().sessions); !driven.isEmpty())
            state.append(driven);
    } else {
        const QString since = known.lastSeenMs == 0
                                  ? tr("Not connected.")
                                  : tr("Not connected. Last seen %1.")
                                        .arg(Words::moment(known.lastSeenMs, QDateTime::currentDateTime()));
        m_lost->setMessage(Banner::Kind::Info,
                           tr("%1 Turn it on; it comes back by itself, or scan for it.").arg(since));
    }
    m_state->setText(state.join(QStringLiteral("  ·  ")));
}

void DevicePanelWidget::retranslateUi()
{
    m_nothing->setContent(QStringLiteral("devices"), tr("No device chosen"), tr("Choose one from the list."));
    m_stop->setText(tr("Stop"));
    m_stop->setAccessibleName(tr("Stop this device"));
    m_stop->setToolTip(tr("Stop all outputs of this device (Esc)"));
    m_lost->setActions(tr("Reconnect"));
    m_tabs->setTabText(0, tr("Control"));
    m_tabs->setAccessibleName(tr("Device"));
    refresh();
}

void DevicePanelWidget::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

} // namespace thrum
