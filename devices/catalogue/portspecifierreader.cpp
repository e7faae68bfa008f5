// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/portspecifierreader.h"

#include <array>

namespace thrum {
namespace {

using Kind = PortSpecifier::Kind;

struct KindWord
{
    QLatin1String word;
    Kind kind;
};
constexpr std::array kindWords = {KindWord{QLatin1String("serial"), Kind::Serial},
                                  KindWord{QLatin1String("hid"), Kind::Hid},
                                  KindWord{QLatin1String("usb"), Kind::Usb},
                                  KindWord{QLatin1String("gamepad"), Kind::Gamepad},
                                  KindWord{QLatin1String("xinput"), Kind::XInput},
                                  KindWord{QLatin1String("lovense-connect"), Kind::LovenseConnect}};

// "057e:2007", as lsusb has it.
std::optional<UsbId> parseUsbId(const QString &text)
{
    const QStringList parts = text.split(u':');
    if (parts.size() != 2 || parts.at(0).size() != 4 || parts.at(1).size() != 4)
        return std::nullopt;
    bool isVendor = false;
    bool isProduct = false;
    const UsbId id{parts.at(0).toUShort(&isVendor, 16), parts.at(1).toUShort(&isProduct, 16)};
    return isVendor && isProduct ? std::optional(id) : std::nullopt;
}

SerialSettings readSerial(JsonReader &reader)
{
    SerialSettings serial;
    serial.baud = quint32(reader.requiredInteger(u"baud", 50, 4'000'000).value_or(0));
    serial.dataBits = quint8(reader.integer(u"data", 5, 8).value_or(8));
    serial.stopBits = quint8(reader.integer(u"stop", 1, 2).value_or(1));
    const auto parity = reader.word(u"parity", {QStringLiteral("none"), QStringLiteral("even"), QStringLiteral("odd")});
    serial.parity = SerialSettings::Parity(int(parity.value_or(0)));
    return serial;
}

QList<UsbId> readIds(JsonReader &reader)
{
    QList<UsbId> ids;
    const QStringList texts = reader.requiredStrings(u"ids", [](const QString &text) {
        return parseUsbId(text)
                   ? QString()
                   : quotedText(text) + QStringLiteral(" must be vendor and product in hex, as in \"057e:2007\"");
    });
    for (const QString &text : texts) {
        if (const auto id = parseUsbId(text))
            ids << *id;
    }
    return ids;
}

} // namespace

const QStringList &portWords()
{
    static const QStringList words = [] {
        QStringList list;
        for (const KindWord &entry : kindWords)
            list << entry.word;
        return list;
    }();
    return words;
}

PortSpecifier readPortSpecifier(const QString &word, JsonReader &reader)
{
    PortSpecifier port;
    port.kind = std::ranges::find(kindWords, word, &KindWord::word)->kind;
    if (port.kind == Kind::Serial)
        port.serial = readSerial(reader);
    else if (port.kind == Kind::Hid || port.kind == Kind::Usb)
        port.ids = readIds(reader);
    return port;
}

} // namespace thrum
