// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QWidget>

#include <array>

class QBoxLayout;
class QHBoxLayout;
class QLabel;

namespace thrum {

class ActionButton;

/// One message above a page with what can be done about it. Never modal. Owned by its parent widget.
class Banner final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Banner)
public:
    enum class Kind { Info, Warning, Danger };

    explicit Banner(QWidget *parent = nullptr);
    ~Banner() override;

    void setMessage(Kind kind, const QString &text);
    [[nodiscard]] QString text() const;
    /// Up to three actions from left to right; empty texts hide them. With a third they stand below the message.
    void setActions(const QString &first, const QString &second = {}, const QString &third = {});
    /// Object names of the three actions and of what dismisses.
    void setActionNames(const std::array<QString, 4> &names);
    void setDismissable(bool dismissable);
    void focusFirstAction();

Q_SIGNALS:
    void firstActionTriggered();
    void secondActionTriggered();
    void thirdActionTriggered();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void retranslateUi();
    void adopt();
    void keepTextWhole();

    Kind m_kind = Kind::Info;
    QLabel *m_icon;
    QLabel *m_text;
    QBoxLayout *m_body;
    QHBoxLayout *m_actions;
    ActionButton *m_first;
    ActionButton *m_second;
    ActionButton *m_third;
    ActionButton *m_dismiss;
};

} // namespace thrum
