"""Whatever goes wrong, as a clear page or as an RFC 9457 problem; never a trace."""

import logging
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from litestar import Request, Response
from litestar.exceptions import HTTPException

from harmattan.desk import formats, render, view
from harmattan.errors import HarmattanError, InputError, LedgerError, UsageError

PROBLEM: Final = "application/problem+json"
_LOG: Final = logging.getLogger(__name__)
# What the library that reads requests says, and what is told instead.
_MISSING: Final = re.compile(r"missing required field `([^`]+)`")
_WORDS: Final = (
    (re.compile(r"Expected `int` >= (-?\d+)"), r"a number from \1 on is wanted"),
    (re.compile(r"Expected `int` <= (-?\d+)"), r"a number up to \1 is wanted"),
    (re.compile(r"Expected `int`, got `\w+`"), "a whole number is wanted"),
    (re.compile(r"Expected `bool`, got `\w+`"), "1 or 0 is wanted"),
    (re.compile(r"Invalid enum value"), "there is no choice"),
    (re.compile(r" - at `[^`]*`$"), ""),
)


class Missing(HarmattanError):
    """There is no such record or page."""


class Refused(HarmattanError):
    """This user may not do this."""


class Stale(HarmattanError):
    """What was looked at is no longer what stands there."""


_STATUS: Final[dict[type[HarmattanError], int]] = {
    UsageError: 400,
    InputError: 400,
    Refused: 403,
    Missing: 404,
    Stale: 409,
    LedgerError: 503,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong. status: of HTTP; title: its name; detail: one line for whoever asked."""

    status: int
    title: str
    detail: str
    template: str = "problem.html"

    def json(self) -> dict[str, Any]:
        """Return the shape of RFC 9457."""
        return {"type": "about:blank", "title": self.title, "status": self.status, "detail": self.detail}


def of(error: Exception) -> Problem:
    """Return the problem that an error is. Errors that nobody raised on purpose are logged and not told."""
    status, detail = _told(error)
    return Problem(status, HTTPStatus(status).phrase, " ".join(detail.split()))


def _told(error: Exception) -> tuple[int, str]:
    if isinstance(error, HarmattanError):
        return next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500), str(error)
    if isinstance(error, HTTPException):
        return error.status_code, _detail(error)
    _LOG.error("a page failed", exc_info=error)
    return 500, "Something went wrong here; the log of the server tells what."


def _detail(error: HTTPException) -> str:
    extra = error.extra if isinstance(error.extra, list) else []
    reasons = [_reason(str(one.get("key", "")), str(one.get("message", ""))) for one in extra if isinstance(one, dict)]
    if reasons:
        return "; ".join(reasons)
    return "There is no such page." if error.status_code == 404 else error.detail


def _reason(key: str, message: str) -> str:
    """Return why a value is refused, in words for whoever sent it and not for who reads the code."""
    if missing := _MISSING.search(message):
        return f"{missing[1]} is missing"
    for found, told in _WORDS:
        message = found.sub(told, message)
    return f"{key}: {message}"


def answer(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Return the answer to a request that failed."""
    problem = of(error)
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    if view.format_of(request) != "html":
        return Response(
            formats.as_json(problem.json()), media_type=PROBLEM, status_code=problem.status, headers=headers
        )
    html = render.template(problem.template, page=problem, view=view.of(request), formats=())
    return Response(html, media_type=formats.MEDIA["html"], status_code=problem.status, headers=headers)
