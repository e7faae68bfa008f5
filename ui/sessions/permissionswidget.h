// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QWidget>

namespace thrum {

class DataTable;
class DecisionTableModel;
class EngineFacade;
class Heading;

/// What the user has decided for good about who may connect, each with a button that takes it back; hidden while there
/// is nothing. GUI thread, owned by its parent widget; the facade outlives it.
class PermissionsWidget final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PermissionsWidget)
public:
    explicit PermissionsWidget(EngineFacade &facade, QWidget *parent = nullptr);
    ~PermissionsWidget() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void addButtons(int first, int last);
    void nameButtons();
    void refreshColumns();
    void retranslateUi();

    EngineFacade &m_facade;
    DecisionTableModel *m_model;
    Heading *m_title;
    DataTable *m_table;
};

} // namespace thrum
