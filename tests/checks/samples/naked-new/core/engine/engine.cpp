// SPDX-License-Identifier: BSD-3-Clause
void thrum::Engine::build()
{
    auto *raw = new Session; // expect: naked-new
    auto *bytes = new char[20]; // expect: naked-new
    m_timer = new QTimer(); // expect: naked-new
    m_map = new std::map<int, QString>(other); // expect: naked-new
    auto *owned = new QTimer(this);
    auto *child = new Session(connector, std::move(port), parent);
    std::unique_ptr<Session> session(new Session(connector));
    const auto shared = std::shared_ptr<Session>(new Session(connector));
    m_session.reset(new Session(connector));
    auto *again = new (storage) Session;
    void *memory = ::operator new(20);
    const char *text = "a new Session";
}
