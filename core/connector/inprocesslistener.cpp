// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/inprocesslistener.h"

#include "core/connector/inprocessdoor.h"

#include <QEvent>
#include <QMetaMethod>

namespace thrum {

InProcessListener::InProcessListener(QObject *parent)
    : QObject(parent)
    , m_door(std::make_shared<InProcessDoor>(this))
{}

InProcessListener::~InProcessListener()
{
    m_door->shut();
}

bool InProcessListener::event(QEvent *event)
{
    if (event->type() != static_cast<QEvent::Type>(InProcessDoor::knockEventType()))
        return QObject::event(event);
    if (std::unique_ptr<InProcessConnection> connection = m_door->admit();
        connection && isSignalConnected(QMetaMethod::fromSignal(&InProcessListener::connectionOpened)))
        Q_EMIT connectionOpened(connection.release());
    return true;
}

} // namespace thrum
