// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/declarative/declarativeplan.h"
#include "devices/protocol/declarative/packetreader.h"
#include "devices/protocol/protocol.h"

namespace thrum {

/// Compiles what a brand file says about the talk with one model (language: devices/README.md). A value on the stack;
/// the model must outlive it. Paths of problems are relative to the brand file's root ("speak.send.vibrate") or to the
/// model ("features[1].send", "with.device", "send.vibrate").
class PlanReader final
{
public:
    explicit PlanReader(const ProtocolModel &model);

    /// Once. Of use only when there are no problems.
    [[nodiscard]] DeclarativePlan read();
    /// Everything wrong, with the endpoints that the family does not have: for the check of a file.
    [[nodiscard]] QList<Error> problems() const;
    /// The same, but the device at hand may lack an endpoint that only a sensor needs.
    [[nodiscard]] QList<Error> problemsOfDevice() const;

private:
    [[nodiscard]] QList<Error> problemsWith(const QList<EndpointUses::Need> &needs) const;
    void readScope();
    void readWith();
    void checkWords();
    void readSpeak(JsonReader &speak);
    void readTables(JsonReader &tables);
    void readRepeat(JsonReader &speak);
    void readSpeed(JsonReader &speed);
    void readBattery(JsonReader &battery);
    void readFamilySend(JsonReader &send);
    void readPackets(JsonReader &send, const QJsonObject &members, EndpointUses &uses);
    void readFeature(const Feature &feature, const QString &path);
    void readInput(const Feature &feature, const Input &input, const QString &path);
    void planOutput(const Feature &feature, const Output &output, const QString &path);
    [[nodiscard]] const Packet *packetFor(FeatureIndex feature, OutputType type) const;
    [[nodiscard]] bool isChosen(const PacketWrite &write);
    [[nodiscard]] std::optional<PlannedWrite> planWrite(const PacketWrite &write, const TemplateScope &scope);
    [[nodiscard]] std::optional<ByteTemplate> compile(const ParsedTemplate &parsed, const TemplateScope &scope,
                                                      const QString &path);
    [[nodiscard]] MergeKey mergeKeyOf(const PacketWrite &write, const PlannedWrite &planned, FeatureIndex feature,
                                      std::size_t position);

    const ProtocolModel &m_model;
    JsonProblems m_problems;
    EndpointUses m_uses;
    /// Of packets that the model has others for: must be there in the family, but not in the device at hand.
    EndpointUses m_replacedUses;
    PacketReader::Defaults m_defaults;
    QSet<QString> m_usedWords;
    std::map<QString, Packet> m_send;
    TemplateScope m_scope;
    Notifications m_notifications;
    /// Templates that carry several features, each with its endpoint; the position is their merge key.
    QList<std::pair<QString, Endpoint>> m_shared;
    DeclarativePlan m_plan;
};

} // namespace thrum
