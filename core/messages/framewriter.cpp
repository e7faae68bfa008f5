// SPDX-License-Identifier: BSD-3-Clause
#include "core/messages/framewriter.h"

#include <QLocale>

#include <array>
#include <cmath>

namespace thrum {
namespace {

constexpr QStringView hexDigits = u"0123456789abcdef";

void appendNumber(QString &to, qint64 value)
{
    std::array<QChar, 20> digits;
    auto at = digits.end();
    quint64 left = value < 0 ? 0 - static_cast<quint64>(value) : static_cast<quint64>(value);
    do {
        *--at = QChar(u'0' + static_cast<char16_t>(left % 10));
        left /= 10;
    } while (left != 0);
    if (value < 0)
        *--at = u'-';
    to.append(at, digits.end() - at);
}

bool needsEscape(QChar c)
{
    return c < u' ' || c == u'"' || c == u'\\';
}

} // namespace

FrameWriter::FrameWriter(QStringView name, quint32 id)
{
    m_frame.append(u'[');
    beginObject();
    beginObject(name);
    number(u"Id", id);
}

QString FrameWriter::finish()
{
    endObject();
    endObject();
    m_frame.append(u']');
    return std::move(m_frame);
}

void FrameWriter::separate()
{
    if (m_needsComma)
        m_frame.append(u',');
    m_needsComma = true;
}

void FrameWriter::writeKey(QStringView key)
{
    separate();
    writeText(key);
    m_frame.append(u':');
}

void FrameWriter::writeText(QStringView value)
{
    m_frame.append(u'"');
    if (std::none_of(value.begin(), value.end(), needsEscape)) {
        m_frame.append(value);
    } else {
        for (const QChar c : value) {
            if (c == u'"' || c == u'\\') {
                m_frame.append(u'\\').append(c);
            } else if (c < u' ') {
                m_frame.append(u"\\u00").append(hexDigits[c.unicode() >> 4]).append(hexDigits[c.unicode() & 0xf]);
            } else {
                m_frame.append(c);
            }
        }
    }
    m_frame.append(u'"');
}

void FrameWriter::number(QStringView key, qint64 value)
{
    writeKey(key);
    appendNumber(m_frame, value);
}

void FrameWriter::number(qint64 value)
{
    separate();
    appendNumber(m_frame, value);
}

void FrameWriter::real(QStringView key, double value)
{
    Q_ASSERT(std::isfinite(value));
    writeKey(key);
    m_frame.append(QString::number(value, 'g', QLocale::FloatingPointShortest));
}

void FrameWriter::boolean(QStringView key, bool value)
{
    writeKey(key);
    m_frame.append(value ? QStringView(u"true") : QStringView(u"false"));
}

void FrameWriter::text(QStringView key, QStringView value)
{
    writeKey(key);
    writeText(value);
}

void FrameWriter::text(QStringView value)
{
    separate();
    writeText(value);
}

void FrameWriter::beginObject(QStringView key)
{
    writeKey(key);
    m_frame.append(u'{');
    m_needsComma = false;
}

void FrameWriter::beginObject()
{
    separate();
    m_frame.append(u'{');
    m_needsComma = false;
}

void FrameWriter::endObject()
{
    m_frame.append(u'}');
    m_needsComma = true;
}

void FrameWriter::beginArray(QStringView key)
{
    writeKey(key);
    m_frame.append(u'[');
    m_needsComma = false;
}

void FrameWriter::beginArray()
{
    separate();
    m_frame.append(u'[');
    m_needsComma = false;
}

void FrameWriter::endArray()
{
    m_frame.append(u']');
    m_needsComma = true;
}

void writeOkFrame(QString &frame, quint32 id)
{
    frame.resize(0);
    frame.append(u"[{\"Ok\":{\"Id\":");
    appendNumber(frame, id);
    frame.append(u"}}]");
}

} // namespace thrum
