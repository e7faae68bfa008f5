// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakebluez/introspection.h"

#include "tests/support/fakebluez/dbustypes.h"

#include <QMap>

namespace thrum::fakebluez {

namespace {

// One word a member: "method in>out", "signal =types", "property :type" in the order of the BlueZ documentation.
const QMap<QString, QString> &members()
{
    static const QMap<QString, QString>
        table{{iface::adapter,
               QStringLiteral(
                   "SetDiscoveryFilter a{sv}> StartDiscovery > StopDiscovery > RemoveDevice o> Address :s "
                   "AddressType :s Name :s Alias :s Class :u Powered :b Discoverable :b Pairable :b Discovering :b "
                   "UUIDs :as")},
              {iface::device,
               QStringLiteral(
                   "Connect > Disconnect > Pair > CancelPairing > Address :s AddressType :s Name :s Alias :s "
                   "Adapter :o Paired :b Trusted :b Blocked :b LegacyPairing :b Connected :b ServicesResolved :b "
                   "RSSI :n UUIDs :as ManufacturerData :a{qv}")},
              {iface::battery, QStringLiteral("Percentage :y")},
              {iface::gattService, QStringLiteral("UUID :s Primary :b Device :o")},
              {iface::gattCharacteristic,
               QStringLiteral(
                   "ReadValue a{sv}>ay WriteValue ay,a{sv}> StartNotify > StopNotify > UUID :s Service :o Value :ay "
                   "Notifying :b Flags :as MTU :q")},
              {iface::gattDescriptor,
               QStringLiteral("ReadValue a{sv}>ay WriteValue ay,a{sv}> UUID :s Characteristic :o Value :ay")},
              {iface::objectManager,
               QStringLiteral("GetManagedObjects >a{oa{sa{sv}}} InterfacesAdded =o,a{sa{sv}} InterfacesRemoved =o,as")},
              {iface::properties, QStringLiteral("Get s,s>v Set s,s,v> GetAll s>a{sv} PropertiesChanged =s,a{sv},as")}};
    return table;
}

QString argumentsXml(const QString &types, const QString &direction)
{
    QString xml;
    const QStringList list = types.split(u',', Qt::SkipEmptyParts);
    for (const QString &type : list)
        xml += QStringLiteral("<arg type=\"%1\"%2/>").arg(type, direction);
    return xml;
}

QString memberXml(const QString &name, const QString &form)
{
    if (form.startsWith(u':'))
        return QStringLiteral("<property name=\"%1\" type=\"%2\" access=\"read\"/>").arg(name, form.sliced(1));
    if (form.startsWith(u'='))
        return QStringLiteral("<signal name=\"%1\">%2</signal>").arg(name, argumentsXml(form.sliced(1), {}));
    return QStringLiteral("<method name=\"%1\">%2%3</method>")
        .arg(name, argumentsXml(form.section(u'>', 0, 0), QStringLiteral(" direction=\"in\"")),
             argumentsXml(form.section(u'>', 1), QStringLiteral(" direction=\"out\"")));
}

QString interfaceXml(const QString &interface)
{
    const QStringList words = members().value(interface).split(u' ', Qt::SkipEmptyParts);
    QString xml = QStringLiteral("<interface name=\"%1\">").arg(interface);
    for (qsizetype i = 0; i + 1 < words.size(); i += 2)
        xml += memberXml(words.at(i), words.at(i + 1));
    return xml + QStringLiteral("</interface>");
}

} // namespace

QString introspectionBody(const QStringList &interfaces, bool isRoot, const QStringList &children)
{
    QString xml;
    for (const QString &interface : interfaces)
        xml += interfaceXml(interface);
    xml += interfaceXml(isRoot ? iface::objectManager : iface::properties);
    for (const QString &child : children)
        xml += QStringLiteral("<node name=\"%1\"/>").arg(child);
    return xml;
}

QStringList childNames(const QString &parent, const QStringList &paths)
{
    const QString prefix = parent.endsWith(u'/') ? parent : QString(parent + u'/');
    QStringList names;
    for (const QString &path : paths) {
        if (path.startsWith(prefix))
            names.append(path.sliced(prefix.size()).section(u'/', 0, 0));
    }
    names.removeDuplicates();
    return names;
}

} // namespace thrum::fakebluez
