"""/static/{name}: files of the package."""

from typing import Any, Final

from litestar import Response, get
from litestar.params import FromPath, FromQuery

from harmattan.desk import assets
from harmattan.desk.problems import Missing
from harmattan.desk.safety.guards import NOTHING

# Their addresses carry a fingerprint of their bytes.
_FOREVER: Final = "public, max-age=31536000, immutable"


@get("/static/{name:str}", needs=NOTHING, sync_to_thread=True, include_in_schema=False)
def static(name: FromPath[str], v: FromQuery[str] = "") -> Response[Any]:
    """Return one file. Raises Missing."""
    found = assets.find(name)
    if found is None:
        raise Missing("There is no such file.")
    kept = _FOREVER if v == found.print else "private, no-cache"
    return Response(found.data, media_type=found.media, headers={"cache-control": kept})


HANDLERS = (static,)
