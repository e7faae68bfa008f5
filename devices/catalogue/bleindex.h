// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/catalogue/definition.h"

#include <compare>

namespace thrum {

/// How surely something in an advertisement tells a family; the greater one wins.
struct BleSign
{
    enum class Kind { Service, Manufacturer, NamePrefix, ExactName };

    Kind kind = Kind::Service;
    /// Characters of the beginning or bytes of the manufacturer's payload that were compared.
    qsizetype length = 0;
    friend auto operator<=>(const BleSign &, const BleSign &) = default;
};

/// Finds the Bluetooth LE specifiers that fit an advertisement without looking at each of them. Families and their
/// specifiers are known by position, in the order in which the owner keeps them.
class BleIndex final
{
public:
    struct Place
    {
        qsizetype family = 0;
        qsizetype specifier = 0;
        friend bool operator==(const Place &, const Place &) = default;
    };
    struct Hit
    {
        Place place;
        /// The best of the signs that fit.
        BleSign sign;
    };

    void add(qsizetype family, const QList<BleSpecifier> &specifiers);
    /// Each fitting specifier once, in no order.
    [[nodiscard]] QList<Hit> find(const QString &name, const BleSighting &sighting) const;
    /// Where a name as brand files write it, with its '*', is listed.
    [[nodiscard]] std::optional<Place> placeOfListedName(const QString &listed) const;

private:
    struct Payload
    {
        QByteArray data;
        Place place;
    };

    QHash<QString, Place> m_names;
    QHash<QString, Place> m_prefixes;
    QList<qsizetype> m_prefixLengths; // rising, each once
    QHash<quint16, QList<Payload>> m_payloads;
    QHash<QUuid, QList<Place>> m_services;
};

} // namespace thrum
