// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/playerprogram.h"

#include "core/connector/inprocessconnector.h"

#include <QLoggingCategory>

namespace thrum {
namespace {

Q_LOGGING_CATEGORY(lcPlayer, "thrum.player")

CommandLine withoutNetwork(CommandLine commandLine)
{
    commandLine.usesNetwork = false;
    return commandLine;
}

} // namespace

PlayerProgram::PlayerProgram(CommandLine commandLine, Playback::Sound sound, QObject *parent)
    : QObject(parent)
    , m_log(commandLine.logLevel)
    , m_assembly(withoutNetwork(std::move(commandLine)))
    , m_client(ClientOptions{QStringLiteral("Thrum Player")})
    , m_playback(m_client, m_clock, sound)
    , m_window(m_client, m_playback)
{
    connect(&m_window, &PlayerWindow::closed, this, &PlayerProgram::quit);
    connect(&m_assembly, &Assembly::shutDownFinished, this, [this] {
        m_window.hide();
        Q_EMIT finished();
    });
    connect(&m_playback.driver(), &ScriptDriver::failed, this,
            [](const QString &why) { qCWarning(lcPlayer).noquote() << "a device did not follow:" << why; });
}

PlayerProgram::~PlayerProgram() = default;

void PlayerProgram::start()
{
    m_assembly.start();
    m_client.connectToServer(std::make_unique<InProcessConnector>(m_assembly.inProcessDoor()))
        .then([](const ClientResult<ClientServerInfo> &answer) {
            if (!answer)
                qCWarning(lcPlayer).noquote() << "devices cannot be reached:" << answer.error().text();
        });
    m_window.show();
}

void PlayerProgram::quit()
{
    m_playback.close();
    m_assembly.shutDown();
}

} // namespace thrum
