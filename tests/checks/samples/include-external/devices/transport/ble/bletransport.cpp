// SPDX-License-Identifier: BSD-3-Clause
#include <QBluetoothAddress>
#include <QSerialPort> // expect: include-external
#include <QWebSocket> // expect: include-external
#include <hidapi/hidapi.h> // expect: include-external
#include <SDL2/SDL.h> // expect: include-external
