#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Writes a compile_commands.json that clang-tidy understands, and prints the sources in it, one a line.

usage: tidydatabase.py BUILD_DIR OUTPUT_DIR ROOT

GCC's -fcoroutines and precompiled headers mean nothing to clang; generated sources are left out.
"""

import json
import os
import shlex
import sys

DROPPED = ("-fcoroutines", "-Winvalid-pch", "-fpch-preprocess")
FOLDERS = ("core", "devices", "ui", "app", "tests")


def without_gcc_flags(words):
    kept, i = [], 0
    while i < len(words):
        if words[i] == "-include" and i + 1 < len(words) and "cmake_pch" in words[i + 1]:
            i += 2
            continue
        if words[i] not in DROPPED:
            kept.append(words[i])
        i += 1
    return kept + ["-Wno-unknown-warning-option", "-Wno-unused-command-line-argument"]


def main(build, output, root):
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        entries = json.load(file)
    kept = []
    for entry in entries:
        path = os.path.relpath(entry["file"], root)
        if path.split(os.sep)[0] not in FOLDERS:
            continue
        words = without_gcc_flags(shlex.split(entry["command"]))
        while words and os.path.basename(words[0]) not in ("c++", "g++", "clang++") and not words[0].startswith("-"):
            del words[0]  # the compiler cache and what surrounds it
        kept.append({"directory": entry["directory"], "file": entry["file"], "arguments": words})
    os.makedirs(output, exist_ok=True)
    with open(os.path.join(output, "compile_commands.json"), "w", encoding="utf-8") as file:
        json.dump(kept, file, indent=1)
    print("\n".join(sorted({entry["file"] for entry in kept})))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
