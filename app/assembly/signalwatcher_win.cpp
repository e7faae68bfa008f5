// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/signalwatcher.h"

#include <windows.h>

namespace thrum {
namespace {

SignalWatcher *currentWatcher = nullptr;

// Called on a thread of the system's.
BOOL WINAPI onConsoleEvent(DWORD)
{
    if (!currentWatcher)
        return FALSE;
    QMetaObject::invokeMethod(currentWatcher, &SignalWatcher::endRequested, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

class SignalWatcher::Private
{};

SignalWatcher::SignalWatcher(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    currentWatcher = this;
    SetConsoleCtrlHandler(onConsoleEvent, TRUE);
}

SignalWatcher::~SignalWatcher()
{
    SetConsoleCtrlHandler(onConsoleEvent, FALSE);
    currentWatcher = nullptr;
}

} // namespace thrum
