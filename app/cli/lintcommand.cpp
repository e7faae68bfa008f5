// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/lintcommand.h"

#include "app/assembly/brandcheck.h"

namespace thrum {
namespace {

QString textOf(const BrandProblem &problem)
{
    QStringList parts{problem.file, problem.place, problem.hint};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(": "));
}

} // namespace

QString LintCommand::purpose() const
{
    return QStringLiteral("Checks device files (*.json) as the server does, with each other and with those that come\n"
                          "with Thrum, and tells every problem; needs no server.");
}

QString LintCommand::argumentsProblem(const CliRequest &request) const
{
    return request.arguments.isEmpty() ? QStringLiteral("name the files to check: lint FILE...") : QString();
}

void LintCommand::run()
{
    const QList<BrandProblem> problems = checkBrandFiles(request().arguments);
    for (const BrandProblem &problem : problems) {
        print({{QStringLiteral("file"), problem.file},
               {QStringLiteral("place"), problem.place},
               {QStringLiteral("hint"), problem.hint}},
              textOf(problem));
    }
    if (problems.isEmpty())
        finish();
    else
        refuse(QStringLiteral("%1 problems").arg(problems.size()));
}

} // namespace thrum
