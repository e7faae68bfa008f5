// SPDX-License-Identifier: BSD-3-Clause
#include "devices/protocol/declarative/packetreader.h"

#include <QJsonDocument>
#include <QTest>

namespace thrum::test {

using Need = EndpointUses::Need;

/// What stands for a packet in a brand file, from JSON to writes.
class PacketReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bytesMayBeLeftOutWhereThereIsAZero();
    void aTemplateAloneIsOneWriteWithTheDefaults();
    void aListIsSeveralWrites();
    void anObjectSaysWhereAndHow();
    void zeroMayBeDecidedByOtherFeatures();
    void oneEndpointOrAListDecidesWhetherItIsWritten_data();
    void oneEndpointOrAListDecidesWhetherItIsWritten();
    void anEndpointIsNeededUnlessThePacketMayBeLeftOut_data();
    void anEndpointIsNeededUnlessThePacketMayBeLeftOut();
    void theEndpointThatDecidesMustBeOneOfTheFamily();
    void wordsAndTablesAreCollectedFromEveryTemplate();
    void badInputIsNamedWithItsPath_data();
    void badInputIsNamedWithItsPath();

private:
    /// Reads one packet of a family with the endpoints tx, command and txmode.
    struct Reading
    {
        explicit Reading(const QByteArray &json);
        [[nodiscard]] QStringList problemTexts() const;
        /// The paths at which the endpoints of a device that has only these are missed.
        [[nodiscard]] QStringList missedBy(const QSet<Endpoint> &present, const QList<Need> &needs) const;

        EndpointUses uses{{Endpoint::Tx, Endpoint::Command, Endpoint::TxMode}};
        JsonProblems problems{QString()};
        PacketReader reader{{Endpoint::Tx, WriteMode::WithResponse}, uses, problems};
        Packet packet;
    };
};

PacketReaderTest::Reading::Reading(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(R"({ "p": )" + json + " }");
    if (document.isNull())
        qFatal("no JSON: %s", json.constData());
    packet = reader.read(document.object().value(u"p"), QStringLiteral("p"));
}

QStringList PacketReaderTest::Reading::problemTexts() const
{
    QStringList texts;
    for (const Error &error : problems.all())
        texts << error.where + QStringLiteral(": ") + error.detail;
    return texts;
}

QStringList PacketReaderTest::Reading::missedBy(const QSet<Endpoint> &present, const QList<Need> &needs) const
{
    QStringList paths;
    for (const Error &error : uses.missingIn(present, needs))
        paths << error.where;
    return paths;
}

void PacketReaderTest::aTemplateAloneIsOneWriteWithTheDefaults()
{
    const Reading reading(R"("F1 {value}")");
    QCOMPARE(reading.problemTexts(), QStringList());
    QCOMPARE(reading.packet.size(), std::size_t(1));
    const PacketWrite &write = reading.packet.front();
    QCOMPARE(write.bytes.text(), QStringLiteral("F1 {value}"));
    QCOMPARE(write.to, Endpoint::Tx);
    QCOMPARE(write.mode, WriteMode::WithResponse);
    QVERIFY(!write.zero);
    QVERIFY(write.of.empty());
    QCOMPARE(write.onlyIf, QList<Endpoint>());
    QCOMPARE(write.unless, QList<Endpoint>());
}

void PacketReaderTest::aListIsSeveralWrites()
{
    const Reading reading(R"(["01", { "bytes": "02", "to": "command" }])");
    QCOMPARE(reading.problemTexts(), QStringList());
    QCOMPARE(reading.packet.size(), std::size_t(2));
    QCOMPARE(reading.packet.at(0).path, QStringLiteral("p[0]"));
    QCOMPARE(reading.packet.at(1).bytesPath, QStringLiteral("p[1].bytes"));
    QCOMPARE(reading.packet.at(1).to, Endpoint::Command);
}

void PacketReaderTest::anObjectSaysWhereAndHow()
{
    const Reading reading(R"({ "bytes": "01", "zero": "", "to": "command", "response": false,
                               "then": { "after": 50, "bytes": "02" } })");
    QCOMPARE(reading.problemTexts(), QStringList());
    const PacketWrite &write = reading.packet.front();
    QVERIFY(write.zero && write.zero->parts().empty());
    QCOMPARE(write.mode, WriteMode::WithoutResponse);
    QCOMPARE(write.thenAfter, milliseconds(50));
    QCOMPARE(write.then->text(), QStringLiteral("02"));
}

void PacketReaderTest::bytesMayBeLeftOutWhereThereIsAZero()
{
    const Reading reading(R"({ "zero": "00", "to": "command" })");
    QCOMPARE(reading.packet.size(), std::size_t(1));
    QVERIFY(reading.packet.front().bytes.parts().empty());
    QCOMPARE(reading.packet.front().zero->text(), QStringLiteral("00"));
}

void PacketReaderTest::zeroMayBeDecidedByOtherFeatures()
{
    const Reading reading(R"({ "bytes": "01 {value}", "zero": "00", "of": [0, 255] })");
    QCOMPARE(reading.problemTexts(), QStringList());
    QCOMPARE(reading.packet.front().of, (std::vector<FeatureIndex>{0, 255}));
}

void PacketReaderTest::oneEndpointOrAListDecidesWhetherItIsWritten_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QList<Endpoint>>("onlyIf");
    QTest::addColumn<QList<Endpoint>>("unless");
    QTest::newRow("if one") << QByteArray(R"("if": "txmode")") << QList{Endpoint::TxMode} << QList<Endpoint>();
    QTest::newRow("if any") << QByteArray(R"("if": ["txmode", "command"])")
                            << QList{Endpoint::TxMode, Endpoint::Command} << QList<Endpoint>();
    QTest::newRow("unless one") << QByteArray(R"("unless": "txmode")") << QList<Endpoint>() << QList{Endpoint::TxMode};
    QTest::newRow("both") << QByteArray(R"("if": ["command"], "unless": ["txmode"])") << QList{Endpoint::Command}
                          << QList{Endpoint::TxMode};
}

void PacketReaderTest::oneEndpointOrAListDecidesWhetherItIsWritten()
{
    QFETCH(QByteArray, json);
    QFETCH(QList<Endpoint>, onlyIf);
    QFETCH(QList<Endpoint>, unless);
    const Reading reading(R"({ "bytes": "01", )" + json + " }");
    QCOMPARE(reading.problemTexts(), QStringList());
    QCOMPARE(reading.packet.front().onlyIf, onlyIf);
    QCOMPARE(reading.packet.front().unless, unless);
}

void PacketReaderTest::anEndpointIsNeededUnlessThePacketMayBeLeftOut_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QStringList>("always");
    QTest::newRow("a template") << QByteArray(R"("01")") << QStringList{QStringLiteral("p")};
    QTest::newRow("the default") << QByteArray(R"({ "bytes": "01" })") << QStringList{QStringLiteral("p")};
    QTest::newRow("named") << QByteArray(R"({ "bytes": "01", "to": "tx" })") << QStringList{QStringLiteral("p.to")};
    QTest::newRow("if, the default") << QByteArray(R"({ "bytes": "01", "if": "txmode" })") << QStringList();
    QTest::newRow("unless, named") << QByteArray(R"({ "bytes": "01", "to": "tx", "unless": "txmode" })")
                                   << QStringList();
}

void PacketReaderTest::anEndpointIsNeededUnlessThePacketMayBeLeftOut()
{
    QFETCH(QByteArray, json);
    QFETCH(QStringList, always);
    const Reading reading(json);
    QCOMPARE(reading.problemTexts(), QStringList());
    QCOMPARE(reading.missedBy({Endpoint::TxMode}, {Need::Always}), always);
    QCOMPARE(reading.missedBy({Endpoint::TxMode}, {Need::Always, Need::Sometimes}).size(), 1);
}

void PacketReaderTest::theEndpointThatDecidesMustBeOneOfTheFamily()
{
    const Reading reading(R"({ "bytes": "01", "if": "txmode", "unless": ["command"] })");
    QCOMPARE(reading.missedBy({Endpoint::Tx}, {Need::Always}), QStringList());
    QCOMPARE(reading.missedBy({Endpoint::Tx}, {Need::Sometimes}),
             QStringList({QStringLiteral("p.if"), QStringLiteral("p.unless")}));
}

void PacketReaderTest::wordsAndTablesAreCollectedFromEveryTemplate()
{
    const Reading reading(R"([{ "bytes": "{a} {value in:s add:1}", "zero": "{b} {on in:t}",
                                "then": { "after": 1, "bytes": "{c} {value in:u}" } }, "{d}"])");
    QCOMPARE(reading.problemTexts(), QStringList());
    QCOMPARE(reading.reader.words(),
             QSet<QString>({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")}));
    QCOMPARE(reading.reader.tables(), QSet<QString>({QStringLiteral("s"), QStringLiteral("t"), QStringLiteral("u")}));
}

void PacketReaderTest::badInputIsNamedWithItsPath_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("begin");
    const auto row = [](const char *name, const char *json, const char *begin) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(begin);
    };
    row("a number", "3", "p: must be a template such as");
    row("no writes", "[]", "p: must have at least one write");
    row("no bytes", R"({ "to": "tx" })", "p.bytes: is missing");
    row("a bad template", R"([{ "bytes": "0" }])", "p[0].bytes: column 1: \"0\" is neither a byte");
    row("a key nobody knows", R"({ "bytes": "01", "fi": "txmode" })", "p.fi: is no key that is known here");
    row("an endpoint misspelt", R"({ "bytes": "01", "if": "txmod" })",
        "p.if: \"txmod\" is no endpoint; did you mean \"txmode\"?");
    row("one of a list misspelt", R"({ "bytes": "01", "unless": ["command", "txmod"] })",
        "p.unless: \"txmod\" is no endpoint; did you mean \"txmode\"?");
    row("no endpoint's name", R"({ "bytes": "01", "if": true })", "p.if: must be a text, not true");
    row("no endpoints", R"({ "bytes": "01", "if": [] })", "p.if: must name at least one endpoint");
    row("of what", R"({ "bytes": "01", "of": [0] })", "p.of: goes only with zero; remove it");
    row("of no list", R"({ "bytes": "01", "zero": "", "of": 0 })", "p.of: must be a list [ ... ], not 0");
    row("of none", R"({ "bytes": "01", "zero": "", "of": [] })", "p.of: must have at least one feature index");
    row("of a word", R"({ "bytes": "01", "zero": "", "of": [0, "a"] })", "p.of[1]: must be a feature index from 0");
    row("of no feature", R"({ "bytes": "01", "zero": "", "of": [256] })", "p.of[0]: must be a feature index from 0");
    row("of half a feature", R"({ "bytes": "01", "zero": "", "of": [0.5] })", "p.of[0]: must be a feature index from");
}

void PacketReaderTest::badInputIsNamedWithItsPath()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, begin);
    const QStringList texts = Reading(json).problemTexts();
    QCOMPARE(texts.size(), 1);
    QVERIFY2(texts.constFirst().startsWith(begin), qPrintable(texts.constFirst()));
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::PacketReaderTest)
#include "tst_packetreader.moc"
