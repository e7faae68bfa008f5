// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "tests/support/fakebluez/bluezevent.h"

#include <QList>
#include <QObject>

namespace thrum::fakebluez {

/// Keeps what happened, newest last, and tells of each. Lives on the thread of the fake.
class EventLog final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventLog)

public:
    explicit EventLog(QObject *parent = nullptr);

    /// Stamps the event with the time and keeps it.
    void add(BluezEvent event);
    [[nodiscard]] const QList<BluezEvent> &events() const { return m_events; }
    void clear();

Q_SIGNALS:
    void added(const thrum::fakebluez::BluezEvent &event);

private:
    QList<BluezEvent> m_events; // the oldest are dropped beyond a million
};

} // namespace thrum::fakebluez
