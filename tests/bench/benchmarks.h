// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "tests/bench/faketoys.h"
#include "tests/bench/report.h"

#include <QJsonArray>

namespace thrum::bench {

/// How much of everything is measured.
struct Scale
{
    int firstCommands = 200;
    int rounds = 25;
    int messagesPerRound = 40000;
    int streams = 10;
    std::chrono::milliseconds streamTime{700};
    int decoderRounds = 101;
    int framesPerRound = 2000;
    int catalogueRounds = 21;
};

/// The toys of all benchmarks, for FakeToys::start().
[[nodiscard]] QJsonArray benchToys();

// Each measures one thing, prints its rows, and reports a failure when it cannot be measured.

/// From the frame of a first command after a pause to its write at the toy, beside bare QtBluetooth.
void measureFirstCommand(FakeToys &toys, Report &report, const Scale &scale);
/// Messages a second of one session with a simulated device, beside a bare QWebSocketServer echo.
void measureThroughput(Report &report, const Scale &scale);
/// How old the values are that a slow toy is sent when commands come much faster than it writes.
void measureStaleness(FakeToys &toys, Report &report, const Scale &scale);
/// Decoding one command with the decoder of sessions and with Qt's JSON classes.
void measureDecoder(Report &report, const Scale &scale);
/// Time and memory that loading all brand files costs at start.
void measureCatalogue(Report &report, const Scale &scale);

} // namespace thrum::bench
