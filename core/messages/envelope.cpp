// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/envelope.h"

#include "core/messages/fieldreader.h"
#include "core/messages/framewriter.h"

namespace thrum {
namespace {

constexpr qint64 largestId = 4294967295;

void fail(Envelope &envelope, const QString &problem)
{
    envelope = Envelope{{}, {}, 0, problem};
}

void take(Envelope &envelope, const WireValue &element, qint64 smallestId)
{
    const auto member = element.onlyField();
    if (!member) {
        fail(envelope, QStringLiteral("a message must be an object with exactly one key, its name"));
        return;
    }
    envelope.name = member->first;
    envelope.fields = member->second;
    envelope.id = 0;
    envelope.problem.clear();
    if (!envelope.fields.isObject()) {
        envelope.problem = QStringLiteral("the fields of message %1 must be an object").arg(quoted(envelope.name));
        return;
    }
    const std::optional<qint64> id = envelope.fields.field("Id").integer();
    if (id && *id >= smallestId && *id <= largestId)
        envelope.id = static_cast<quint32>(*id);
    else
        envelope.problem = QStringLiteral("Id of message %1 must be a whole number from %2 to 4294967295")
                               .arg(quoted(envelope.name), QString::number(smallestId));
}

} // namespace

void FrameReader::start(QStringView frame)
{
    m_elements = {};
    m_tooLong = frame.size() > maxFrameLength;
    m_parser.start(m_tooLong ? QStringView() : frame);
}

bool FrameReader::next(Envelope &envelope)
{
    WireValue value;
    if (m_elements.next(value)) {
        take(envelope, value, m_smallestId);
        return true;
    }
    if (std::exchange(m_tooLong, false)) {
        fail(envelope, QStringLiteral("the frame is longer than 1048576 characters"));
        return true;
    }
    switch (m_parser.next(value)) {
    case WireParser::Found::End: return false;
    case WireParser::Found::Malformed: fail(envelope, QStringLiteral("the frame is not valid JSON")); return true;
    case WireParser::Found::Value: break;
    }
    m_elements = value.items();
    if (m_elements.next(value))
        take(envelope, value, m_smallestId);
    else
        fail(envelope, QStringLiteral("a frame must be an array of at least one message"));
    return true;
}

QString errorFrame(quint32 id, const MessageError &error)
{
    FrameWriter frame(u"Error", id);
    frame.text(u"ErrorMessage", error.text);
    frame.number(u"ErrorCode", static_cast<int>(error.code));
    return frame.finish();
}

QString scanningFinishedFrame()
{
    return FrameWriter(u"ScanningFinished", 0).finish();
}

} // namespace thrum
