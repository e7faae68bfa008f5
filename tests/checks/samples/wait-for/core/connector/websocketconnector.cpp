// SPDX-License-Identifier: BSD-3-Clause
bool thrum::WebSocketConnector::open()
{
    return m_socket.waitForConnected(3000) // expect: wait-for
        && m_future.waitForFinished(); // expect: wait-for
}
