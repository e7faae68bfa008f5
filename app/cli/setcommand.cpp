// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/setcommand.h"

#include "app/cli/amount.h"
#include "app/cli/words.h"

namespace thrum {

QString SetCommand::purpose() const
{
    QStringList words;
    for (const OutputType type : kAllOutputTypes)
        words << wordOf(type);
    return QStringLiteral(
               "Drives an output until --for SECONDS have passed or Ctrl+C, and stops it then. FEATURE is a\n"
               "number; TYPE is one of\n")
           + words.join(u", ")
           + QStringLiteral(".\nA position takes --duration MS to get there. VALUE: 40% of the range, or a number of\n"
                            "steps; both may be negative where the output goes both ways.");
}

std::optional<SetCommand::Wish> SetCommand::wishOf(const QStringList &arguments) const
{
    if (arguments.size() != 3)
        return std::nullopt;
    return Wish{arguments.at(0), arguments.at(1), arguments.at(2)};
}

QString SetCommand::argumentsProblem(const CliRequest &request) const
{
    const std::optional<Wish> wish = wishOf(request.arguments);
    if (!wish)
        return QStringLiteral("write %1 %2, where VALUE is 40% or a number of steps").arg(name(), argumentsUsage());
    if (const QString problem = outputWordProblem(wish->output); !problem.isEmpty())
        return problem;
    // Which type it is for is seen with the device.
    const Result<ClientCommand> amount = readAmount(OutputType::Vibrate, wish->value);
    return amount ? QString() : amount.error().text();
}

void SetCommand::run()
{
    const Wish wish = wishOf(request().arguments).value_or(Wish());
    m_device = chosenDevice(wish.device);
    if (!m_device)
        return;
    const Result<OutputTarget> target = selectOutput(m_device->info(), wish.output, request().duration.has_value());
    if (!target)
        return refuse(target.error().text());
    const Result<ClientCommand> command = readAmount(target->type, wish.value);
    if (!command)
        return refuse(command.error().text());
    drive(*target, request().duration ? command->within(*request().duration) : *command);
}

void SetCommand::drive(const OutputTarget &target, const ClientCommand &command)
{
    connect(m_device.get(), &ClientDevice::removed, this, [this] {
        // The end of the session has a reason of its own.
        if (client().isConnected())
            refuse(m_device->label() + QStringLiteral(" is gone"));
    });
    ClientFuture<void> started = target.feature ? m_device->runOutput(*target.feature, command)
                                                : m_device->runOutput(command);
    started.then(this, [this, target](const ClientResult<void> &result) { onStarted(target, result); });
}

void SetCommand::onStarted(const OutputTarget &target, const ClientResult<void> &started)
{
    if (!started)
        return failWith(started.error());
    QJsonObject json{{QStringLiteral("event"), QStringLiteral("started")},
                     {QStringLiteral("index"), qint64(m_device->index())},
                     {QStringLiteral("type"), outputTypeName(target.type)}};
    if (target.feature)
        json.insert(QStringLiteral("feature"), qint64(*target.feature));
    print(json, {});
    if (request().runFor)
        endAfter(*request().runFor);
}

void SetCommand::end()
{
    if (!m_device || !m_device->isConnected())
        return finish();
    m_device->stop().then(this, [this](const ClientResult<void> &stopped) {
        if (stopped)
            print({{QStringLiteral("event"), QStringLiteral("stopped")},
                   {QStringLiteral("index"), qint64(m_device->index())}},
                  {});
        finishWith(stopped);
    });
}

} // namespace thrum
