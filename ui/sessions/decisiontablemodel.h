// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/snapshot.h"
#include "ui/common/mirrormodel.h"

namespace thrum {

/// One decision of the user.
struct DecisionRow
{
    AccessSubject key;
    bool isAllowed = false;
    friend bool operator==(const DecisionRow &, const DecisionRow &) = default;
};

/// Mirror of Snapshot::decisions. GUI thread, owned by its widget.
class DecisionTableModel final : public MirrorModel<DecisionRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DecisionTableModel)
public:
    enum Column { Who, Permission, Revoke, ColumnCount };

    explicit DecisionTableModel(QObject *parent = nullptr);
    ~DecisionTableModel() override;

    void update(const QList<AccessDecision> &decisions);
    /// "example.org", "Programs on 192.168.1.7".
    [[nodiscard]] static QString nameOf(const AccessSubject &subject);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
};

} // namespace thrum
