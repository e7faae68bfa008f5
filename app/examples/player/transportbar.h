// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/examples/player/playback.h"

#include <QWidget>

class QLabel;
class QSlider;
class QSpinBox;
class QToolButton;

namespace thrum {

/// "1:02:03", "2:03".
[[nodiscard]] QString timeText(milliseconds time);

/// Everything that moves the film: play and pause, a slider for the place in it, times, the devices' offset.
class TransportBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TransportBar)
public:
    /// The playback must outlive it.
    explicit TransportBar(Playback &playback, QWidget *parent = nullptr);

Q_SIGNALS:
    void fullScreenRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void connectPlayer();
    void refresh();
    void showPosition(qint64 position);

    Playback &m_playback;
    QToolButton *m_play;
    QToolButton *m_fullScreen;
    QSlider *m_place;
    QLabel *m_time;
    QLabel *m_length;
    QSpinBox *m_offset;
};

} // namespace thrum
