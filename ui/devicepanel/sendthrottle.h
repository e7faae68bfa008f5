// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QObject>
#include <QTimer>

#include <optional>

namespace thrum {

/// Lets about 20 values a second of a moving slider through: the first at once, then the newest one at each interval.
/// Zero never waits. GUI thread, owned by its parent.
class SendThrottle final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SendThrottle)
public:
    static constexpr int intervalMs = 50;

    explicit SendThrottle(QObject *parent = nullptr);
    ~SendThrottle() override;

    void submit(int value);
    /// Forgets what still waits, because a stop was sent.
    void cancel();
    [[nodiscard]] bool isWaiting() const { return m_waiting.has_value(); }

Q_SIGNALS:
    void valueReleased(int value);

private:
    void release(int value);
    void onInterval();

    QTimer m_timer;
    std::optional<int> m_waiting;
};

} // namespace thrum
