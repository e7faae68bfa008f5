// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QString>

namespace thrum {

/// Writes one frame with one message: [{"Name":{"Id":7, ... }}]. Fields appear in the order of the calls; a key is left
/// out for the elements of an array. Every object and array that is begun is ended.
class FrameWriter final
{
public:
    FrameWriter(QStringView name, quint32 id);

    void number(QStringView key, qint64 value);
    void number(qint64 value);
    void real(QStringView key, double value);
    void boolean(QStringView key, bool value);
    void text(QStringView key, QStringView value);
    void text(QStringView value);
    void beginObject(QStringView key);
    void beginObject();
    void endObject();
    void beginArray(QStringView key);
    void beginArray();
    void endArray();

    /// The whole frame; the writer is used up.
    [[nodiscard]] QString finish();

private:
    void separate();
    void writeKey(QStringView key);
    void writeText(QStringView value);

    QString m_frame;
    bool m_needsComma = false;
};

/// The commonest frame by far, written over what `frame` held: [{"Ok":{"Id":7}}].
void writeOkFrame(QString &frame, quint32 id);

} // namespace thrum
