// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QFile>
#include <QtEndian>

namespace thrum::test {

/// A small film without compression and without sound (AVI, 24 bits a pixel), which every backend can play.
struct TestClip
{
    int width = 64;
    int height = 48;
    int framesPerSecond = 25;
    int frames = 75;

    /// False when the file cannot be written.
    [[nodiscard]] bool write(const QString &path) const
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes()) == bytes().size();
    }

    [[nodiscard]] QByteArray bytes() const { return chunk("RIFF", "AVI " + header() + movie()); }

private:
    [[nodiscard]] int frameSize() const { return width * height * 3; } // rows of whole 4 bytes for such widths

    static QByteArray word(quint32 value)
    {
        const quint32 little = qToLittleEndian(value);
        return {reinterpret_cast<const char *>(&little), sizeof little};
    }
    static QByteArray words(std::initializer_list<int> values)
    {
        QByteArray result;
        for (const int value : values)
            result += word(quint32(value));
        return result;
    }
    static QByteArray chunk(const char *name, const QByteArray &content)
    {
        return QByteArray(name) + word(quint32(content.size())) + content;
    }

    [[nodiscard]] QByteArray header() const
    {
        const QByteArray film = words({1000000 / framesPerSecond, frameSize() * framesPerSecond, 0, 0x10, frames, 0, 1,
                                       frameSize(), width, height, 0, 0, 0, 0});
        const QByteArray stream = QByteArray("vidsDIB ")
                                  + words({0, 0, 0, 1, framesPerSecond, 0, frames, frameSize(), -1, 0, 0,
                                           height << 16 | width});
        const QByteArray format = words({40, width, height, 24 << 16 | 1, 0, frameSize(), 0, 0, 0, 0});
        return chunk("LIST", "hdrl" + chunk("avih", film)
                                 + chunk("LIST", "strl" + chunk("strh", stream) + chunk("strf", format)));
    }
    [[nodiscard]] QByteArray movie() const
    {
        QByteArray all = "movi";
        QByteArray index;
        for (int i = 0; i < frames; ++i) {
            index += "00db" + words({0x10, int(all.size()), frameSize()});
            all += chunk("00db", QByteArray(frameSize(), char(i * 255 / frames)));
        }
        return chunk("LIST", all) + chunk("idx1", index);
    }
};

} // namespace thrum::test
