// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/brandfile.h"

#include "core/base/jsonreader.h"
#include "devices/catalogue/blespecifierreader.h"
#include "devices/catalogue/featurereader.h"
#include "devices/catalogue/portspecifierreader.h"

#include <QFileInfo>

namespace thrum {
namespace {

constexpr qint64 maxGapMs = 10'000;

std::optional<quint32> readGap(JsonReader &reader)
{
    const auto gap = reader.integer(u"gap", 0, maxGapMs);
    return gap ? std::optional(quint32(*gap)) : std::nullopt;
}

/// Members of `additions` take the place of those of the same name.
void insertMembers(QJsonObject &object, const QJsonObject &additions)
{
    for (auto it = additions.constBegin(); it != additions.constEnd(); ++it)
        object.insert(it.key(), it.value());
}

/// Reads the root object, which parts refer to each other: sets before the default before the models.
class FamilyReader
{
public:
    FamilyReader(const QFileInfo &file, JsonReader &root)
        : m_root(root)
    {
        m_family.file = file.fileName();
    }

    [[nodiscard]] FamilyDefinition read()
    {
        readNames();
        m_family.messageGapMs = readGap(m_root);
        m_family.parameters = m_root.object(u"speak").value_or(QJsonObject());
        readFind();
        m_root.visit(u"sets", [this](JsonReader &sets) { readSets(sets); });
        m_root.visit(u"default", [this](JsonReader &reader) { m_family.defaultModel = readDefault(reader); });
        const auto models = m_root.visitEach(u"models",
                                             [this](JsonReader &reader) { m_family.models << readModel(reader); });
        if (!m_root.has(u"default") && (models == 0 || !m_root.has(u"models")))
            m_root.problem(
                QStringLiteral("has neither models nor a default, so no device could be used; add one of them"));
        return m_family;
    }

private:
    void readNames()
    {
        m_family.brand = m_root.requiredString(u"brand");
        m_family.name = m_root.requiredString(u"name");
        const QString expected = QFileInfo(m_family.file).completeBaseName();
        if (!m_family.name.isEmpty() && m_family.name != expected)
            m_root.problem(u"name", QStringLiteral("must be \"%1\", as the file is called, not ").arg(expected)
                                        + quotedText(m_family.name));
        m_family.protocol = m_root.requiredString(u"protocol");
        const auto otherwise = m_root.string(u"otherwise");
        if (otherwise && (otherwise->isEmpty() || *otherwise == m_family.name))
            m_root.problem(u"otherwise", QStringLiteral("must name another family; leave it out if there is none"));
        m_family.otherwise = otherwise.value_or(QString());
        const auto asks = m_root.string(u"asks");
        if (asks && *asks != u"estim")
            m_root.problem(u"asks", QStringLiteral("must be \"estim\", not %1; leave it out for other devices")
                                        .arg(quotedText(*asks)));
        m_family.asks = asks.value_or(QString());
        m_family.before = m_root.strings(u"before");
    }

    void readFind()
    {
        if (!m_root.has(u"find"))
            m_root.missing(u"find", u"a list such as [{ \"ble\": { ... } }]");
        m_root.visitEach(u"find", [this](JsonReader &entry) {
            bool isKnown = entry.has(u"ble");
            entry.visit(u"ble", [this](JsonReader &reader) { readBle(reader); });
            for (const QString &word : portWords()) {
                isKnown = isKnown || entry.has(word);
                entry.visit(word, [&](JsonReader &reader) { m_family.ports << readPortSpecifier(word, reader); });
            }
            if (!isKnown)
                entry.missing(u"ble", u"an object { ... }, or another way in");
        });
    }

    void readBle(JsonReader &reader)
    {
        m_family.ble << readBleSpecifier(reader);
        for (const QString &name : std::as_const(m_family.ble.last().names)) {
            if (m_names.contains(name))
                reader.problem(u"names", quotedText(name)
                                             + QStringLiteral(" is already in an entry above; remove one of the two"));
            m_names.insert(name);
        }
    }

    void readSets(JsonReader &sets)
    {
        const QStringList names = sets.takeRest().keys();
        for (const QString &name : names)
            m_sets.insert(name, readFeatures(sets, name));
    }

    static void takeFeatures(ModelDefinition &model, const FeatureList &list)
    {
        model.features = list.features;
        model.featureParameters = list.parameters;
    }

    /// Either a list, or the name of a set; without them the model keeps what it has.
    void readModelFeatures(JsonReader &reader, ModelDefinition &model)
    {
        const QJsonValue value = reader.raw(u"features");
        if (value.isUndefined())
            return;
        if (!value.isString()) {
            takeFeatures(model, readFeatures(reader, u"features"));
        } else if (const auto set = m_sets.constFind(value.toString()); set != m_sets.constEnd()) {
            takeFeatures(model, *set);
        } else {
            const QStringList names = m_sets.keys();
            reader.problem(u"features", QStringLiteral("there is no set %1").arg(quotedText(value.toString()))
                                            + hintFor(value.toString(), names));
        }
    }

    ModelDefinition readDefault(JsonReader &reader)
    {
        ModelDefinition model;
        model.name = reader.requiredString(u"name");
        model.parameters = reader.object(u"with").value_or(QJsonObject());
        model.send = reader.object(u"send").value_or(QJsonObject());
        model.messageGapMs = readGap(reader);
        if (!reader.has(u"features"))
            reader.missing(u"features", u"a list of features or the name of a set");
        readModelFeatures(reader, model);
        return model;
    }

    /// What a model leaves out is the default's; of "with" and "send" that goes key by key.
    ModelDefinition readModel(JsonReader &reader)
    {
        ModelDefinition model = m_family.defaultModel.value_or(ModelDefinition());
        model.identifiers = reader.requiredStrings(u"ids", [&](const QString &identifier) {
            return identifierComplaint(identifier);
        });
        for (const QString &identifier : std::as_const(model.identifiers))
            m_owners.insert(identifier, reader.path());
        model.name = reader.requiredString(u"name");
        insertMembers(model.parameters, reader.object(u"with").value_or(QJsonObject()));
        insertMembers(model.send, reader.object(u"send").value_or(QJsonObject()));
        if (const auto gap = readGap(reader))
            model.messageGapMs = gap;
        readModelFeatures(reader, model);
        if (!reader.has(u"features") && !m_root.has(u"default"))
            reader.missing(u"features",
                           u"a list of features or the name of a set, as there is no default to take them from");
        return model;
    }

    QString identifierComplaint(const QString &identifier) const
    {
        const auto owner = m_owners.constFind(identifier);
        if (owner == m_owners.constEnd())
            return {};
        return quotedText(identifier)
               + QStringLiteral(" already belongs to %1; remove it from one of the two").arg(*owner);
    }

    JsonReader &m_root;
    FamilyDefinition m_family;
    QMap<QString, FeatureList> m_sets;
    QSet<QString> m_names;
    QHash<QString, QString> m_owners; // identifier -> path of its model
};

} // namespace

BrandFileResult readBrandFile(const QString &fileName, const QByteArray &bytes)
{
    const QFileInfo file(fileName);
    JsonProblems problems(file.fileName());
    BrandFileResult result;
    if (const auto value = parseJson(bytes, problems)) {
        FamilyDefinition family;
        if (!value->isObject()) {
            problems.add(QStringLiteral("$"), QStringLiteral("must be an object { ... }, not a list"));
        } else {
            JsonReader root(*value, QStringLiteral("$"), problems);
            family = FamilyReader(file, root).read();
        }
        // The reader of the root has now named the keys that nobody knows.
        if (problems.isEmpty())
            result.family = std::make_shared<const FamilyDefinition>(std::move(family));
    }
    result.problems = problems.all();
    return result;
}

} // namespace thrum
