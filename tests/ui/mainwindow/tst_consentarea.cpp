// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/snapshots.h"
#include "ui/common/banner.h"
#include "ui/mainwindow/mainwindow.h"

#include <QPushButton>
#include <QTest>

namespace thrum::test {
namespace {

const AccessSubject page{QStringLiteral("https://example.org"), {}};
const AccessSubject computer{{}, QStringLiteral("192.168.1.7")};
const SessionId first{20};
const SessionId second{21};

} // namespace

/// The questions who may connect, in the window.
class ConsentAreaTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void withoutAQuestionThereIsNoBanner();
    void itIsOnEveryPage();
    void theQuestionNamesWhoAsks_data();
    void theQuestionNamesWhoAsks();
    void everyButtonSendsItsAnswer_data();
    void everyButtonSendsItsAnswer();
    void theKeyboardAnswers();
    void thatAPageIsAllowedForGoodIsOfferedOnlyWhereItCanBe();
    void theNextQuestionFollows();
    void aDoubleClickAnswersOneQuestion();
    void aLongNameDoesNotWidenTheWindow();

private:
    void ask(const QList<ConsentQuestion> &questions)
    {
        Snapshot snapshot = snapshots::idle();
        snapshot.questions = questions;
        m_facade->setSnapshot(snapshots::shared(snapshot));
    }
    [[nodiscard]] Banner *banner() const { return m_window->findChild<Banner *>(QStringLiteral("consentBanner")); }
    [[nodiscard]] QPushButton *button(const QString &name) const { return m_window->findChild<QPushButton *>(name); }
    void checkSent(SessionId session, ConsentAnswer answer) const
    {
        QCOMPARE(m_sent.size(), 1);
        const auto *sent = std::get_if<engine::AnswerConsent>(&m_sent.constFirst());
        QVERIFY(sent);
        QCOMPARE(sent->session, session);
        QCOMPARE(sent->answer, answer);
    }

    QList<EngineCommand> m_sent;
    std::unique_ptr<EngineFacade> m_facade;
    std::unique_ptr<MainWindow> m_window;
};

void ConsentAreaTest::init()
{
    m_window.reset();
    m_sent.clear();
    m_facade = std::make_unique<EngineFacade>();
    connect(m_facade.get(), &EngineFacade::commandIssued, this,
            [this](const EngineCommand &command) { m_sent.append(command); });
    m_window = std::make_unique<MainWindow>(*m_facade);
    ask({});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void ConsentAreaTest::withoutAQuestionThereIsNoBanner()
{
    QVERIFY(!banner()->isVisible());
    ask({{first, page}});
    QVERIFY(banner()->isVisible());
    ask({});
    QVERIFY(!banner()->isVisible());
}

void ConsentAreaTest::itIsOnEveryPage()
{
    ask({{first, page}});
    for (const auto shown : {MainWindow::Page::Devices, MainWindow::Page::Apps, MainWindow::Page::Log}) {
        m_window->showPage(shown);
        QVERIFY(banner()->isVisible());
    }
}

void ConsentAreaTest::theQuestionNamesWhoAsks_data()
{
    QTest::addColumn<QString>("origin");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const char *origin, const char *address, const char *text) {
        QTest::newRow(name) << QString::fromLatin1(origin) << QString::fromLatin1(address) << QString::fromLatin1(text);
    };
    row("a page", "https://example.org", "", "Allow example.org to control your devices?");
    row("its port", "https://example.org:8443", "", "Allow example.org:8443 to control your devices?");
    row("unsafe", "http://example.org", "", "Allow http://example.org to control your devices?");
    row("no origin", "null", "",
        "Allow a web page without an address, such as an opened file, to control your devices?");
    row("a computer", "", "192.168.1.7", "Allow programs on the computer 192.168.1.7 to control your devices?");
    row("a page there", "https://example.org", "192.168.1.7",
        "Allow example.org, opened on the computer 192.168.1.7, to control your devices?");
    row("no origin there", "null", "192.168.1.7",
        "Allow a web page without an address, opened on the computer 192.168.1.7, to control your devices?");
}

void ConsentAreaTest::theQuestionNamesWhoAsks()
{
    QFETCH(QString, origin);
    QFETCH(QString, address);
    ask({{first, {origin, address}}});
    QTEST(banner()->text(), "text");
}

void ConsentAreaTest::everyButtonSendsItsAnswer_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("answer");
    QTest::newRow("once") << QStringLiteral("consentOnce") << int(ConsentAnswer::Once);
    QTest::newRow("always") << QStringLiteral("consentAlways") << int(ConsentAnswer::Always);
    QTest::newRow("never") << QStringLiteral("consentNever") << int(ConsentAnswer::Never);
    QTest::newRow("close") << QStringLiteral("consentClose") << int(ConsentAnswer::NotNow);
}

void ConsentAreaTest::everyButtonSendsItsAnswer()
{
    QFETCH(QString, name);
    QFETCH(int, answer);
    ask({{first, page}, {second, computer}});
    QVERIFY(button(name));
    QVERIFY(!button(name)->accessibleName().isEmpty());
    QTest::mouseClick(button(name), Qt::LeftButton);
    checkSent(first, ConsentAnswer(answer));
}

void ConsentAreaTest::theKeyboardAnswers()
{
    ask({{first, page}});
    QCoreApplication::processEvents();
    button(QStringLiteral("consentOnce"))->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_Tab);
    QCOMPARE(m_window->focusWidget(), button(QStringLiteral("consentAlways")));
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_window->focusWidget(), button(QStringLiteral("consentNever")));
    QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_window->focusWidget(), button(QStringLiteral("consentClose")));
    QTest::keyClick(button(QStringLiteral("consentNever")), Qt::Key_Space);
    checkSent(first, ConsentAnswer::Never);
}

void ConsentAreaTest::thatAPageIsAllowedForGoodIsOfferedOnlyWhereItCanBe()
{
    ask({{first, {QStringLiteral("null"), {}}}});
    QVERIFY(!button(QStringLiteral("consentAlways"))->isVisible());
    QVERIFY(button(QStringLiteral("consentOnce"))->isVisible());
    ask({{first, page}});
    QVERIFY(button(QStringLiteral("consentAlways"))->isVisible());
}

void ConsentAreaTest::theNextQuestionFollows()
{
    ask({{first, page}, {second, computer}});
    QVERIFY(banner()->text().contains(u"example.org"));
    ask({{second, computer}});
    QVERIFY(banner()->isVisible());
    QVERIFY(banner()->text().contains(computer.address));
    const auto isAnswered = [this] {
        if (m_sent.isEmpty())
            QTest::mouseClick(button(QStringLiteral("consentNever")), Qt::LeftButton);
        return !m_sent.isEmpty();
    };
    QTRY_VERIFY(isAnswered());
    checkSent(second, ConsentAnswer::Never);
}

void ConsentAreaTest::aDoubleClickAnswersOneQuestion()
{
    ask({{first, page}, {second, computer}});
    QTest::mouseClick(button(QStringLiteral("consentAlways")), Qt::LeftButton);
    ask({{second, computer}});
    QTest::mouseClick(button(QStringLiteral("consentAlways")), Qt::LeftButton);
    checkSent(first, ConsentAnswer::Always);
}

void ConsentAreaTest::aLongNameDoesNotWidenTheWindow()
{
    m_window->resize(640, 420);
    const QString label(50, u'a');
    ask({{first, {QStringLiteral("https://%1.%1.%1.%1.example.org").arg(label), {}}}});
    QCoreApplication::processEvents();
    QCOMPARE(m_window->width(), 640);
    QVERIFY(m_window->rect().contains(QRect(button(QStringLiteral("consentClose"))->mapTo(m_window.get(), QPoint()),
                                            button(QStringLiteral("consentClose"))->size())));
}

} // namespace thrum::test

QTEST_MAIN(thrum::test::ConsentAreaTest)
#include "tst_consentarea.moc"
