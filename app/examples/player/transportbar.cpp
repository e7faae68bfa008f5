// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/transportbar.h"

#include "app/examples/player/controlicon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>

namespace thrum {
namespace {

constexpr int stepMs = 5000;
constexpr int pageMs = 60'000;
/// Longer delays between picture and device do not occur.
constexpr int largestOffsetMs = 5000;
constexpr int offsetStepMs = 10;

} // namespace

QString timeText(milliseconds time)
{
    const qint64 seconds = std::max<qint64>(0, time.count() / 1000);
    const auto twoDigits = [](qint64 number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    const QString end = u':' + twoDigits(seconds % 60);
    const qint64 minutes = seconds / 60;
    if (minutes < 60)
        return QString::number(minutes) + end;
    return QString::number(minutes / 60) + u':' + twoDigits(minutes % 60) + end;
}

TransportBar::TransportBar(Playback &playback, QWidget *parent)
    : QWidget(parent)
    , m_playback(playback)
    , m_play(new QToolButton(this))
    , m_fullScreen(new QToolButton(this))
    , m_place(new QSlider(Qt::Horizontal, this))
    , m_time(new QLabel(this))
    , m_length(new QLabel(this))
    , m_offset(new QSpinBox(this))
{
    build();
    connectPlayer();
    refresh();
}

void TransportBar::build()
{
    m_play->setObjectName(QStringLiteral("play"));
    m_play->setAutoRaise(true);
    m_play->setIconSize(QSize(24, 24));
    m_fullScreen->setObjectName(QStringLiteral("fullScreen"));
    m_fullScreen->setText(tr("Full screen"));
    m_fullScreen->setAccessibleName(tr("Full screen"));
    m_fullScreen->setToolTip(tr("Full screen (F); Esc comes back"));
    m_fullScreen->setAutoRaise(true);
    m_place->setObjectName(QStringLiteral("place"));
    m_place->setAccessibleName(tr("Place in the film"));
    m_place->setSingleStep(stepMs);
    m_place->setPageStep(pageMs);
    m_time->setAccessibleName(tr("Time played"));
    m_length->setAccessibleName(tr("Length of the film"));
    m_offset->setObjectName(QStringLiteral("offset"));
    m_offset->setAccessibleName(tr("Device offset in milliseconds"));
    m_offset->setToolTip(tr("Milliseconds that devices move later than the picture; negative: earlier"));
    m_offset->setRange(-largestOffsetMs, largestOffsetMs);
    m_offset->setSingleStep(offsetStepMs);
    m_offset->setSuffix(tr(" ms"));
    m_offset->setKeyboardTracking(false);
    auto *offsetLabel = new QLabel(tr("Device o&ffset"), this);
    offsetLabel->setBuddy(m_offset);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    for (QWidget *widget : {static_cast<QWidget *>(m_play), static_cast<QWidget *>(m_time)})
        row->addWidget(widget);
    row->addWidget(m_place, 1);
    row->addWidget(m_length);
    row->addSpacing(12);
    for (QWidget *widget :
         {static_cast<QWidget *>(offsetLabel), static_cast<QWidget *>(m_offset), static_cast<QWidget *>(m_fullScreen)})
        row->addWidget(widget);
}

void TransportBar::connectPlayer()
{
    QMediaPlayer &player = m_playback.player();
    connect(m_play, &QToolButton::clicked, &m_playback, &Playback::toggle);
    connect(m_fullScreen, &QToolButton::clicked, this, &TransportBar::fullScreenRequested);
    // valueChanged() comes while dragging and from keys; the player's own steps are blocked.
    connect(m_place, &QSlider::valueChanged, this, [this](int value) { m_playback.seek(milliseconds(value)); });
    connect(m_offset, &QSpinBox::valueChanged, this,
            [this](int value) { m_playback.driver().setOffset(milliseconds(value)); });
    connect(&m_playback, &Playback::changed, this, &TransportBar::refresh);
    connect(&player, &QMediaPlayer::durationChanged, this, &TransportBar::refresh);
    connect(&player, &QMediaPlayer::positionChanged, this, &TransportBar::showPosition);
}

void TransportBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        refresh();
    QWidget::changeEvent(event);
}

void TransportBar::refresh()
{
    const bool isPlaying = m_playback.isPlaying();
    const QString text = isPlaying ? tr("Pause") : tr("Play");
    m_play->setIcon(controlIcon(*this, isPlaying ? QStyle::SP_MediaPause : QStyle::SP_MediaPlay));
    m_play->setToolTip(tr("%1 (Space)").arg(text));
    m_play->setAccessibleName(text);
    const qint64 length = m_playback.player().duration();
    const bool isPlayable = m_playback.hasFilm() && m_playback.filmProblem().isEmpty();
    m_play->setEnabled(isPlayable);
    m_place->setEnabled(isPlayable && length > 0);
    const QSignalBlocker blocker(m_place);
    m_place->setMaximum(int(std::min<qint64>(length, std::numeric_limits<int>::max())));
    m_length->setText(timeText(milliseconds(length)));
    showPosition(m_playback.player().position());
}

void TransportBar::showPosition(qint64 position)
{
    m_time->setText(timeText(milliseconds(position)));
    const QSignalBlocker blocker(m_place);
    if (!m_place->isSliderDown())
        m_place->setValue(int(std::min<qint64>(position, m_place->maximum())));
}

} // namespace thrum
