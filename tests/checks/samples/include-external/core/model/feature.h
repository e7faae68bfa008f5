// SPDX-License-Identifier: BSD-3-Clause
#pragma once
#include <QString>
#include <QTcpSocket> // expect: include-external
#include <QPainter> // expect: include-external
#include <QtDBus/QDBusConnection> // expect: include-external
#include <simdjson.h> // expect: include-external
#include <tl/expected.hpp> // expect: include-external
#include <boost/asio.hpp> // expect: include-external
#include <unistd.h> // expect: include-external
#include <vector>
