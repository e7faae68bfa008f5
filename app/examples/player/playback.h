// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/examples/player/scriptdriver.h"

#include <QMediaPlayer>

class QAudioOutput;

namespace thrum {

/// A film and its script, played together: whatever the film does, devices follow, and rest when it rests.
///
/// Thread: the GUI thread, which is the client's. Client and clock must outlive it.
class Playback final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Playback)
public:
    enum class Sound { Off, On };

    Playback(Client &client, Clock &clock, Sound sound, QObject *parent = nullptr);
    ~Playback() override;

    /// Shows the first picture, and reads the script beside the film if there is one.
    void openFilm(const QString &path);
    void openScript(const QString &path);
    void play();
    void pause();
    void toggle();
    void seek(milliseconds position);
    /// Stops devices at once, and the film with them.
    void stop();
    /// Closes the film as well.
    void close();

    [[nodiscard]] QMediaPlayer &player() { return m_player; }
    [[nodiscard]] ScriptDriver &driver() { return m_driver; }
    [[nodiscard]] bool isPlaying() const { return m_player.playbackState() == QMediaPlayer::PlayingState; }
    [[nodiscard]] bool hasFilm() const { return !m_player.source().isEmpty(); }
    /// Empty when there is none.
    [[nodiscard]] const QString &scriptPath() const { return m_scriptPath; }
    /// What is wrong with the film or its script, in one sentence; empty when nothing is.
    [[nodiscard]] const QString &filmProblem() const { return m_filmProblem; }
    [[nodiscard]] const QString &scriptProblem() const { return m_scriptProblem; }

Q_SIGNALS:
    /// Film, script or problems, or whether it plays.
    void changed();

private:
    void onStateChanged(QMediaPlayer::PlaybackState state);
    void onStatusChanged(QMediaPlayer::MediaStatus status);
    void onError(QMediaPlayer::Error error, const QString &text);
    void follow();
    void askPlayer();
    void setScript(const Funscript &script, const QString &path, const QString &problem);

    Clock &m_clock;
    ScriptDriver m_driver;
    QMediaPlayer m_player;
    std::unique_ptr<QAudioOutput> m_sound;
    std::unique_ptr<Alarm> m_askAlarm;
    QString m_scriptPath;
    QString m_filmProblem;
    QString m_scriptProblem;
};

} // namespace thrum
