"""Templates: the only user of Jinja2. Everything is escaped; what is not told is an error and no blank."""

from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from harmattan.desk import assets, links, words

if TYPE_CHECKING:
    from harmattan.desk.respond import Page
    from harmattan.desk.view import View


@cache
def environment() -> Environment:
    """Return the templates with what they may call."""
    made = Environment(
        loader=PackageLoader("harmattan.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {name: getattr(words, name) for name in words.FILTERS}
    made.globals |= {"links": links, "static": assets.address}
    return made


def page(told: "Page", view: "View", formats: tuple[str, ...]) -> str:
    """Return a page as HTML: whole, or its inner part only if the view asks for that."""
    return template(told.template, page=told, view=view, formats=formats)


def template(name: str, **told: Any) -> str:  # noqa: ANN401
    """Return a template filled with what it is told."""
    return environment().get_template(name).render(**told)
