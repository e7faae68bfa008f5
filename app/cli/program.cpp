// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/program.h"

#include "app/cli/amount.h"
#include "app/cli/deviceselector.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>

namespace thrum {
namespace {

ClientOptions optionsFor(const CliRequest &request)
{
    ClientOptions options;
    options.name = QStringLiteral("thrumctl");
    options.requestTimeout = request.timeout;
    options.handshakeTimeout = request.timeout;
    return options;
}

ExitCode exitCodeOf(const ClientError &error)
{
    switch (error.kind()) {
    case ClientError::Kind::Timeout: return ExitCode::Timeout;
    case ClientError::Kind::NotConnected:
    case ClientError::Kind::CouldNotConnect:
    case ClientError::Kind::ChannelClosed: return ExitCode::NoConnection;
    default: return ExitCode::Refused;
    }
}

void printLine(const QString &line)
{
    std::fputs(QString(line + u'\n').toUtf8().constData(), stdout);
    std::fflush(stdout);
}

QJsonObject jsonOf(const ClientDevice &device)
{
    QJsonArray outputs;
    QJsonArray inputs;
    for (const ClientFeatureInfo &feature : device.info().features) {
        for (const ClientOutputInfo &output : feature.outputs)
            outputs << QJsonObject{{QStringLiteral("feature"), qint64(feature.index)},
                                   {QStringLiteral("type"), output.word},
                                   {QStringLiteral("low"), output.value.low},
                                   {QStringLiteral("high"), output.value.high}};
        for (const ClientInputInfo &input : feature.inputs)
            inputs << QJsonObject{{QStringLiteral("feature"), qint64(feature.index)},
                                  {QStringLiteral("type"), input.word}};
    }
    return {{QStringLiteral("index"), qint64(device.index())},
            {QStringLiteral("name"), device.name()},
            {QStringLiteral("displayName"), device.displayName()},
            {QStringLiteral("outputs"), outputs},
            {QStringLiteral("inputs"), inputs}};
}

} // namespace

CliProgram::CliProgram(const CliRequest &request)
    : m_request(request)
    , m_client(optionsFor(request), m_clock)
    , m_runAlarm(m_clock.makeAlarm([this] { endRun(); }))
{
    connect(&m_signals, &SignalWatcher::endRequested, this, &CliProgram::endRun);
    connect(&m_client, &Client::disconnected, this, [this](const QString &why) {
        end(ExitCode::NoConnection, QStringLiteral("the server ended the session: ") + why);
    });
}

QString CliProgram::problemOf(const CliRequest &request)
{
    const qsizetype count = request.arguments.size();
    if (request.command == u"list")
        return count == 0 ? QString() : QStringLiteral("list takes no arguments");
    if (request.command == u"stop")
        return count <= 1 ? QString() : QStringLiteral("write stop, or stop NAME");
    if (request.command == u"read")
        return (count == 1 || count == 2) && request.arguments.front() == u"battery"
                   ? QString()
                   : QStringLiteral("write read battery, or read battery NAME");
    if (request.command == u"vibrate") {
        if (count != 2)
            return QStringLiteral("write vibrate NAME 40%, or vibrate NAME STEPS");
        const Result<ClientCommand> amount = readAmount(OutputType::Vibrate, request.arguments.at(1));
        return amount ? QString() : amount.error().text();
    }
    return QStringLiteral("there is no command \"%1\"; see thrumctl --help").arg(request.command);
}

void CliProgram::start()
{
    m_client.connectToServer(m_request.server).then(this, [this](const ClientResult<ClientServerInfo> &server) {
        if (!server)
            failWith(server.error());
        else if (m_request.command == u"list")
            list();
        else if (m_request.command == u"vibrate")
            vibrate();
        else if (m_request.command == u"stop")
            stop();
        else
            readBattery();
    });
}

void CliProgram::list()
{
    QJsonArray all;
    const QList<ClientDevicePtr> devices = m_client.devices();
    for (const ClientDevicePtr &device : devices) {
        all << jsonOf(*device);
        if (!m_request.isJson)
            printLine(QStringLiteral("%1  %2").arg(QString::number(device->index()), device->label()));
    }
    if (m_request.isJson)
        printLine(QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact)));
    end(ExitCode::Done);
}

void CliProgram::vibrate()
{
    m_running = chosenDevice(m_request.arguments.at(0));
    const Result<ClientCommand> amount = readAmount(OutputType::Vibrate, m_request.arguments.at(1));
    if (!m_running || !amount)
        return;
    m_running->runOutput(*amount).then(this, [this](const ClientResult<void> &done) {
        if (!done)
            failWith(done.error());
        else if (m_request.runFor)
            m_runAlarm->set(m_clock.now() + *m_request.runFor);
    });
}

void CliProgram::stop()
{
    if (m_request.arguments.isEmpty())
        m_client.stopAllDevices().then(this, [this](const ClientResult<void> &done) { finishWith(done); });
    else if (const ClientDevicePtr device = chosenDevice(m_request.arguments.front()))
        device->stop().then(this, [this](const ClientResult<void> &done) { finishWith(done); });
}

void CliProgram::readBattery()
{
    const ClientDevicePtr device = chosenDevice(m_request.arguments.value(1));
    if (!device)
        return;
    device->battery().then(this, [this, device](const ClientResult<int> &percent) {
        if (!percent)
            return failWith(percent.error());
        const QJsonObject json{{QStringLiteral("index"), qint64(device->index())},
                               {QStringLiteral("battery"), *percent}};
        printLine(m_request.isJson ? QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact))
                                   : QStringLiteral("%1%").arg(*percent));
        end(ExitCode::Done);
    });
}

void CliProgram::endRun()
{
    if (m_running && m_running->isConnected())
        m_running->stop().then(this, [this](const ClientResult<void> &done) { finishWith(done); });
    else
        end(ExitCode::Done);
}

ClientDevicePtr CliProgram::chosenDevice(const QString &name)
{
    QList<ClientDeviceInfo> infos;
    const QList<ClientDevicePtr> devices = m_client.devices();
    for (const ClientDevicePtr &device : devices)
        infos << device->info();
    const Result<DeviceIndex> index = selectDevice(infos, name);
    if (index)
        return m_client.device(*index);
    end(ExitCode::Refused, index.error().text());
    return nullptr;
}

void CliProgram::finishWith(const ClientResult<void> &result)
{
    if (result)
        end(ExitCode::Done);
    else
        failWith(result.error());
}

void CliProgram::failWith(const ClientError &error)
{
    end(exitCodeOf(error), error.text());
}

void CliProgram::end(ExitCode code, const QString &sentence)
{
    if (std::exchange(m_hasEnded, true))
        return;
    if (!sentence.isEmpty())
        std::fputs(QString(QStringLiteral("thrumctl: ") + sentence + u'\n').toUtf8().constData(), stderr);
    QCoreApplication::exit(int(code));
}

} // namespace thrum
