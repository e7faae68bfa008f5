// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/model/feature.h"
#include "devices/catalogue/specifier.h"

#include <QJsonObject>

#include <memory>

namespace thrum {

/// One model of a family: what a device of that identifier is called and can do. A value from a brand file.
struct ModelDefinition
{
    /// Empty for the family's default.
    QStringList identifiers;
    QString name;
    /// In rising order of index, with the ranges of the device itself.
    QList<Feature> features;
    /// Keys of each feature that only the protocol understands.
    QHash<FeatureIndex, QJsonObject> featureParameters;
    /// The model's "with" object, for the protocol.
    QJsonObject parameters;
    /// The model's "send" object, for the protocol: packets that go before those of the family, key by key.
    QJsonObject send;
    /// Milliseconds between two writes, where the model differs from its way in.
    std::optional<quint32> messageGapMs;
};

/// All devices that speak one protocol in one way: a brand file.
struct FamilyDefinition
{
    /// File it came from, for messages.
    QString file;
    QString brand;
    /// Part of every device's identity, e.g. "wevibe-8bit".
    QString name;
    /// Which ProtocolFactory it needs: "template", "lovense".
    QString protocol;
    QJsonObject parameters;
    QList<BleSpecifier> ble;
    /// The other ways in.
    QList<PortSpecifier> ports;
    std::optional<quint32> messageGapMs;
    /// For identifiers without a model of their own; absent when such devices are refused.
    std::optional<ModelDefinition> defaultModel;
    QList<ModelDefinition> models;
    /// Families that this one goes before wherever both fit, whatever the signs are.
    QStringList before;
    /// Another family that knows the identifiers this one does not, or empty.
    QString otherwise;
    /// Why such devices are left alone until the user has switched the family on: "estim", or empty for most.
    QString asks;
};

using FamilyPtr = std::shared_ptr<const FamilyDefinition>;

} // namespace thrum
