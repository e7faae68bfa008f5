// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <QObject>
#include <QPointer>

#include <vector>

namespace thrum {

/// Ended objects that are saying their last. Each has a deadline of its own and deletes itself; this bounds a flood of
/// new ones by letting the oldest go early. Pure.
class LingerList final
{
public:
    static constexpr std::size_t maxObjects = 64;

    void add(QObject *object)
    {
        std::erase_if(m_objects, [](const QPointer<QObject> &one) { return one.isNull(); });
        if (m_objects.size() >= maxObjects) {
            m_objects.front()->deleteLater();
            m_objects.erase(m_objects.begin());
        }
        m_objects.emplace_back(object);
    }

private:
    std::vector<QPointer<QObject>> m_objects;
};

} // namespace thrum
