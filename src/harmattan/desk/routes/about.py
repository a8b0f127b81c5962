"""/about, /api and /openapi.json."""

from typing import Any

from litestar import Request, Response, get

from harmattan.desk import api
from harmattan.desk.pages.about import about_page
from harmattan.desk.pages.reference import reference_page
from harmattan.desk.respond import respond

Asked = Request[Any, Any, Any]


@get("/about", sync_to_thread=True)
def about(request: Asked) -> Response[Any]:
    """Tell how good the numbers are: precision and recall by field and type, calibration, known faults."""
    return respond(request, about_page())


@get("/api", sync_to_thread=True)
def reference(request: Asked) -> Response[Any]:
    """Show what programs may ask of this desk; as JSON it is the OpenAPI document."""
    return respond(request, reference_page(api.document(request.app)))


@get("/openapi", sync_to_thread=True)
def openapi(request: Asked) -> Response[Any]:
    """Return the OpenAPI 3.1 document of every page: /openapi.json."""
    return respond(request, reference_page(api.document(request.app)))


HANDLERS = (about, reference, openapi)
