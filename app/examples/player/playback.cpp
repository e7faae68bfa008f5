// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/playback.h"

#include <QAudioDevice>
#include <QAudioOutput>
#include <QFileInfo>
#include <QMediaDevices>
#include <QUrl>

namespace thrum {
namespace {

// positionChanged() comes every 100 ms only, and late after play and seek; asking is cheap.
constexpr milliseconds askPeriod{50};
constexpr milliseconds askPeriodAtBeginning{10};

} // namespace

Playback::Playback(Client &client, Clock &clock, Sound sound, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_driver(client, clock)
    , m_askAlarm(clock.makeAlarm([this] { askPlayer(); }))
{
    // Films stand still on an output that has no device behind it.
    if (sound == Sound::On && !QMediaDevices::defaultAudioOutput().isNull()) {
        m_sound = std::make_unique<QAudioOutput>();
        m_player.setAudioOutput(m_sound.get());
    }
    connect(&m_player, &QMediaPlayer::playbackStateChanged, this, &Playback::onStateChanged);
    connect(&m_player, &QMediaPlayer::mediaStatusChanged, this, &Playback::onStatusChanged);
    connect(&m_player, &QMediaPlayer::errorOccurred, this, &Playback::onError);
    connect(&m_player, &QMediaPlayer::positionChanged, this,
            [this](qint64 position) { m_driver.report(milliseconds(position)); });
    connect(&m_player, &QMediaPlayer::playbackRateChanged, this, [this](qreal rate) { m_driver.setRate(rate); });
}

Playback::~Playback() = default;

// --- What is played ---------------------------------------------------------------------------------------------------

void Playback::openFilm(const QString &path)
{
    m_driver.halt();
    m_filmProblem.clear();
    const QString script = Funscript::pathFor(path);
    if (QFileInfo::exists(script))
        openScript(script);
    else
        setScript({}, {}, {});
    m_player.setSource(QUrl::fromLocalFile(path));
    m_player.pause();
    Q_EMIT changed();
}

void Playback::openScript(const QString &path)
{
    const Result<Funscript> script = Funscript::load(path);
    if (script)
        setScript(*script, path, {});
    else
        setScript({}, {}, script.error().text());
}

void Playback::setScript(const Funscript &script, const QString &path, const QString &problem)
{
    m_scriptPath = path;
    m_scriptProblem = problem;
    m_driver.setScript(script);
    Q_EMIT changed();
}

// --- What it does -----------------------------------------------------------------------------------------------------

void Playback::play()
{
    m_player.play();
}

void Playback::pause()
{
    // Devices first: the player may take its time.
    m_driver.halt();
    m_player.pause();
}

void Playback::toggle()
{
    if (isPlaying())
        pause();
    else
        play();
}

void Playback::seek(milliseconds position)
{
    const milliseconds target = std::clamp(position, milliseconds(0),
                                           milliseconds(std::max<qint64>(0, m_player.duration())));
    m_driver.halt();
    m_player.setPosition(target.count());
    if (isPlaying())
        follow();
}

void Playback::stop()
{
    m_driver.stopNow();
    if (isPlaying())
        m_player.pause();
}

void Playback::close()
{
    stop();
    m_player.stop();
    m_player.setSource({});
}

// --- What the player tells --------------------------------------------------------------------------------------------

void Playback::follow()
{
    m_driver.play(milliseconds(m_player.position()));
    m_askAlarm->set(m_clock.now() + askPeriodAtBeginning);
}

void Playback::askPlayer()
{
    if (!m_driver.isActive())
        return;
    m_driver.report(milliseconds(m_player.position()));
    m_askAlarm->set(m_clock.now() + (m_driver.isWaiting() ? askPeriodAtBeginning : askPeriod));
}

void Playback::onStateChanged(QMediaPlayer::PlaybackState state)
{
    if (state == QMediaPlayer::PlayingState)
        follow();
    else
        m_driver.halt();
    Q_EMIT changed();
}

void Playback::onStatusChanged(QMediaPlayer::MediaStatus status)
{
    if (status == QMediaPlayer::StalledMedia || status == QMediaPlayer::EndOfMedia
        || status == QMediaPlayer::InvalidMedia || status == QMediaPlayer::NoMedia)
        m_driver.halt();
    else if (status == QMediaPlayer::BufferedMedia && isPlaying() && !m_driver.isActive())
        follow();
    Q_EMIT changed();
}

void Playback::onError(QMediaPlayer::Error error, const QString &text)
{
    if (error == QMediaPlayer::NoError)
        return;
    m_driver.halt();
    m_filmProblem = text;
    Q_EMIT changed();
}

} // namespace thrum
