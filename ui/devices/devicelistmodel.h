// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include "core/engine/facade/snapshot.h"
#include "ui/common/mirrormodel.h"

namespace thrum {

/// One device as the list shows it, in words that are ready to be read.
struct DeviceRow
{
    DeviceIndex key = 0;
    QString name;
    QString backend;
    bool connected = false;
    /// "Connected, output 40 %".
    QString state;
    /// "driven by Player X", or empty.
    QString owners;
    /// "80 %"; empty unless known.
    QString battery;
    /// The strongest output, 0 to 1.
    double level = 0;
    friend bool operator==(const DeviceRow &, const DeviceRow &) = default;
};

/// Mirror of Snapshot::devices. GUI thread, owned by the page.
class DeviceListModel final : public MirrorModel<DeviceRow>
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeviceListModel)
public:
    enum Role {
        StateRole = Qt::UserRole + 1,
        OwnersRole,
        BatteryRole,
        LevelRole,
        ConnectedRole,
        BackendRole,
        IndexRole
    };

    explicit DeviceListModel(QObject *parent = nullptr);
    ~DeviceListModel() override;

    void update(const Snapshot &snapshot);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] static DeviceRow rowFor(const DeviceSnapshot &device, const QList<SessionInfo> &sessions);
    [[nodiscard]] static QString stateText(const DeviceSnapshot &device, double level);
};

} // namespace thrum
