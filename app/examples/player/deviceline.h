// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "app/examples/player/scriptdriver.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace thrum {

/// Which devices are there, and a button that finds more.
class DeviceLine final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceLine)
public:
    /// Both must outlive it.
    DeviceLine(Client &client, ScriptDriver &driver, QWidget *parent = nullptr);

Q_SIGNALS:
    void stopRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void setScanning(bool wanted);
    void refresh();
    [[nodiscard]] QString sentence() const;

    Client &m_client;
    ScriptDriver &m_driver;
    QLabel *m_text;
    QPushButton *m_find;
    QPushButton *m_stop;
    /// Why the last search did not start.
    QString m_problem;
};

} // namespace thrum
