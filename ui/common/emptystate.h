// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QWidget>

class QLabel;

namespace thrum {

class ActionButton;
class Heading;

/// What a page shows instead of nothing: what is the matter and the button that helps. Owned by its parent widget.
class EmptyState final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)
public:
    explicit EmptyState(QWidget *parent = nullptr);
    ~EmptyState() override;

    /// An empty `action` hides the button.
    void setContent(const QString &icon, const QString &title, const QString &body, const QString &action = {});
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString body() const;
    /// Its text is the action; named "emptyAction".
    [[nodiscard]] ActionButton *button() const { return m_button; }

Q_SIGNALS:
    void actionTriggered();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void drawIcon();
    void fit();
    void setCompact(bool compact);

    QString m_iconName;
    QLabel *m_icon;
    Heading *m_title;
    Heading *m_body;
    ActionButton *m_button;
};

} // namespace thrum
