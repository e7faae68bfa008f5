// SPDX-License-Identifier: BSD-3-Clause
#include "devices/transport/endpoint.h"

#include <array>

namespace thrum {
namespace {

constexpr std::array<QStringView, 14> kNames = {u"command",         u"firmware",     u"rx",
                                                u"rxaccel",         u"rxblebattery", u"rxblemodel",
                                                u"rxpressure",      u"rxtouch",      u"tx",
                                                u"txmode",          u"txshock",      u"txvibrate",
                                                u"txvendorcontrol", u"whitelist"};

} // namespace

QString endpointName(Endpoint endpoint)
{
    const auto number = static_cast<quint8>(endpoint);
    if (endpoint >= Endpoint::Generic0)
        return QStringLiteral("generic%1").arg(number - static_cast<quint8>(Endpoint::Generic0));
    return kNames.at(number).toString();
}

std::optional<Endpoint> endpointFromName(QStringView name)
{
    for (quint8 i = 0; i < kNames.size(); ++i) {
        if (name == kNames.at(i))
            return static_cast<Endpoint>(i);
    }
    constexpr QStringView prefix = u"generic";
    if (name.startsWith(prefix)) {
        bool ok = false;
        const uint number = name.mid(prefix.size()).toUInt(&ok);
        if (ok && number < 32 && name.mid(prefix.size()) == QString::number(number))
            return static_cast<Endpoint>(static_cast<quint8>(Endpoint::Generic0) + number);
    }
    return std::nullopt;
}

} // namespace thrum
