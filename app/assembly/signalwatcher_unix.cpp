// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/signalwatcher.h"

#include <QSocketNotifier>

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace thrum {
namespace {

// A signal handler may do little more than write a byte; the notifier turns it into an event.
std::array<int, 2> sockets{-1, -1};

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(sockets[0], &byte, 1);
}

} // namespace

class SignalWatcher::Private
{
public:
    std::unique_ptr<QSocketNotifier> notifier;
};

SignalWatcher::SignalWatcher(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, sockets.data()) != 0)
        return;
    d->notifier = std::make_unique<QSocketNotifier>(sockets[1], QSocketNotifier::Read);
    connect(d->notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (::read(sockets[1], &byte, 1) == 1)
            Q_EMIT endRequested();
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

SignalWatcher::~SignalWatcher()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    d->notifier.reset();
    for (int &socket : sockets) {
        if (socket >= 0)
            ::close(std::exchange(socket, -1));
    }
}

} // namespace thrum
