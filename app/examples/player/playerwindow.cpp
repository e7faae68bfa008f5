// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/playerwindow.h"

#include "app/examples/player/deviceline.h"
#include "app/examples/player/transportbar.h"

#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <QVideoWidget>

namespace thrum {
namespace {

constexpr milliseconds keyStep{5000};
constexpr QSize firstSize{880, 600};
constexpr QSize buttonSize{124, 30};

bool isScript(const QString &path)
{
    return path.endsWith(u".funscript", Qt::CaseInsensitive);
}

} // namespace

PlayerWindow::PlayerWindow(Client &client, Playback &playback, QWidget *parent)
    : QWidget(parent)
    , m_playback(playback)
{
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    build(client);
    playback.player().setVideoOutput(m_video);
    connect(&playback, &Playback::changed, this, &PlayerWindow::refresh);
    resize(firstSize);
    refresh();
    setFocus();
}

PlayerWindow::~PlayerWindow()
{
    m_playback.player().setVideoOutput(nullptr);
}

void PlayerWindow::build(Client &client)
{
    auto *stage = new QWidget(this);
    // Dark in every scheme, as around the film.
    QPalette dark = palette();
    dark.setColor(QPalette::Window, Qt::black);
    dark.setColor(QPalette::WindowText, QColor(0xdd, 0xdd, 0xdd));
    stage->setPalette(dark);
    stage->setAutoFillBackground(true);
    m_stack = new QStackedLayout(stage);
    m_message = new QLabel(stage);
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    QFont large = m_message->font();
    large.setPointSizeF(large.pointSizeF() * 1.4);
    m_message->setFont(large);
    m_video = new QVideoWidget(stage);
    m_video->setAccessibleName(tr("Film"));
    m_stack->addWidget(m_message);
    m_stack->addWidget(m_video);

    m_controls = new QWidget(this);
    auto *transport = new TransportBar(m_playback, m_controls);
    m_script = new QLabel(m_controls);
    m_script->setObjectName(QStringLiteral("script"));
    m_script->setAccessibleName(tr("Script"));
    m_script->setTextFormat(Qt::PlainText);
    m_script->setWordWrap(true);
    auto *openButton = new QPushButton(tr("&Open…"), m_controls);
    openButton->setObjectName(QStringLiteral("open"));
    openButton->setAccessibleName(tr("Open a film or a script"));
    auto *scriptRow = new QHBoxLayout;
    scriptRow->addWidget(m_script, 1);
    scriptRow->addWidget(openButton);
    auto *devices = new DeviceLine(client, m_playback.driver(), m_controls);
    for (QPushButton *button : m_controls->findChildren<QPushButton *>())
        button->setMinimumSize(buttonSize);
    // Clicks leave the focus, and with it the keys, to the window.
    for (QAbstractButton *button : m_controls->findChildren<QAbstractButton *>())
        button->setFocusPolicy(Qt::TabFocus);
    auto *rows = new QVBoxLayout(m_controls);
    rows->setSpacing(8);
    rows->addWidget(transport);
    rows->addLayout(scriptRow);
    rows->addWidget(devices);

    auto *all = new QVBoxLayout(this);
    all->setContentsMargins({});
    all->setSpacing(0);
    all->addWidget(stage, 1);
    all->addWidget(m_controls);

    connect(openButton, &QPushButton::clicked, this, &PlayerWindow::chooseFile);
    connect(devices, &DeviceLine::stopRequested, &m_playback, &Playback::stop);
    connect(transport, &TransportBar::fullScreenRequested, this, [this] { setFullScreen(!isFullScreen()); });
}

// --- Opening ----------------------------------------------------------------------------------------------------------

void PlayerWindow::open(const QString &path)
{
    if (isScript(path))
        m_playback.openScript(path);
    else
        m_playback.openFilm(path);
}

void PlayerWindow::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a film or a script"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Films and scripts (*.mp4 *.mkv *.webm *.avi *.mov *.m4v *.wmv *.funscript)"),
                            tr("Scripts (*.funscript)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &PlayerWindow::open);
    dialog->open();
}

void PlayerWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (!urls.isEmpty() && urls.constFirst().isLocalFile())
        event->acceptProposedAction();
}

void PlayerWindow::dropEvent(QDropEvent *event)
{
    // A film first, since it forgets the script of the one before.
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    std::ranges::stable_partition(paths, [](const QString &path) { return !isScript(path); });
    for (const QString &path : std::as_const(paths))
        open(path);
    event->acceptProposedAction();
}

// --- Keys and window --------------------------------------------------------------------------------------------------

void PlayerWindow::keyPressEvent(QKeyEvent *event)
{
    const milliseconds position(m_playback.player().position());
    switch (event->key()) {
    case Qt::Key_Space: m_playback.toggle(); break;
    case Qt::Key_Left: m_playback.seek(position - keyStep); break;
    case Qt::Key_Right: m_playback.seek(position + keyStep); break;
    case Qt::Key_F: setFullScreen(!isFullScreen()); break;
    case Qt::Key_Escape: setFullScreen(false); break;
    default: QWidget::keyPressEvent(event);
    }
}

void PlayerWindow::mouseDoubleClickEvent(QMouseEvent *)
{
    setFullScreen(!isFullScreen());
}

void PlayerWindow::setFullScreen(bool wanted)
{
    m_controls->setVisible(!wanted);
    setWindowState(windowState().setFlag(Qt::WindowFullScreen, wanted));
    // Hidden controls have lost the focus, and keys would go nowhere.
    if (wanted)
        setFocus();
}

void PlayerWindow::closeEvent(QCloseEvent *event)
{
    // Devices are stopped first; whoever listens hides the window then.
    event->ignore();
    Q_EMIT closed();
}

// --- What it says -----------------------------------------------------------------------------------------------------

void PlayerWindow::refresh()
{
    const QString instead = insteadOfFilm();
    m_message->setText(instead);
    m_stack->setCurrentWidget(instead.isEmpty() ? static_cast<QWidget *>(m_video) : m_message);
    m_script->setText(scriptSentence());
    const QString film = m_playback.player().source().fileName();
    setWindowTitle(film.isEmpty() ? tr("Thrum Player") : tr("%1 – Thrum Player").arg(film));
}

QString PlayerWindow::insteadOfFilm() const
{
    if (!m_playback.hasFilm())
        return tr("Open a film, or drop one here.");
    if (!m_playback.filmProblem().isEmpty())
        return tr("This film cannot be played: %1").arg(m_playback.filmProblem());
    return {};
}

QString PlayerWindow::scriptSentence() const
{
    if (!m_playback.scriptProblem().isEmpty())
        return tr("This script cannot be used: %1").arg(m_playback.scriptProblem());
    if (!m_playback.scriptPath().isEmpty())
        return tr("Script: %1").arg(QFileInfo(m_playback.scriptPath()).fileName());
    if (!m_playback.hasFilm())
        return tr("A script of the same name beside the film is opened with it.");
    const QString wanted = QFileInfo(Funscript::pathFor(m_playback.player().source().toLocalFile())).fileName();
    return tr("There is no script %1 beside the film; open one to make devices follow.").arg(wanted);
}

} // namespace thrum
