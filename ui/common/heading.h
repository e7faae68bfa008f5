// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QLabel>

namespace thrum {

/// A label that stands out from its surroundings by size or paleness and keeps doing so when font or palette change.
class Heading final : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Heading)
public:
    enum class Level {
        Page,     ///< name of a page or device
        Section,  ///< name of a card
        Strong,   ///< a value or state to be seen first
        Secondary ///< an explanation next to something stronger
    };

    explicit Heading(Level level, QWidget *parent = nullptr);
    ~Heading() override;

    /// Draws in the colour of failures while `problem`.
    void setProblem(bool problem);
    /// Gives way to its neighbours and ends in "…" where there is no room for all.
    void setElided(bool elided);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void adopt();

    Level m_level;
    bool m_problem = false;
    bool m_elided = false;
    bool m_adopting = false;
};

} // namespace thrum
