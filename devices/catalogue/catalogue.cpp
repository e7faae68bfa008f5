// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/catalogue.h"

#include "core/base/jsontext.h"
#include "devices/catalogue/brandfile.h"

#include <QDir>
#include <QFile>

#include <ranges>

namespace thrum {
namespace {

Error problemAt(const FamilyDefinition &family, const QString &path, const QString &detail)
{
    return Error{ErrorCode::InvalidData, family.file + QStringLiteral(": ") + path, detail};
}

Error alsoListed(const FamilyDefinition &family, qsizetype specifier, qsizetype name, const FamilyDefinition &other)
{
    return problemAt(family, QStringLiteral("$.find[%1].ble.names[%2]").arg(specifier).arg(name),
                     quotedText(family.ble.at(specifier).names.at(name))
                         + QStringLiteral(" is also listed in %1; remove it from one of them").arg(other.file));
}

} // namespace

QList<Error> Catalogue::readFolder(const QString &folder, const FamilyCheck &check, Conflicts conflictsOf,
                                   const std::function<void(const FamilyPtr &)> &use) const
{
    QList<Error> problems;
    const QDir directory(folder);
    const QStringList names = directory.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            problems << Error{ErrorCode::Io, name, QStringLiteral("cannot be read (%1)").arg(file.errorString())};
            continue;
        }
        const BrandFileResult read = readBrandFile(name, file.read(kMaxJsonBytes + 1));
        QList<Error> found = read.problems;
        if (read.family) {
            found << (this->*conflictsOf)(*read.family);
            if (check)
                found << check(*read.family);
            if (found.isEmpty())
                use(read.family);
        }
        problems << found;
    }
    return problems;
}

QList<Error> Catalogue::loadFolder(const QString &folder, const FamilyCheck &check)
{
    QList<Error> problems;
    if (QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files).isEmpty())
        problems << Error{ErrorCode::NotFound, folder,
                          QStringLiteral("holds no brand file (*.json), so no device can be recognised")};
    problems << readFolder(folder, check, &Catalogue::conflicts, [this](const FamilyPtr &family) { insert(family); });
    return problems << otherwiseProblems();
}

QList<Error> Catalogue::loadUserFolder(const QString &folder, const FamilyCheck &check)
{
    QList<Error> problems = readFolder(folder, check, &Catalogue::userConflicts,
                                       [this](const FamilyPtr &family) { insertOfUser(family); });
    indexAnew();
    for (const Error &problem : otherwiseProblems()) {
        if (!problems.contains(problem))
            problems << problem;
    }
    return problems;
}

void Catalogue::insertOfUser(const FamilyPtr &family)
{
    const qsizetype replaced = m_positions.value(family->name, -1);
    insert(family);
    const qsizetype position = m_families.size() - 1;
    m_ofUser.insert(position);
    // What stood there is never found again; positions of others stay what they are.
    if (replaced >= 0)
        m_replaced.insert(replaced);
}

QList<Error> Catalogue::userConflicts(const FamilyDefinition &family) const
{
    QList<Error> found;
    for (const qsizetype position : m_ofUser) {
        const FamilyDefinition &other = *m_families.at(position);
        for (qsizetype i = 0; i < family.ble.size(); ++i) {
            const QStringList &names = family.ble.at(i).names;
            for (qsizetype j = 0; j < names.size(); ++j) {
                const bool isListed = std::ranges::any_of(other.ble, [&](const BleSpecifier &specifier) {
                    return specifier.names.contains(names.at(j));
                });
                if (isListed)
                    found << alsoListed(family, i, j, other);
            }
        }
    }
    return found;
}

// The later entry of a name counts, so the user's come last.
void Catalogue::indexAnew()
{
    m_ble = BleIndex();
    for (const bool isOfUser : {false, true}) {
        for (qsizetype i = 0; i < m_families.size(); ++i) {
            if (m_ofUser.contains(i) == isOfUser && !m_replaced.contains(i))
                m_ble.add(i, m_families.at(i)->ble);
        }
    }
}

Result<void> Catalogue::add(const FamilyPtr &family)
{
    if (const QList<Error> found = conflicts(*family); !found.isEmpty())
        return fail(found.first().code, found.first().detail, found.first().where);
    insert(family);
    return {};
}

void Catalogue::insert(const FamilyPtr &family)
{
    const qsizetype position = m_families.size();
    QHash<QString, qsizetype> models;
    for (qsizetype i = 0; i < family->models.size(); ++i) {
        for (const QString &identifier : family->models.at(i).identifiers)
            models.insert(identifier, i);
    }
    m_families << family;
    m_models << models;
    m_positions.insert(family->name, position);
    m_ble.add(position, family->ble);
}

QList<Error> Catalogue::conflicts(const FamilyDefinition &family) const
{
    QList<Error> found;
    if (const FamilyPtr other = this->family(family.name))
        found << problemAt(family, QStringLiteral("$.name"),
                           quotedText(family.name)
                               + QStringLiteral(" is also the name of the family in %1; rename one of them")
                                     .arg(other->file));
    for (qsizetype i = 0; i < family.ble.size(); ++i) {
        const QStringList &names = family.ble.at(i).names;
        for (qsizetype j = 0; j < names.size(); ++j) {
            if (const auto place = m_ble.placeOfListedName(names.at(j))) {
                found << alsoListed(family, i, j, *m_families.at(place->family));
            }
        }
    }
    return found;
}

FamilyPtr Catalogue::family(const QString &name) const
{
    const auto found = m_positions.constFind(name);
    return found == m_positions.constEnd() ? nullptr : m_families.at(*found);
}

QList<qsizetype> Catalogue::chainFrom(const QString &family) const
{
    QList<qsizetype> chain;
    for (auto at = m_positions.constFind(family); at != m_positions.constEnd() && !chain.contains(*at);) {
        chain << *at;
        at = m_positions.constFind(m_families.at(*at)->otherwise);
    }
    return chain;
}

QList<Error> Catalogue::otherwiseProblems() const
{
    QList<Error> problems;
    for (qsizetype i = 0; i < m_families.size(); ++i)
        problems << otherwiseProblems(i);
    return problems;
}

QList<Error> Catalogue::otherwiseProblems(qsizetype position) const
{
    const FamilyDefinition &family = *m_families.at(position);
    const QString path = QStringLiteral("$.otherwise");
    if (family.otherwise.isEmpty())
        return {};
    if (!m_positions.contains(family.otherwise)) {
        QStringList known = m_positions.keys();
        known.sort();
        return {problemAt(family, path,
                          QStringLiteral("there is no family ") + quotedText(family.otherwise)
                              + hintFor(family.otherwise, known))};
    }
    const FamilyDefinition &last = *m_families.at(chainFrom(family.name).last());
    if (last.otherwise == family.name)
        return {problemAt(family, path,
                          QStringLiteral("comes back to this family by way of %1; one of them must know all the rest")
                              .arg(last.file))};
    return {};
}

std::optional<ModelMatch> Catalogue::model(const FamilyDefinition &family, const QString &identifier) const
{
    const QList<qsizetype> chain = chainFrom(family.name);
    for (const qsizetype position : chain) {
        const auto found = m_models.at(position).constFind(identifier);
        if (found != m_models.at(position).constEnd())
            return ModelMatch{m_families.at(position), &m_families.at(position)->models.at(*found)};
    }
    for (const qsizetype position : chain | std::views::reverse) {
        if (m_families.at(position)->defaultModel)
            return ModelMatch{m_families.at(position), &*m_families.at(position)->defaultModel};
    }
    return std::nullopt;
}

} // namespace thrum
