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
    /// The features that decide on `zero`; none: those that `bytes` refers to.
    std::vector<FeatureIndex> of;
    /// Written only for devices that have one of these endpoints, where there are any here.
    QList<Endpoint> onlyIf;
    /// Never written for devices that have one of these endpoints.
    QList<Endpoint> unless;
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
    /// The tables that the templates read so far refer to.
    [[nodiscard]] const QSet<QString> &tables() const { return m_tables; }

private:
    [[nodiscard]] std::optional<PacketWrite> readWrite(const QJsonValue &value, const QString &path);
    [[nodiscard]] std::optional<ParsedTemplate> parse(const QString &text, const QString &path);
    [[nodiscard]] QString readObject(JsonReader &reader, PacketWrite &write);
    void readThen(JsonReader &reader, PacketWrite &write);
    void readOf(JsonReader &reader, PacketWrite &write);
    [[nodiscard]] QList<Endpoint> readEndpoints(JsonReader &reader, QStringView key);

    Defaults m_defaults;
    EndpointUses &m_uses;
    JsonProblems &m_problems;
    QSet<QString> m_words;
    QSet<QString> m_tables;
};

} // namespace thrum
