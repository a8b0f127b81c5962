"""The application: every handler, what they are given, and what stands around them."""

from litestar import Litestar
from litestar.di import Provide

from harmattan.desk import outer, problems
from harmattan.desk.door import Door
from harmattan.desk.routes import HANDLERS
from harmattan.errors import HarmattanError


def made(door: Door) -> outer.App:
    """Return the application of a door, whole: handlers with formats and headers around them."""
    return outer.with_headers(outer.with_formats(inner(door)))


def inner(door: Door) -> Litestar:
    """Return the handlers alone."""
    return Litestar(
        route_handlers=list(HANDLERS),
        dependencies={"door": Provide(lambda: door, sync_to_thread=False)},
        exception_handlers={HarmattanError: problems.answer, Exception: problems.answer},
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
