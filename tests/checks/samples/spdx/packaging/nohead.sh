#!/usr/bin/env bash
# A script without its licence line. expect 1: spdx
true
