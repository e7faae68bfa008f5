// SPDX-License-Identifier: BSD-3-Clause
#pragma once
// Headers that nearly every file with windows needs; compiled once for all of them.
#include "core/base/precompiled.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QMainWindow>
#include <QPainter>
#include <QPushButton>
#include <QSlider>
#include <QTableView>
#include <QWidget>
