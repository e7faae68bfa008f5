// SPDX-License-Identifier: BSD-3-Clause
#ifndef THRUM_CORE_BASE_GUARDED_H // expect: pragma-once
#define THRUM_CORE_BASE_GUARDED_H
namespace thrum {}
#endif
