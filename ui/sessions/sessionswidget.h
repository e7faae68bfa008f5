// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/ids.h"

#include <QWidget>

class QStackedWidget;

namespace thrum {

class ActionButton;
class Card;
class DataTable;
class EmptyState;
class EngineFacade;
class Heading;
class ListenerTableModel;
class SessionDelegate;
class SessionTableModel;
class ToggleSwitch;

/// The page Apps: who is there, how apps come in, and who may for good. GUI thread, owned by its parent widget; the facade outlives it.
class SessionsWidget final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SessionsWidget)
public:
    explicit SessionsWidget(EngineFacade &facade, QWidget *parent = nullptr);
    ~SessionsWidget() override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeListeners();
    void makeSessions();
    void refresh();
    void refreshEmptyState();
    void refreshColumns();
    void addButtons(int first, int last);
    void nameButtons();
    void toggleServer();
    void retranslateUi();

    EngineFacade &m_facade;
    ListenerTableModel *m_listeners;
    SessionTableModel *m_sessions;
    SessionDelegate *m_delegate;
    Heading *m_title;
    Heading *m_listenerTitle;
    Card *m_listenerCard;
    DataTable *m_listenerTable;
    ToggleSwitch *m_switch;
    Card *m_sessionCard;
    QStackedWidget *m_stack;
    DataTable *m_sessionTable;
    EmptyState *m_empty;
};

} // namespace thrum
