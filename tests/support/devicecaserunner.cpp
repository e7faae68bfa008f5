// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/devicecaserunner.h"

#include <QCoreApplication>

namespace thrum::test {
namespace {

constexpr auto app = SessionId::FirstClient;

QString shownByte(char byte)
{
    return QStringLiteral("%1").arg(quint8(byte), 2, 16, QLatin1Char('0')).toUpper();
}

/// Where two writes to the same endpoint differ.
QString differingByte(const QByteArray &expected, const QByteArray &actual)
{
    const qsizetype both = std::min(expected.size(), actual.size());
    for (qsizetype i = 0; i < both; ++i) {
        if (expected.at(i) != actual.at(i))
            return QStringLiteral("; byte %1 is %2 instead of %3")
                .arg(QString::number(i), shownByte(actual.at(i)), shownByte(expected.at(i)));
    }
    if (expected.size() == actual.size())
        return {};
    return QStringLiteral("; it has %1 bytes instead of %2").arg(actual.size()).arg(expected.size());
}

QString differenceOf(const Operation &expected, const Operation &actual)
{
    if (expected == actual)
        return {};
    const bool sameWrite = expected.kind == Operation::Kind::Write && actual.kind == Operation::Kind::Write
                           && expected.endpoint == actual.endpoint;
    return QStringLiteral("expected \"%1\", but it saw \"%2\"%3")
        .arg(operationText(expected), operationText(actual),
             sameWrite ? differingByte(expected.bytes, actual.bytes) : QString());
}

QString batteryText(const std::optional<BatteryOutcome> &outcome)
{
    if (!outcome)
        return QStringLiteral("no battery reading ended");
    return outcome->percent ? QStringLiteral("the battery is at %1").arg(*outcome->percent)
                            : QStringLiteral("reading the battery failed");
}

} // namespace

QString DeviceCaseRunner::run(const DeviceCase &wanted, const Catalogue &catalogue, const Factories &factories)
{
    DeviceCaseRunner runner(wanted, catalogue, factories);
    if (const QString problem = runner.connectDevice(); !problem.isEmpty())
        return QStringLiteral("connecting: ") + problem;
    for (qsizetype i = 0; i < wanted.steps.size(); ++i) {
        if (const QString problem = runner.play(wanted.steps.at(i)); !problem.isEmpty())
            return QStringLiteral("step %1: ").arg(i) + problem;
    }
    const QString problem = runner.checkDevice();
    return problem.isEmpty() ? QString() : QStringLiteral("at the end: ") + problem;
}

DeviceCaseRunner::DeviceCaseRunner(const DeviceCase &wanted, const Catalogue &catalogue, const Factories &factories)
    : m_case(wanted)
{
    auto scanner = std::make_unique<FakeScanner>(wanted.candidate.backend);
    m_scanner = scanner.get();
    m_scanner->prepare = [this](FakeTransport &transport) {
        transport.gatt = m_case.gatt;
        for (const EndpointBytes &answer : m_case.answers)
            transport.readAnswers[answer.endpoint].push_back(answer.bytes);
    };
    std::vector<std::unique_ptr<Scanner>> scanners;
    scanners.push_back(std::move(scanner));
    m_manager = std::make_unique<DeviceManager>(catalogue, factories, m_clock, std::move(scanners),
                                                QList<KnownDevice>());
    QStringList families;
    for (const FamilyPtr &family : catalogue.families())
        families << family->name;
    m_manager->setEnabledFamilies(families);
}

FakeTransport *DeviceCaseRunner::link() const
{
    return m_scanner->transport(m_case.candidate.address);
}

void DeviceCaseRunner::settle(milliseconds time)
{
    QCoreApplication::processEvents();
    m_clock.advance(time);
    QCoreApplication::processEvents();
}

QString DeviceCaseRunner::connectDevice()
{
    Q_EMIT m_scanner->candidateFound(m_case.candidate);
    if (!link())
        return QStringLiteral("no family recognises the device");
    settle(milliseconds(0));
    return checkOperations(m_case.connect);
}

QString DeviceCaseRunner::play(const DeviceStep &step)
{
    m_battery.reset();
    if (const QString problem = act(step); !problem.isEmpty())
        return problem;
    settle(step.wait);
    if (const QString problem = checkOperations(step.expect); !problem.isEmpty())
        return problem;
    if (m_battery != step.battery)
        return batteryText(m_battery) + QStringLiteral(", expected that ") + batteryText(step.battery);
    return {};
}

QString DeviceCaseRunner::act(const DeviceStep &step)
{
    DevicePort &port = m_manager->devicePort();
    if (!step.send.isEmpty() || step.stop || step.read) {
        if (const QString problem = checkDevice(); !problem.isEmpty())
            return problem;
        if (m_case.model.isEmpty())
            return QStringLiteral("a refused device takes no commands");
    }
    if (!link())
        return QStringLiteral("the link is gone");
    Result<void> done;
    if (!step.send.isEmpty())
        done = port.execute(app, step.send);
    if (step.stop)
        done = port.stop(*step.stop);
    if (step.notify)
        Q_EMIT link()->notified(step.notify->endpoint, step.notify->bytes);
    if (step.answer)
        link()->readAnswers[step.answer->endpoint].push_back(step.answer->bytes);
    if (step.read) {
        port.read({0, *step.read, InputType::Battery}, m_manager.get(), [this](const Result<qint32> &value) {
            m_battery = BatteryOutcome{value ? std::optional(*value) : std::nullopt};
        });
    }
    return done ? QString() : done.error().text();
}

QString DeviceCaseRunner::checkOperations(const QList<Operation> &expected)
{
    const QList<Operation> seen = link() ? std::exchange(link()->operations, {}) : QList<Operation>();
    for (qsizetype i = 0; i < std::max(expected.size(), seen.size()); ++i) {
        if (i >= seen.size())
            return QStringLiteral("expected \"%1\", but it saw nothing more").arg(operationText(expected.at(i)));
        if (i >= expected.size())
            return QStringLiteral("it saw \"%1\", which was not expected").arg(operationText(seen.at(i)));
        if (const QString difference = differenceOf(expected.at(i), seen.at(i)); !difference.isEmpty())
            return QStringLiteral("operation %1: ").arg(i) + difference;
    }
    return {};
}

QString DeviceCaseRunner::checkDevice() const
{
    const QList<DeviceInfoPtr> devices = m_manager->devicePort().devices();
    if (devices.isEmpty())
        return m_case.model.isEmpty() ? QString() : QStringLiteral("it is not in the device list");
    const DeviceInfo &info = *devices.first();
    if (info.name != m_case.model)
        return QStringLiteral("it is listed as \"%1\", expected \"%2\"").arg(info.name, m_case.model);
    if (info.identity.protocol != m_case.family)
        return QStringLiteral("it belongs to %1, expected %2").arg(info.identity.protocol, m_case.family);
    return {};
}

} // namespace thrum::test
