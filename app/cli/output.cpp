// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/output.h"

#include <QJsonDocument>

#include <cstdio>

namespace thrum {
namespace {

void write(FILE *file, const QByteArray &line)
{
    std::fputs(QByteArray(line + '\n').constData(), file);
    // Whoever reads along in a pipe waits for each of them.
    std::fflush(file);
}

} // namespace

void printLine(const QString &line)
{
    write(stdout, line.toUtf8());
}

void printLine(const QJsonObject &value)
{
    write(stdout, QJsonDocument(value).toJson(QJsonDocument::Compact));
}

void printLine(const QJsonArray &value)
{
    write(stdout, QJsonDocument(value).toJson(QJsonDocument::Compact));
}

void complain(const QString &sentence)
{
    write(stderr, QString(QStringLiteral("thrumctl: ") + sentence).toUtf8());
}

} // namespace thrum
