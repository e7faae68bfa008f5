// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakedeviceport.h"

namespace thrum::test::fixture {
namespace {

Output output(OutputType type, qint32 low, qint32 high)
{
    return Output{type, Range{low, high}, std::nullopt};
}

Output timedPosition(qint32 steps, qint32 longestMs)
{
    return Output{OutputType::HwPositionWithDuration, Range{0, steps}, Range{0, longestMs}};
}

Input readable(InputType type, qint32 low, qint32 high)
{
    return Input{type, {Range{low, high}}, true, false};
}

Input subscribable(InputType type, qint32 low, qint32 high)
{
    return Input{type, {Range{low, high}}, false, true};
}

DeviceInfoPtr make(DeviceIndex index, const QString &name, const QList<Feature> &features, quint32 gapMs = 0,
                   const QString &displayName = {})
{
    auto device = std::make_shared<DeviceInfo>();
    device->index = index;
    device->identity = Identity{QStringLiteral("fixture:%1").arg(name), QStringLiteral("fixture"), {}};
    device->name = name;
    device->displayName = displayName;
    device->backend = QStringLiteral("fixture");
    device->messageGapMs = gapMs;
    device->features = features;
    return device;
}

} // namespace

DeviceInfoPtr duo(DeviceIndex index)
{
    return make(index, QStringLiteral("Fixture Duo"),
                {Feature{0, QStringLiteral("left motor"), {output(OutputType::Vibrate, 0, 20)}, {}},
                 Feature{1, QStringLiteral("right motor"), {output(OutputType::Vibrate, 0, 5)}, {}},
                 Feature{2, QStringLiteral("cell"), {}, {readable(InputType::Battery, 0, 100)}}},
                75);
}

DeviceInfoPtr slide()
{
    return make(1, QStringLiteral("Fixture Slide"),
                {Feature{0,
                         QStringLiteral("carriage"),
                         {output(OutputType::Position, 0, 100), timedPosition(100, 60000)},
                         {}},
                 Feature{1, QStringLiteral("carriage speed"), {output(OutputType::Oscillate, 0, 10)}, {}}},
                0, QStringLiteral("by the window"));
}

DeviceInfoPtr spin()
{
    return make(2, QStringLiteral("Fixture Spin"),
                {Feature{0, QStringLiteral("head"), {output(OutputType::Rotate, -20, 20)}, {}},
                 Feature{1, QStringLiteral("ring"), {output(OutputType::Rotate, 0, 8)}, {}},
                 Feature{3, QStringLiteral("plate"), {output(OutputType::Temperature, -4, 4)}, {}},
                 Feature{4, QStringLiteral("sleeve"), {output(OutputType::Constrict, 0, 3)}, {}}});
}

DeviceInfoPtr sense()
{
    return make(5, QStringLiteral("Fixture Sense"),
                {Feature{0, QStringLiteral("pad"), {}, {subscribable(InputType::Pressure, 0, 4095)}},
                 Feature{1, QStringLiteral("knob"), {}, {subscribable(InputType::Button, 0, 1)}},
                 Feature{2, {}, {}, {readable(InputType::Battery, 0, 100), readable(InputType::Rssi, -128, 0)}}});
}

DeviceInfoPtr all()
{
    return make(7, QStringLiteral("Fixture All"),
                {Feature{0,
                         QStringLiteral("tool"),
                         {output(OutputType::Vibrate, 0, 3), output(OutputType::Spray, 0, 4),
                          output(OutputType::Rotate, 0, 5), timedPosition(6, 1000), output(OutputType::Position, 0, 7),
                          output(OutputType::Oscillate, 0, 8), output(OutputType::Led, 0, 1),
                          output(OutputType::Temperature, -9, 9), output(OutputType::Constrict, 0, 10)},
                         {}},
                 Feature{2, QStringLiteral("stuck"), {output(OutputType::Vibrate, 0, 0)}, {}},
                 Feature{3, QStringLiteral("nothing"), {}, {Input{InputType::Battery, {Range{0, 100}}, false, false}}},
                 Feature{9, QStringLiteral("second motor"), {output(OutputType::Vibrate, 0, 11)}, {}}});
}

DeviceInfoPtr standIn()
{
    return make(0, QStringLiteral("Fixture Stand-in"),
                {Feature{4, QStringLiteral("rim"), {output(OutputType::Vibrate, 0, 9)}, {}}});
}

DeviceInfoPtr bare()
{
    return make(3, QStringLiteral("Fixture Bare"), {}, 10);
}

DeviceInfoPtr named(const QString &name)
{
    if (name == u"stand-in")
        return standIn();
    if (name == u"bare")
        return bare();
    if (name == u"duo")
        return duo();
    if (name == u"slide")
        return slide();
    if (name == u"spin")
        return spin();
    if (name == u"sense")
        return sense();
    return name == u"all" ? all() : nullptr;
}

} // namespace thrum::test::fixture
