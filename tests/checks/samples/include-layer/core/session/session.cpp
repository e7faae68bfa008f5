// SPDX-License-Identifier: BSD-3-Clause
#include "core/ports/deviceport.h"
#include "devices/manager/devicemanager.h" // expect: include-layer
#include "ui/common/theme.h" // expect: include-layer
/* a comment */ #include "app/assembly/assembly.h" // expect: include-layer
