// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/messages/message.h"
#include "core/messages/wirevalue.h"

namespace thrum {

/// One element of a frame: a message, or what is wrong with that place of the frame.
struct Envelope
{
    /// UTF-8; empty when the element has no name to go by.
    std::string_view name;
    /// The object behind the name.
    WireValue fields;
    /// 1 to 4294967295; 0 when no valid Id could be read, and for events of a server.
    quint32 id = 0;
    /// Why this is not a message: one sentence. Empty for a message, whose Id is then valid too.
    QString problem;
};

/// Takes frames apart (spec sections 1.2 to 1.4): a blank frame has no elements, one that is not a list of messages has
/// one with a problem. Each element is judged alone.
///
/// Pure; one a session, because it keeps its buffers. Not to be started again from within the handling of an element.
class FrameReader final
{
public:
    /// Longest frame in UTF-16 units; connectors refuse earlier (spec section 1.1).
    static constexpr qsizetype maxFrameLength = 1024 * 1024;
    /// Whose frames these are: a server's events have Id 0, which no client may use.
    enum class Sender { Client, Server };

    FrameReader() = default;
    explicit FrameReader(Sender sender)
        : m_smallestId(sender == Sender::Server ? 0 : 1)
    {}

    void start(QStringView frame);
    /// The next element in order; it is valid until the following call. False behind the last one.
    [[nodiscard]] bool next(Envelope &envelope);

private:
    WireParser m_parser;
    WireCursor m_elements;
    qint64 m_smallestId = 1;
    bool m_tooLong = false;
};

/// [{"Error":{...}}]; Id 0 for what answers no request that could be read.
[[nodiscard]] QString errorFrame(quint32 id, const MessageError &error);
/// The event, with Id 0.
[[nodiscard]] QString scanningFinishedFrame();

} // namespace thrum
