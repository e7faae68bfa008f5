// SPDX-License-Identifier: BSD-3-Clause
#include "devices/catalogue/brandfile.h"
#include "devices/manager/factories.h"
#include "devices/protocol/coded/tcode/tcodeprotocol.h"
#include "tests/support/protocolrun.h"

#include <QFile>
#include <QTest>

using namespace thrum;
using namespace thrum::test;
using namespace std::chrono_literals;

namespace {

constexpr OutputType kJump = OutputType::Position;
constexpr OutputType kGlide = OutputType::HwPositionWithDuration;

ProtocolModel modelOf(const QString &family)
{
    QFile file(QStringLiteral(THRUM_SOURCE_DIR "/resources/devices/%1.json").arg(family));
    const FamilyPtr read = file.open(QIODevice::ReadOnly) ? readBrandFile(file.fileName(), file.readAll()).family
                                                          : nullptr;
    return read ? protocolModel(*read, *read->defaultModel, {}, {}, {Endpoint::Tx, Endpoint::Rx}) : ProtocolModel();
}

/// What is written, as text, without the line ends.
QString lines(const QString &writes)
{
    QStringList texts;
    const QStringList each = writes.split(QStringLiteral(", "), Qt::SkipEmptyParts);
    for (const QString &one : each) {
        const QByteArray bytes = QByteArray::fromHex(one.section(u' ', 2).toLatin1());
        texts << (bytes.endsWith('\n') ? QString::fromLatin1(bytes.chopped(1)) : QStringLiteral("no line: ") + one);
    }
    return texts.join(QStringLiteral(", "));
}

/// A stroker on a serial port that has come to its first place.
struct Stroker
{
    Stroker()
        : run(TcodeFactory(), modelOf(QStringLiteral("tcode-v03")))
    {}
    void arrive()
    {
        QCOMPARE(jump(5000), QStringLiteral("L05000I1000"));
        run.wait(1s);
    }
    QString jump(qint32 place) { return lines(run.send(0, kJump, place)); }
    QString glide(qint32 place, quint32 ms) { return lines(run.send(0, kGlide, place, ms)); }
    QString stop() { return lines(run.stop(0)); }

    ProtocolRun run;
};

} // namespace

class TestTcodeProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesEndWithALineFeed();
    void placesAreFourDigits_data();
    void placesAreFourDigits();
    void movesTakeTheTimeTheyAreGiven();
    void theFirstSecondIsSlow();
    void aLongFirstMoveKeepsItsTime();
    void stopHolds();
    void stopOfVibrationIsAZero();
    void bothWaysInSpeakAlike();
    void refusesAPositionWithoutTimedMove();
    void refusesWhatHasNoLine();
};

void TestTcodeProtocol::linesEndWithALineFeed()
{
    Stroker stroker;
    stroker.arrive();
    QCOMPARE(stroker.run.send(0, kJump, 50), QStringLiteral("write tx 4C 30 30 30 35 30 0A"));
}

void TestTcodeProtocol::placesAreFourDigits_data()
{
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("line");
    QTest::newRow("lowest") << 0 << "L00000";
    QTest::newRow("low") << 50 << "L00050";
    QTest::newRow("middle") << 5000 << "L05000";
    QTest::newRow("highest") << 9999 << "L09999";
}

void TestTcodeProtocol::placesAreFourDigits()
{
    QFETCH(int, place);
    QFETCH(QString, line);
    Stroker stroker;
    stroker.arrive();
    QCOMPARE(stroker.jump(place), line);
    QCOMPARE(stroker.glide(place, 200), line + QStringLiteral("I200"));
}

void TestTcodeProtocol::movesTakeTheTimeTheyAreGiven()
{
    Stroker stroker;
    stroker.arrive();
    QCOMPARE(stroker.glide(5000, 500), QStringLiteral("L05000I500"));
    QCOMPARE(stroker.glide(5, 99999), QStringLiteral("L00005I99999"));
    QCOMPARE(stroker.glide(0, 0), QStringLiteral("L00000I0"));
}

void TestTcodeProtocol::theFirstSecondIsSlow()
{
    Stroker stroker;
    stroker.run.wait(1h);
    QCOMPARE(stroker.glide(9999, 100), QStringLiteral("L09999I1000"));
    stroker.run.wait(400ms);
    QCOMPARE(stroker.jump(0), QStringLiteral("L00000I600"));
    stroker.run.wait(599ms);
    QCOMPARE(stroker.glide(10, 0), QStringLiteral("L00010I1"));
    stroker.run.wait(1ms);
    QCOMPARE(stroker.jump(20), QStringLiteral("L00020"));
}

void TestTcodeProtocol::aLongFirstMoveKeepsItsTime()
{
    Stroker stroker;
    QCOMPARE(stroker.glide(9999, 3000), QStringLiteral("L09999I3000"));
}

void TestTcodeProtocol::stopHolds()
{
    Stroker stroker;
    QCOMPARE(stroker.stop(), QStringLiteral("DSTOP"));
    stroker.arrive();
    QCOMPARE(stroker.glide(0, 60000), QStringLiteral("L00000I60000"));
    QCOMPARE(stroker.run.stop(0), QStringLiteral("write tx 44 53 54 4F 50 0A"));
    QCOMPARE(stroker.jump(1), QStringLiteral("L00001"));
}

void TestTcodeProtocol::stopOfVibrationIsAZero()
{
    ProtocolModel model = modelOf(QStringLiteral("tcode-v03"));
    model.features << featureOf(1, OutputType::Vibrate, 9999);
    model.featureParameters[1] = {{QStringLiteral("send"), QStringLiteral("\"V0\"{value dec:4} 0A")}};
    ProtocolRun run(TcodeFactory(), model);
    QCOMPARE(lines(run.send(1, OutputType::Vibrate, 3000)), QStringLiteral("V03000"));
    QCOMPARE(lines(run.stop(1)), QStringLiteral("V00000"));
    QCOMPARE(lines(run.send(0, kJump, 1)), QStringLiteral("L00001I1000"));
}

void TestTcodeProtocol::bothWaysInSpeakAlike()
{
    const ProtocolModel serial = modelOf(QStringLiteral("tcode-v03"));
    const ProtocolModel ble = modelOf(QStringLiteral("tcode-ble"));
    QVERIFY(!serial.features.isEmpty());
    QCOMPARE(ble.parameters, serial.parameters);
    QCOMPARE(ble.features, serial.features);
}

void TestTcodeProtocol::refusesAPositionWithoutTimedMove()
{
    ProtocolModel model = modelOf(QStringLiteral("tcode-v03"));
    model.features[0].outputs.removeIf([](const Output &output) { return output.type == kGlide; });
    model.parameters = {{QStringLiteral("send"), QJsonObject{{QStringLiteral("position"), QStringLiteral("00")}}}};
    QCOMPARE(placesOf(TcodeFactory().check(model)), QStringList({QStringLiteral("features[0]")}));
    QVERIFY(!TcodeFactory().create(model));
}

void TestTcodeProtocol::refusesWhatHasNoLine()
{
    ProtocolModel model = modelOf(QStringLiteral("tcode-v03"));
    model.features << featureOf(1, OutputType::Vibrate, 9999);
    QCOMPARE(TcodeFactory().check(model).size(), 1);
    QVERIFY(!TcodeFactory().create(model));
}

QTEST_GUILESS_MAIN(TestTcodeProtocol)
#include "tst_tcodeprotocol.moc"
