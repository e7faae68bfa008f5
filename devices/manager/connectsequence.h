// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "devices/catalogue/catalogue.h"
#include "devices/manager/devicelink.h"
#include "devices/manager/factories.h"
#include "devices/manager/scriptrunner.h"

namespace thrum {

/// What a bring-up found out and made.
struct BroughtUp
{
    FamilyPtr family;
    ModelDefinition model;
    QString identifier;
    std::unique_ptr<DeviceLink> link;
    std::unique_ptr<Protocol> protocol;
    /// Endpoints whose notifications were switched on and not off again.
    QSet<Endpoint> subscribed;
};

/// Brings one candidate up: connect, identify, look the model up, initialise. Each step has a deadline; whatever fails
/// ends the link and leaves nothing behind.
///
/// Thread: the engine thread. Owned by the device manager; emits exactly one of its signals, then may be deleted later.
class ConnectSequence final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ConnectSequence)
public:
    ConnectSequence(Candidate candidate, FamilyPtr family, EndpointMap endpoints, std::unique_ptr<Transport> transport,
                    const Catalogue &catalogue, const Factories &factories, Clock &clock, QObject *parent = nullptr);
    ~ConnectSequence() override;

    void start();
    void cancel(const Error &why);
    [[nodiscard]] const Candidate &candidate() const { return m_candidate; }
    /// Valid from succeeded() on; moves everything out.
    [[nodiscard]] BroughtUp takeResult();

Q_SIGNALS:
    void succeeded();
    /// `why.where` names the step.
    void failed(const thrum::Error &why);

private:
    void identify(const QSet<Endpoint> &endpoints);
    void resolve(const QString &identifier);
    void initialise();
    void pump();
    void noteSubscription(const Operation &operation);
    void endWith(const Error &why, const QString &step);

    Candidate m_candidate;
    EndpointMap m_wanted;
    const Catalogue &m_catalogue;
    const Factories &m_factories;
    QSet<Endpoint> m_endpoints;
    BroughtUp m_result;
    ScriptRunner m_script;
    QString m_step;
    bool m_ended = false;
};

} // namespace thrum
