// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/base/clock.h"
#include "core/model/command.h"
#include "core/model/feature.h"
#include "devices/protocol/script.h"
#include "devices/transport/candidate.h"
#include "devices/transport/operation.h"

#include <QJsonObject>

#include <vector>

namespace thrum {

/// The device at hand, as its protocol may know it. Filled from the catalogue; `parameters` are the parts of the brand
/// file that only the protocol understands.
struct ProtocolModel
{
    /// What identification found, e.g. "P" or the advertised name.
    QString identifier;
    QString advertisedName;
    /// The endpoints the device really has.
    QSet<Endpoint> endpoints;
    /// Features with the ranges of the device itself, in rising order of index.
    QList<Feature> features;
    /// The brand file's object of that name for the whole protocol, and for this model ("with").
    QJsonObject parameters;
    QJsonObject modelParameters;
    /// The model's packets ("send"), which go before those of the whole protocol.
    QJsonObject modelSend;
    /// Per feature index, the keys of the feature that the catalogue does not know.
    QHash<FeatureIndex, QJsonObject> featureParameters;
    /// What a Bluetooth LE device advertised when it was found: company id to payload without the id.
    QMap<quint16, QByteArray> manufacturerData;
};

/// What must happen when nothing is sent.
struct KeepalivePolicy
{
    /// Repeat the last write after this long without one; zero for no keepalive.
    std::chrono::milliseconds repeatLast{0};
    /// Only while Protocol::isMoving().
    bool onlyWhileMoving = false;
    friend bool operator==(const KeepalivePolicy &, const KeepalivePolicy &) = default;
};

/// A sensor value taken from a notification.
struct InputValue
{
    FeatureIndex feature = 0;
    InputType type = InputType::Battery;
    qint32 value = 0;
    friend bool operator==(const InputValue &, const InputValue &) = default;
};

/// The byte language of one connected device. Holds the state the language needs (other motors' values, last position),
/// does no I/O and knows no clock: all plain functions, called on the engine thread by the device that owns it.
class Protocol
{
    Q_DISABLE_COPY_MOVE(Protocol)
public:
    Protocol() = default;
    virtual ~Protocol() = default;

    /// What to do before the device is announced. The script must not outlive the protocol.
    [[nodiscard]] virtual Script<Nothing> initialise();
    /// The writes that bring an output to a value. Called when they are about to be sent, in the order of sending, so
    /// that state kept here is what the device was told. Empty when nothing needs to be written.
    [[nodiscard]] virtual std::vector<OutputWrite> encode(const OutputValue &value, TimePoint now) = 0;
    /// The writes that stop a feature; by default encode() with value 0 of the first type in kStopOrder it has.
    [[nodiscard]] virtual std::vector<OutputWrite> encodeStop(const Feature &feature, TimePoint now);
    [[nodiscard]] virtual KeepalivePolicy keepalive() const { return {}; }
    /// Some output is not at rest. Asked before each repetition where the policy wants it.
    [[nodiscard]] virtual bool isMoving() const { return true; }
    /// For languages that must be spoken without a command (a machine that is told steps, a stream of frames, an answer
    /// to a notification): when tick() wants to be called, nothing while there is nothing to say. Asked again after every
    /// encode(), encodeStop(), onNotification() and tick().
    [[nodiscard]] virtual std::optional<TimePoint> tickAt() const { return std::nullopt; }
    /// What is due. It goes out after stops and values, without heeding the gap; called again only when it was written,
    /// so that nothing piles up. A write that failed is lost: a tick to come has to say it again.
    [[nodiscard]] virtual std::vector<OutputWrite> tick(TimePoint now);
    /// True when one packet carries several features, so that commands which arrive together should become one write.
    [[nodiscard]] virtual bool sharesPackets() const { return false; }
    /// Reads a sensor once. By default a battery is read from rxblebattery (first byte = percent) where the device has
    /// that endpoint; everything else fails with Unsupported. The script must not outlive the protocol.
    [[nodiscard]] virtual Script<qint32> read(FeatureIndex feature, InputType type);
    /// What to subscribe to before readings of a sensor arrive by notification.
    [[nodiscard]] virtual std::optional<Endpoint> notifyingEndpoint(FeatureIndex feature, InputType type) const;
    /// Readings contained in a notification.
    [[nodiscard]] virtual std::vector<InputValue> onNotification(Endpoint endpoint, const QByteArray &bytes);
};

} // namespace thrum
