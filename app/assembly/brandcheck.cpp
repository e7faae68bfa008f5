// SPDX-License-Identifier: BSD-3-Clause
#include "app/assembly/brandcheck.h"

#include "app/assembly/builtins.h"
#include "core/base/jsontext.h"
#include "devices/catalogue/brandfile.h"
#include "devices/catalogue/catalogue.h"
#include "devices/manager/factories.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace thrum {
namespace {

/// Reads files into one catalogue, as the engine does.
class BrandChecker final
{
public:
    BrandChecker()
        : m_factories(builtInProtocols())
    {}

    [[nodiscard]] QList<BrandProblem> add(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {BrandProblem{path, {}, QStringLiteral("cannot be read (%1)").arg(file.errorString())}};
        const BrandFileResult read = readBrandFile(path, file.read(kMaxJsonBytes + 1));
        QList<Error> found = read.problems;
        if (read.family) {
            found << m_catalogue.conflicts(*read.family) << m_factories.check(*read.family);
            if (const Result<void> added = m_catalogue.add(read.family); !added && found.isEmpty())
                found << added.error();
        }
        QList<BrandProblem> problems;
        for (const Error &error : std::as_const(found))
            problems << BrandProblem{path, placeOf(error, path), error.detail};
        return problems;
    }

private:
    /// Without the file's name, with which the place of every problem begins.
    static QString placeOf(const Error &error, const QString &path)
    {
        const QString prefix = QFileInfo(path).fileName() + QStringLiteral(": ");
        return error.where.startsWith(prefix) ? error.where.mid(prefix.size()) : error.where;
    }

    Factories m_factories;
    Catalogue m_catalogue;
};

} // namespace

QList<BrandProblem> checkBrandFiles(const QStringList &paths)
{
    QSet<QString> names;
    for (const QString &path : paths)
        names.insert(QFileInfo(path).fileName());
    BrandChecker checker;
    QList<BrandProblem> problems;
    const QDir builtIn(builtInBrandFolder());
    const QStringList builtInNames = builtIn.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &name : builtInNames) {
        if (!names.contains(name))
            problems << checker.add(builtIn.filePath(name));
    }
    for (const QString &path : paths)
        problems << checker.add(path);
    return problems;
}

} // namespace thrum
