"""One name for an outlet, wherever it is counted."""

import pytest

from harmattan.outlets import published_by


@pytest.mark.parametrize(
    ("url", "site", "source", "name"),
    [
        ("https://www.Paper.example:8080/a", "Paper", "x.html", "paper.example"),
        (None, "The Paper", "x.html", "The Paper"),
        ("http://[bad", None, "pages/x.html", "pages"),
        ("paper.example/a", None, "pages/x.html", "pages"),
        (None, None, "pages/x.txt", "pages"),
        (None, None, "pages/y.txt", "pages"),
        (None, None, "-", "standard input"),
    ],
)
def test_an_outlet_is_a_host_else_a_site_else_a_folder(
    url: str | None, site: str | None, source: str, name: str
) -> None:
    assert published_by(url, site, source) == name
