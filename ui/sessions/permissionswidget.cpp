// SPDX-License-Identifier: BSD-3-Clause
#include "ui/sessions/permissionswidget.h"

#include "core/engine/facade/enginefacade.h"
#include "ui/common/actionbutton.h"
#include "ui/common/card.h"
#include "ui/common/datatable.h"
#include "ui/common/heading.h"
#include "ui/sessions/decisiontablemodel.h"

#include <QEvent>
#include <QHeaderView>
#include <QVBoxLayout>

namespace thrum {

namespace {

/// More of them scroll.
constexpr int visibleRows = 3;

} // namespace

PermissionsWidget::PermissionsWidget(EngineFacade &facade, QWidget *parent)
    : QWidget(parent)
    , m_facade(facade)
    , m_model(new DecisionTableModel(this))
    , m_title(new Heading(Heading::Level::Section, this))
{
    setObjectName(QStringLiteral("permissions"));
    auto *card = new Card(this);
    m_table = new DataTable(card);
    m_table->setObjectName(QStringLiteral("permissionTable"));
    m_table->setModel(m_model);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(8, 6, 8, 6);
    inside->addWidget(m_table);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(m_title);
    layout->addWidget(card);
    connect(m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { addButtons(first, last); });
    connect(&m_facade, &EngineFacade::snapshotChanged, this, &PermissionsWidget::refresh);
    retranslateUi();
}

PermissionsWidget::~PermissionsWidget() = default;

void PermissionsWidget::refresh()
{
    m_model->update(m_facade.snapshot().decisions);
    setVisible(m_model->rowCount() > 0);
    refreshColumns();
}

void PermissionsWidget::addButtons(int first, int last)
{
    m_table->addButtons(DecisionTableModel::Revoke, first, last, [this](ActionButton &button, int row) {
        button.setObjectName(QStringLiteral("revokeButton"));
        const AccessSubject subject = m_model->row(row).key;
        connect(&button, &QPushButton::clicked, this,
                [this, subject] { m_facade.send(engine::RevokeConsent{subject}); });
    });
    nameButtons();
}

void PermissionsWidget::nameButtons()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        ActionButton *button = m_table->buttonAt(row, DecisionTableModel::Revoke);
        if (!button)
            continue;
        button->setText(tr("Revoke"));
        button->setAccessibleName(
            tr("Revoke the permission of %1").arg(DecisionTableModel::nameOf(m_model->row(row).key)));
    }
}

void PermissionsWidget::refreshColumns()
{
    const QFontMetrics metrics = m_table->fontMetrics();
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(DecisionTableModel::Who, QHeaderView::Stretch);
    header->setSectionResizeMode(DecisionTableModel::Permission, QHeaderView::Fixed);
    header->setSectionResizeMode(DecisionTableModel::Revoke, QHeaderView::Fixed);
    const int words = std::max(metrics.horizontalAdvance(tr("Permission")),
                               std::max(metrics.horizontalAdvance(tr("Always allowed")),
                                        metrics.horizontalAdvance(tr("Never allowed"))));
    m_table->setColumnWidth(DecisionTableModel::Permission, words + 24);
    m_table->setColumnWidth(DecisionTableModel::Revoke, metrics.horizontalAdvance(tr("Revoke")) + 44);
    const int below = std::max(0, m_model->rowCount() - visibleRows) * m_table->verticalHeader()->defaultSectionSize();
    m_table->setFixedHeight(m_table->contentHeight() - below);
}

void PermissionsWidget::retranslateUi()
{
    m_title->setText(tr("Remembered permissions"));
    m_table->setAccessibleName(tr("Remembered permissions"));
    nameButtons();
    refresh();
}

void PermissionsWidget::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
    if (event->type() == QEvent::FontChange)
        refreshColumns();
}

} // namespace thrum
