// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/coded/coded.h"

#include <QSet>
#include <QTest>

using namespace thrum;

class TestCoded : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyProtocolHasItsOwnName();
};

void TestCoded::everyProtocolHasItsOwnName()
{
    QSet<QString> names = {QString(), QStringLiteral("template")};
    for (const auto &factory : codedProtocols()) {
        QVERIFY2(!names.contains(factory->name()), qPrintable(factory->name()));
        names.insert(factory->name());
    }
    QVERIFY(names.contains(QStringLiteral("lovense")));
}

QTEST_GUILESS_MAIN(TestCoded)
#include "tst_coded.moc"
