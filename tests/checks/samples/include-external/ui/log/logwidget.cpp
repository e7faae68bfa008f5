// SPDX-License-Identifier: BSD-3-Clause
#include <QWidget>
#include <QNetworkReply> // expect: include-external
#include <QtNetwork> // expect: include-external
