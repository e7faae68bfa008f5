// SPDX-License-Identifier: BSD-3-Clause
#include "ui/sessions/decisiontablemodel.h"

#include "ui/common/words.h"

namespace thrum {

DecisionTableModel::DecisionTableModel(QObject *parent)
    : MirrorModel(parent)
{}

DecisionTableModel::~DecisionTableModel() = default;

void DecisionTableModel::update(const QList<AccessDecision> &decisions)
{
    QList<DecisionRow> rows;
    for (const AccessDecision &decision : decisions)
        rows << DecisionRow{decision.subject, decision.isAllowed};
    setRows(rows);
}

QString DecisionTableModel::nameOf(const AccessSubject &subject)
{
    if (subject.origin.isEmpty())
        return tr("Programs on %1").arg(subject.address);
    const QString page = subject.canBeAllowedForGood() ? Words::pageName(subject.origin)
                                                       : tr("Web pages without an address");
    //: %1 is a web page, %2 a computer
    return subject.address.isEmpty() ? page : tr("%1 on %2").arg(page, subject.address);
}

int DecisionTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DecisionTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const DecisionRow &one = row(index.row());
    switch (index.column()) {
    case Who: return nameOf(one.key);
    case Permission: return one.isAllowed ? tr("Always allowed") : tr("Never allowed");
    default: return {};
    }
}

QVariant DecisionTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Who: return tr("Who");
    case Permission: return tr("Permission");
    default: return {};
    }
}

} // namespace thrum
