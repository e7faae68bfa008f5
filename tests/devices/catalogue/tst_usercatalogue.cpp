// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/catalogue.h"
#include "devices/catalogue/matcher.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace thrum::test {
namespace {

QByteArray family(const char *name, const char *find, const char *device, const char *more = "")
{
    return QByteArray(R"({ "brand": "Acme", "name": ")") + name + R"(", "protocol": "template", )" + more
           + R"("find": [{ "ble": { )" + find + R"(, "services": { "fff0": { "tx": "fff1" } } } }],
               "default": { "name": ")"
           + device + R"(", "features": [{ "vibrate": [0, 9] }] } })";
}

Candidate seen(const QString &name, const QList<QUuid> &services = {})
{
    Candidate candidate;
    candidate.backend = QStringLiteral("bluetooth");
    candidate.name = name;
    candidate.sighting = BleSighting{{}, services};
    return candidate;
}

} // namespace

/// The user's own files on top of the built-in ones, and families that go before others.
class UserCatalogueTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void usersFamilyTakesThePlaceOfTheOneOfTheSameName();
    void namesBelongToTheUsersFamily();
    void twoOfTheUsersMayNotShareAName();
    void withoutAFolderNothingIsWrong();
    void aFamilyGoesBeforeThoseItNames();

private:
    void put(const QTemporaryDir &folder, const char *name, const QByteArray &bytes) const;
    [[nodiscard]] QString deviceOf(const Candidate &candidate) const;

    std::unique_ptr<QTemporaryDir> m_builtIn;
    std::unique_ptr<QTemporaryDir> m_user;
    Catalogue m_catalogue;
};

void UserCatalogueTest::init()
{
    m_builtIn = std::make_unique<QTemporaryDir>();
    m_user = std::make_unique<QTemporaryDir>();
    m_catalogue = Catalogue();
    put(*m_builtIn, "one", family("one", R"("names": ["One", "Old*"])", "built-in one"));
    put(*m_builtIn, "two", family("two", R"("names": ["Two"])", "built-in two"));
    QVERIFY(m_catalogue.loadFolder(m_builtIn->path()).isEmpty());
}

void UserCatalogueTest::put(const QTemporaryDir &folder, const char *name, const QByteArray &bytes) const
{
    QFile file(folder.filePath(QString::fromLatin1(name) + QStringLiteral(".json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QString UserCatalogueTest::deviceOf(const Candidate &candidate) const
{
    const auto match = matchCandidate(m_catalogue, candidate);
    const auto model = match ? m_catalogue.model(*match->family, candidate.name) : std::nullopt;
    return model ? model->model->name : QString();
}

void UserCatalogueTest::usersFamilyTakesThePlaceOfTheOneOfTheSameName()
{
    put(*m_user, "one", family("one", R"("names": ["One"])", "the user's one"));
    QCOMPARE(m_catalogue.loadUserFolder(m_user->path()), QList<Error>());
    QCOMPARE(deviceOf(seen(QStringLiteral("One"))), QStringLiteral("the user's one"));
    QCOMPARE(deviceOf(seen(QStringLiteral("Older"))), QString()); // listed by what is replaced only
    QCOMPARE(deviceOf(seen(QStringLiteral("Two"))), QStringLiteral("built-in two"));
}

void UserCatalogueTest::namesBelongToTheUsersFamily()
{
    put(*m_user, "mine", family("mine", R"("names": ["Two", "Old*"])", "mine"));
    QCOMPARE(m_catalogue.loadUserFolder(m_user->path()), QList<Error>());
    QCOMPARE(deviceOf(seen(QStringLiteral("Two"))), QStringLiteral("mine"));
    QCOMPARE(deviceOf(seen(QStringLiteral("Older"))), QStringLiteral("mine"));
    QCOMPARE(deviceOf(seen(QStringLiteral("One"))), QStringLiteral("built-in one"));
}

void UserCatalogueTest::twoOfTheUsersMayNotShareAName()
{
    put(*m_user, "a", family("a", R"("names": ["Mine"])", "a"));
    put(*m_user, "b", family("b", R"("names": ["Mine"])", "b"));
    const QList<Error> problems = m_catalogue.loadUserFolder(m_user->path());
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems.constFirst().text().contains(u"a.json"), qPrintable(problems.constFirst().text()));
    QCOMPARE(deviceOf(seen(QStringLiteral("Mine"))), QStringLiteral("a"));
}

void UserCatalogueTest::withoutAFolderNothingIsWrong()
{
    QCOMPARE(m_catalogue.loadUserFolder(m_user->filePath(QStringLiteral("nowhere"))), QList<Error>());
    QCOMPARE(deviceOf(seen(QStringLiteral("One"))), QStringLiteral("built-in one"));
}

void UserCatalogueTest::aFamilyGoesBeforeThoseItNames()
{
    const QUuid service(QStringLiteral("00001320-0000-1000-8000-00805f9b34fb"));
    put(*m_user, "special", family("special", R"("advertises": ["1320"])", "special", R"("before": ["one"], )"));
    QCOMPARE(m_catalogue.loadUserFolder(m_user->path()), QList<Error>());
    QCOMPARE(deviceOf(seen(QStringLiteral("One"), {service})), QStringLiteral("special"));
    QCOMPARE(deviceOf(seen(QStringLiteral("One"))), QStringLiteral("built-in one"));
    QCOMPARE(deviceOf(seen(QStringLiteral("Two"), {service})), QStringLiteral("built-in two"));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::UserCatalogueTest)
#include "tst_usercatalogue.moc"
