"""The application: every handler, what they are given, and what stands around them."""

from litestar import Litestar
from litestar.di import Provide
from litestar.exceptions import NotAuthorizedException
from litestar.middleware import DefineMiddleware

from harmattan.desk import outer, problems
from harmattan.desk.door import Door
from harmattan.desk.routes import HANDLERS
from harmattan.desk.safety import guards, limits
from harmattan.desk.safety.entry import Entry
from harmattan.desk.safety.forgery import Forgery
from harmattan.desk.safety.gate import Gate
from harmattan.errors import HarmattanError


def made(door: Door, gate: Gate | None = None) -> outer.App:
    """Return the application of a door, whole: handlers with formats, limits and headers around them.

    gate: who may come in; by default whoever sits at this machine, and under the names of loopback only.
    """
    kept = gate or Gate()
    # Heads outermost, since an ETag is made of the body that is then left out.
    return outer.with_heads(outer.with_headers(limits.limited(outer.with_formats(inner(door, kept)), kept)))


def inner(door: Door, gate: Gate) -> Litestar:
    """Return the handlers alone."""
    return Litestar(
        route_handlers=list(HANDLERS),
        dependencies={
            "door": Provide(lambda: door, sync_to_thread=False),
            "gate": Provide(lambda: gate, sync_to_thread=False),
        },
        exception_handlers={
            HarmattanError: problems.answer,
            NotAuthorizedException: guards.sent_to_login,
            Exception: problems.answer,
        },
        # Who asks is found out first; then whether a page of ours sent it; then whether they may.
        middleware=[DefineMiddleware(Entry, gate=gate), Forgery(gate)],
        guards=[guards.guard],
        request_max_body_size=limits.MAX_BODY,
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
