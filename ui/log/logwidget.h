// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/logline.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace thrum {

class ActionButton;
class EmptyState;
class EngineFacade;
class Heading;
class LogFilter;
class LogModel;

/// The page Log. Lines are gathered and shown a few times a second, so that a flood of them never blocks the window;
/// neither what is shown nor what waits ever exceeds LogModel::capacity. GUI thread; the facade outlives it.
class LogWidget final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogWidget)
public:
    explicit LogWidget(EngineFacade &facade, QWidget *parent = nullptr);
    ~LogWidget() override;

    void focusSearch();
    /// Warnings and errors since the page was last looked at.
    [[nodiscard]] int unseenProblems() const { return m_unseen; }

Q_SIGNALS:
    void unseenProblemsChanged(int count);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeControls();
    void makeView();
    void connectAll();
    void takeIn(const QList<LogLine> &lines);
    void flush();
    void copy();
    void clear();
    void clearFilter();
    void setPaused(bool paused);
    void countProblems(const QList<LogLine> &lines);
    void refreshCounts();
    void refreshColumns();
    void retranslateUi();

    EngineFacade &m_facade;
    LogModel *m_model;
    LogFilter *m_filter;
    Heading *m_title;
    QComboBox *m_level;
    QLineEdit *m_search;
    ActionButton *m_pause;
    ActionButton *m_copy;
    ActionButton *m_clear;
    QStackedWidget *m_stack;
    QTreeView *m_view;
    EmptyState *m_empty;
    Heading *m_counts;
    QTimer m_flush;
    QList<LogLine> m_waiting;
    bool m_paused = false;
    int m_unseen = 0;
};

} // namespace thrum
