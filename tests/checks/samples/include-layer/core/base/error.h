// SPDX-License-Identifier: BSD-3-Clause
#pragma once
#include "core/model/feature.h" // expect: include-layer
