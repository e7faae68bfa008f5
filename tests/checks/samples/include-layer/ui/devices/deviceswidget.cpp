// SPDX-License-Identifier: BSD-3-Clause
#include "core/engine/facade/enginefacade.h"
#include "core/engine/engine.h" // expect: include-layer
#include "ui/log/logwidget.h" // expect: include-layer
#include "core/nowhere/thing.h" // expect: include-layer
