// SPDX-License-Identifier: BSD-3-Clause
#include "core/base/hexbytes.h"
#include "devices/catalogue/brandfile.h"
#include "devices/manager/factories.h"
#include "devices/protocol/declarative/declarativefactory.h"

#include <QFile>
#include <QTest>

namespace thrum::test {
namespace {

/// One command and what it becomes.
struct Spoken
{
    FeatureIndex feature = 0;
    OutputType type = OutputType::Vibrate;
    qint32 value = 0;
    const char *hex = "";
};

FamilyPtr familyOf(const QString &name)
{
    QFile file(QStringLiteral(THRUM_SOURCE_DIR "/resources/devices/%1.json").arg(name));
    return file.open(QIODevice::ReadOnly) ? readBrandFile(file.fileName(), file.readAll()).family : nullptr;
}

std::unique_ptr<Protocol> protocolOf(const QString &name, const QString &identifier)
{
    const FamilyPtr family = familyOf(name);
    if (!family)
        return nullptr;
    const ModelDefinition *model = family->defaultModel ? &*family->defaultModel : nullptr;
    for (const ModelDefinition &candidate : family->models) {
        if (candidate.identifiers.contains(identifier))
            model = &candidate;
    }
    if (!model)
        return nullptr;
    const QSet<Endpoint> endpoints{Endpoint::Tx, Endpoint::Rx, Endpoint::TxVendorControl, Endpoint::RxPressure,
                                   Endpoint::RxBleBattery};
    return DeclarativeFactory()
        .create(protocolModel(*family, *model, identifier, identifier, endpoints))
        .value_or(nullptr);
}

} // namespace

/// Families that are not reached over Bluetooth LE, or only listen: what their brand files say, against their sheets.
class WiredFamiliesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void speaks_data();
    void speaks();
    void pressureIsToldWhenItChanges();
};

void WiredFamiliesTest::speaks_data()
{
    QTest::addColumn<QString>("family");
    QTest::addColumn<QString>("identifier");
    QTest::addColumn<QList<Spoken>>("spoken");
    const OutputType turn = OutputType::Rotate;
    const OutputType buzz = OutputType::Vibrate;
    const auto row = [](const char *name, const QString &family, const QString &identifier,
                        const QList<Spoken> &spoken) { QTest::newRow(name) << family << identifier << spoken; };
    row("kizuna", QStringLiteral("kizuna"), {}, {{0, turn, 7, "370d0a"}, {0, turn, 0, "300d0a"}});
    row("racing seat", QStringLiteral("nextlevelracing"), {},
        {{2, buzz, 128, "4d323132380d"}, {0, buzz, 0, "4d30300d"}});
    row("trance vibrator", QStringLiteral("rez-trancevibrator"), {},
        {{0, buzz, 128, "4101800000000000"}, {0, buzz, 0, "4101000000000000"}});
    row("gamepad", QStringLiteral("sdl-gamepad"), QStringLiteral("__sdl-rumble-and-triggers"),
        {{0, buzz, 0x8000, "0080000000000000"},
         {0, buzz, 0, "0000000000000000"},
         {3, buzz, 0x1234, "0000000000003412"}});
    row("gamepad with triggers only", QStringLiteral("sdl-gamepad"), QStringLiteral("__sdl-triggers-only"),
        {{1, buzz, 0x1234, "0000000000003412"}});
    row("gamepad without triggers", QStringLiteral("sdl-gamepad"), {}, {{1, buzz, 0xFFFF, "0000ffff00000000"}});
    row("xinput", QStringLiteral("xinput"), {},
        {{0, buzz, 0x1234, "00003412"}, {1, buzz, 0xABCD, "cdab3412"}, {0, buzz, 65535, "cdabffff"}});
    row("cyclone x", QStringLiteral("vorze-cyclone-x"), {},
        {{0, turn, 7,
          "003c30313532303037303001020368"
          "3e"},
         {0, turn, -10, "003c3031353230313a3030010203683e"},
         {0, turn, 0, "003c303135323030303030010203683e"}});
}

void WiredFamiliesTest::speaks()
{
    QFETCH(const QString, family);
    QFETCH(const QString, identifier);
    QFETCH(const QList<Spoken>, spoken);
    const std::unique_ptr<Protocol> protocol = protocolOf(family, identifier);
    QVERIFY(protocol);
    for (const Spoken &one : spoken) {
        const auto writes = protocol->encode(OutputValue{one.feature, one.type, one.value, 0}, TimePoint{});
        QCOMPARE(writes.size(), std::size_t(1));
        QCOMPARE(writes.front().operation.bytes.toHex(), QByteArray(one.hex));
    }
}

void WiredFamiliesTest::pressureIsToldWhenItChanges()
{
    const std::unique_ptr<Protocol> protocol = protocolOf(QStringLiteral("kgoal-boost"), {});
    QVERIFY(protocol);
    QCOMPARE(protocol->notifyingEndpoint(0, InputType::Pressure), Endpoint::RxPressure);
    const auto hear = [&](const char *hex) {
        return protocol->onNotification(Endpoint::RxPressure, QByteArray::fromHex(hex));
    };
    const std::vector<InputValue> both{{0, InputType::Pressure, 300}, {1, InputType::Pressure, 1500}};
    QVERIFY(hear("000104012c05dc") == both);
    QVERIFY(hear("000104012c05dc").empty());
    QVERIFY(hear("000104012c05").empty()); // too short to be one
    const std::vector<InputValue> second{{1, InputType::Pressure, 211}};
    QVERIFY(hear("000104012c00d3") == second);
}

} // namespace thrum::test

QTEST_GUILESS_MAIN(thrum::test::WiredFamiliesTest)
#include "tst_wiredfamilies.moc"
