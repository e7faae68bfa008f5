// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/v4/dialectv4.h"

#include "core/base/result.h"
#include "core/messages/envelope.h"
#include "core/model/feature.h"

#include <QJsonObject>

#include <simdjson.h>

#include <array>

namespace {
// What a comment says is no code: qDebug(), QThread::sleep(1), throw, new Thing, "../x.h", connect(a, &A::b, [] {});
constexpr auto text = "qDebug() waitForReadyRead( throw processEvents \" new Thing";
constexpr auto raw = R"json(qDebug() " throw )" new Thing )json";
constexpr char quote = '"';
constexpr int million = 1'000'000;
constexpr auto after = "a quote and a digit separator leave the reader in step: tr(";
} // namespace
