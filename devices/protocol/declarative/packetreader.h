// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "devices/protocol/declarative/endpointuses.h"
#include "devices/protocol/declarative/parsedtemplate.h"
#include "devices/transport/operation.h"

namespace thrum {

/// One write as a brand file describes it, before it is known for which model.
struct PacketWrite
{
    /// Path of the packet, and of each template in it.
    QString path;
    ParsedTemplate bytes;
    QString bytesPath;
    std::optional<ParsedTemplate> zero;
    std::optional<ParsedTemplate> then;
    milliseconds thenAfter{0};
    Endpoint to = Endpoint::Tx;
    WriteMode mode = WriteMode::WithoutResponse;
};

/// The writes that one command becomes.
using Packet = std::vector<PacketWrite>;

/// Reads what stands for a packet in a brand file: a template, an object with one, or a list of these. A value on the
/// stack; what it is given must outlive it.
class PacketReader final
{
public:
    /// The endpoint and the kind of write where a packet does not say so.
    struct Defaults
    {
        Endpoint to = Endpoint::Tx;
        WriteMode mode = WriteMode::WithoutResponse;
    };

    PacketReader(Defaults defaults, EndpointUses &uses, JsonProblems &problems);

    /// Without the writes that have problems; those went to `problems`.
    [[nodiscard]] Packet read(const QJsonValue &value, const QString &path);
    /// The words of "with" that the templates read so far refer to.
    [[nodiscard]] const QSet<QString> &words() const { return m_words; }

private:
    [[nodiscard]] std::optional<PacketWrite> readWrite(const QJsonValue &value, const QString &path);
    [[nodiscard]] std::optional<ParsedTemplate> parse(const QString &text, const QString &path);
    void readThen(JsonReader &reader, PacketWrite &write);

    Defaults m_defaults;
    EndpointUses &m_uses;
    JsonProblems &m_problems;
    QSet<QString> m_words;
};

} // namespace thrum
