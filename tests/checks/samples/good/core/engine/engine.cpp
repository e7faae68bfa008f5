// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/engine.h"

#include "core/engine/facade/snapshot.h"
#include "core/session/server.h"

#include <QCoreApplication>
#include <QTimer>

namespace thrum {

Engine::Engine(QObject *parent)
    : QObject(parent)
    , m_timer(new QTimer(this))
    , m_server(std::make_unique<Server>())
{
    connect(m_timer, &QTimer::timeout, this, [this] {
        const auto [first, second] = values(1, 2);
        report(first, second);
    });
    connect(
        m_server.get(),
        qOverload<int, const QString &>(&Server::failed),
        this,
        [this](int code, const QString &text) { report(code, text); },
        Qt::QueuedConnection);
    QObject::connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, this, &Engine::stop);
    qCInfo(engineLog) << "ready";
}

} // namespace thrum

#include "engine.moc"
