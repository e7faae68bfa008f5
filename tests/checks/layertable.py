# SPDX-License-Identifier: BSD-3-Clause
"""The table of allowed dependencies (layers.json): reading it, checking it, asking it."""

import fnmatch
import json
import re

FOLDERS = ("core", "devices", "ui", "app")


class _Keys(list):
    """JSON object as a list of pairs, so that a key given twice is seen."""


class LayerTable:
    """modules: name -> {"uses", "external"}; externals: name -> {"headers", "target", optional "files"}."""

    def __init__(self, text):
        self.findings = []  # (line, rule, what to do)
        self.modules = {}
        self.externals = {}
        self._lines = text.splitlines()
        self._read(text)
        if not self.findings:
            self._check_names()
        if not self.findings:
            self._check_order()
        self._module_names = sorted(self.modules, key=len, reverse=True)

    def module_of(self, path):
        """The module whose name is the longest prefix of a path from the root, or None."""
        for name in self._module_names:
            if path.startswith(name + "/"):
                return name
        return None

    def external_of(self, header):
        """The library a <header> belongs to (the longest pattern decides), or None."""
        best, owner = "", None
        for name, entry in self.externals.items():
            for pattern in entry["headers"]:
                if len(pattern) > len(best) and fnmatch.fnmatchcase(header, pattern):
                    best, owner = pattern, name
        return owner

    def _find(self, line, rule, advice):
        self.findings.append((line, rule, advice))

    def _line_of(self, *words):
        """Line of the last word, each word sought from the line of the one before it."""
        line = 0
        for word in words:
            for i in range(line, len(self._lines)):
                if json.dumps(word) in self._lines[i]:
                    line = i
                    break
        return line + 1

    def _read(self, text):
        try:
            pairs = json.loads(text, object_pairs_hook=_Keys)
        except json.JSONDecodeError as error:
            self._find(error.lineno, "table-schema", f"not valid JSON: {error.msg}")
            return
        top = self._object(pairs, "the table", ("modules", "externals"), ())
        if top is None:
            return
        for name, value in self._pairs(top["externals"], "externals"):
            entry = self._object(value, name, ("headers", "target"), ("files",))
            if entry is None:
                continue
            if not self._is_list(entry["headers"]) or not isinstance(entry["target"], str):
                self._find(self._line_of("externals", name), "table-schema",
                           f'{name}: "headers" is a list of patterns and "target" a CMake target name')
            if "files" in entry:
                entry["files"] = self._object(entry["files"], name, ("only",), ())
            self.externals[name] = entry
        for name, value in self._pairs(top["modules"], "modules"):
            entry = self._object(value, name, ("uses", "external"), ())
            if entry is None:
                continue
            if not self._is_list(entry["uses"]) or not self._is_list(entry["external"]):
                self._find(self._line_of("modules", name), "table-schema",
                           f'{name}: "uses" and "external" are lists of names, each name once')
            if not re.fullmatch(r"(%s)(/[a-z0-9]+)+" % "|".join(FOLDERS), name):
                self._find(self._line_of("modules", name), "table-schema",
                           f"{name}: a module is a folder below {', '.join(FOLDERS)}, lower case, no wildcard")
            self.modules[name] = entry

    def _pairs(self, value, where):
        if isinstance(value, _Keys):
            return value
        self._find(self._line_of(where), "table-schema", f'"{where}" must be an object')
        return []

    def _object(self, value, where, needed, optional):
        line = self._line_of(where)
        if not isinstance(value, _Keys):
            self._find(line, "table-schema", f"{where}: must be an object with {', '.join(needed)}")
            return None
        keys = [key for key, _ in value]
        wrong = [key for key in keys if key not in needed + optional]
        missing = [key for key in needed if key not in keys]
        if wrong or missing or len(set(keys)) != len(keys):
            self._find(line, "table-schema", f"{where}: needs {', '.join(needed)}, each once"
                       + (f"; remove {', '.join(wrong)}" if wrong else ""))
            return None
        result = dict(value)
        for key, inner in result.items():
            if isinstance(inner, _Keys):
                twice = {k for k, _ in inner if [name for name, _ in inner].count(k) > 1}
                for name in sorted(twice):
                    self._find(self._line_of(key, name), "table-schema", f"{name} is listed twice: keep one entry")
        return result

    @staticmethod
    def _is_list(value):
        return (isinstance(value, list) and not isinstance(value, _Keys)
                and all(isinstance(item, str) for item in value) and len(set(value)) == len(value))

    def _check_names(self):
        for name, entry in self.modules.items():
            line = self._line_of("modules", name)
            for used in entry["uses"]:
                if used not in self.modules:
                    self._find(line, "table-unknown", f'{name} uses "{used}", which is no module: add it or correct it')
            for used in entry["external"]:
                if used not in self.externals:
                    self._find(line, "table-unknown", f'{name} names "{used}", which is not in "externals"')

    def _check_order(self):
        done, path = set(), []

        def visit(name):
            if name in path:
                ring = path[path.index(name):] + [name]
                self._find(self._line_of("modules", name), "table-cycle",
                           f"{' -> '.join(ring)}: remove one of these edges")
            elif name not in done:
                path.append(name)
                for used in self.modules[name]["uses"]:
                    visit(used)
                path.pop()
                done.add(name)

        for name in self.modules:
            visit(name)
        if self.findings:
            return
        seen = set()
        for name, entry in self.modules.items():
            for used in entry["uses"]:
                if used not in seen:
                    self._find(self._line_of("modules", name), "table-order",
                               f"{name} stands before {used}, which it uses: move it behind")
            seen.add(name)
