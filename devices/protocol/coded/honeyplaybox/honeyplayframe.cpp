// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/honeyplaybox/honeyplayframe.h"

#include "devices/protocol/crc16.h"

#include <QtEndian>

namespace thrum::honeyplay {
namespace {

constexpr char type = char(0xB1);
constexpr char end = 0x03;
constexpr qsizetype lengthPlace = 9;
constexpr qsizetype dataPlace = 11;
constexpr qsizetype frameOverhead = 14;

const QByteArray &header()
{
    static const QByteArray bytes = QByteArray::fromHex("02A55A55AAF0");
    return bytes;
}

QByteArray bigEndian(quint16 number)
{
    QByteArray bytes(2, Qt::Uninitialized);
    qToBigEndian(number, bytes.data());
    return bytes;
}

} // namespace

QByteArray frame(quint8 counter, quint8 command, const QByteArray &data)
{
    QByteArray covered(1, type);
    covered.append(char(command)).append(bigEndian(quint16(data.size()))).append(data);
    QByteArray bytes = header();
    bytes.append(char(counter)).append(covered).append(end).append(bigEndian(crc16Modbus(covered)));
    return bytes;
}

void FrameAssembler::add(const QByteArray &bytes)
{
    m_buffer.append(bytes);
}

std::optional<QByteArray> FrameAssembler::next()
{
    while (true) {
        const qsizetype begin = m_buffer.indexOf(header());
        if (begin < 0) {
            m_buffer = m_buffer.right(header().size() - 1); // a header may have come in part
            return std::nullopt;
        }
        m_buffer.remove(0, begin);
        if (m_buffer.size() < dataPlace)
            return std::nullopt;
        const qsizetype size = qFromBigEndian<quint16>(m_buffer.constData() + lengthPlace);
        const bool isTooLong = size > maxData;
        if (!isTooLong && m_buffer.size() < frameOverhead + size)
            return std::nullopt;
        if (isTooLong || m_buffer.at(dataPlace + size) != end) {
            m_buffer.remove(0, 1); // what looked like a frame was none
            continue;
        }
        QByteArray data = m_buffer.mid(dataPlace, size);
        m_buffer.remove(0, frameOverhead + size);
        return data;
    }
}

} // namespace thrum::honeyplay
