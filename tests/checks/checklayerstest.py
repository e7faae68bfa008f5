#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Proves that checklayers.py can fail: every rule has a folder in samples/ with files that break it.

A line that must be found carries "expect: RULE"; "expect N: RULE" in any line stands for line N.
"""

import contextlib
import io
import os
import re
import sys
import unittest

import checklayers
from cpptext import CppText, arguments
from layertable import LayerTable
from tidydatabase import without_gcc_flags

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.join(HERE, "samples")
TABLE = os.path.join(HERE, "layers.json")
EXPECTATION = re.compile(r"\bexpect(?: (\d+))?: ([a-z-]+)")


def expectations(root):
    """What the marks in a sample tree say, as (path, line, rule)."""
    found = []
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, encoding="utf-8") as file:
                for number, line in enumerate(file, 1):
                    for at, rule in EXPECTATION.findall(line):
                        found.append((os.path.relpath(path, root).replace(os.sep, "/"), int(at or number), rule))
    return sorted(found)


def table_text(modules, externals='{ "QtCore": { "headers": ["Q*"], "target": "Qt6::Core" } }'):
    return '{ "modules": %s, "externals": %s }' % (modules, externals)


class Samples(unittest.TestCase):
    def test_every_rule_has_a_sample_and_every_sample_a_rule(self):
        folders = {name for name in os.listdir(SAMPLES) if os.path.isdir(os.path.join(SAMPLES, name))}
        self.assertEqual(sorted(folders - {"good"}), sorted(checklayers.RULES))

    def test_a_sample_is_found_exactly_where_it_is_marked(self):
        for rule in checklayers.RULES:
            root = os.path.join(SAMPLES, rule)
            if os.path.exists(os.path.join(root, "layers.json")):
                continue
            with self.subTest(rule=rule):
                expected = expectations(root)
                self.assertIn(rule, [entry[2] for entry in expected], "the sample marks no line")
                found, _ = checklayers.check(root, TABLE)
                self.assertEqual(sorted(entry[:3] for entry in found), expected)

    def test_a_bad_table_is_found_before_any_source_is_read(self):
        for rule in ("table-schema", "table-unknown", "table-cycle", "table-order"):
            with self.subTest(rule=rule):
                found, _ = checklayers.check(SAMPLES, os.path.join(SAMPLES, rule, "layers.json"))
                self.assertEqual({entry[2] for entry in found}, {rule})

    def test_good_sources_pass(self):
        root = os.path.join(SAMPLES, "good")
        found, count = checklayers.check(root, TABLE)
        self.assertEqual(found, [])
        self.assertGreaterEqual(count, 7)

    def test_the_exit_code_tells_findings_from_none_and_from_no_work(self):
        def run(*arguments_):
            with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()):
                return checklayers.main(list(arguments_)), out.getvalue()

        code, text = run(os.path.join(SAMPLES, "include-tests"))
        self.assertEqual(code, 1)
        self.assertRegex(text, r"(?m)^core/session/session\.cpp:2: include-tests: \S")
        self.assertEqual(run(os.path.join(SAMPLES, "good"))[0], 0)
        self.assertEqual(run(os.path.join(SAMPLES, "table-order"))[0], 2, "a folder without sources proves nothing")
        self.assertEqual(run(os.path.join(SAMPLES, "no such folder"))[0], 2)


class Table(unittest.TestCase):
    def rules_of(self, text):
        return [finding[1] for finding in LayerTable(text).findings]

    def test_the_table_of_the_project_is_sound(self):
        with open(TABLE, encoding="utf-8") as file:
            self.assertEqual(LayerTable(file.read()).findings, [])

    def test_bad_tables_are_refused(self):
        good = '{ "core/base": { "uses": [], "external": ["QtCore"] } }'
        self.assertEqual(self.rules_of(table_text(good)), [])
        bad = {
            "no JSON": "{",
            "no object": "[]",
            "unknown top key": '{ "modules": {}, "externals": {}, "more": {} }',
            "key missing": table_text('{ "core/base": { "uses": [] } }'),
            "unknown key": table_text('{ "core/base": { "uses": [], "external": [], "link": [] } }'),
            "module twice": table_text('{ "core/base": { "uses": [], "external": [] },'
                                       ' "core/base": { "uses": [], "external": [] } }'),
            "edge twice": table_text('{ "core/base": { "uses": [], "external": ["QtCore", "QtCore"] } }'),
            "no list": table_text('{ "core/base": { "uses": "core/model", "external": [] } }'),
            "foreign folder": table_text('{ "tests/support": { "uses": [], "external": [] } }'),
            "no target": table_text(good, '{ "QtCore": { "headers": ["Q*"] } }'),
            "unknown restriction": table_text(good, '{ "QtCore": { "headers": ["Q*"], "target": "t",'
                                                    ' "files": { "but": [] } } }'),
        }
        for name, text in bad.items():
            with self.subTest(name):
                self.assertIn("table-schema", self.rules_of(text))
        self.assertEqual(self.rules_of(table_text('{ "core/base": { "uses": [], "external": ["QtSql"] } }')),
                         ["table-unknown"])
        self.assertEqual(self.rules_of(table_text('{ "core/base": { "uses": ["core/base"], "external": [] } }')),
                         ["table-cycle"])

    def test_the_longest_prefix_is_the_module(self):
        with open(TABLE, encoding="utf-8") as file:
            table = LayerTable(file.read())
        for path, module in (("core/engine/engine.h", "core/engine"), ("core/messages/v3/dialectv3.h", "core/messages"),
                             ("core/engine/facade/snapshot.h", "core/engine/facade"), ("core/engines/a.h", None),
                             ("devices/protocol/coded/lovense/a.h", "devices/protocol/coded/lovense"),
                             ("devices/protocol/coded/coded.h", "devices/protocol/coded"), ("core/a.h", None)):
            self.assertEqual(table.module_of(path), module, path)

    def test_the_longest_pattern_is_the_library(self):
        with open(TABLE, encoding="utf-8") as file:
            table = LayerTable(file.read())
        for header, library in (("QObject", "QtCore"), ("QAbstractItemModel", "QtCore"), ("QAction", "QtGui"),
                                ("QAbstractItemView", "QtWidgets"), ("QAbstractItemModelTester", "QtTest"),
                                ("QAccessibleWidget", "QtWidgets"), ("QAccessibleEvent", "QtGui"),
                                ("QWebSocketServer", "QtWebSockets"), ("QBluetoothPermission", "QtCore"),
                                ("QLowEnergyController", "QtBluetooth"), ("QtCore/QObject", "QtCore"),
                                ("QDBusConnection", "QtDBus"), ("QSqlQuery", None), ("vector", None)):
            self.assertEqual(table.external_of(header), library, header)


class Reader(unittest.TestCase):
    def test_comments_and_literals_are_blanked_in_place(self):
        source = 'a("x\\"y"); // z\nb(\'"\', 1\'000, u8R"d(q)" )d"); /* c\nd */ e("' + "\\\\" + '");\n'
        text = CppText(source)
        self.assertEqual(len(text.code), len(source))
        self.assertEqual([len(line) for line in text.code.split("\n")], [len(line) for line in source.split("\n")])
        for word in ("x", "y", "z", "q", "c", "d "):
            self.assertNotIn(word, text.code.replace("d(", "").replace(')d"', ""))
        for word in ("a(", "b(", "1'000", "e("):
            self.assertIn(word, text.code)
        self.assertEqual(text.comments.split(), ["//", "z", "/*", "c", "d", "*/"])
        self.assertEqual(text.line(source.index("e(")), 3)

    def test_a_line_comment_goes_on_behind_a_backslash(self):
        self.assertEqual(CppText("// a \\\nnew b\nc").code.split(), ["c"])

    def test_arguments_are_split_at_the_top_level_only(self):
        table = {
            "()": [],
            "(a)": ["a"],
            "(a, b)": ["a", "b"],
            "(f(a, b), [x, y] { g(1, 2); }, {1, 2})": ["f(a, b)", "[x, y] { g(1, 2); }", "{1, 2}"],
            "(qOverload<int, int>(&A::b), c)": ["qOverload<int, int>(&A::b)", "c"],
            "(std::map<int, std::pair<int, int>> a, b)": ["std::map<int, std::pair<int, int>> a", "b"],
            "(a < b, c > d)": ["a < b", "c > d"],
            "(p->a<b, c)": ["p->a<b", "c"],
        }
        for code, expected in table.items():
            with self.subTest(code):
                self.assertEqual(arguments(code, 0), expected)
        self.assertIsNone(arguments("(a, b", 0))


class TidyDatabase(unittest.TestCase):
    def test_what_only_gcc_understands_is_left_out(self):
        words = ["c++", "-std=c++20", "-fcoroutines", "-Winvalid-pch", "-include", "/b/cmake_pch.hxx",
                 "-include", "own.h", "-c", "a.cpp"]
        kept = without_gcc_flags(words)
        self.assertEqual(kept[:6], ["c++", "-std=c++20", "-include", "own.h", "-c", "a.cpp"])


if __name__ == "__main__":
    sys.exit(unittest.main())
