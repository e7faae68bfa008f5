// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/appfixture.h"
#include "tests/support/wsclient.h"
#include "ui/sessions/sessiontablemodel.h"

#include <QAbstractItemView>
#include <QPushButton>
#include <QStackedWidget>
#include <QTest>

namespace thrum::test {

/// The page Apps of the whole program, with apps on real sockets.
class AppsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void threeAppsAreThreeRows();
    void disconnectClosesThatAppOnly();
    void theRowSaysWhatAnAppDrivesAndItsLastError();
    void theTrayDisconnectsAnApp();
    void anAppThatLeavesTakesItsRowAlong();

private:
    [[nodiscard]] QAbstractItemView *table() { return m_app->find<QAbstractItemView>(QStringLiteral("sessionTable")); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return m_table->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QPushButton *disconnectButton(int row) const
    {
        const QModelIndex place = m_table->model()->index(row, SessionTableModel::Disconnect);
        return m_table->indexWidget(place)->findChild<QPushButton *>(QStringLiteral("disconnectButton"));
    }

    std::unique_ptr<AppFixture> m_app;
    std::unique_ptr<WsClient> m_oldest;
    std::unique_ptr<WsClient> m_middle;
    std::unique_ptr<WsClient> m_newest;
    QAbstractItemView *m_table = nullptr;
};

void AppsTest::init()
{
    m_app = std::make_unique<AppFixture>(QStringList{QStringLiteral("vibrator")});
    QVERIFY(m_app->start());
    m_app->window().showPage(MainWindow::Page::Apps);
    m_table = table();
    QVERIFY(m_table);
    m_oldest = std::make_unique<WsClient>();
    m_middle = std::make_unique<WsClient>();
    m_newest = std::make_unique<WsClient>();
    QVERIFY(m_oldest->enter(m_app->port(), QStringLiteral("Old game"), 2));
    QVERIFY(m_middle->enter(m_app->port(), QStringLiteral("Player"), 3));
    QVERIFY(m_newest->enter(m_app->port(), QStringLiteral("Editor"), 4));
    const auto named = [this] {
        return m_table->model()->rowCount() == 3 && cell(2, SessionTableModel::Version) == u"v4";
    };
    QTRY_VERIFY(named());
}

void AppsTest::cleanup()
{
    m_oldest.reset();
    m_middle.reset();
    m_newest.reset();
    m_app.reset();
}

void AppsTest::threeAppsAreThreeRows()
{
    const QStringList names{QStringLiteral("Old game"), QStringLiteral("Player"), QStringLiteral("Editor")};
    const QStringList versions{QStringLiteral("v2"), QStringLiteral("v3"), QStringLiteral("v4")};
    const QStringList peers{m_oldest->address(), m_middle->address(), m_newest->address()};
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(cell(row, SessionTableModel::Name), names.at(row));
        QCOMPARE(cell(row, SessionTableModel::Peer), peers.at(row));
        QCOMPARE(cell(row, SessionTableModel::Version), versions.at(row));
        QCOMPARE(disconnectButton(row)->accessibleName(), QStringLiteral("Disconnect ") + names.at(row));
    }
    QVERIFY(m_table->isVisible());
    QCOMPARE(m_app->find<QPushButton>(QStringLiteral("clientCountLabel"))->text(), QStringLiteral("3 apps"));
}

void AppsTest::disconnectClosesThatAppOnly()
{
    QTest::mouseClick(disconnectButton(1), Qt::LeftButton);
    QTRY_VERIFY(!m_middle->isConnected());
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    QCOMPARE(cell(0, SessionTableModel::Name), QStringLiteral("Old game"));
    QCOMPARE(cell(1, SessionTableModel::Name), QStringLiteral("Editor"));
    // Not only still open: still served.
    QVERIFY(m_oldest->vibrate(m_app->device(0), 0, 0.5));
    QVERIFY(m_newest->vibrate(m_app->device(0), 0, 0.25));
}

void AppsTest::theRowSaysWhatAnAppDrivesAndItsLastError()
{
    QVERIFY(m_middle->vibrate(m_app->device(0), 0, 0.5));
    QTRY_COMPARE(cell(1, SessionTableModel::Drives), QStringLiteral("Simulated Vibrator"));
    QCOMPARE(cell(0, SessionTableModel::Drives), QString(QChar(0x2013)));
    QVERIFY(!m_newest->vibrate(77, 0, 0.5));
    QTRY_VERIFY2(cell(2, SessionTableModel::LastError).contains(u"77"),
                 qPrintable(cell(2, SessionTableModel::LastError)));
}

void AppsTest::theTrayDisconnectsAnApp()
{
    const QList<QAction *> entries = m_app->trayEntry(QStringLiteral("trayApps"))->menu()->actions();
    QCOMPARE(entries.size(), 3);
    QCOMPARE(entries.at(2)->text(), QStringLiteral("Disconnect Editor"));
    entries.at(2)->trigger();
    QTRY_VERIFY(!m_newest->isConnected());
    QVERIFY(m_oldest->isConnected());
    QVERIFY(m_middle->isConnected());
}

void AppsTest::anAppThatLeavesTakesItsRowAlong()
{
    m_oldest->abort();
    m_middle->abort();
    m_newest->abort();
    QTRY_COMPARE(m_table->model()->rowCount(), 0);
    QTRY_VERIFY(m_app->find<QWidget>(QStringLiteral("sessionsEmpty"))->isVisible());
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::AppsTest)

#include "tst_apps.moc"
