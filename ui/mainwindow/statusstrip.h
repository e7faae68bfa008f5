// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/snapshot.h"

#include <QWidget>

class QLabel;

namespace thrum {

class ActionButton;
class EngineFacade;
class Heading;

/// The strip above every page: what the server does, where, who is there, and the stop that is never disabled.
/// GUI thread, owned by the window; the facade outlives it.
class StatusStrip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StatusStrip)
public:
    explicit StatusStrip(EngineFacade &facade, QWidget *parent = nullptr);
    ~StatusStrip() override;

    void copyAddress();
    void toggleServer();

Q_SIGNALS:
    void appsRequested();
    void devicesRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeParts();
    void refresh();
    void drawSign();
    void retranslateUi();
    [[nodiscard]] static QString stateText(ServerStatus::State state);
    [[nodiscard]] static QString detailText(const ServerStatus &server);

    EngineFacade &m_facade;
    QLabel *m_sign;
    Heading *m_state;
    QLabel *m_address;
    Heading *m_detail;
    ActionButton *m_copy;
    ActionButton *m_apps;
    ActionButton *m_devices;
    ActionButton *m_toggle;
    ActionButton *m_stopAll;
};

} // namespace thrum
