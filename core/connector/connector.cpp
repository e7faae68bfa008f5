// SPDX-License-Identifier: BSD-3-Clause
#include "core/connector/connector.h"

// The interface's meta object is compiled here.
