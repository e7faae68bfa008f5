// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>

namespace thrum::fakebluez {

class FakeBluez;
class JsonFields;

/// Turns the command lines of the helper program into calls of FakeBluez. The README beside this file lists them.
/// Lives on the thread of the FakeBluez object, which must outlive it.
class CommandReader
{
public:
    explicit CommandReader(FakeBluez &bluez);

    /// Carries out one line and gives the line to answer: "done" or "failed" with the reason.
    [[nodiscard]] QJsonObject handle(const QByteArray &line);
    [[nodiscard]] bool wantsToQuit() const { return m_quit; }

private:
    using Handler = Result<void> (CommandReader::*)(JsonFields &);

    [[nodiscard]] static const QHash<QString, Handler> &handlers();
    [[nodiscard]] Result<void> carryOut(const QString &command, JsonFields &fields);

    [[nodiscard]] Result<void> addDevice(JsonFields &fields);
    [[nodiscard]] Result<void> removeDevice(JsonFields &fields);
    [[nodiscard]] Result<void> forgetDevice(JsonFields &fields);
    [[nodiscard]] Result<void> loseLink(JsonFields &fields);
    [[nodiscard]] Result<void> setInRange(JsonFields &fields);
    [[nodiscard]] Result<void> advertise(JsonFields &fields);
    [[nodiscard]] Result<void> setBehaviour(JsonFields &fields);
    [[nodiscard]] Result<void> notify(JsonFields &fields);
    [[nodiscard]] Result<void> addAdapter(JsonFields &fields);
    [[nodiscard]] Result<void> removeAdapter(JsonFields &fields);
    [[nodiscard]] Result<void> setPower(JsonFields &fields);
    [[nodiscard]] Result<void> setDiscovery(JsonFields &fields);
    [[nodiscard]] Result<void> start(JsonFields &fields);
    [[nodiscard]] Result<void> stop(JsonFields &fields);
    [[nodiscard]] Result<void> restart(JsonFields &fields);
    [[nodiscard]] Result<void> quit(JsonFields &fields);

    FakeBluez &m_bluez;
    int m_addedDevices = 0;
    bool m_quit = false;
};

} // namespace thrum::fakebluez
