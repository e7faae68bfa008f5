// SPDX-License-Identifier: BSD-3-Clause
#include "tests/fuzz/fuzztarget.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>

#include <cstdio>

// Stands in for libFuzzer in ordinary builds: plays every file of a corpus, whole and cut off at some places.
// usage: TARGET FOLDER
int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    if (argc != 2) {
        std::fputs("usage: TARGET FOLDER\n", stderr);
        return 2;
    }
    constexpr qsizetype cuts = 64;
    int files = 0;
    int inputs = 0;
    const auto play = [&inputs](const QByteArray &bytes) {
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.constData()), std::size_t(bytes.size()));
        ++inputs;
    };
    QDirIterator folder(QString::fromLocal8Bit(argv[1]), QDir::Files);
    while (folder.hasNext()) {
        QFile file(folder.next());
        if (!file.open(QIODevice::ReadOnly)) {
            std::fprintf(stderr, "%s: %s\n", qPrintable(file.fileName()), qPrintable(file.errorString()));
            return 1;
        }
        const QByteArray bytes = file.readAll();
        play(bytes);
        for (qsizetype cut = 1; cut < cuts; ++cut)
            play(bytes.left(bytes.size() * cut / cuts));
        ++files;
    }
    std::printf("%d files, %d inputs\n", files, inputs);
    return files == 0 ? 1 : 0;
}
