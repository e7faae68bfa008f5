// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QWidget>

namespace thrum {

/// A quiet rounded surface that groups what belongs together. Derived from by what fills it.
class Card : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Card)
public:
    explicit Card(QWidget *parent = nullptr);
    ~Card() override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace thrum
