// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/result.h"
#include "devices/catalogue/bleindex.h"
#include "devices/catalogue/definition.h"

#include <functional>

namespace thrum {

/// The model a device turned out to be, and the family that finally knows it: its name is part of the identity.
struct ModelMatch
{
    FamilyPtr family;
    /// Lives as long as `family`.
    const ModelDefinition *model = nullptr;
};

/// All families of devices, loaded once at start. A value holder without threads of its own; what it answers costs a few
/// hash lookups, however many families and models it holds.
class Catalogue final
{
public:
    /// Everything wrong with a family that only others can tell, such as the protocol that gets its parameters.
    using FamilyCheck = std::function<QList<Error>(const FamilyDefinition &)>;

    /// Adds every *.json of a folder (disk or resource, ":/devices"), in order of their names, and returns all problems.
    /// A bad file is left out whole, also one that `check` or the files before it object to; the others are used. A family
    /// whose `otherwise` does not exist, or comes back to it, is reported and used nevertheless, as far as it leads.
    [[nodiscard]] QList<Error> loadFolder(const QString &folder, const FamilyCheck &check = {});
    /// Adds the user's own files on top: a family takes the place of the one of the same name, and names it lists are its
    /// alone, also where a built-in family lists them. Otherwise as loadFolder(); no folder, or an empty one, is no problem.
    [[nodiscard]] QList<Error> loadUserFolder(const QString &folder, const FamilyCheck &check = {});
    /// Adds one family; fails with the first of its conflicts().
    [[nodiscard]] Result<void> add(const FamilyPtr &family);
    /// What keeps a family from being added: its name or a name it lists (exact or with '*') belongs to another one.
    [[nodiscard]] QList<Error> conflicts(const FamilyDefinition &family) const;

    /// In the order in which they were added.
    [[nodiscard]] const QList<FamilyPtr> &families() const { return m_families; }
    /// Null when there is none of that name.
    [[nodiscard]] FamilyPtr family(const QString &name) const;
    /// By position in families().
    [[nodiscard]] const BleIndex &bleIndex() const { return m_ble; }

    /// The model of a device that matched `family` and identified itself so. First who lists the identifier: the family,
    /// then the one its `otherwise` names, and so on; then who has a default, the last of them first. Nothing when none
    /// of them has, which means that the device is refused.
    [[nodiscard]] std::optional<ModelMatch> model(const FamilyDefinition &family, const QString &identifier) const;

private:
    using Conflicts = QList<Error> (Catalogue::*)(const FamilyDefinition &) const;

    /// Reads the files of a folder and hands what is good to `use`; says what is wrong with the rest.
    [[nodiscard]] QList<Error> readFolder(const QString &folder, const FamilyCheck &check, Conflicts conflictsOf,
                                          const std::function<void(const FamilyPtr &)> &use) const;
    void insert(const FamilyPtr &family);
    void insertOfUser(const FamilyPtr &family);
    /// With the user's other families.
    [[nodiscard]] QList<Error> userConflicts(const FamilyDefinition &family) const;
    [[nodiscard]] QList<Error> otherwiseProblems() const;
    void indexAnew();
    /// `family` and those it hands over to, each once.
    [[nodiscard]] QList<qsizetype> chainFrom(const QString &family) const;
    [[nodiscard]] QList<Error> otherwiseProblems(qsizetype position) const;

    QList<FamilyPtr> m_families;
    QHash<QString, qsizetype> m_positions;     // family name -> position in m_families
    QList<QHash<QString, qsizetype>> m_models; // per family: identifier -> position of the model
    BleIndex m_ble;
    QSet<qsizetype> m_ofUser;
    QSet<qsizetype> m_replaced; // families whose place one of the user's took
};

} // namespace thrum
