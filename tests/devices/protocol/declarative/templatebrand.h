// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/catalogue/brandfile.h"
#include "devices/manager/factories.h"
#include "devices/protocol/declarative/declarativefactory.h"

namespace thrum::test {

/// A brand file of the protocol "template" with the endpoints tx, rx and txmode, of which everything but names and "find"
/// is given; its first model, or its default where it has none, is the device at hand.
class TemplateBrand final
{
public:
    explicit TemplateBrand(const QByteArray &rest)
        : m_read(readBrandFile(QStringLiteral("b.json"), R"({ "brand": "B", "name": "b", "protocol": "template",
            "find": [{ "ble": { "names": ["B"], "services": {
                "ff00": { "tx": "ff01", "rx": "ff02", "txmode": "ff03" } } } }], )"
                                                             + rest + " }"))
    {
        if (!m_read.family)
            qFatal("%s", qPrintable(m_read.problems.constFirst().text()));
    }

    [[nodiscard]] ProtocolModel model(const QSet<Endpoint> &endpoints = all()) const
    {
        const FamilyDefinition &family = *m_read.family;
        const ModelDefinition &model = family.models.isEmpty() ? *family.defaultModel : family.models.constFirst();
        return protocolModel(family, model, QStringLiteral("B"), QStringLiteral("B"), endpoints);
    }
    [[nodiscard]] std::unique_ptr<Protocol> protocol(const QSet<Endpoint> &endpoints = all()) const
    {
        Result<std::unique_ptr<Protocol>> made = DeclarativeFactory().create(model(endpoints));
        if (!made)
            qFatal("%s", qPrintable(made.error().text()));
        return std::move(*made);
    }
    /// What is said about the file when it is loaded.
    [[nodiscard]] QStringList problems() const
    {
        QStringList texts;
        for (const Error &error : DeclarativeFactory().check(model()))
            texts << error.text();
        return texts;
    }

    [[nodiscard]] static QSet<Endpoint> all() { return {Endpoint::Tx, Endpoint::Rx, Endpoint::TxMode}; }

private:
    BrandFileResult m_read;
};

/// The writes of a command, as "f100 / f200".
[[nodiscard]] inline QByteArray writesOf(Protocol &protocol, const OutputValue &value)
{
    QByteArrayList writes;
    for (const OutputWrite &write : protocol.encode(value, TimePoint{}))
        writes << write.operation.bytes.toHex();
    return writes.join(" / ");
}

} // namespace thrum::test
