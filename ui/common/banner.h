// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QWidget>

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
    /// Up to two actions from left to right; empty texts hide them.
    void setActions(const QString &first, const QString &second = {});
    void setDismissable(bool dismissable);
    void focusFirstAction();

Q_SIGNALS:
    void firstActionTriggered();
    void secondActionTriggered();
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
    ActionButton *m_first;
    ActionButton *m_second;
    ActionButton *m_dismiss;
};

} // namespace thrum
