// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/clientfeature.h"

#include "core/client/clientchannel.h"
#include "core/client/clientdevice.h"

namespace thrum {

using clientcodec::InputVerb;

ClientFeature::ClientFeature(const ClientFeatureInfo &info, ClientDevice *device)
    : QObject(device)
    , m_info(info)
    , m_device(device)
{}

bool ClientFeature::isTwoWay(OutputType type) const
{
    const ClientOutputInfo *output = m_info.output(type);
    return output && output->value.isTwoWay();
}

QString ClientFeature::place() const
{
    return QStringLiteral("feature %1 of %2").arg(QString::number(m_info.index), m_device->label());
}

InputAddress ClientFeature::addressOf(InputType type) const
{
    return {m_device->index(), m_info.index, type};
}

// --- Outputs ----------------------------------------------------------------------------------------------------------

ClientResult<ClientFeature::Prepared> ClientFeature::prepare(const ClientCommand &command) const
{
    if (!m_device->isConnected())
        return tl::unexpected<ClientError>(m_device->goneError());
    const ClientOutputInfo *output = m_info.output(command.type());
    if (!output) {
        return clientFailure(ClientError::Kind::Conversion,
                             QStringLiteral("%1 has no output %2").arg(place(), outputTypeName(command.type())));
    }
    return command.convertFor(*output).map([&](const ClientCommand::Converted &converted) {
        return Prepared{{m_device->index(), m_info.index, command.type(), converted.value, converted.durationMs},
                        output->word};
    });
}

ClientFuture<void> ClientFeature::send(const Prepared &prepared)
{
    return m_device->channel()->requestOk(
        [&prepared](quint32 id) { return clientcodec::output(id, prepared.command, prepared.word); });
}

ClientFuture<void> ClientFeature::runOutput(const ClientCommand &command)
{
    const ClientResult<Prepared> prepared = prepare(command);
    return prepared ? send(*prepared) : readyFuture<void>(tl::unexpected<ClientError>(prepared.error()));
}

ClientFuture<void> ClientFeature::stop(StopTarget target)
{
    if (!m_device->isConnected())
        return readyFuture<void>(tl::unexpected<ClientError>(m_device->goneError()));
    const StopScope scope{m_device->index(), m_info.index, target != StopTarget::Outputs, target != StopTarget::Inputs};
    return m_device->channel()->requestOk([&scope](quint32 id) { return clientcodec::stop(id, scope); });
}

// --- Inputs -----------------------------------------------------------------------------------------------------------

ClientResult<ClientInputInfo> ClientFeature::findInput(InputType type, InputVerb verb) const
{
    if (!m_device->isConnected())
        return tl::unexpected<ClientError>(m_device->goneError());
    const ClientInputInfo *input = m_info.input(type);
    if (!input) {
        return clientFailure(ClientError::Kind::Device,
                             QStringLiteral("%1 has no input %2").arg(place(), inputTypeName(type)));
    }
    if (verb == InputVerb::Read ? !input->canRead : !input->canSubscribe) {
        return clientFailure(ClientError::Kind::Device,
                             QStringLiteral("%1 of %2 cannot be %3")
                                 .arg(input->word, place(),
                                      verb == InputVerb::Read ? QStringLiteral("read")
                                                              : QStringLiteral("subscribed to")));
    }
    return *input;
}

template<class T>
ClientFuture<T> ClientFeature::readAs(InputType type)
{
    const ClientResult<ClientInputInfo> input = findInput(type, InputVerb::Read);
    if (!input)
        return readyFuture<T>(tl::unexpected<ClientError>(input.error()));
    const ClientPromise<T> promise;
    const InputAddress address = addressOf(type);
    m_device->channel()
        ->request([&](quint32 id) { return clientcodec::input(id, address, input->word, InputVerb::Read); },
                  ClientChannel::Expected::InputReading,
                  [promise, address](const ClientResult<ClientMessage> &answer) {
                      if (!answer) {
                          promise.finish(tl::unexpected<ClientError>(answer.error()));
                          return;
                      }
                      const auto &reading = std::get<reply::InputReading>(*answer);
                      if (reading.device != address.device || reading.feature != address.feature
                          || reading.type != address.type)
                          promise.finish(clientFailure(ClientError::Kind::Message,
                                                       QStringLiteral("the server answered with another sensor")));
                      else
                          promise.finish(static_cast<T>(std::clamp<qint64>(reading.value, std::numeric_limits<T>::min(),
                                                                           std::numeric_limits<T>::max())));
                  });
    return promise.future();
}

ClientFuture<qint64> ClientFeature::read(InputType type)
{
    return readAs<qint64>(type);
}

ClientFuture<int> ClientFeature::battery()
{
    return readAs<int>(InputType::Battery);
}

ClientFuture<int> ClientFeature::rssi()
{
    return readAs<int>(InputType::Rssi);
}

ClientFuture<void> ClientFeature::setSubscribed(InputType type, InputVerb verb)
{
    const ClientResult<ClientInputInfo> input = findInput(type, verb);
    if (!input)
        return readyFuture<void>(tl::unexpected<ClientError>(input.error()));
    return m_device->channel()->requestOk(
        [&](quint32 id) { return clientcodec::input(id, addressOf(type), input->word, verb); });
}

ClientFuture<void> ClientFeature::subscribe(InputType type)
{
    return setSubscribed(type, InputVerb::Subscribe);
}

ClientFuture<void> ClientFeature::unsubscribe(InputType type)
{
    return setSubscribed(type, InputVerb::Unsubscribe);
}

} // namespace thrum
