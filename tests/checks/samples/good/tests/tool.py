#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""A script begins with its interpreter and then its licence line."""
