// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/feature.h"
#include "devices/protocol/declarative/operatorchain.h"

#include <QHash>

#include <span>

namespace thrum {

/// What a template may refer to: one model and the output its packet is for.
struct TemplateScope
{
    /// An output feature of the model and all values it may have.
    struct Slot
    {
        FeatureIndex feature = 0;
        Range values;
    };

    /// In rising order of feature index; the latest values are kept in the same order.
    std::vector<Slot> slots;
    /// The bytes of the model's "with".
    QHash<QString, QByteArray> words;
    /// The tables of "speak".
    QHash<QString, QByteArray> tables;
    /// Range of the command's own value.
    Range value;
    /// Highest speed byte; nothing where {speed} has no meaning.
    std::optional<int> maxSpeed;
    /// All durations a timed move of the output may have, in milliseconds; nothing where moves have none, which counts
    /// as 0.
    std::optional<Range> duration;

    /// The position of a feature in `slots`, or -1.
    [[nodiscard]] int slotOf(FeatureIndex feature) const;
};

/// What a template needs to become bytes.
struct TemplateInput
{
    /// The command's own value.
    qint32 value = 0;
    /// Latest values in the order of TemplateScope::slots.
    std::span<const qint32> latest;
    /// The speed byte of a timed move.
    int speed = 0;
    /// How long a timed move takes.
    quint32 durationMs = 0;
    /// How many packets that use the count were made before, mod 256.
    quint8 count = 0;
};

/// A packet of one model with places to fill in, compiled once (language: devices/README.md). Immutable; filling it in
/// looks nothing up and parses nothing.
class ByteTemplate final
{
public:
    /// Fails with NotFound for a word that `scope` lacks, with OutOfRange for numbers that do not fit into a byte, with
    /// InvalidData for the rest; the detail begins with "column N: ".
    [[nodiscard]] static Result<ByteTemplate> compile(const ParsedTemplate &parsed, const TemplateScope &scope);

    [[nodiscard]] QByteArray fill(const TemplateInput &input) const;
    /// Every value it refers to is 0. Where it refers to none, the command's own value counts.
    [[nodiscard]] bool isAllZero(const TemplateInput &input) const;
    /// Slots of the features whose latest values it carries, rising.
    [[nodiscard]] const std::vector<int> &slots() const { return m_slots; }
    /// It carries {count}, so that whoever fills it in counts it.
    [[nodiscard]] bool usesCount() const { return m_usesCount; }
    /// It gives no bytes at all, which means that nothing is to be written.
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }

private:
    struct Step
    {
        TemplateSource source = TemplateSource::Bytes;
        QByteArray bytes;
        /// Of the features it takes values from; -1 for one that the model does not have.
        std::vector<int> slots;
        qsizetype first = 0;
        qsizetype last = 0;
        OperatorChain operators;

        [[nodiscard]] QByteArrayView covered(QByteArrayView packet) const
        {
            return packet.sliced(first, last - first + 1);
        }
    };
    class Compiler;

    [[nodiscard]] static qint64 numberOf(const Step &step, const TemplateInput &input, QByteArrayView before);

    std::vector<Step> m_steps;
    std::vector<int> m_slots;
    bool m_refersToValue = false;
    bool m_usesCount = false;
    qsizetype m_size = 0;
};

} // namespace thrum
