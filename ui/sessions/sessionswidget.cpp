// SPDX-License-Identifier: BSD-3-Clause
#include "ui/sessions/sessionswidget.h"

#include "core/engine/facade/enginefacade.h"
#include "ui/common/actionbutton.h"
#include "ui/common/card.h"
#include "ui/common/datatable.h"
#include "ui/common/emptystate.h"
#include "ui/common/heading.h"
#include "ui/common/toggleswitch.h"
#include "ui/common/words.h"
#include "ui/sessions/listenertablemodel.h"
#include "ui/sessions/permissionswidget.h"
#include "ui/sessions/sessiondelegate.h"
#include "ui/sessions/sessiontablemodel.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace thrum {

namespace {

using State = ServerStatus::State;

bool isOn(State state)
{
    return state == State::Running || state == State::Starting;
}

void fill(Card *card, QWidget *content)
{
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->addWidget(content);
}

} // namespace

SessionsWidget::SessionsWidget(EngineFacade &facade, QWidget *parent)
    : QWidget(parent)
    , m_facade(facade)
    , m_listeners(new ListenerTableModel(this))
    , m_sessions(new SessionTableModel(this))
    , m_title(new Heading(Heading::Level::Page, this))
{
    setObjectName(QStringLiteral("appsPage"));
    makeSessions();
    makeListeners();
    // What does not fit into a low window is scrolled to.
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_title);
    layout->addWidget(m_sessionCard, 1);
    layout->addWidget(m_listenerTitle);
    layout->addWidget(m_listenerCard);
    layout->addWidget(new PermissionsWidget(m_facade, content));
    auto *scroller = new QScrollArea(this);
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setFocusPolicy(Qt::NoFocus);
    scroller->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroller->setWidgetResizable(true);
    scroller->setWidget(content);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scroller);
    connect(&m_facade, &EngineFacade::snapshotChanged, this, &SessionsWidget::refresh);
    retranslateUi();
}

SessionsWidget::~SessionsWidget() = default;

void SessionsWidget::makeSessions()
{
    m_sessionCard = new Card(this);
    m_stack = new QStackedWidget(m_sessionCard);
    m_sessionTable = new DataTable(m_stack);
    m_sessionTable->setObjectName(QStringLiteral("sessionTable"));
    m_sessionTable->setModel(m_sessions);
    m_delegate = new SessionDelegate(m_sessionTable);
    m_sessionTable->setItemDelegateForColumn(SessionTableModel::Name, m_delegate);
    m_empty = new EmptyState(m_stack);
    m_empty->setObjectName(QStringLiteral("sessionsEmpty"));
    m_stack->addWidget(m_sessionTable);
    m_stack->addWidget(m_empty);
    fill(m_sessionCard, m_stack);
    connect(m_sessions, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { addButtons(first, last); });
    connect(m_sessions, &QAbstractItemModel::dataChanged, this, &SessionsWidget::nameButtons);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        const ServerStatus &server = m_facade.snapshot().server;
        if (server.state == State::Running && !server.addresses.isEmpty())
            QGuiApplication::clipboard()->setText(server.addresses.first());
        else
            m_facade.send(engine::StartServer{});
    });
}

void SessionsWidget::makeListeners()
{
    m_listenerTitle = new Heading(Heading::Level::Section, this);
    m_listenerCard = new Card(this);
    m_listenerTable = new DataTable(m_listenerCard);
    m_listenerTable->setObjectName(QStringLiteral("listenerTable"));
    m_listenerTable->setModel(m_listeners);
    fill(m_listenerCard, m_listenerTable);
    m_listeners->update(m_facade.snapshot().server, m_facade.snapshot().outgoing);
    m_switch = new ToggleSwitch(m_listenerTable);
    m_switch->setObjectName(QStringLiteral("listenerSwitch"));
    // In a holder, since a table hands the focus it gets on to a widget that stands in its cell and would take it.
    auto *holder = new QWidget(m_listenerTable);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_switch, 0, Qt::AlignCenter);
    m_listenerTable->setIndexWidget(m_listeners->index(0, ListenerTableModel::Switch), holder);
    setTabOrder(m_listenerTable, m_switch);
    connect(m_switch, &QAbstractButton::clicked, this, &SessionsWidget::toggleServer);
}

void SessionsWidget::toggleServer()
{
    if (isOn(m_facade.snapshot().server.state))
        m_facade.send(engine::StopServer{});
    else
        m_facade.send(engine::StartServer{});
}

void SessionsWidget::refresh()
{
    const Snapshot &snapshot = m_facade.snapshot();
    m_listeners->update(snapshot.server, snapshot.outgoing);
    m_sessions->update(snapshot);
    m_switch->setChecked(isOn(snapshot.server.state));
    m_switch->setEnabled(snapshot.server.state != State::Stopping);
    refreshEmptyState();
    refreshColumns();
}

void SessionsWidget::refreshEmptyState()
{
    const ServerStatus &server = m_facade.snapshot().server;
    if (server.state == State::Running && !server.addresses.isEmpty())
        m_empty->setContent(QStringLiteral("apps"), tr("No app has connected"),
                            tr("Enter %1 in the app, or leave its own setting if it says the same, and connect there.")
                                .arg(server.addresses.first()),
                            tr("Copy address"));
    else if (isOn(server.state) || server.state == State::Stopping)
        m_empty->setContent(QStringLiteral("apps"), tr("No app has connected"),
                            tr("Apps can connect as soon as the server runs."));
    else
        m_empty->setContent(QStringLiteral("power"),
                            server.state == State::Failed ? tr("The server could not start")
                                                          : tr("The server is stopped"),
                            tr("Apps cannot connect until it runs."),
                            server.state == State::Failed ? tr("Try again") : tr("Start server"));
    const bool any = m_sessions->rowCount() > 0;
    m_stack->setCurrentWidget(any ? static_cast<QWidget *>(m_sessionTable) : m_empty);
}

void SessionsWidget::addButtons(int first, int last)
{
    m_sessionTable->addButtons(SessionTableModel::Disconnect, first, last, [this](ActionButton &button, int row) {
        button.setObjectName(QStringLiteral("disconnectButton"));
        const SessionId session = m_sessions->row(row).key;
        connect(&button, &QPushButton::clicked, this, [this, session] { m_facade.send(engine::EndSession{session}); });
    });
    nameButtons();
}

void SessionsWidget::nameButtons()
{
    for (int row = 0; row < m_sessions->rowCount(); ++row) {
        ActionButton *button = m_sessionTable->buttonAt(row, SessionTableModel::Disconnect);
        if (!button)
            continue;
        button->setText(tr("Disconnect"));
        button->setAccessibleName(tr("Disconnect %1").arg(m_sessions->row(row).name));
    }
}

void SessionsWidget::refreshColumns()
{
    const QFontMetrics metrics = m_sessionTable->fontMetrics();
    const int digit = metrics.horizontalAdvance(u'0');
    const auto setWidth = [](DataTable *table, int column, int width) {
        table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
        table->setColumnWidth(column, width);
    };
    const bool wide = width() > digit * 82;
    const bool showsError = width() > digit * 64;
    for (const int column :
         {SessionTableModel::Peer, SessionTableModel::Version, SessionTableModel::Since, SessionTableModel::Rate})
        m_sessionTable->setColumnHidden(column, !wide);
    m_sessionTable->setColumnHidden(SessionTableModel::LastError, !showsError);
    m_delegate->setSummaryShown(!wide);
    setWidth(m_sessionTable, SessionTableModel::Peer, digit * 17);
    setWidth(m_sessionTable, SessionTableModel::Version, digit * 6);
    setWidth(m_sessionTable, SessionTableModel::Since, digit * 12);
    setWidth(m_sessionTable, SessionTableModel::Rate, digit * 7);
    setWidth(m_sessionTable, SessionTableModel::Disconnect, metrics.horizontalAdvance(tr("Disconnect")) + 44);
    for (const int column : {SessionTableModel::Name, SessionTableModel::Drives, SessionTableModel::LastError})
        m_sessionTable->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    if (!wide) // the summary under the name needs the room
        setWidth(m_sessionTable, SessionTableModel::Drives, digit * 15);

    setWidth(m_listenerTable, ListenerTableModel::Switch, m_switch->sizeHint().width() + 8);
    setWidth(m_listenerTable, ListenerTableModel::Kind, digit * 12);
    const Snapshot &snapshot = m_facade.snapshot();
    const bool failed = snapshot.server.state == State::Failed
                        || std::ranges::any_of(snapshot.outgoing,
                                               [](const OutgoingStatus &one) { return !one.failure.isEmpty(); });
    setWidth(m_listenerTable, ListenerTableModel::State, digit * (snapshot.outgoing.isEmpty() ? 12 : 16));
    m_listenerTable->setColumnHidden(ListenerTableModel::Failure, !failed);
    // Addresses say more than the kind, which the state gives away.
    m_listenerTable->setColumnHidden(ListenerTableModel::Kind, !showsError && !snapshot.outgoing.isEmpty());
    for (const int column : {ListenerTableModel::Address, ListenerTableModel::Failure})
        m_listenerTable->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    m_listenerTable->setFixedHeight(m_listenerTable->contentHeight());
    // Where all else would squeeze the apps away, the page scrolls.
    const bool crowded = !snapshot.outgoing.isEmpty() || !snapshot.decisions.isEmpty();
    const int rows = crowded ? std::clamp(m_sessions->rowCount(), 1, 2) : 0;
    const int rowHeight = m_sessionTable->verticalHeader()->defaultSectionSize();
    m_sessionCard->setMinimumHeight(
        rows == 0 ? 0 : m_sessionTable->horizontalHeader()->sizeHint().height() + rows * rowHeight + 14);
}

void SessionsWidget::retranslateUi()
{
    m_title->setText(tr("Apps"));
    m_listenerTitle->setText(tr("Ways in"));
    m_sessionTable->setAccessibleName(tr("Connected apps"));
    m_listenerTable->setAccessibleName(tr("Ways for apps to connect"));
    m_switch->setAccessibleName(tr("WebSocket server"));
    m_switch->setToolTip(tr("Start or stop the WebSocket server"));
    nameButtons();
    refresh();
}

void SessionsWidget::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refreshColumns();
}

void SessionsWidget::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    if (event->type() == QEvent::FontChange)
        refreshColumns();
}

} // namespace thrum
