// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/snapshots.h"
#include "ui/sessions/listenertablemodel.h"
#include "ui/sessions/sessiontablemodel.h"

#include <QTest>

namespace thrum::test {

/// The two tables of the page Apps.
class SessionTableModelTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowSaysWhoAndHowBusy();
    void beforeTheHandshakeThereIsLittleToSay();
    void timesOfTodayAreShort();
    void whatAnAppDrivesIsNamed();
    void theListenerFollowsTheServer_data();
    void theListenerFollowsTheServer();

private:
    [[nodiscard]] static QString cell(const QAbstractItemModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }
    const QString m_dash = QString(QChar(0x2013));
};

void SessionTableModelTest::aRowSaysWhoAndHowBusy()
{
    SessionTableModel model;
    model.update(snapshots::busy());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 0, SessionTableModel::Name), QStringLiteral("Player X"));
    QCOMPARE(cell(model, 0, SessionTableModel::Peer), QStringLiteral("127.0.0.1:50312"));
    QCOMPARE(cell(model, 0, SessionTableModel::Version), QStringLiteral("v4"));
    QCOMPARE(cell(model, 0, SessionTableModel::Rate), QStringLiteral("20"));
    QCOMPARE(cell(model, 1, SessionTableModel::Rate), QStringLiteral("2.3"));
    QCOMPARE(cell(model, 1, SessionTableModel::LastError), QStringLiteral("Device 7 is not connected"));
    const QString summary = model.index(0, SessionTableModel::Name).data(SessionTableModel::summaryRole).toString();
    QVERIFY2(summary.startsWith(QStringLiteral("Spec v4, 127.0.0.1:50312, since 14 Mar 2026 14:02")),
             qPrintable(summary));
}

void SessionTableModelTest::beforeTheHandshakeThereIsLittleToSay()
{
    SessionTableModel model;
    model.update(snapshots::busy());
    QCOMPARE(cell(model, 2, SessionTableModel::Name), QStringLiteral("Unnamed app"));
    QCOMPARE(cell(model, 2, SessionTableModel::Version), m_dash);
    QCOMPARE(cell(model, 2, SessionTableModel::LastError), m_dash);
}

void SessionTableModelTest::timesOfTodayAreShort()
{
    Snapshot snapshot = snapshots::busy();
    snapshot.sessions[0].since = QDateTime(QDate::currentDate(), QTime(0, 0));
    SessionTableModel model;
    model.update(snapshot);
    QCOMPARE(cell(model, 0, SessionTableModel::Since), QLocale().toString(QTime(0, 0), QLocale::ShortFormat));
    QCOMPARE(cell(model, 1, SessionTableModel::Since), QLocale().toString(QDate(2026, 3, 14), QLocale::ShortFormat));
}

void SessionTableModelTest::whatAnAppDrivesIsNamed()
{
    Snapshot snapshot = snapshots::busy();
    snapshots::output(snapshot, snapshots::rotator, 0, OutputType::Rotate).owner = snapshots::player;
    SessionTableModel model;
    model.update(snapshot);
    QCOMPARE(cell(model, 0, SessionTableModel::Drives),
             QLocale().createSeparatedList({QStringLiteral("Lovense Edge"), QStringLiteral("Vorze A10 Cyclone")}));
    QCOMPARE(cell(model, 2, SessionTableModel::Drives), m_dash);
}

void SessionTableModelTest::theListenerFollowsTheServer_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<QString>("text");
    using State = ServerStatus::State;
    QTest::newRow("stopped") << int(State::Stopped) << QStringLiteral("Off");
    QTest::newRow("starting") << int(State::Starting) << QStringLiteral("Starting…");
    QTest::newRow("running") << int(State::Running) << QStringLiteral("Listening");
    QTest::newRow("stopping") << int(State::Stopping) << QStringLiteral("Stopping…");
    QTest::newRow("failed") << int(State::Failed) << QStringLiteral("Failed");
}

void SessionTableModelTest::theListenerFollowsTheServer()
{
    QFETCH(int, state);
    ServerStatus server;
    server.state = ServerStatus::State(state);
    if (server.state == ServerStatus::State::Running)
        server.addresses = {QStringLiteral("ws://127.0.0.1:1"), QStringLiteral("ws://[::1]:1")};
    server.failure = QStringLiteral("why");
    ListenerTableModel model;
    model.update(server);
    QCOMPARE(model.rowCount(), 1);
    QTEST(cell(model, 0, ListenerTableModel::State), "text");
    QCOMPARE(cell(model, 0, ListenerTableModel::Failure), QStringLiteral("why"));
    const QString address = cell(model, 0, ListenerTableModel::Address);
    QCOMPARE(address, server.addresses.isEmpty() ? m_dash : QStringLiteral("ws://127.0.0.1:1  ws://[::1]:1"));
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::SessionTableModelTest)

#include "tst_sessiontablemodel.moc"
