// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/access.h"
#include "core/model/command.h"
#include "core/model/deviceinfo.h"
#include "core/model/notice.h"

#include <QMetaType>
#include <QString>

#include <variant>

namespace thrum {

/// What a window may ask of the engine. Plain values, since they cross threads.
namespace engine {

struct StartServer
{
    /// 0 keeps the port of the settings.
    quint16 port = 0;
};
struct StopServer
{};
/// Everything to zero, whoever drives it.
struct StopAll
{};
struct StopDevice
{
    StopScope scope;
};
struct SetScanning
{
    bool wanted = false;
};
/// By hand: the panel becomes the owner of the output.
struct SetOutput
{
    OutputCommand command;
};
struct ReadInput
{
    InputAddress input;
};
struct EndSession
{
    SessionId session = SessionId::Nobody;
};
/// To the question of that session, for every connection of the same subject.
struct AnswerConsent
{
    SessionId session = SessionId::Nobody;
    ConsentAnswer answer = ConsentAnswer::NotNow;
};
/// Forgets a decision; sessions that are here by it end.
struct RevokeConsent
{
    AccessSubject subject;
};
/// Name, index and settings of a remembered device.
struct ChangeDevice
{
    KnownDevice device;
};
struct ForgetDevice
{
    Identity identity;
};
/// Takes back what was forgotten last.
struct UndoForget
{};
struct SetSafety
{
    SafetySettings safety;
};
struct DismissNotice
{
    Notice notice;
};

} // namespace engine

using EngineCommand = std::variant<engine::StartServer, engine::StopServer, engine::StopAll, engine::StopDevice,
                                   engine::SetScanning, engine::SetOutput, engine::ReadInput, engine::EndSession,
                                   engine::DismissNotice, engine::AnswerConsent, engine::RevokeConsent,
                                   engine::ChangeDevice, engine::ForgetDevice, engine::UndoForget, engine::SetSafety>;

} // namespace thrum
