// SPDX-License-Identifier: BSD-3-Clause
#include "core/client/clientdevice.h"

#include "core/client/clientchannel.h"

namespace thrum {
namespace {

/// Several requests that make one call.
struct Joined
{
    qsizetype left = 0;
    ClientResult<void> result;
    ClientPromise<void> promise;
};

template<class Features, class Has>
auto filtered(const Features &features, Has has)
{
    QList<ClientFeaturePtr> result;
    std::copy_if(features.begin(), features.end(), std::back_inserter(result), has);
    return result;
}

} // namespace

ClientDevice::ClientDevice(const ClientDeviceInfo &info, ClientChannel *channel)
    : m_info(info)
    , m_channel(channel)
{
    for (const ClientFeatureInfo &feature : info.features)
        m_features << new ClientFeature(feature, this);
}

ClientDevice::~ClientDevice() = default;

void ClientDevice::detach()
{
    m_channel = nullptr;
}

ClientError ClientDevice::goneError() const
{
    return ClientError(ClientError::Kind::DeviceNotConnected, QStringLiteral("%1 is not connected").arg(label()));
}

// --- Features ---------------------------------------------------------------------------------------------------------

QList<ClientFeaturePtr> ClientDevice::features()
{
    QList<ClientFeaturePtr> result;
    for (ClientFeature *feature : std::as_const(m_features))
        result << ClientFeaturePtr(shared_from_this(), feature); // keeps this alive
    return result;
}

ClientFeaturePtr ClientDevice::feature(FeatureIndex index)
{
    const auto found = std::find_if(m_features.cbegin(), m_features.cend(),
                                    [index](const ClientFeature *one) { return one->index() == index; });
    return found == m_features.cend() ? nullptr : ClientFeaturePtr(shared_from_this(), *found);
}

QList<ClientFeaturePtr> ClientDevice::featuresWithOutput(OutputType type)
{
    return filtered(features(), [type](const ClientFeaturePtr &one) { return one->hasOutput(type); });
}

QList<ClientFeaturePtr> ClientDevice::featuresWithInput(InputType type)
{
    return filtered(features(), [type](const ClientFeaturePtr &one) { return one->hasInput(type); });
}

bool ClientDevice::hasOutput(OutputType type) const
{
    return std::any_of(m_features.begin(), m_features.end(),
                       [type](const ClientFeature *one) { return one->hasOutput(type); });
}

bool ClientDevice::hasInput(InputType type) const
{
    return std::any_of(m_features.begin(), m_features.end(),
                       [type](const ClientFeature *one) { return one->hasInput(type); });
}

// --- Outputs ----------------------------------------------------------------------------------------------------------

ClientFuture<void> ClientDevice::runPrepared(const QList<ClientFeaturePtr> &features,
                                             const QList<ClientCommand> &commands)
{
    QList<ClientFeature::Prepared> prepared;
    for (qsizetype i = 0; i < features.size(); ++i) {
        const ClientResult<ClientFeature::Prepared> one = features.at(i)->prepare(commands.at(i));
        if (!one)
            return readyFuture<void>(tl::unexpected<ClientError>(one.error()));
        prepared << *one;
    }
    const auto joined = std::make_shared<Joined>();
    joined->left = features.size();
    for (const ClientFeature::Prepared &one : std::as_const(prepared)) {
        const auto makeFrame = [&one](quint32 id) { return clientcodec::output(id, one.command, one.word); };
        const auto done = [joined](const ClientResult<ClientMessage> &answer) {
            if (!answer && joined->result)
                joined->result = tl::unexpected<ClientError>(answer.error());
            if (--joined->left == 0)
                joined->promise.finish(joined->result);
        };
        // The answer to an earlier one may have come from inside and ended the session.
        if (m_channel)
            m_channel->request(makeFrame, ClientChannel::Expected::Ok, done);
        else
            done(tl::unexpected<ClientError>(goneError()));
    }
    return joined->promise.future();
}

ClientFuture<void> ClientDevice::runOutput(const ClientCommand &command)
{
    if (!isConnected())
        return readyFuture<void>(tl::unexpected<ClientError>(goneError()));
    const QList<ClientFeaturePtr> wanted = featuresWithOutput(command.type());
    if (wanted.isEmpty()) {
        return readyFuture<void>(
            clientFailure(ClientError::Kind::Device,
                          QStringLiteral("%1 has no output %2").arg(label(), outputTypeName(command.type()))));
    }
    return runPrepared(wanted, QList<ClientCommand>(wanted.size(), command));
}

ClientFuture<void> ClientDevice::runOutput(FeatureIndex index, const ClientCommand &command)
{
    if (!isConnected())
        return readyFuture<void>(tl::unexpected<ClientError>(goneError()));
    if (const ClientFeaturePtr wanted = feature(index))
        return wanted->runOutput(command);
    return readyFuture<void>(
        clientFailure(ClientError::Kind::Device, QStringLiteral("%1 has no feature %2").arg(label()).arg(index)));
}

ClientFuture<void> ClientDevice::runOutputs(const QList<ClientCommand> &commands)
{
    if (!isConnected())
        return readyFuture<void>(tl::unexpected<ClientError>(goneError()));
    const QString problem = QStringLiteral("%1 needs one command for each feature with that output").arg(label());
    if (commands.isEmpty())
        return readyFuture<void>(clientFailure(ClientError::Kind::Conversion, problem));
    const OutputType type = commands.constFirst().type();
    const QList<ClientFeaturePtr> wanted = featuresWithOutput(type);
    const bool isOneType = std::all_of(commands.begin(), commands.end(),
                                       [type](const ClientCommand &one) { return one.type() == type; });
    if (!isOneType || wanted.size() != commands.size())
        return readyFuture<void>(clientFailure(ClientError::Kind::Conversion, problem));
    return runPrepared(wanted, commands);
}

ClientFuture<void> ClientDevice::stop(StopTarget target)
{
    if (!isConnected())
        return readyFuture<void>(tl::unexpected<ClientError>(goneError()));
    const StopScope scope{index(), std::nullopt, target != StopTarget::Outputs, target != StopTarget::Inputs};
    return m_channel->requestOk([&scope](quint32 id) { return clientcodec::stop(id, scope); });
}

// --- Inputs -----------------------------------------------------------------------------------------------------------

ClientResult<ClientFeaturePtr> ClientDevice::onlyFeatureWith(InputType type)
{
    if (!isConnected())
        return tl::unexpected<ClientError>(goneError());
    const QList<ClientFeaturePtr> wanted = featuresWithInput(type);
    if (wanted.isEmpty())
        return clientFailure(ClientError::Kind::Device,
                             QStringLiteral("%1 has no input %2").arg(label(), inputTypeName(type)));
    if (wanted.size() > 1) {
        return clientFailure(ClientError::Kind::AmbiguousInput,
                             QStringLiteral("%1 features of %2 have an input %3; ask one of them")
                                 .arg(QString::number(wanted.size()), label(), inputTypeName(type)));
    }
    return wanted.constFirst();
}

ClientFuture<qint64> ClientDevice::read(InputType type)
{
    const ClientResult<ClientFeaturePtr> found = onlyFeatureWith(type);
    return found ? (*found)->read(type) : readyFuture<qint64>(tl::unexpected<ClientError>(found.error()));
}

ClientFuture<void> ClientDevice::subscribe(InputType type)
{
    const ClientResult<ClientFeaturePtr> found = onlyFeatureWith(type);
    return found ? (*found)->subscribe(type) : readyFuture<void>(tl::unexpected<ClientError>(found.error()));
}

ClientFuture<void> ClientDevice::unsubscribe(InputType type)
{
    const ClientResult<ClientFeaturePtr> found = onlyFeatureWith(type);
    return found ? (*found)->unsubscribe(type) : readyFuture<void>(tl::unexpected<ClientError>(found.error()));
}

ClientFuture<int> ClientDevice::battery()
{
    const ClientResult<ClientFeaturePtr> found = onlyFeatureWith(InputType::Battery);
    return found ? (*found)->battery() : readyFuture<int>(tl::unexpected<ClientError>(found.error()));
}

ClientFuture<int> ClientDevice::rssi()
{
    const ClientResult<ClientFeaturePtr> found = onlyFeatureWith(InputType::Rssi);
    return found ? (*found)->rssi() : readyFuture<int>(tl::unexpected<ClientError>(found.error()));
}

} // namespace thrum
