// SPDX-License-Identifier: BSD-3-Clause
#include "core/settings/settingsfile.h"
#include "tests/support/appfixture.h"
#include "tests/support/sessionrig.h"
#include "tests/support/wirejson.h"
#include "ui/common/banner.h"

#include <QAbstractItemView>
#include <QPushButton>
#include <QTest>
#include <QWebSocket>

namespace thrum::test {

/// A web page that nobody knows yet meets the whole program.
class ConsentTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePageWaitsUntilTheUserAllowsItForGood();
};

void ConsentTest::thePageWaitsUntilTheUserAllowsItForGood()
{
    AppFixture app;
    QVERIFY(app.start());
    QWebSocket page(QStringLiteral("https://example.org"));
    QStringList frames;
    connect(&page, &QWebSocket::textMessageReceived, this, [&frames](const QString &frame) { frames << frame; });
    connect(&page, &QWebSocket::connected, this, [&page] { page.sendTextMessage(SessionRig::handshake(4)); });
    page.open(QUrl(QStringLiteral("ws://127.0.0.1:%1").arg(app.port())));
    auto *banner = app.find<Banner>(QStringLiteral("consentBanner"));
    QTRY_VERIFY(banner->isVisible());
    QCOMPARE(banner->text(), QStringLiteral("Allow example.org to control your devices?"));
    QCOMPARE(frames, QStringList());

    QTest::mouseClick(app.find<QPushButton>(QStringLiteral("consentAlways")), Qt::LeftButton);
    QTRY_COMPARE(summariesOf(frames), QStringList{QStringLiteral("ServerInfo 1")});
    QTRY_VERIFY(!banner->isVisible());
    const QList<AccessDecision> decisions{{{QStringLiteral("https://example.org"), {}}, true}};
    QTRY_COMPARE(SettingsFile(app.configDir()).load().settings.access.decisions, decisions);

    app.window().showPage(MainWindow::Page::Apps);
    const auto *table = app.find<QAbstractItemView>(QStringLiteral("permissionTable"));
    QTRY_VERIFY(table->isVisible());
    QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("example.org"));
    QTest::mouseClick(table->findChild<QPushButton *>(QStringLiteral("revokeButton")), Qt::LeftButton);
    QTRY_COMPARE(page.state(), QAbstractSocket::UnconnectedState);
    QTRY_VERIFY(!table->isVisible());
    QTRY_COMPARE(SettingsFile(app.configDir()).load().settings.access.decisions, QList<AccessDecision>());
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::ConsentTest)
#include "tst_consent.moc"
