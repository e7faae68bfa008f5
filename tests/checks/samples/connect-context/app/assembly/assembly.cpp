// SPDX-License-Identifier: BSD-3-Clause
void thrum::Assembly::wire()
{
    connect(m_server, &Server::started, [this] { report(); }); // expect: connect-context
    QObject::connect( // expect: connect-context
        m_server,
        qOverload<int, const QString &>(&Server::failed),
        [this](int code, const QString &text) {
            report(code, text);
        });
    this->connect(m_server, &Server::stopped, [] {}); // expect: connect-context
    QTimer::singleShot(20, [this] { report(); }); // expect: connect-context
    QTimer::singleShot(20, Qt::PreciseTimer, [this] { report(); }); // expect: connect-context
    connect(m_server, &Server::started, this, [this] { report(1, 2); });
    connect(m_server, &Server::started, this, &Assembly::report);
    QTimer::singleShot(20, this, [this] { report(); });
    QTimer::singleShot(20, Qt::PreciseTimer, this, [this] { report(); });
    m_client->connect(m_url, m_name, [this] { report(); });
}
