// SPDX-License-Identifier: BSD-3-Clause
#include "ui/common/actionbutton.h"
#include "ui/common/banner.h"
#include "ui/common/emptystate.h"
#include "ui/common/toggleswitch.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

namespace thrum::test {

namespace {

const QString longText = QStringLiteral(
    "Most likely the device is off or its battery is empty, it is still connected to "
    "a phone or to the app of its maker, or it is too far away.");

QLabel *label(QWidget &widget, const QString &name)
{
    return widget.findChild<QLabel *>(name);
}

/// All of its wrapped text has room.
bool isWhole(const QLabel *shown)
{
    return shown->height() >= shown->heightForWidth(shown->width());
}

} // namespace

/// Messages on pages: nothing of what they say may be cut off, and their buttons work.
class MessagesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsComeBeforeTheIconWhereThereIsLittleRoom();
    void theButtonTriggersTheAction();
    void withoutAnActionThereIsNoButton();
    void aBannerKeepsItsTextWhole_data();
    void aBannerKeepsItsTextWhole();
    void aBannerReportsItsButtons();
    void aSwitchShowsTheStateAndNotTheClick();
};

void MessagesTest::wordsComeBeforeTheIconWhereThereIsLittleRoom()
{
    EmptyState state;
    state.setContent(QStringLiteral("scan"), QStringLiteral("Nothing was found"), longText,
                     QStringLiteral("Scan again"));
    state.resize(420, 400);
    state.show();
    QVERIFY(QTest::qWaitForWindowExposed(&state));
    const auto *icon = state.findChild<QLabel *>(QString(), Qt::FindDirectChildrenOnly);
    QVERIFY(icon && icon->text().isEmpty());
    QVERIFY(icon->isVisible());
    state.resize(420, 120);
    QTRY_VERIFY(!icon->isVisible());
    QTRY_VERIFY(isWhole(label(state, QStringLiteral("emptyBody"))));
    QVERIFY(state.button()->geometry().bottom() <= state.height());
    state.resize(420, 400);
    QTRY_VERIFY(icon->isVisible());
}

void MessagesTest::theButtonTriggersTheAction()
{
    EmptyState state;
    state.setContent(QStringLiteral("scan"), QStringLiteral("Title"), longText, QStringLiteral("Scan again"));
    const QSignalSpy triggered(&state, &EmptyState::actionTriggered);
    state.button()->click();
    QCOMPARE(triggered.size(), 1);
    QCOMPARE(state.button()->accessibleName(), QStringLiteral("Scan again"));
}

void MessagesTest::withoutAnActionThereIsNoButton()
{
    EmptyState state;
    state.setContent(QStringLiteral("scan"), QStringLiteral("Title"), longText);
    QVERIFY(!state.button()->isVisibleTo(&state));
}

void MessagesTest::aBannerKeepsItsTextWhole_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {900, 460, 320})
        QTest::addRow("%d", width) << width;
}

void MessagesTest::aBannerKeepsItsTextWhole()
{
    QFETCH(int, width);
    // A window too low for all it holds, as it is with large fonts.
    QWidget window;
    QVBoxLayout layout(&window);
    Banner banner(&window);
    QWidget page(&window);
    page.setMinimumHeight(150);
    layout.addWidget(&banner);
    layout.addWidget(&page);
    layout.setSizeConstraint(QLayout::SetNoConstraint);
    banner.setMessage(Banner::Kind::Warning, longText);
    banner.setActions(QStringLiteral("Stop again"));
    window.resize(width, 160);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTRY_VERIFY(isWhole(label(banner, QStringLiteral("bannerText"))));
}

void MessagesTest::aBannerReportsItsButtons()
{
    Banner banner;
    banner.setMessage(Banner::Kind::Danger, longText);
    banner.setActions(QStringLiteral("Use port 12346"), QStringLiteral("Try again"));
    banner.setDismissable(true);
    const QSignalSpy first(&banner, &Banner::firstActionTriggered);
    const QSignalSpy second(&banner, &Banner::secondActionTriggered);
    const QSignalSpy dismissed(&banner, &Banner::dismissed);
    for (const char *name : {"bannerFirstAction", "bannerSecondAction", "bannerDismiss"}) {
        auto *button = banner.findChild<ActionButton *>(QString::fromLatin1(name));
        QVERIFY(!button->accessibleName().isEmpty());
        button->click();
    }
    QCOMPARE(first.size(), 1);
    QCOMPARE(second.size(), 1);
    QCOMPARE(dismissed.size(), 1);
    QCOMPARE(banner.accessibleName(), longText);
}

void MessagesTest::aSwitchShowsTheStateAndNotTheClick()
{
    ToggleSwitch toggle;
    const QSignalSpy clicked(&toggle, &QAbstractButton::clicked);
    toggle.click();
    QCOMPARE(clicked.size(), 1);
    QVERIFY(!toggle.isChecked());
    toggle.setChecked(true);
    QVERIFY(toggle.isChecked());
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::MessagesTest)

#include "tst_messages.moc"
