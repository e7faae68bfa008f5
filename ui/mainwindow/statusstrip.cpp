// SPDX-License-Identifier: BSD-3-Clause
#include "ui/mainwindow/statusstrip.h"

#include "core/engine/facade/enginefacade.h"
#include "ui/common/actionbutton.h"
#include "ui/common/heading.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/common/words.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <algorithm>

namespace thrum {

namespace {

using State = ServerStatus::State;

constexpr int stopAllHeight = 48;

bool isOn(State state)
{
    return state == State::Running || state == State::Starting;
}

} // namespace

StatusStrip::StatusStrip(EngineFacade &facade, QWidget *parent)
    : QWidget(parent)
    , m_facade(facade)
{
    setObjectName(QStringLiteral("statusStrip"));
    makeParts();
    auto *first = new QHBoxLayout;
    first->setSpacing(4);
    first->addWidget(m_state);
    first->addSpacing(8);
    first->addWidget(m_apps);
    first->addWidget(m_devices);
    first->addStretch(1);
    auto *second = new QHBoxLayout;
    second->setSpacing(4);
    // The strip is as high without an address as with one.
    QSizePolicy keeping = m_copy->sizePolicy();
    keeping.setRetainSizeWhenHidden(true);
    m_copy->setSizePolicy(keeping);
    second->addWidget(m_address);
    second->addWidget(m_detail, 1);
    second->addWidget(m_copy);
    second->addStretch(1);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch(1);
    words->addLayout(first);
    words->addLayout(second);
    words->addStretch(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 12, 8);
    layout->setSpacing(10);
    layout->addWidget(m_sign);
    layout->addLayout(words, 1);
    layout->addWidget(m_toggle, 0, Qt::AlignVCenter);
    layout->addWidget(m_stopAll, 0, Qt::AlignVCenter);
    connect(&m_facade, &EngineFacade::snapshotChanged, this, &StatusStrip::refresh);
    connect(m_copy, &QPushButton::clicked, this, &StatusStrip::copyAddress);
    connect(m_apps, &QPushButton::clicked, this, &StatusStrip::appsRequested);
    connect(m_devices, &QPushButton::clicked, this, &StatusStrip::devicesRequested);
    connect(m_toggle, &QPushButton::clicked, this, &StatusStrip::toggleServer);
    connect(m_stopAll, &QPushButton::clicked, this, [this] { m_facade.send(engine::StopAll{}); });
    retranslateUi();
}

StatusStrip::~StatusStrip() = default;

void StatusStrip::makeParts()
{
    const auto button = [this](ActionButton::Kind kind, const QString &icon, const QString &name) {
        auto *made = new ActionButton(kind, icon, this);
        made->setObjectName(name);
        return made;
    };
    m_sign = new QLabel(this);
    m_state = new Heading(Heading::Level::Strong, this);
    m_state->setObjectName(QStringLiteral("serverStateLabel"));
    m_apps = button(ActionButton::Kind::Plain, {}, QStringLiteral("clientCountLabel"));
    m_devices = button(ActionButton::Kind::Plain, {}, QStringLiteral("deviceCountLabel"));
    for (ActionButton *link : {m_apps, m_devices})
        link->setFlat(true);
    m_detail = new Heading(Heading::Level::Secondary, this);
    m_detail->setObjectName(QStringLiteral("serverDetailLabel"));
    m_detail->setElided(true);
    m_address = new QLabel(this);
    m_address->setObjectName(QStringLiteral("addressLabel"));
    m_address->setTextFormat(Qt::PlainText);
    m_address->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_address->setCursor(Qt::IBeamCursor);
    m_copy = button(ActionButton::Kind::Plain, QStringLiteral("copy"), QStringLiteral("copyAddressButton"));
    m_toggle = button(ActionButton::Kind::Plain, QStringLiteral("power"), QStringLiteral("serverToggleButton"));
    m_toggle->setMinimumHeight(stopAllHeight);
    m_stopAll = button(ActionButton::Kind::Danger, QStringLiteral("stop"), QStringLiteral("stopAllButton"));
    m_stopAll->setMinimumHeight(stopAllHeight);
}

void StatusStrip::copyAddress()
{
    const QStringList &addresses = m_facade.snapshot().server.addresses;
    if (!addresses.isEmpty())
        QGuiApplication::clipboard()->setText(addresses.first());
}

void StatusStrip::toggleServer()
{
    const State state = m_facade.snapshot().server.state;
    if (state == State::Stopping)
        return;
    if (isOn(state))
        m_facade.send(engine::StopServer{});
    else
        m_facade.send(engine::StartServer{});
}

QString StatusStrip::detailText(const ServerStatus &server)
{
    switch (server.state) {
    case State::Stopped: return tr("Apps cannot connect");
    case State::Starting: return tr("Apps can connect in a moment");
    case State::Stopping: return tr("Devices are being brought to rest");
    // Port numbers are names, not quantities: no group separators.
    case State::Failed:
        return server.freePort == 0 ? server.failure : tr("Port %1 is taken").arg(QString::number(server.port));
    case State::Running: break;
    }
    return {};
}

QString StatusStrip::stateText(State state)
{
    switch (state) {
    case State::Stopped: return tr("Stopped");
    case State::Starting: return tr("Starting…");
    case State::Running: return tr("Running");
    case State::Stopping: return tr("Stopping…");
    case State::Failed: return tr("Failed");
    }
    Q_UNREACHABLE();
}

void StatusStrip::refresh()
{
    const Snapshot &snapshot = m_facade.snapshot();
    const ServerStatus &server = snapshot.server;
    const QString address = server.addresses.isEmpty() ? QString() : server.addresses.first();
    const auto connected = std::count_if(snapshot.devices.cbegin(), snapshot.devices.cend(),
                                         [](const DeviceSnapshot &device) { return device.isConnected(); });
    if (const QString state = stateText(server.state); m_state->text() != state)
        m_state->setText(state);
    m_state->setProblem(server.state == State::Failed);
    m_state->setToolTip(server.failure);
    if (m_address->text() != address) // setting it anew would drop a selection
        m_address->setText(address);
    m_address->setToolTip(server.addresses.join(u'\n'));
    m_address->setVisible(!address.isEmpty());
    m_copy->setVisible(!address.isEmpty());
    m_detail->setText(detailText(server));
    m_detail->setVisible(address.isEmpty());
    m_apps->setLabel(Words::appCount(int(snapshot.sessions.size())));
    m_devices->setLabel(Words::deviceCount(int(connected)));
    m_toggle->setLabel(isOn(server.state) ? tr("Stop server") : tr("Start server"));
    m_toggle->setEnabled(server.state != State::Stopping);
    drawSign();
}

void StatusStrip::drawSign()
{
    const ThemeColors colors = theme::colors(palette());
    QString icon = QStringLiteral("tray-idle");
    QColor color = colors.secondaryText;
    switch (m_facade.snapshot().server.state) {
    case State::Running: color = colors.successText; break;
    case State::Failed:
        icon = QStringLiteral("tray-problem");
        color = colors.dangerText;
        break;
    case State::Stopped:
    case State::Starting:
    case State::Stopping: icon = QStringLiteral("tray-stopped"); break;
    }
    m_sign->setPixmap(icons::pixmap(icon, color, fontMetrics().height() + 8, devicePixelRatioF()));
}

void StatusStrip::retranslateUi()
{
    m_address->setAccessibleName(tr("Server address"));
    m_copy->setIconOnly(tr("Copy server address"));
    m_apps->setToolTip(tr("Show the connected apps"));
    m_devices->setToolTip(tr("Show the devices"));
    m_stopAll->setLabel(tr("Stop all"));
    m_stopAll->setAccessibleName(tr("Stop all devices"));
    m_stopAll->setToolTip(tr("Stop all devices (Ctrl+.)"));
    refresh();
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme::colors(palette()).hairline);
}

void StatusStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange: retranslateUi(); break;
    case QEvent::PaletteChange:
    case QEvent::FontChange: drawSign(); break;
    default: break;
    }
}

} // namespace thrum
