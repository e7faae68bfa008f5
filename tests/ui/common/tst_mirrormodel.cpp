// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/mirrormodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

namespace thrum::test {

namespace {

struct Row
{
    int key = 0;
    QString text;
    friend bool operator==(const Row &, const Row &) = default;
};

class Model final : public MirrorModel<Row>
{
public:
    using MirrorModel::MirrorModel;
    using MirrorModel::setRows;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 1; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        return role == Qt::DisplayRole ? QVariant(row(index.row()).text) : QVariant();
    }
};

QList<Row> rows(const QString &keys)
{
    QList<Row> made;
    for (const QChar key : keys)
        made.append({key.unicode(), key});
    return made;
}

QString shown(const Model &model)
{
    QString text;
    for (int row = 0; row < model.rowCount(); ++row)
        text += model.index(row, 0).data().toString();
    return text;
}

} // namespace

/// The base of the models that mirror a list: what is there stays in place, whatever comes, goes or moves.
class MirrorModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsBecomeThoseOfTheList_data();
    void rowsBecomeThoseOfTheList();
    void aRowKeepsItsPlaceInViews();
    void theSameListChangesNothing();
    void onlyWhatReadsDifferentlyIsAnnounced();
};

void MirrorModelTest::rowsBecomeThoseOfTheList_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("first") << QString() << QStringLiteral("abc");
    QTest::newRow("none") << QStringLiteral("abc") << QString();
    QTest::newRow("inserted") << QStringLiteral("ac") << QStringLiteral("abc");
    QTest::newRow("removed") << QStringLiteral("abc") << QStringLiteral("ac");
    QTest::newRow("moved up") << QStringLiteral("abcd") << QStringLiteral("dabc");
    QTest::newRow("reversed") << QStringLiteral("abcd") << QStringLiteral("dcba");
    QTest::newRow("all at once") << QStringLiteral("abcd") << QStringLiteral("xdbya");
}

void MirrorModelTest::rowsBecomeThoseOfTheList()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    Model model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(rows(before));
    QCOMPARE(shown(model), before);
    model.setRows(rows(after));
    QCOMPARE(shown(model), after);
}

void MirrorModelTest::aRowKeepsItsPlaceInViews()
{
    Model model;
    model.setRows(rows(QStringLiteral("abc")));
    const QPersistentModelIndex chosen(model.index(1, 0));
    model.setRows(rows(QStringLiteral("xcyb")));
    QCOMPARE(chosen.row(), 3);
    QCOMPARE(chosen.data().toString(), QStringLiteral("b"));
    model.setRows(rows(QStringLiteral("xc")));
    QVERIFY(!chosen.isValid());
}

void MirrorModelTest::theSameListChangesNothing()
{
    Model model;
    model.setRows(rows(QStringLiteral("abc")));
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.setRows(rows(QStringLiteral("abc")));
    QCOMPARE(changed.size() + inserted.size() + removed.size(), 0);
}

void MirrorModelTest::onlyWhatReadsDifferentlyIsAnnounced()
{
    Model model;
    QList<Row> list = rows(QStringLiteral("abc"));
    model.setRows(list);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    list[1].text = QStringLiteral("B");
    model.setRows(list);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toModelIndex().row(), 1);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::MirrorModelTest)

#include "tst_mirrormodel.moc"
