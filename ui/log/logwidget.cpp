// SPDX-License-Identifier: BSD-3-Clause
#include "ui/log/logwidget.h"

#include "core/engine/facade/enginefacade.h"
#include "ui/common/actionbutton.h"
#include "ui/common/card.h"
#include "ui/common/emptystate.h"
#include "ui/common/heading.h"
#include "ui/common/icons.h"
#include "ui/common/theme.h"
#include "ui/log/logfilter.h"
#include "ui/log/logmodel.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTreeView>

#include <algorithm>

namespace thrum {

namespace {

/// 4 Hz reads as live and leaves the event loop to the rest of the window.
constexpr int flushMs = 250;
constexpr std::array levels = {LogLine::Level::Debug, LogLine::Level::Info, LogLine::Level::Warning,
                               LogLine::Level::Error};

} // namespace

LogWidget::LogWidget(EngineFacade &facade, QWidget *parent)
    : QWidget(parent)
    , m_facade(facade)
    , m_model(new LogModel(this))
    , m_filter(new LogFilter(this))
    , m_title(new Heading(Heading::Level::Page, this))
{
    setObjectName(QStringLiteral("logPage"));
    m_filter->setSourceModel(m_model);
    makeControls();
    makeView();
    m_counts = new Heading(Heading::Level::Secondary, this);
    m_counts->setObjectName(QStringLiteral("logCounts"));
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addStretch(1);
    for (ActionButton *button : {m_pause, m_copy, m_clear})
        head->addWidget(button);
    auto *filters = new QHBoxLayout;
    filters->setSpacing(8);
    filters->addWidget(m_search, 1);
    filters->addWidget(m_level);
    auto *card = new Card(this);
    auto *cardLayout = new QVBoxLayout(card);
    cardLayout->setContentsMargins(6, 4, 6, 6);
    cardLayout->addWidget(m_stack);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(head);
    layout->addLayout(filters);
    layout->addWidget(card, 1);
    layout->addWidget(m_counts);
    connectAll();
    retranslateUi();
}

LogWidget::~LogWidget() = default;

void LogWidget::makeControls()
{
    m_pause = new ActionButton(ActionButton::Kind::Plain, QStringLiteral("pause"), this);
    m_pause->setObjectName(QStringLiteral("logPause"));
    m_pause->setCheckable(true);
    m_copy = new ActionButton(ActionButton::Kind::Plain, QStringLiteral("copy"), this);
    m_copy->setObjectName(QStringLiteral("logCopy"));
    m_clear = new ActionButton(ActionButton::Kind::Plain, QStringLiteral("clear"), this);
    m_clear->setObjectName(QStringLiteral("logClear"));
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("logSearch"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icons::themed(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_level = new QComboBox(this);
    m_level->setObjectName(QStringLiteral("logLevelCombo"));
    for (const LogLine::Level level : levels)
        m_level->addItem(QString(), int(level));
    m_level->setCurrentIndex(int(LogLine::Level::Info));
}

void LogWidget::makeView()
{
    m_stack = new QStackedWidget(this);
    m_view = new QTreeView(m_stack);
    m_view->setObjectName(QStringLiteral("logView"));
    m_view->setModel(m_filter);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRootIsDecorated(false);
    m_view->setItemsExpandable(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setPalette(theme::softSelection());
    m_view->header()->setSectionsMovable(false);
    m_view->header()->setStretchLastSection(true);
    auto *copyLines = new QAction(m_view);
    copyLines->setShortcut(QKeySequence::Copy);
    copyLines->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(copyLines);
    connect(copyLines, &QAction::triggered, this, &LogWidget::copy);
    m_empty = new EmptyState(m_stack);
    m_empty->setObjectName(QStringLiteral("logEmpty"));
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
}

void LogWidget::connectAll()
{
    m_flush.setSingleShot(true);
    m_flush.setInterval(flushMs);
    connect(&m_flush, &QTimer::timeout, this, &LogWidget::flush);
    connect(&m_facade, &EngineFacade::logLinesAdded, this, &LogWidget::takeIn);
    connect(m_pause, &QPushButton::toggled, this, &LogWidget::setPaused);
    connect(m_copy, &QPushButton::clicked, this, &LogWidget::copy);
    connect(m_clear, &QPushButton::clicked, this, &LogWidget::clear);
    connect(m_empty, &EmptyState::actionTriggered, this, &LogWidget::clearFilter);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setSearch(text);
        refreshCounts();
    });
    connect(m_level, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter->setLowestLevel(LogLine::Level(m_level->itemData(index).toInt()));
        refreshCounts();
    });
}

void LogWidget::takeIn(const QList<LogLine> &lines)
{
    countProblems(lines);
    m_waiting.append(lines);
    // Trimmed only now and then: cutting at each line would move the whole list each time.
    if (m_waiting.size() >= 2 * LogModel::capacity)
        m_waiting.remove(0, m_waiting.size() - LogModel::capacity);
    if (!m_flush.isActive())
        m_flush.start();
}

void LogWidget::flush()
{
    if (m_paused) {
        refreshCounts();
        return;
    }
    const QScrollBar *bar = m_view->verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    m_model->append(m_waiting);
    m_waiting.clear();
    if (atEnd)
        m_view->scrollToBottom();
    refreshCounts();
}

void LogWidget::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused)
        flush();
    retranslateUi();
}

void LogWidget::copy()
{
    QModelIndexList chosen = m_view->selectionModel()->selectedRows();
    std::sort(chosen.begin(), chosen.end());
    if (chosen.isEmpty()) {
        for (int row = 0; row < m_filter->rowCount(); ++row)
            chosen.append(m_filter->index(row, 0));
    }
    QStringList text;
    text.reserve(chosen.size());
    for (const QModelIndex &index : std::as_const(chosen))
        text.append(LogModel::plainText(m_model->line(m_filter->mapToSource(index).row())));
    QGuiApplication::clipboard()->setText(text.join(u'\n'));
}

void LogWidget::clear()
{
    m_waiting.clear();
    m_model->clear();
    refreshCounts();
}

void LogWidget::clearFilter()
{
    m_search->clear();
    m_level->setCurrentIndex(m_level->findData(int(LogLine::Level::Debug)));
}

void LogWidget::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void LogWidget::countProblems(const QList<LogLine> &lines)
{
    if (isVisible())
        return;
    const auto problems = std::count_if(lines.cbegin(), lines.cend(),
                                        [](const LogLine &line) { return line.level >= LogLine::Level::Warning; });
    if (problems == 0)
        return;
    m_unseen += int(problems);
    Q_EMIT unseenProblemsChanged(m_unseen);
}

void LogWidget::refreshCounts()
{
    const QLocale locale;
    const int shown = m_filter->rowCount();
    const int all = m_model->rowCount();
    m_stack->setCurrentWidget(shown > 0 ? static_cast<QWidget *>(m_view) : m_empty);
    if (all > 0)
        m_empty->setContent(QStringLiteral("search"), tr("No lines match"),
                            tr("The level or the search hides all lines."), tr("Clear filter"));
    else
        m_empty->setContent(QStringLiteral("log"), tr("Nothing has been logged yet"),
                            tr("What happens from now on is written here."));
    QString text = all == 1 ? tr("1 line") : tr("%Ln lines", nullptr, all);
    if (shown != all)
        text = tr("%1 of %2 lines").arg(locale.toString(shown), locale.toString(all));
    if (m_paused)
        text = tr("%1, paused, %2 waiting")
                   .arg(text, locale.toString(std::min<qsizetype>(m_waiting.size(), LogModel::capacity)));
    m_counts->setText(text);
    m_copy->setEnabled(shown > 0);
    m_clear->setEnabled(all > 0 || !m_waiting.isEmpty());
}

void LogWidget::refreshColumns()
{
    const QFontMetrics metrics = m_view->fontMetrics();
    constexpr int room = 24;
    m_view->setColumnWidth(LogModel::Time, metrics.horizontalAdvance(QStringLiteral("00:00:00.000")) + room);
    m_view->setColumnWidth(LogModel::Level,
                           metrics.horizontalAdvance(LogModel::levelText(LogLine::Level::Warning)) + room);
    // The message is what people came for.
    m_view->setColumnHidden(LogModel::Category, width() < metrics.horizontalAdvance(u'0') * 66);
    m_view->setColumnWidth(LogModel::Category, metrics.horizontalAdvance(QStringLiteral("thrum.devices.x")) + room);
}

void LogWidget::retranslateUi()
{
    m_title->setText(tr("Log"));
    m_pause->setLabel(m_paused ? tr("Resume") : tr("Pause"));
    m_pause->setIconName(m_paused ? QStringLiteral("go") : QStringLiteral("pause"));
    m_copy->setLabel(tr("Copy"));
    m_copy->setToolTip(tr("Copy the selected lines, or all that are shown"));
    m_clear->setLabel(tr("Clear"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search the log"));
    m_level->setAccessibleName(tr("Lowest level shown"));
    m_level->setItemText(0, tr("Everything"));
    m_level->setItemText(1, tr("Info and worse"));
    m_level->setItemText(2, tr("Warnings and errors"));
    m_level->setItemText(3, tr("Errors"));
    m_view->setAccessibleName(tr("Log"));
    refreshColumns();
    refreshCounts();
}

void LogWidget::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_unseen == 0)
        return;
    m_unseen = 0;
    Q_EMIT unseenProblemsChanged(0);
}

void LogWidget::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refreshColumns();
}

void LogWidget::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    switch (event->type()) {
    case QEvent::LanguageChange: retranslateUi(); break;
    case QEvent::FontChange: refreshColumns(); break;
    case QEvent::PaletteChange: m_view->setPalette(theme::softSelection()); break;
    default: break;
    }
}

} // namespace thrum
