# SPDX-License-Identifier: BSD-3-Clause
"""Rules that look at the text of one C++ file. Each yields (offset, rule, what to do)."""

import re

from cpptext import arguments, closing_bracket, enclosing_bracket, opening_bracket


class Pattern:
    """A rule that one regular expression decides."""

    def __init__(self, rule, expression, advice, view="code", folders=None, but=None, suffix=None):
        self.rule = rule
        self.expression = re.compile(expression)
        self.advice = advice
        self.view = view
        self.folders = folders  # only here; None: everywhere
        self.but = but  # not in this module
        self.suffix = suffix

    def find(self, path, module, text):
        if self.folders and path.split("/")[0] not in self.folders:
            return
        if module is not None and module == self.but or self.suffix and not path.endswith(self.suffix):
            return
        for match in self.expression.finditer(getattr(text, self.view)):
            yield match.start(), self.rule, self.advice


PATTERNS = (
    Pattern("process-events", r"\bprocessEvents\b",
            "do not spin the event loop; split the work or wait for a signal"),
    Pattern("thread-sleep", r"\b(?:sleep|msleep|usleep|nanosleep|sleep_for|sleep_until)\s*\(",
            "do not block a thread; give the state machine a deadline and drive it with a QTimer"),
    Pattern("wait-for", r"\bwaitFor\w*\s*\(",
            "do not block the event loop; connect to the signal and set a deadline"),
    Pattern("singleton", r"\b(?!Q[A-Z])[A-Za-z_]\w*\s*::\s*instance\s*\(|\bstatic\b[^;{}()]*\binstance\s*\(",
            "no singletons; take the object in the constructor"),
    Pattern("settings", r"\bQSettings\b",
            "settings are read and written by core/settings only; take the struct you need", but="core/settings"),
    Pattern("logging", r"\bq(?:Debug|Info|Warning|Critical|Fatal)\s*\(",
            "log with a category: qCDebug(thrumModule) << ..."),
    Pattern("user-text", r"\btr\s*\(|\bQCoreApplication\s*::\s*translate\b|\bqtTrId\s*\(|\bQT_TR\w*NOOP\w*"
            r"|\bQ_DECLARE_TR_FUNCTIONS\b",
            "user text belongs in ui/ or app/; return an error code with English detail", folders=("core", "devices")),
    Pattern("exceptions", r"\bthrow\b", "no exceptions; return a Result"),
    Pattern("using-namespace", r"\busing\s+namespace\b",
            "a header must not open a namespace for everyone who includes it; name what you use", suffix=".h"),
    Pattern("open-work", r"\b(?:TODO|FIXME|XXX|HACK)\b", "finish it, or describe it in an issue", view="comments"),
)

CALL_WITH_LAMBDA = re.compile(r"(?P<before>[\w>)\]]?\s*(?:\.|->|::)\s*)?\b(?P<name>connect|singleShot|callOnTimeout)\s*\(")
SCRIPT_FUNCTION = re.compile(r"\bScript\s*(?:<[^;{}()]*>)?\s+(?:\w+\s*::\s*)*\w+\s*\(")
SCRIPT_TRAILING = re.compile(r"->\s*(?:\w+\s*::\s*)*Script\b(?!\s*::)")
BORROWING_TYPE = re.compile(r"\b(?:Q(?:String|ByteArray|AnyString|Utf8String|Latin1String)View|string_view|span|QSpan)\b")
NEW = re.compile(r"\bnew\b\s*(?P<placement>\()?")
NEW_TYPE = re.compile(r"\s*(?:::)?[A-Za-z_]\w*(?:\s*::\s*[A-Za-z_]\w*)*\s*")
SMART_POINTER = re.compile(r"(?:\b(?:unique_ptr|shared_ptr|QScopedPointer|QSharedPointer)\b[^;{}()]*|\breset\s*)$")


def connect_without_context(path, module, text):
    """connect(sender, signal, [lambda]) and QTimer::singleShot(delay, [lambda]) outlive what the lambda captures."""
    code = text.code
    for match in CALL_WITH_LAMBDA.finditer(code):
        name = match.group("name")
        before = (match.group("before") or "").strip()
        if name == "connect" and before.endswith((".", "->")) and not re.search(r"\bthis\s*->\s*$", code[:match.end("before")]):
            continue  # a method of our own that is called connect
        parts = arguments(code, match.end() - 1)
        if not parts:
            continue
        lambdas = [i for i, part in enumerate(parts) if part.startswith("[")]
        if not lambdas:
            continue
        context = {"connect": 3, "singleShot": 2, "callOnTimeout": 1}[name]
        first = lambdas[0]
        bare = first < context
        if name == "singleShot" and first == context and re.match(r"(?:Qt\s*::\s*)?\w*Timer\b", parts[1]):
            bare = True  # singleShot(delay, Qt::PreciseTimer, lambda)
        if bare:
            yield match.start("name"), "connect-context", "give the connection a context object before the lambda"


def _borrowed(parameters):
    for parameter in parameters:
        declaration = parameter.split("=")[0]
        if re.match(r"[A-Za-z_:].*&", declaration, re.S) or BORROWING_TYPE.search(declaration):
            return True
    return False


def script_parameters(path, module, text):
    """A coroutine frame outlives its caller's arguments and its lambda's captures."""
    code = text.code
    for match in SCRIPT_FUNCTION.finditer(code):
        parameters = arguments(code, match.end() - 1)
        if parameters and _borrowed(parameters):
            yield match.start(), "script-reference", "a Script takes its parameters by value, also views and spans"
    for match in SCRIPT_TRAILING.finditer(code):
        close = len(code[:match.start()].rstrip()) - 1
        while close > 0 and code[close] != ")" and code[close] not in ";{}":
            close -= 1
        if code[close] != ")":
            continue
        opening = opening_bracket(code, close)
        if opening < 0:
            continue
        parameters = arguments(code, opening)
        ahead = code[:opening].rstrip()
        captures = None
        if ahead.endswith("]"):
            capture = opening_bracket(ahead, len(ahead) - 1)
            captures = ahead[capture + 1:-1].strip() if capture >= 0 else None
        if captures:
            yield match.start(), "script-reference", "a Script lambda captures nothing; pass values as parameters"
        elif parameters and _borrowed(parameters):
            yield match.start(), "script-reference", "a Script takes its parameters by value, also views and spans"


def naked_new(path, module, text):
    """In core/ and devices/ an allocation needs an owner on the same line of thought."""
    if path.split("/")[0] not in ("core", "devices"):
        return
    code = text.code
    for match in NEW.finditer(code):
        if re.search(r"\boperator\s*$", code[:match.start()]) or match.group("placement"):
            continue
        kind = NEW_TYPE.match(code, match.end())
        if not kind:
            continue
        at = kind.end()
        if code[at:at + 1] == "<":
            depth = 0
            while at < len(code):
                depth += {"<": 1, ">": -1}.get(code[at], 0)
                at += 1
                if depth == 0:
                    break
            at += len(code[at:]) - len(code[at:].lstrip())
        parameters = arguments(code, at) if code[at:at + 1] in ("(", "{") and closing_bracket(code, at) > 0 else []
        if any(p == "this" or re.search(r"parent", p, re.I) for p in parameters or []):
            continue
        around = enclosing_bracket(code, match.start())
        if around >= 0 and SMART_POINTER.search(code[:around]):
            continue
        yield match.start(), "naked-new", "use std::make_unique, or give the object a QObject parent"


FUNCTIONS = (connect_without_context, script_parameters, naked_new)
FUNCTION_RULES = ("connect-context", "script-reference", "naked-new")
RULES = tuple(dict.fromkeys([p.rule for p in PATTERNS])) + FUNCTION_RULES


def findings(path, module, text):
    for pattern in PATTERNS:
        yield from pattern.find(path, module, text)
    for function in FUNCTIONS:
        yield from function(path, module, text)
