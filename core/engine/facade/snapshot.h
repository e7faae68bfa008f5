// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/access.h"
#include "core/model/backendstatus.h"
#include "core/model/command.h"
#include "core/model/deviceinfo.h"
#include "core/model/notice.h"
#include "core/model/sessioninfo.h"

#include <QList>
#include <QStringList>

#include <memory>

namespace thrum {

/// What the listening side is doing.
struct ServerStatus
{
    enum class State { Stopped, Starting, Running, Stopping, Failed };

    State state = State::Stopped;
    /// Only while Running: "ws://127.0.0.1:12345" first.
    QStringList addresses;
    /// The port in use, or the one that was tried.
    quint16 port = 0;
    /// Only when Failed: one English sentence.
    QString failure;
    /// Only when Failed because the port is taken: the next port that is free, else 0.
    quint16 freePort = 0;
    friend bool operator==(const ServerStatus &, const ServerStatus &) = default;
};

/// How it stands with one application that the server dials.
struct OutgoingStatus
{
    enum class State {
        Off, ///< the server does not run
        Connecting,
        Connected,
        Retrying
    };

    /// "ws://192.168.1.7:54321/path", without secrets; two may read the same.
    QString address;
    State state = State::Off;
    /// Why there was no connection the last time, one English sentence; empty after one that worked.
    QString failure;
    /// Only when Retrying: in how many seconds.
    int retryInSeconds = 0;
    friend bool operator==(const OutgoingStatus &, const OutgoingStatus &) = default;
};

/// What is known of one sensor.
struct InputState
{
    enum class Status { Unknown, Reading, Known, Failed };

    FeatureIndex feature = 0;
    InputType type = InputType::Battery;
    Status status = Status::Unknown;
    /// Only when Known.
    qint32 value = 0;
    /// Only when Failed: one English sentence.
    QString error;
    friend bool operator==(const InputState &, const InputState &) = default;
};

/// A device, connected or only remembered.
struct DeviceSnapshot
{
    KnownDevice known;
    /// Null while not connected.
    DeviceInfoPtr info;
    QList<OutputState> outputs;
    QList<InputState> inputs;

    [[nodiscard]] bool isConnected() const { return info != nullptr; }
};

/// Everything windows show, as one immutable value.
struct Snapshot
{
    ServerStatus server;
    /// In the order of the settings.
    QList<OutgoingStatus> outgoing;
    QList<SessionInfo> sessions;
    /// In rising order of index.
    QList<DeviceSnapshot> devices;
    QList<BackendStatus> backends;
    bool scanning = false;
    SafetySettings safety;
    /// What UndoForget would bring back.
    std::optional<KnownDevice> forgotten;
    QList<Notice> notices;
    /// What the user has to answer, oldest first.
    QList<ConsentQuestion> questions;
    /// What the user has answered for good, and can revoke.
    QList<AccessDecision> decisions;
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace thrum
