// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/protocol/declarative/declarativeplan.h"
#include "devices/protocol/declarative/packetreader.h"

namespace thrum {

/// Compiles what a brand file wants to be done before the first command: "start" in "speak". A value on the stack; what it
/// is given must outlive it.
class StartReader final
{
public:
    StartReader(PacketReader::Defaults defaults, const TemplateScope &scope, EndpointUses &uses,
                JsonProblems &problems);

    /// One step after the other.
    void readStep(JsonReader &step);
    /// Without the steps that have problems.
    [[nodiscard]] std::vector<StartStep> takeSteps() { return std::move(m_steps); }
    /// The words of "with" that the writes refer to.
    [[nodiscard]] const QSet<QString> &words() const { return m_words; }

private:
    void readAwait(JsonReader &step);
    void readWrite(JsonReader &step);
    [[nodiscard]] std::optional<QByteArray> compile(const QString &text, const QString &path);

    PacketReader::Defaults m_defaults;
    const TemplateScope &m_scope;
    EndpointUses &m_uses;
    JsonProblems &m_problems;
    QSet<QString> m_words;
    std::vector<StartStep> m_steps;
};

} // namespace thrum
