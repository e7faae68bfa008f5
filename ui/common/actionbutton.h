// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QPushButton>

namespace thrum {

/// A push button with one of our icons and a weight that says how much it matters. Owned by its parent widget.
class ActionButton final : public QPushButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ActionButton)
public:
    enum class Kind {
        Plain,
        Primary,   ///< the one thing to do next
        Danger,    ///< stops everything; at least 40 px high
        SoftDanger ///< stops one thing; at least 40 px high
    };

    /// An empty `icon` shows none.
    explicit ActionButton(Kind kind, const QString &icon = {}, QWidget *parent = nullptr);
    ~ActionButton() override;

    void setIconName(const QString &icon);
    /// Text for people and for screen readers at once.
    void setLabel(const QString &text);
    /// Only the icon, without a frame; `name` is for screen readers and the tool tip.
    void setIconOnly(const QString &name);

protected:
    void changeEvent(QEvent *event) override;

private:
    void adopt();

    Kind m_kind;
    QString m_icon;
    bool m_adopting = false;
};

} // namespace thrum
