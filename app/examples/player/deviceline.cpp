// SPDX-License-Identifier: BSD-3-Clause
#include "app/examples/player/deviceline.h"

#include "app/examples/player/controlicon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>

namespace thrum {

DeviceLine::DeviceLine(Client &client, ScriptDriver &driver, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_driver(driver)
    , m_text(new QLabel(this))
    , m_find(new QPushButton(tr("Find &devices"), this))
    , m_stop(new QPushButton(tr("S&top devices"), this))
{
    m_text->setObjectName(QStringLiteral("devices"));
    m_text->setAccessibleName(tr("Devices"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_find->setObjectName(QStringLiteral("find"));
    m_find->setCheckable(true);
    m_find->setAccessibleName(tr("Find devices"));
    m_find->setToolTip(tr("Looks for devices nearby until it is pressed again"));
    m_stop->setObjectName(QStringLiteral("stop"));
    m_stop->setAccessibleName(tr("Stop devices"));
    m_stop->setToolTip(tr("Stops every device at once and pauses the film"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_text, 1);
    row->addWidget(m_find);
    row->addWidget(m_stop);

    connect(m_find, &QPushButton::clicked, this, &DeviceLine::setScanning);
    connect(m_stop, &QPushButton::clicked, this, &DeviceLine::stopRequested);
    for (const auto signal : {&Client::deviceAdded, &Client::deviceRemoved, &Client::deviceRenamed})
        connect(&client, signal, this, &DeviceLine::refresh, Qt::QueuedConnection); // the driver knows by then
    connect(&client, &Client::connected, this, &DeviceLine::refresh);
    connect(&client, &Client::disconnected, this, &DeviceLine::refresh);
    connect(&client, &Client::scanningFinished, this, &DeviceLine::refresh);
    refresh();
}

void DeviceLine::setScanning(bool wanted)
{
    m_problem.clear();
    ClientFuture<void> asked = wanted ? m_client.startScanning() : m_client.stopScanning();
    asked.then([self = QPointer(this)](const ClientResult<void> &answer) {
        if (!self)
            return;
        if (!answer)
            self->m_problem = answer.error().text();
        self->refresh();
    });
}

void DeviceLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        refresh();
    QWidget::changeEvent(event);
}

void DeviceLine::refresh()
{
    m_stop->setIcon(controlIcon(*this, QStyle::SP_MediaStop));
    m_text->setText(sentence());
    m_find->setEnabled(m_client.isConnected());
    m_find->setChecked(m_client.isScanning());
}

QString DeviceLine::sentence() const
{
    if (!m_problem.isEmpty())
        return tr("Devices cannot be looked for: %1").arg(m_problem);
    if (!m_client.isConnected())
        return tr("The device server is not ready.");
    QStringList names;
    for (const ClientDevicePtr &device : m_client.devices())
        names << device->label();
    if (names.isEmpty()) {
        return m_client.isScanning() ? tr("Looking for devices. Switch yours on.")
                                     : tr("No device is connected. Switch one on, then find it.");
    }
    const QString list = names.join(QStringLiteral(", "));
    return m_driver.followers() > 0 ? tr("Connected: %1").arg(list)
                                    : tr("Connected: %1; nothing there can follow a script.").arg(list);
}

} // namespace thrum
