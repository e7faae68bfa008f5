// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QByteArray>

#include <optional>

namespace thrum::honeyplay {

/// A frame as it is written: header, counter, type, command, length, data, end and CRC.
[[nodiscard]] QByteArray frame(quint8 counter, quint8 command, const QByteArray &data);

/// Puts frames together from notifications, which may hold parts of them.
class FrameAssembler final
{
public:
    /// Longer data than any answer has; a length beyond it is noise.
    static constexpr qsizetype maxData = 256;

    void add(const QByteArray &bytes);
    /// The data of the next whole frame. Neither its CRC nor its counter is looked at: the toy's are not known to be right.
    [[nodiscard]] std::optional<QByteArray> next();

private:
    QByteArray m_buffer;
};

} // namespace thrum::honeyplay
