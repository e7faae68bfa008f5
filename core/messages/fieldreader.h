// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/message.h"
#include "core/messages/wirevalue.h"

namespace thrum {

/// Typed access to the fields of one object of a message (spec section 1.3): null counts as absent, 5.0 is a whole
/// number, unknown fields are ignored. A field that does not fit reads as zero and the first one is remembered, so that
/// a decoder reads all its fields and then looks once.
class FieldReader final
{
public:
    explicit FieldReader(const WireValue &object)
        : m_object(object)
    {}

    /// 0 to 4294967295, as every index; required.
    [[nodiscard]] quint32 index(std::string_view key);
    [[nodiscard]] std::optional<quint32> optionalIndex(std::string_view key);
    /// A whole number of any size, cut to qint64; required.
    [[nodiscard]] qint64 integer(std::string_view key);
    /// A number from 0.0 to 1.0; required.
    [[nodiscard]] double fraction(std::string_view key);
    /// A number that is not negative, of any size; required.
    [[nodiscard]] double amount(std::string_view key);
    [[nodiscard]] bool boolean(std::string_view key);
    [[nodiscard]] bool booleanOr(std::string_view key, bool otherwise);
    /// UTF-8; required.
    [[nodiscard]] std::string_view text(std::string_view key);
    /// An object with exactly one key; required. An empty key when it is not.
    [[nodiscard]] std::pair<std::string_view, WireValue> onlyField(std::string_view key);
    /// The elements of a required array.
    [[nodiscard]] WireCursor items(std::string_view key);

    /// Remembers that a field does not fit, for checks of the caller: "Speeds must not be empty".
    void complain(std::string_view key, const QString &what);
    [[nodiscard]] bool hasFailed() const { return !m_problem.isEmpty(); }
    /// Code 3 with the first problem.
    [[nodiscard]] tl::unexpected<MessageError> failure() const { return refuse(MessageErrorCode::Message, m_problem); }

private:
    WireValue m_object;
    QString m_problem;
};

/// A client's own word for an error text: cut short when it is long.
[[nodiscard]] QString quoted(std::string_view word);

} // namespace thrum
