// SPDX-License-Identifier: BSD-3-Clause
// expect 1: file-name
#pragma once
