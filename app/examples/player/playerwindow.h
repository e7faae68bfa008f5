// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/examples/player/playback.h"

#include <QWidget>

class QLabel;
class QStackedLayout;
class QVideoWidget;

namespace thrum {

class DeviceLine;
class TransportBar;

/// The window: the film, below it what moves it and which devices follow. One sentence says what is missing.
class PlayerWindow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PlayerWindow)
public:
    /// Both must outlive it.
    PlayerWindow(Client &client, Playback &playback, QWidget *parent = nullptr);
    ~PlayerWindow() override;

    /// A film, or the script for the one that is open.
    void open(const QString &path);

Q_SIGNALS:
    /// The user closed it.
    void closed();

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build(Client &client);
    void chooseFile();
    void setFullScreen(bool wanted);
    void refresh();
    [[nodiscard]] QString insteadOfFilm() const;
    [[nodiscard]] QString scriptSentence() const;

    Playback &m_playback;
    QStackedLayout *m_stack = nullptr;
    QVideoWidget *m_video = nullptr;
    QLabel *m_message = nullptr;
    QLabel *m_script = nullptr;
    QWidget *m_controls = nullptr;
};

} // namespace thrum
