// SPDX-License-Identifier: BSD-3-Clause
#include "devices/manager/factories.h"

namespace thrum {
namespace {

QSet<Endpoint> portEndpoints(PortSpecifier::Kind kind)
{
    if (kind == PortSpecifier::Kind::Usb)
        return {Endpoint::TxVendorControl};
    return {Endpoint::Tx, Endpoint::Rx};
}

} // namespace

QSet<Endpoint> endpointsOf(const FamilyDefinition &family)
{
    QSet<Endpoint> endpoints;
    for (const BleSpecifier &specifier : family.ble) {
        for (const auto &service : specifier.endpoints) {
            for (auto it = service.cbegin(); it != service.cend(); ++it)
                endpoints.insert(it.key());
        }
    }
    for (const PortSpecifier &port : family.ports)
        endpoints += portEndpoints(port.kind);
    return endpoints;
}

Factories::Factories(std::vector<std::unique_ptr<ProtocolFactory>> factories)
{
    for (auto &factory : factories) {
        const QString name = factory->name();
        m_factories.emplace(name, std::move(factory));
    }
}

const ProtocolFactory *Factories::find(const QString &name) const
{
    const auto found = m_factories.find(name);
    return found == m_factories.end() ? nullptr : found->second.get();
}

QList<Error> Factories::check(const FamilyDefinition &family) const
{
    const ProtocolFactory *factory = find(family.protocol);
    if (!factory) {
        QStringList names;
        for (const auto &[name, ignored] : m_factories)
            names << name;
        return {Error{ErrorCode::InvalidData, family.file + QStringLiteral(": $.protocol"),
                      QStringLiteral("no protocol is called \"%1\"; there are %2")
                          .arg(family.protocol, names.join(u", "))}};
    }
    QList<Error> problems;
    if (!factory->asks().isEmpty() && family.asks != factory->asks()) {
        problems << Error{ErrorCode::InvalidData, family.file + QStringLiteral(": $.asks"),
                          QStringLiteral("must be \"%1\" for the protocol %2").arg(factory->asks(), family.protocol)};
    }
    const QSet<Endpoint> endpoints = endpointsOf(family);
    const auto checkOne = [&](const ModelDefinition &model, const QString &path) {
        const QString identifier = model.identifiers.value(0);
        for (const Error &error : factory->check(protocolModel(family, model, identifier, identifier, endpoints))) {
            const QString prefix = error.where.startsWith(u"speak") ? QStringLiteral("$.") : path + u'.';
            const Error placed{error.code, family.file + QStringLiteral(": ") + prefix + error.where, error.detail};
            if (!problems.contains(placed))
                problems << placed;
        }
    };
    if (family.defaultModel)
        checkOne(*family.defaultModel, QStringLiteral("$.default"));
    for (qsizetype i = 0; i < family.models.size(); ++i)
        checkOne(family.models.at(i), QStringLiteral("$.models[%1]").arg(i));
    return problems;
}

ProtocolModel protocolModel(const FamilyDefinition &family, const ModelDefinition &model, const QString &identifier,
                            const QString &advertisedName, const QSet<Endpoint> &endpoints)
{
    ProtocolModel result;
    result.identifier = identifier;
    result.advertisedName = advertisedName;
    result.endpoints = endpoints;
    result.features = model.features;
    result.parameters = family.parameters;
    result.modelParameters = model.parameters;
    result.modelSend = model.send;
    result.featureParameters = model.featureParameters;
    return result;
}

} // namespace thrum
