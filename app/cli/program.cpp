// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/program.h"

#include "app/cli/output.h"
#include "core/connector/websocketconnector.h"

#include <QCoreApplication>

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

} // namespace

CliProgram::CliProgram(const CliRequest &request, std::unique_ptr<Command> command)
    : m_request(request)
    , m_client(optionsFor(request), m_clock)
    , m_command(std::move(command))
{
    connect(&m_signals, &SignalWatcher::endRequested, this, &CliProgram::onEndRequested);
    connect(m_command.get(), &Command::finished, this, &CliProgram::end);
    connect(&m_client, &Client::disconnected, this, [this](const QString &why) {
        end(ExitCode::NoConnection, QStringLiteral("the server ended the session: ") + why);
    });
}

CliProgram::~CliProgram() = default;

void CliProgram::start()
{
    if (m_command->needsServer())
        connectToServer();
    else // Only a running event loop can be ended.
        QMetaObject::invokeMethod(this, &CliProgram::runCommand, Qt::QueuedConnection);
}

void CliProgram::connectToServer()
{
    WebSocketConnector::Options options;
    options.handshakeLimit = m_request.timeout;
    m_client.connectToServer(std::make_unique<WebSocketConnector>(m_request.server, m_clock, options))
        .then(this, [this](const ClientResult<ClientServerInfo> &server) {
            if (server)
                runCommand();
            else
                end(exitCodeOf(server.error()), server.error().text());
        });
}

void CliProgram::runCommand()
{
    if (m_hasEnded)
        return;
    m_isRunning = true;
    m_command->start(m_request, m_client, m_clock);
}

void CliProgram::onEndRequested()
{
    if (m_isRunning)
        m_command->end();
    else
        end(ExitCode::Done);
}

void CliProgram::end(ExitCode code, const QString &sentence)
{
    if (std::exchange(m_hasEnded, true))
        return;
    if (!sentence.isEmpty())
        complain(sentence);
    QCoreApplication::exit(int(code));
}

} // namespace thrum
