# SPDX-License-Identifier: BSD-3-Clause
"""Reads C++ text well enough for the checks: comments and literals blanked, brackets matched, arguments split."""

import re

RAW_STRING = re.compile(r'(?:u8|[uUL])?R"([^\s()\\]{0,16})\(')
OPENING = {"(": ")", "[": "]", "{": "}"}


class CppText:
    """One source text in three views of equal length, so that an offset means the same place in each.

    code        comments and the contents of string and character literals are blanks
    directives  only comments are blanks (include paths stay readable)
    comments    everything except the comments is blank
    """

    def __init__(self, text):
        self.text = text
        self.code = list(text)
        self.directives = list(text)
        self.comments = [c if c == "\n" else " " for c in text]
        self._scan()
        self.code = "".join(self.code)
        self.directives = "".join(self.directives)
        self.comments = "".join(self.comments)

    def line(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def _blank(self, view, start, end):
        for i in range(start, min(end, len(view))):
            if view[i] != "\n":
                view[i] = " "

    def _comment(self, start, end):
        self._blank(self.code, start, end)
        self._blank(self.directives, start, end)
        self.comments[start:end] = self.text[start:end]

    def _scan(self):
        text, i, size = self.text, 0, len(self.text)
        while i < size:
            if text.startswith("//", i):
                end = _end_of_line_comment(text, i)
                self._comment(i, end)
            elif text.startswith("/*", i):
                close = text.find("*/", i + 2)
                end = size if close < 0 else close + 2
                self._comment(i, end)
            elif text[i] in "RuUL" and not _is_word(text, i - 1) and RAW_STRING.match(text, i):
                opening = RAW_STRING.match(text, i)
                closing = ")" + opening.group(1) + '"'
                close = text.find(closing, opening.end())
                end = size if close < 0 else close + len(closing)
                self._blank(self.code, opening.end(), end - len(closing))
            elif text[i] == '"' or (text[i] == "'" and not _is_digit_separator(text, i)):
                end = _end_of_literal(text, i)
                self._blank(self.code, i + 1, end - 1)
            else:
                end = i + 1
            i = end


def _is_word(text, i):
    return i >= 0 and (text[i].isalnum() or text[i] == "_")


def _is_digit_separator(text, i):
    start = i
    while start > 0 and (_is_word(text, start - 1) or text[start - 1] in "'."):
        start -= 1
    return start < i and text[start].isdigit()


def _end_of_line_comment(text, start):
    end = start
    while True:
        end = text.find("\n", end)
        if end < 0:
            return len(text)
        if text[end - 1] != "\\":
            return end
        end += 1


def _end_of_literal(text, start):
    quote, i = text[start], start + 1
    while i < len(text) and text[i] not in (quote, "\n"):
        i += 2 if text[i] == "\\" else 1
    return min(i + 1, len(text))


def closing_bracket(code, start):
    """Offset of the bracket that closes the one at start, or -1."""
    stack = []
    for i in range(start, len(code)):
        c = code[i]
        if c in OPENING:
            stack.append(OPENING[c])
        elif c in ")]}":
            if not stack or stack.pop() != c:
                return -1
            if not stack:
                return i
    return -1


def opening_bracket(code, end):
    """Offset of the bracket that the one at end closes, or -1."""
    depth = 0
    for i in range(end, -1, -1):
        if code[i] in ")]}":
            depth += 1
        elif code[i] in "([{":
            depth -= 1
            if depth == 0:
                return i
    return -1


def enclosing_bracket(code, offset):
    """Offset of the innermost bracket still open before offset, or -1."""
    depth = 0
    for i in range(offset - 1, -1, -1):
        if code[i] in ")]}":
            depth += 1
        elif code[i] in "([{":
            if depth == 0:
                return i
            depth -= 1
    return -1


def _end_of_template_arguments(code, start, limit):
    """Offset behind the '>' that closes the '<' at start, or start where none does.

    The caller has seen that no blank stands before the '<': the format puts blanks round the operator.
    """
    depth, i = 0, start
    while i < limit:
        c = code[i]
        if c in "([":
            i = closing_bracket(code, i)
            if i < 0:
                return start
        elif c == "<":
            depth += 1
        elif c == ">" and code[i - 1] != "-":
            depth -= 1
            if depth == 0:
                return i + 1
        elif c in ";{}":
            return start
        i += 1
    return start


def arguments(code, opening):
    """The top-level arguments of the bracket at opening as stripped texts; None where it is not closed."""
    end = closing_bracket(code, opening)
    if end < 0:
        return None
    parts, begin, i = [], opening + 1, opening + 1
    while i < end:
        c = code[i]
        if c in OPENING:
            i = closing_bracket(code, i)
        elif c == "<" and _is_word(code, i - 1):
            i = max(_end_of_template_arguments(code, i, end), i + 1) - 1
        elif c == ",":
            parts.append(code[begin:i].strip())
            begin = i + 1
        i += 1
    last = code[begin:end].strip()
    return parts + [last] if last or parts else []
