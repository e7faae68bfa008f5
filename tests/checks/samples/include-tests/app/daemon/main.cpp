// SPDX-License-Identifier: BSD-3-Clause
#  include  "tests/support/faketransport.h" // expect: include-tests
