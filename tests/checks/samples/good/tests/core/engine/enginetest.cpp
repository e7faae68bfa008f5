// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/engine.h"
#include "tests/support/fakeclock.h"

#include <QSignalSpy>
#include <QTest>
#include <QtDBus/QDBusConnection>

void EngineTest::stopsWithinItsDeadline()
{
    auto *engine = new thrum::Engine;
    QVERIFY(m_future.waitForFinished());
}

#include "enginetest.moc"
