// SPDX-License-Identifier: BSD-3-Clause
#include "feature.h" // expect: include-form
#include "../base/result.h" // expect: include-form
#include "./feature.h" // expect: include-form
#include "core/base/../base/result.h" // expect: include-form
#include <core/base/result.h> // expect: include-form
#include "core/base/error.cpp" // expect: include-form
#include "QObject" // expect: include-form
#include "Core/Base/result.h" // expect: include-form
#include "other.moc" // expect: include-form
#define RESULT_HEADER "core/base/result.h"
#include RESULT_HEADER // expect: include-form
