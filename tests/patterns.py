"""Every compiled pattern of the package on hostile text: tells each whose time grows faster than the text.

A script of its own, so that whoever runs it can end it: a pattern that runs wild holds the whole process.
"""

import ast
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import harmattan

_ROOT: Final = Path(harmattan.__file__).parent
_SHORT: Final = 1_500
_LONG: Final = 6_000
# What a pattern may take for the long text without more being asked: nearly all take less than a tenth of it.
_SECONDS: Final = 0.02
_TIMES: Final = 4  # some clocks of processor time tick every 4 ms alone
# Four times the text takes four times as long, and sixteen times where each character is looked at from each other.
_GROWTH: Final = 9
_STOP: Final = 0.3
_RUNS: Final = (" ", "\n", "a", "A", "1", "-", ",", "(", "'", '"', "a ", "A ", "a-", "Aa", ", a", "A, ", "the ", "“a ")
# Patterns that see short text alone, and why that is so; whoever calls one of them elsewhere has to look again.
BOUNDED: Final = {
    "HELD": "a sentence of 1,000 characters at most (scheduled)",
    "SET": "a sentence of 1,000 characters at most (scheduled)",
    "annotate.asides._APPOSED": "160 characters before a span",
    "annotate.datelines._SHAPES": "the first 160 characters of a paragraph, matched and never searched",
    "annotate.lists._BETWEEN_PERSONS": "handed on, to be matched whole only",
    "annotate.lists._LISTED": "handed on, to be matched whole only",
    "annotate.quotes._HALF": "200 characters",
    "annotate.quotes._OPENING": "60 characters",
    "annotate.quotes._PAPER": "60 characters",
    "annotate.spans._BEFORE_NAME": "40 characters before a span",
    "annotate.spans._BEFORE_WORD": "40 characters before a span",
    "annotate.spans._NUMBER": "40 characters before a span",
    "ledger.migrations._POSTGRESQL": "statements of ours",
    "read.bylines._BEHIND_NAMES": "a byline, whose blanks are joined",
    "read.bylines._BESIDE": "a byline, whose blanks are joined",
    "read.bylines._COMMAS": "the first 1,000 characters of a byline",
    "read.bylines._POST": "a byline of 320 characters at most",
    "read.bylines._WHERE": "a byline, whose blanks are joined",
    "read.datelines._BEHIND_DAY": "the first 120 characters of a paragraph",
    "read.datelines._PLACE": "the first 120 characters of a paragraph",
    "read.datelines._PLACE_IN_CAPITALS": "the first 120 characters of a paragraph",
    "read.furniture._BAR": "a line of 320 characters at most, whose blanks are joined",
    "read.namelines._BESIDE_DAY": "a short line",
    "read.namelines._HANDLE": "a short line",
    "read.namelines._PERSON": "a short line",
    "read.namelines._SHOUTED": "a short line",
    "resolve.beside._LISTED": "some characters before a name",
    "resolve.beside._OF_A_KIND": "some characters before a name",
    "resolve.beside._OWNER": "some characters before a name",
    "resolve.counted._VAGUE": "the words of a time",
    "resolve.epithets._HELD_BY": "the words of a party",
    "resolve.held._NAME": "the words of a party",
    "resolve.owners._MINISTRY": "120 characters",
    "resolve.owners._NAMED": "120 characters",
    "resolve.scheduled._OWNER": "a sentence of 1,000 characters at most",
    "resolve.sequence._BEFORE": "the words of a time",
    "resolve.sequence._COUNTED": "the words of a time",
    "resolve.sequence._HOURS": "the words of a time",
    "resolve.sequence._MONTH_OF": "the words of a time",
    "resolve.sequence._NEXT": "the words of a time",
    "resolve.sequence._SAME": "the words of a time",
    "resolve.stage._DATELINE": "the top of a page",
    "resolve.when._CAPITAL_BEFORE": "20 characters before a time",
    "resolve.when._DEADLINE": "some characters before a time",
}
_SEARCHING: Final = frozenset({"search", "finditer", "sub", "subn", "split", "findall"})
_ANCHORED: Final = frozenset({"match", "fullmatch"})


def calls() -> dict[tuple[str, str], set[str]]:
    """Return by which methods the source calls each name of a module; {"?"} too where it hands the pattern on."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in _ROOT.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
        owners = {id(node.value) for node in called}
        for node in called:
            name = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if name and node.attr in _SEARCHING | _ANCHORED:
                found[_key(path, name)].add(node.attr)
        for one in ast.walk(tree):
            if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load) and id(one) not in owners:
                found[_key(path, one.id)].add("?")
    return found


def _key(path: Path, name: str) -> tuple[str, str]:
    """Return module and name, without a module where others may call it too."""
    module = ".".join(path.relative_to(_ROOT).with_suffix("").parts).removesuffix(".__init__")
    return (module if name.startswith("_") else "", name)


def patterns() -> dict[tuple[str, str], set[re.Pattern[str]]]:
    """Return the patterns that the modules of the package hold, also in tuples and dictionaries, by module and name."""
    found: dict[tuple[str, str], set[re.Pattern[str]]] = defaultdict(set)
    for module in pkgutil.walk_packages(harmattan.__path__, "harmattan."):
        try:
            names = vars(importlib.import_module(module.name))
        except ModuleNotFoundError:  # an extra that is not installed
            continue
        for name, value in names.items():
            found[(module.name.partition(".")[2] if name.startswith("_") else "", name)].update(_within(value))
    return found


def _within(value: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth and isinstance(value, (dict, tuple, list, frozenset)):
        for one in [*value, *(value.values() if isinstance(value, dict) else ())]:
            yield from _within(one, depth - 1)


def texts(pattern: str, length: int) -> Iterator[str]:
    """Yield hostile texts: one thing again and again, and the words of the pattern itself, behind one of them too."""
    words = list(dict.fromkeys(re.findall(r"[A-Za-z]{2,}", pattern)))
    own = [f"{word} " for word in words[:3]] + ([" ".join(words) + " "] if words else [])
    for unit in (*_RUNS, *own):
        yield (unit * (length // len(unit) + 1))[:length]
    for unit in (" ", "A", "a "):
        yield " ".join(words)[:200] + (unit * length)[:length]


def seconds(pattern: re.Pattern[str], method: str, text: str) -> float:
    """Return the processor time of a call, _STOP if it takes more."""
    begin = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, _STOP)
    try:
        found = getattr(pattern, method)(text)
        if method == "finditer":
            for _ in found:
                pass
    except TimeoutError:
        return _STOP
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begin


def _growth(pattern: re.Pattern[str], method: str, short: str, long: str) -> float:
    """Return how many times as long the long text takes, 0 if it was slow only the first time."""
    took = [sum(seconds(pattern, method, text) for _ in range(_TIMES)) / _TIMES for text in (short, long)]
    return took[1] / max(took[0], 1e-4) if took[1] > _SECONDS else 0.0


def grows(pattern: re.Pattern[str], method: str) -> str:
    """Return the text on which the time of a pattern grows faster than the text, as it begins; "" if there is none."""
    for short, long in zip(texts(pattern.pattern, _SHORT), texts(pattern.pattern, _LONG), strict=True):
        once = seconds(pattern, method, long)
        if once >= _STOP or (once > _SECONDS and _growth(pattern, method, short, long) > _GROWTH):
            return long[:40]
    return ""


def methods(called: set[str]) -> list[str]:
    """Return the methods to try: a pattern that is handed on may be called by any."""
    asked = called if called - {"?"} and "?" not in called else called | _SEARCHING | _ANCHORED
    return [*(["finditer"] if asked & _SEARCHING else []), *sorted(asked & _ANCHORED)]


def stop(*_: object) -> None:
    """End a call that takes too long."""
    raise TimeoutError


def main() -> None:
    """Print name, method and text of each pattern that grows."""
    signal.signal(signal.SIGVTALRM, stop)
    called = calls()
    for (module, name), held in patterns().items():
        for pattern in held if f"{module}.{name}".lstrip(".") not in BOUNDED else ():
            for method in methods(called[module, name]):
                if text := grows(pattern, method):
                    sys.stdout.write(f"{module}.{name}".lstrip(".") + f"\t{method}\t{text!r}\n")
                    sys.stdout.flush()


if __name__ == "__main__":
    main()
