// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/appfixture.h"

#include <QTest>

namespace thrum::test {

AppFixture::AppFixture(const QStringList &simulate, quint16 port)
    : m_wanted(simulate.size())
{
    CommandLine line;
    line.port = port;
    line.configDir = m_folder.path();
    line.backends = {QStringLiteral("simulated")};
    line.logLevel = QtCriticalMsg;
    for (const QString &archetype : simulate)
        line.simulate.append({archetype, 1});
    m_program = std::make_unique<TrayProgram>(line, [this] { return hasTray; });
}

AppFixture::~AppFixture() = default;

bool AppFixture::start()
{
    startOnly();
    const auto isReady = [this] {
        return snapshot().server.state == ServerStatus::State::Running && snapshot().devices.size() == m_wanted
               && std::ranges::all_of(snapshot().devices, &DeviceSnapshot::isConnected);
    };
    return QTest::qWaitFor(isReady) && QTest::qWaitForWindowActive(&window());
}

DeviceIndex AppFixture::device(int number)
{
    return snapshot().devices.at(number).known.index;
}

OutputState AppFixture::output(DeviceIndex device, FeatureIndex feature, OutputType type)
{
    for (const DeviceSnapshot &one : snapshot().devices) {
        if (one.known.index != device)
            continue;
        for (const OutputState &state : one.outputs) {
            if (state.feature == feature && state.type == type)
                return state;
        }
    }
    return {feature, type, -1};
}

QAction *AppFixture::trayEntry(const QString &name)
{
    const QList<QAction *> entries = program().tray().menu().actions();
    const auto found = std::ranges::find(entries, name, &QObject::objectName);
    return found == entries.end() ? nullptr : *found;
}

} // namespace thrum::test
