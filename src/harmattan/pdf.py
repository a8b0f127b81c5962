"""A brief as PDF, set by Typst (harmattan[brief], imported when used).

The template is fixed; words of pages reach it as JSON and are shown as strings, so that none of them runs as markup.
"""

import json
from importlib import import_module, resources
from tempfile import TemporaryDirectory
from typing import Any

from harmattan.errors import OutputError, UsageError


def pdf(told: dict[str, Any], chart: str = "") -> bytes:
    """Return a brief as PDF. told: as analyse.render.plain returns it, with what stands under the chart if
    something does; chart: an SVG, or nothing.

    Raises UsageError if Typst is not installed, OutputError if it cannot set the page.
    """
    return _compiled(told, chart, "pdf")


def _compiled(told: dict[str, Any], chart: str, form: str) -> bytes:
    typst = _typst()
    template = resources.files("harmattan").joinpath("pdf.typ").read_bytes()
    inputs = {"brief": json.dumps(told), "chart": chart}
    with TemporaryDirectory() as nothing:
        # No file of the user's lies under the root, and the template asks for no package.
        try:
            made: bytes = typst.compile(template, root=nothing, format=form, sys_inputs=inputs)
        except (RuntimeError, ValueError) as error:
            raise OutputError(f"the brief could not be set: {error}") from error
    return made


def _typst() -> Any:  # noqa: ANN401 - a module that may not be there
    try:
        return import_module("typst")
    except ImportError:
        raise UsageError("PDF needs Typst: pip install 'harmattan[brief]'") from None
