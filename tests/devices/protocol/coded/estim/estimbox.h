// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/coded/estim/estimfactory.h"
#include "tests/support/scriptplayer.h"

#include <QTest>

namespace thrum::test {

/// A box with two channels through `limit`, and a clock that moves from tick to tick, as the device manager would.
struct EstimBox
{
    static ProtocolModel modelOf(qint32 full, qint32 limit)
    {
        ProtocolModel model;
        model.modelParameters = QJsonObject{{QStringLiteral("full"), full}};
        for (const FeatureIndex index : {0U, 1U})
            model.features << Feature{index, {}, {Output{OutputType::Vibrate, {0, limit}, std::nullopt}}, {}};
        return model;
    }

    EstimBox(EstimFactory::Box box, qint32 full, qint32 limit)
        : model(modelOf(full, limit))
        , protocol(EstimFactory(box).create(model).value())
    {}

    QByteArrayList send(FeatureIndex channel, qint32 value)
    {
        return bytesOf(protocol->encode(OutputValue{channel, OutputType::Vibrate, value, 0}, now));
    }
    QByteArrayList stop(FeatureIndex channel) { return bytesOf(protocol->encodeStop(model.features.at(channel), now)); }
    void hear(const QByteArray &bytes, Endpoint endpoint = Endpoint::Rx)
    {
        QVERIFY(protocol->onNotification(endpoint, bytes).empty());
    }
    /// Lets time pass; everything that is said meanwhile.
    QByteArrayList pass(milliseconds time)
    {
        const TimePoint end = now + time;
        QByteArrayList said;
        for (auto due = protocol->tickAt(); due && *due <= end; due = protocol->tickAt()) {
            now = std::max(now, *due);
            said << bytesOf(protocol->tick(now));
        }
        now = end;
        return said;
    }
    static QByteArrayList bytesOf(const std::vector<OutputWrite> &writes)
    {
        QByteArrayList result;
        for (const OutputWrite &write : writes)
            result << write.operation.bytes;
        return result;
    }

    ProtocolModel model;
    std::unique_ptr<Protocol> protocol;
    TimePoint now{std::chrono::hours(1)};
};

} // namespace thrum::test
