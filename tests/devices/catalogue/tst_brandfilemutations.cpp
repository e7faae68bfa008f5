// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/brandfile.h"
#include "devices/catalogue/catalogue.h"
#include "devices/manager/factories.h"
#include "devices/protocol/coded/coded.h"
#include "devices/protocol/declarative/declarativefactory.h"
#include "tests/support/mutator.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

// Whole stacks of every allocation would take most of the time; who finds something runs that input again with more.
extern "C" const char *__asan_default_options();
extern "C" const char *__asan_default_options()
{
    return "malloc_context_size=2";
}

using namespace thrum;

namespace {

constexpr quint32 seed = 20260115;
constexpr int inputs = 100000;
// Larger files have nothing that the small ones do not have.
constexpr qint64 largestSample = 2500;

QList<QByteArray> samples()
{
    QList<QByteArray> texts;
    for (const char *folder : {"/tests/cases/brandfiles/good", "/resources/devices"}) {
        const QDir directory(QStringLiteral(THRUM_SOURCE_DIR) + QString::fromLatin1(folder));
        const QStringList names = directory.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
        for (const QString &name : names) {
            QFile file(directory.filePath(name));
            if (file.open(QIODevice::ReadOnly) && file.size() <= largestSample)
                texts << file.readAll();
        }
    }
    return texts;
}

/// Mostly the one that the file's own name asks for, so that it is read beyond it.
QString fileNameFor(const QByteArray &text)
{
    const QString name = QJsonDocument::fromJson(text).object().value(u"name").toString();
    static const QRegularExpression plain(QStringLiteral("^[a-z0-9-]{1,30}$"));
    return (plain.match(name).hasMatch() ? name : QStringLiteral("mutant")) + QStringLiteral(".json");
}

Factories allFactories()
{
    auto factories = codedProtocols();
    factories.push_back(std::make_unique<DeclarativeFactory>());
    return Factories(std::move(factories));
}

/// What is wrong with these problems themselves; empty when nothing.
QString flawOf(const QList<Error> &problems, const QString &fileName)
{
    for (const Error &problem : problems) {
        if (!problem.where.startsWith(fileName + QStringLiteral(": ")))
            return QStringLiteral("a problem does not name the file: ") + problem.text();
        if (problem.detail.isEmpty())
            return QStringLiteral("a problem does not say what is wrong: ") + problem.where;
    }
    return {};
}

/// Makes a protocol for the model and has it say every output's ends. Whether it could be made.
bool works(const Factories &factories, const FamilyDefinition &family, const ModelDefinition &model)
{
    const ProtocolFactory *factory = factories.find(family.protocol);
    const QString identifier = model.identifiers.isEmpty() ? QStringLiteral("x") : model.identifiers.constFirst();
    const auto protocol = factory->create(protocolModel(family, model, identifier, identifier, endpointsOf(family)));
    if (!protocol)
        return false;
    for (const Feature &feature : model.features) {
        for (const Output &output : feature.outputs) {
            for (const qint32 value : {output.value.low, output.value.high})
                static_cast<void>((*protocol)->encode({feature.index, output.type, value, 0}, TimePoint{}));
        }
    }
    return true;
}

} // namespace

/// The reader of brand files and the check of what they tell protocols, against a hundred thousand broken files.
class BrandFileMutationsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTextIsAFamilyOrHasProblemsThatNameTheFile();
};

void BrandFileMutationsTest::everyTextIsAFamilyOrHasProblemsThatNameTheFile()
{
    const QList<QByteArray> texts = samples();
    QVERIFY(texts.size() >= 6);
    const Factories factories = allFactories();
    test::Mutator mutator(seed, texts);
    int read = 0;
    int refusedByProtocol = 0;
    int used = 0;
    for (int i = 0; i < inputs; ++i) {
        const QByteArray text = mutator.next();
        const QString name = fileNameFor(text);
        const auto flaw = [&]() -> QString {
            const BrandFileResult result = readBrandFile(name, text);
            if (bool(result.family) != result.problems.isEmpty())
                return QStringLiteral("there is a family or a problem, never both, never neither");
            if (!result.family)
                return flawOf(result.problems, name);
            ++read;
            const QList<Error> refused = factories.check(*result.family);
            if (!refused.isEmpty()) {
                ++refusedByProtocol;
                return flawOf(refused, name);
            }
            Catalogue catalogue;
            if (const Result<void> added = catalogue.add(result.family); !added)
                return flawOf({added.error()}, name);
            ++used;
            for (const ModelDefinition &model : result.family->models) {
                if (!works(factories, *result.family, model))
                    return QStringLiteral("a model that passed the check cannot be made: ") + model.name;
            }
            return {};
        }();
        QVERIFY2(flaw.isEmpty(),
                 qPrintable(
                     QStringLiteral("seed %1, input %2: %3\n%4").arg(seed).arg(i).arg(flaw, QString::fromUtf8(text))));
    }
    qInfo("seed %u, %d texts: %d read, %d of them refused by their protocol, %d used", seed, inputs, read,
          refusedByProtocol, used);
    QVERIFY(read > inputs / 50 && refusedByProtocol > inputs / 1000 && used > inputs / 100);
}

QTEST_GUILESS_MAIN(BrandFileMutationsTest)
#include "tst_brandfilemutations.moc"
