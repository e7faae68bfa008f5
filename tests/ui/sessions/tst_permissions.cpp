// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/facade/enginefacade.h"
#include "tests/support/snapshots.h"
#include "ui/sessions/decisiontablemodel.h"
#include "ui/sessions/listenertablemodel.h"
#include "ui/sessions/permissionswidget.h"

#include <QPushButton>
#include <QTableView>
#include <QTest>

namespace thrum::test {
namespace {

const AccessSubject page{QStringLiteral("https://example.org"), {}};
const AccessSubject computer{{}, QStringLiteral("192.168.1.7")};

} // namespace

/// What the page Apps says about remembered permissions and apps that are dialled.
class PermissionsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutDecisionsThereIsNothingToSee();
    void everyDecisionIsARow();
    void revokingSendsTheSubjectOfTheRow();
    void appsThatAreDialledAreRows_data();
    void appsThatAreDialledAreRows();

private:
    [[nodiscard]] static QString cell(const QAbstractItemModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }
    static SnapshotPtr with(const QList<AccessDecision> &decisions)
    {
        Snapshot snapshot = snapshots::idle();
        snapshot.decisions = decisions;
        return snapshots::shared(snapshot);
    }
};

void PermissionsTest::withoutDecisionsThereIsNothingToSee()
{
    EngineFacade facade;
    PermissionsWidget widget(facade);
    QVERIFY(widget.isHidden());
    facade.setSnapshot(with({{page, true}}));
    QVERIFY(!widget.isHidden());
    facade.setSnapshot(with({}));
    QVERIFY(widget.isHidden());
}

void PermissionsTest::everyDecisionIsARow()
{
    DecisionTableModel model;
    model.update({{page, true},
                  {computer, false},
                  {{page.origin, computer.address}, true},
                  {{QStringLiteral("null"), {}}, false}});
    const auto row = [&model](int number) {
        return QStringList{cell(model, number, DecisionTableModel::Who),
                           cell(model, number, DecisionTableModel::Permission)};
    };
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(row(0), (QStringList{QStringLiteral("example.org"), QStringLiteral("Always allowed")}));
    QCOMPARE(row(1), (QStringList{QStringLiteral("Programs on 192.168.1.7"), QStringLiteral("Never allowed")}));
    QCOMPARE(row(2), (QStringList{QStringLiteral("example.org on 192.168.1.7"), QStringLiteral("Always allowed")}));
    QCOMPARE(row(3), (QStringList{QStringLiteral("Web pages without an address"), QStringLiteral("Never allowed")}));
}

void PermissionsTest::revokingSendsTheSubjectOfTheRow()
{
    EngineFacade facade;
    QList<EngineCommand> sent;
    connect(&facade, &EngineFacade::commandIssued, this, [&sent](const EngineCommand &command) { sent << command; });
    PermissionsWidget widget(facade);
    facade.setSnapshot(with({{page, true}, {computer, false}}));
    facade.setSnapshot(with({{computer, false}}));
    auto *table = widget.findChild<QTableView *>(QStringLiteral("permissionTable"));
    QCOMPARE(table->model()->rowCount(), 1);
    auto *button = table->indexWidget(table->model()->index(0, DecisionTableModel::Revoke))->findChild<QPushButton *>();
    QVERIFY(button);
    QCOMPARE(button->accessibleName(), QStringLiteral("Revoke the permission of Programs on 192.168.1.7"));
    button->click();
    QCOMPARE(sent.size(), 1);
    const auto *revoke = std::get_if<engine::RevokeConsent>(&sent.constFirst());
    QVERIFY(revoke);
    QCOMPARE(revoke->subject, computer);
}

void PermissionsTest::appsThatAreDialledAreRows_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("failure");
    QTest::addColumn<QString>("text");
    using State = OutgoingStatus::State;
    QTest::newRow("off") << int(State::Off) << QString() << QStringLiteral("Off");
    QTest::newRow("connecting") << int(State::Connecting) << QString() << QStringLiteral("Connecting…");
    QTest::newRow("connected") << int(State::Connected) << QString() << QStringLiteral("Connected");
    QTest::newRow("retrying") << int(State::Retrying) << QStringLiteral("why") << QStringLiteral("Retries in 4 s");
}

void PermissionsTest::appsThatAreDialledAreRows()
{
    QFETCH(int, state);
    QFETCH(QString, failure);
    const OutgoingStatus other{QStringLiteral("ws://a"), OutgoingStatus::State::Connected, {}, 0};
    const OutgoingStatus wanted{QStringLiteral("ws://a"), OutgoingStatus::State(state), failure, 4};
    ListenerTableModel model;
    model.update({}, {other, wanted});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 0, ListenerTableModel::Kind), QStringLiteral("WebSocket"));
    QCOMPARE(cell(model, 2, ListenerTableModel::Kind), QStringLiteral("Outgoing"));
    QCOMPARE(cell(model, 2, ListenerTableModel::Address), QStringLiteral("ws://a"));
    QTEST(cell(model, 2, ListenerTableModel::State), "text");
    QCOMPARE(cell(model, 2, ListenerTableModel::Failure), failure.isEmpty() ? QString(QChar(0x2013)) : failure);
    model.update({}, {other});
    QCOMPARE(model.rowCount(), 2);
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::PermissionsTest)
#include "tst_permissions.moc"
