# SPDX-License-Identifier: BSD-3-Clause
message(FATAL_ERROR "There was no Node.js when this build was configured; run ./test.sh, which installs it.")
