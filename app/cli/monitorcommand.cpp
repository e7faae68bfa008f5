// SPDX-License-Identifier: BSD-3-Clause
#include "app/cli/monitorcommand.h"

#include "app/cli/devicetext.h"
#include "app/cli/output.h"
#include "app/cli/words.h"

namespace thrum {

QString MonitorCommand::purpose() const
{
    return QStringLiteral("Tells what happens, a line each, until Ctrl+C: devices that come, go and change, readings\n"
                          "of sensors, the end of a scan and of the session.");
}

QString MonitorCommand::argumentsProblem(const CliRequest &request) const
{
    return request.arguments.isEmpty() ? QString() : QStringLiteral("monitor takes no arguments");
}

void MonitorCommand::run()
{
    connect(&client(), &Client::deviceAdded, this, &MonitorCommand::onAdded);
    connect(&client(), &Client::deviceRemoved, this, [this](const ClientDevicePtr &device) {
        tell(QStringLiteral("deviceRemoved"), jsonOf(device->info()),
             QStringLiteral("removed  ") + textOf(device->info()));
    });
    connect(&client(), &Client::deviceRenamed, this, [this](const ClientDevicePtr &device) {
        tell(QStringLiteral("deviceChanged"), jsonOf(device->info()),
             QStringLiteral("changed  ") + textOf(device->info()));
    });
    connect(&client(), &Client::inputReceived, this, &MonitorCommand::onInput);
    connect(&client(), &Client::scanningFinished, this,
            [this] { tell(QStringLiteral("scanningFinished"), {}, QStringLiteral("scanning finished")); });
    connect(&client(), &Client::disconnected, this, [this](const QString &why) {
        tell(QStringLiteral("disconnected"), {{QStringLiteral("why"), why}}, QStringLiteral("disconnected"));
    });
    const QList<ClientDevicePtr> devices = client().devices();
    for (const ClientDevicePtr &device : devices)
        onAdded(device);
}

void MonitorCommand::tell(const QString &event, const QJsonObject &more, const QString &text) const
{
    QJsonObject json = more;
    json.insert(QStringLiteral("event"), event);
    print(json, text);
}

void MonitorCommand::onAdded(const ClientDevicePtr &device)
{
    tell(QStringLiteral("deviceAdded"), jsonOf(device->info()), QStringLiteral("added    ") + textOf(device->info()));
    const QList<ClientFeaturePtr> features = device->features();
    for (const ClientFeaturePtr &feature : features) {
        for (const ClientInputInfo &input : feature->info().inputs) {
            if (input.canSubscribe)
                subscribe(feature, input.type);
        }
    }
}

void MonitorCommand::onInput(const ClientDevicePtr &device, FeatureIndex feature, InputType type, qint64 value) const
{
    tell(QStringLiteral("input"),
         {{QStringLiteral("index"), qint64(device->index())},
          {QStringLiteral("feature"), qint64(feature)},
          {QStringLiteral("type"), inputTypeName(type)},
          {QStringLiteral("value"), value}},
         QStringLiteral("input    %1: %2 of feature %3 is %4")
             .arg(textOf(device->info()), wordOf(type), QString::number(feature), QString::number(value)));
}

void MonitorCommand::subscribe(const ClientFeaturePtr &feature, InputType type)
{
    feature->subscribe(type).then(this, [type](const ClientResult<void> &done) {
        // Everything else can still be told.
        if (!done)
            complain(QStringLiteral("cannot listen to %1: %2").arg(wordOf(type), done.error().text()));
    });
}

} // namespace thrum
