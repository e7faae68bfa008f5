// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/enginethread.h"

namespace thrum {

EngineThread::EngineThread(QObject *parent)
    : QObject(parent)
{
    m_thread.setObjectName(QStringLiteral("engine"));
}

EngineThread::~EngineThread()
{
    m_thread.quit();
    m_thread.wait();
}

void EngineThread::start(std::function<std::unique_ptr<QObject>()> build)
{
    // started() and finished() are emitted on the thread itself; the root lives between the two.
    auto root = std::make_shared<std::unique_ptr<QObject>>();
    connect(
        &m_thread, &QThread::started, &m_thread, [root, build = std::move(build)] { *root = build(); },
        Qt::DirectConnection);
    connect(
        &m_thread, &QThread::finished, &m_thread, [root] { root->reset(); }, Qt::DirectConnection);
    m_thread.start();
}

} // namespace thrum
