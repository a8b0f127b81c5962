"""Every other address, so that who is not signed in cannot tell which pages there are."""

from litestar import get
from litestar.params import FromPath

from harmattan.desk.problems import Missing


@get("/{rest:path}", sync_to_thread=False, include_in_schema=False)
def missing(rest: FromPath[str]) -> None:
    """Raise Missing."""
    raise Missing("There is no such page.")


HANDLERS = (missing,)
