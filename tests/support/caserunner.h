// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "tests/support/caseclient.h"
#include "tests/support/sessionrig.h"

#include <QJsonArray>
#include <QJsonObject>

namespace thrum::test {

/// Plays one transcript of tests/cases/messages: a session from its first frame on, or with a "version" from behind the
/// handshake of that version.
///
/// { "name": "...", "version": 4, "maxPingTimeMs": 0, "devices": ["duo"], "steps": [STEP, ...] }, where devices are those
/// of fixturedevices.cpp that are connected from the start and a STEP does one thing:
///   "send": JSON or the very text of a frame          "binary": true, a binary frame
///   "add": "duo", "replace": "duo", "remove": 0       a device comes, takes an index over without a goodbye, goes
///   "answer": 42 or "answer": "why not"               the oldest read that waits is answered
///   "report": {"device", "feature", "type", "value"}  a sensor reports
///   "endScan": true, "slowScanStop": true            the scan ends; from now on a stopped one only ends with endScan
///   "advance": MS                                     time passes
/// and then states in full what follows: "expect": the messages sent, in order, where "*" stands for any text, "#" for
/// any number and "Ok 7", "Error 0 code 3" or "Error 5 code 4: a piece of its text" for whole messages; "calls": what reached the device port;
/// "closed": the close code. A list that is left out must be empty. A "note" is for people.
class CaseRunner final
{
public:
    /// What went wrong, with the number of the step; empty when all is as stated.
    [[nodiscard]] static QString run(const QJsonObject &transcript, const CaseConnector &connect = connectByCall);
    /// How many frames the client of a transcript sends, its handshake not counted.
    [[nodiscard]] static int rowsIn(const QJsonObject &transcript);

private:
    CaseRunner(const QJsonObject &transcript, const CaseConnector &connect);
    [[nodiscard]] QString play(const QJsonObject &step);
    [[nodiscard]] QString act(const QJsonObject &step);
    void pass(milliseconds time);
    [[nodiscard]] QString check(const QJsonObject &step);

    SessionRig m_rig;
    std::unique_ptr<CaseClient> m_client;
};

} // namespace thrum::test
