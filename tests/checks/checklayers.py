#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Checks the layers and the house rules of the sources below ROOT against layers.json.

usage: checklayers.py ROOT [--table FILE]

Prints one line a finding, "file:line: rule: what to do", and exits with 1 when there is any; 2 when it cannot work.
"""

import argparse
import os
import re
import sys

import patternrules
from cpptext import CppText
from layertable import FOLDERS, LayerTable

SPDX = "SPDX-License-Identifier: BSD-3-Clause"
CPP_SUFFIXES = (".h", ".cpp", ".mm", ".hpp", ".hxx", ".hh", ".cc", ".cxx", ".c", ".inl", ".ipp")
HASH_COMMENT = (".py", ".sh", ".cmake", "CMakeLists.txt")
SLASH_COMMENT = (".h", ".cpp", ".mm", ".js", ".mjs")
SKIPPED_FOLDERS = ("build", "node_modules", "samples", "__pycache__", ".git")
FILE_NAME = re.compile(r"(?:tst_|bench_|fuzz_)?[a-z0-9]+(?:_(?:unix|linux|win|mac))?\.(?:h|cpp|mm)$")
PLATFORM_FILE = re.compile(r"_(?:unix|linux|win|mac)\.\w+$")
STANDARD_HEADER = re.compile(r"[a-z][a-z0-9_]*$")
INCLUDE = re.compile(r"^[ \t]*#[ \t]*include\b[ \t]*(.*?)[ \t]*$", re.M)

RULES = ("table-schema", "table-unknown", "table-cycle", "table-order", "spdx", "pragma-once", "file-name",
         "no-module", "include-form", "include-tests", "include-layer", "include-external") + patternrules.RULES


def sources(root):
    """Every file below root that some rule reads, as sorted paths with '/' from the root."""
    found = [name for name in os.listdir(root) if os.path.isfile(os.path.join(root, name))]
    for top in FOLDERS + ("tests", "packaging"):
        for folder, inner, names in os.walk(os.path.join(root, top)):
            inner[:] = [name for name in inner if name not in SKIPPED_FOLDERS]
            relative = os.path.relpath(folder, root).replace(os.sep, "/")
            found += [f"{relative}/{name}" for name in names]
    return sorted(path for path in found if path.endswith(CPP_SUFFIXES + HASH_COMMENT + SLASH_COMMENT))


def head_findings(path, text):
    lines = text.splitlines() + [""]
    if path.endswith(SLASH_COMMENT):
        if lines[0] != "// " + SPDX:
            yield 1, "spdx", f'the first line must be "// {SPDX}"'
    elif path.endswith(HASH_COMMENT):
        first = lines[1] if lines[0].startswith("#!") else lines[0]
        if first != "# " + SPDX:
            yield 1, "spdx", f'the first line (after #!) must be "# {SPDX}"'


def pragma_findings(path, text):
    if path.endswith(".h"):
        first = re.search(r"\S[^\n]*", text.directives)
        if not first or first.group().split() != ["#pragma", "once"]:
            yield (first.start() if first else 0), "pragma-once", "begin the header with #pragma once"


def include_findings(path, module, text, table):
    for match in INCLUDE.finditer(text.directives):
        target = match.group(1)
        for rule, advice in judge_include(path, module, target, table):
            yield match.start(), rule, advice


def judge_include(path, module, target, table):
    quoted = re.fullmatch(r'"([^"]+)"', target)
    angled = re.fullmatch(r"<([^>]+)>", target)
    if quoted:
        yield from judge_project_include(path, module, quoted.group(1), table)
    elif not angled:
        yield "include-form", "include a file by name, not by macro"
    elif angled.group(1).split("/")[0] in FOLDERS + ("tests",):
        yield "include-form", f'files of the project are quoted: "{angled.group(1)}"'
    elif not path.startswith("tests/"):
        yield from judge_external_include(path, module, angled.group(1), table)


def judge_project_include(path, module, name, table):
    stem = os.path.splitext(os.path.basename(path))[0]
    if name in (stem + ".moc", f"moc_{stem}.cpp"):
        return
    first = name.split("/")[0]
    if ".." in name.split("/") or name.startswith(("/", "./")) or "\\" in name:
        yield "include-form", "write the path from the root of the project, without ./ and ../"
    elif "/" not in name or first not in FOLDERS + ("tests",):
        yield "include-form", f'write the path from the root of the project ("core/base/{os.path.basename(name)}"), ' \
            "or <...> for a library"
    elif not name.endswith(".h"):
        yield "include-form", "include headers only"
    elif path.startswith("tests/"):
        return
    elif first == "tests":
        yield "include-tests", "nothing outside tests/ may include tests/: move what is shared into a module"
    else:
        other = table.module_of(name)
        if other is None:
            yield "include-layer", f"{name} belongs to no module of layers.json"
        elif module is not None and other != module and other not in table.modules[module]["uses"]:
            yield "include-layer", f"{module} may not use {other}: go through what it may use " \
                f"({', '.join(table.modules[module]['uses']) or 'nothing'}), or move the code"


def judge_external_include(path, module, header, table):
    library = table.external_of(header)
    if library is None:
        if not STANDARD_HEADER.match(header) and not PLATFORM_FILE.search(path):
            yield "include-external", f"<{header}> is no library of layers.json: add it there, or, if it is the " \
                "system's, keep it in a _unix or _win file"
        return
    only = table.externals[library].get("files", {}).get("only")
    if only is not None and path not in only:
        yield "include-external", f"{library} may appear in {', '.join(only)} only"
    elif module is not None and library not in table.modules[module]["external"]:
        allowed = [name for name, entry in table.modules.items() if library in entry["external"]]
        yield "include-external", f"{library} may not appear in {module}, only in " \
            f"{', '.join(allowed) or 'tests'}"


def check_file(path, content, table):
    """All findings of one file as (line, rule, advice)."""
    yield from head_findings(path, content)
    if not path.endswith(CPP_SUFFIXES):
        return
    text = CppText(content)
    if not FILE_NAME.match(os.path.basename(path)):
        yield 1, "file-name", "name it like its class, in lower case without separators, .h or .cpp"
    by_offset = list(pragma_findings(path, text))
    inside = path.split("/")[0] in FOLDERS
    module = table.module_of(path) if inside else None
    if inside and module is None:
        yield 1, "no-module", "this folder is no module of layers.json: add it there or move the file"
    by_offset += include_findings(path, module, text, table)
    if inside:
        by_offset += patternrules.findings(path, module, text)
    else:
        by_offset += [f for f in patternrules.findings(path, module, text) if f[1] in ("using-namespace", "open-work")]
    for offset, rule, advice in sorted(by_offset):
        yield text.line(offset), rule, advice


def check(root, table_path):
    """All findings below root as (path, line, rule, advice), and the number of files read."""
    with open(table_path, encoding="utf-8") as file:
        table = LayerTable(file.read())
    if table.findings:
        return [(os.path.basename(table_path), *finding) for finding in table.findings], 1
    found, paths = [], sources(root)
    for path in paths:
        with open(os.path.join(root, path), encoding="utf-8") as file:
            found += [(path, *finding) for finding in check_file(path, file.read(), table)]
    return found, len(paths)


def main(arguments):
    parser = argparse.ArgumentParser(description="Checks layers and house rules of the sources below ROOT.")
    parser.add_argument("root", metavar="ROOT")
    parser.add_argument("--table", metavar="FILE",
                        default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "layers.json"))
    options = parser.parse_args(arguments)
    if not os.path.isdir(options.root) or not os.path.isfile(options.table):
        print(f"checklayers: {options.root} must be a folder and {options.table} a file", file=sys.stderr)
        return 2
    found, count = check(options.root, options.table)
    for path, line, rule, advice in found:
        print(f"{path}:{line}: {rule}: {advice}")
    if count == 0:
        print(f"checklayers: no source file below {options.root}", file=sys.stderr)
        return 2
    print(f"checklayers: {count} files, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
