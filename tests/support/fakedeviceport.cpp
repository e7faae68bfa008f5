// SPDX-License-Identifier: BSD-3-Clause
#include "tests/support/fakedeviceport.h"

namespace thrum::test {
namespace {

QString idOf(SessionId who)
{
    return QString::number(static_cast<quint64>(who));
}

QString placeOf(DeviceIndex device, FeatureIndex feature)
{
    return QStringLiteral("%1/%2").arg(device).arg(feature);
}

QString textOf(const InputAddress &input)
{
    return placeOf(input.device, input.feature) + u' ' + inputTypeName(input.type);
}

QString textOf(const OutputCommand &command)
{
    QString text = placeOf(command.device, command.feature) + u' ' + outputTypeName(command.type) + u' '
                   + QString::number(command.value);
    if (command.type == OutputType::HwPositionWithDuration)
        text += QStringLiteral(" in %1").arg(command.durationMs);
    return text;
}

QString textOf(const StopScope &scope)
{
    QString text = QStringLiteral("stop ");
    text += scope.device ? QString::number(*scope.device) : QStringLiteral("all");
    if (scope.feature)
        text += u'/' + QString::number(*scope.feature);
    if (scope.outputs)
        text += QStringLiteral(" outputs");
    if (scope.inputs)
        text += QStringLiteral(" inputs");
    return text;
}

} // namespace

void FakeDevicePort::note(const QString &call)
{
    if (recordsCalls)
        m_calls << call;
}

void FakeDevicePort::add(const DeviceInfoPtr &device)
{
    if (m_devices.contains(device->index))
        remove(device->index);
    replaceQuietly(device);
}

void FakeDevicePort::replaceQuietly(const DeviceInfoPtr &device)
{
    m_devices[device->index] = device;
    Q_EMIT deviceAdded(device);
}

void FakeDevicePort::remove(DeviceIndex index)
{
    m_devices.erase(index);
    std::erase_if(m_subscriptions, [index](const auto &one) { return one.second.device == index; });
    Q_EMIT deviceRemoved(index);
}

void FakeDevicePort::answerRead(const Result<qint32> &value)
{
    Q_ASSERT(!m_reads.empty());
    const Read read = std::move(m_reads.front());
    m_reads.pop_front();
    if (read.context)
        read.done(value);
}

void FakeDevicePort::report(const InputAddress &input, qint32 value)
{
    const auto subscriptions = m_subscriptions;
    for (const auto &[who, subscribed] : subscriptions) {
        if (subscribed == input)
            Q_EMIT inputReported(who, input, value);
    }
}

void FakeDevicePort::endScan()
{
    std::set<SessionId> told = std::exchange(m_stopping, {});
    told.merge(m_scanning);
    m_scanning.clear();
    for (const SessionId who : told)
        Q_EMIT scanFinished(who);
}

QList<DeviceInfoPtr> FakeDevicePort::devices() const
{
    QList<DeviceInfoPtr> result;
    for (const auto &[index, device] : m_devices)
        result << device;
    return result;
}

QList<OutputState> FakeDevicePort::outputStates(DeviceIndex) const
{
    return {};
}

Result<const DeviceInfo *> FakeDevicePort::find(DeviceIndex index) const
{
    const auto found = m_devices.find(index);
    if (found == m_devices.end())
        return fail(ErrorCode::NotFound, QStringLiteral("no device at index %1").arg(index));
    return found->second.get();
}

Result<const Feature *> FakeDevicePort::find(DeviceIndex index, FeatureIndex wanted) const
{
    const Result<const DeviceInfo *> device = find(index);
    if (!device)
        return tl::unexpected<Error>(device.error());
    if (const Feature *feature = (*device)->feature(wanted))
        return feature;
    return fail(ErrorCode::NotFound, QStringLiteral("device %1 has no feature %2").arg(index).arg(wanted));
}

Result<void> FakeDevicePort::check(const OutputCommand &command) const
{
    const Result<const Feature *> feature = find(command.device, command.feature);
    if (!feature)
        return tl::unexpected<Error>(feature.error());
    const Output *output = (*feature)->output(command.type);
    if (!output)
        return fail(ErrorCode::Unsupported, QStringLiteral("feature %1 has no such output").arg(command.feature));
    if (!output->value.contains(command.value))
        return fail(ErrorCode::OutOfRange, QStringLiteral("value %1 is out of range").arg(command.value));
    if (output->duration && !output->duration->contains(command.durationMs))
        return fail(ErrorCode::OutOfRange, QStringLiteral("duration %1 is out of range").arg(command.durationMs));
    return {};
}

Result<const Input *> FakeDevicePort::find(const InputAddress &address) const
{
    const Result<const Feature *> feature = find(address.device, address.feature);
    if (!feature)
        return tl::unexpected<Error>(feature.error());
    if (const Input *input = (*feature)->input(address.type))
        return input;
    return fail(ErrorCode::Unsupported, QStringLiteral("feature %1 has no such input").arg(address.feature));
}

Result<void> FakeDevicePort::execute(SessionId who, const QList<OutputCommand> &commands)
{
    QStringList texts;
    for (const OutputCommand &command : commands) {
        if (const Result<void> checked = check(command); !checked)
            return checked;
        if (recordsCalls)
            texts << textOf(command);
    }
    if (recordsCalls)
        note(idOf(who) + QStringLiteral(" output ") + texts.join(QStringLiteral(", ")));
    return {};
}

Result<void> FakeDevicePort::stop(const StopScope &scope)
{
    if (scope.device && scope.feature) {
        if (const Result<const Feature *> found = find(*scope.device, *scope.feature); !found)
            return tl::unexpected<Error>(found.error());
    } else if (scope.device) {
        if (const Result<const DeviceInfo *> found = find(*scope.device); !found)
            return tl::unexpected<Error>(found.error());
    }
    if (scope.inputs) {
        std::erase_if(m_subscriptions, [&scope](const auto &one) {
            return !scope.device
                   || (one.second.device == *scope.device && (!scope.feature || one.second.feature == *scope.feature));
        });
    }
    note(textOf(scope));
    return {};
}

void FakeDevicePort::read(const InputAddress &address, QObject *context, ReadDone done)
{
    const Result<const Input *> input = find(address);
    if (!input) {
        done(tl::unexpected<Error>(input.error()));
    } else if (!(*input)->canRead) {
        done(fail(ErrorCode::Unsupported, QStringLiteral("this sensor cannot be read")));
    } else {
        note(QStringLiteral("read ") + textOf(address));
        m_reads.push_back(Read{context, std::move(done)});
    }
}

Result<void> FakeDevicePort::setSubscribed(SessionId who, const InputAddress &address, bool wanted)
{
    const Result<const Input *> input = find(address);
    if (!input)
        return tl::unexpected<Error>(input.error());
    if (!(*input)->canSubscribe)
        return fail(ErrorCode::Unsupported, QStringLiteral("this sensor cannot be subscribed to"));
    if (wanted)
        m_subscriptions.insert({who, address});
    else
        m_subscriptions.erase({who, address});
    note(idOf(who) + (wanted ? QStringLiteral(" subscribe ") : QStringLiteral(" unsubscribe ")) + textOf(address));
    return {};
}

void FakeDevicePort::setScanning(SessionId who, bool wanted)
{
    note(idOf(who) + (wanted ? QStringLiteral(" scan") : QStringLiteral(" unscan")));
    if (wanted) {
        m_stopping.erase(who);
        m_scanning.insert(who);
    } else if (m_scanning.erase(who) > 0) {
        if (stopsScanAtOnce)
            Q_EMIT scanFinished(who);
        else
            m_stopping.insert(who);
    }
}

void FakeDevicePort::release(SessionId who)
{
    note(idOf(who) + QStringLiteral(" release"));
    std::erase_if(m_subscriptions, [who](const auto &one) { return one.first == who; });
    // As the real one does: the session is told even now.
    if (m_scanning.erase(who) > 0)
        Q_EMIT scanFinished(who);
    m_stopping.erase(who);
}

} // namespace thrum::test
