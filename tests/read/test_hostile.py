"""Pages built to stall a reader end within five seconds, in an article or in one clear line."""

import time
from contextlib import suppress

import pytest

from harmattan.errors import InputError, UnreadableInput
from harmattan.read.reader import read_raw
from harmattan.read.source import Raw

_LIMIT_SECONDS = 5.0
_SENTENCE = "The minister visited Bamako and met the president there today, officials said. "
_ARTICLE = f"<p>{_SENTENCE * 5}</p>" * 5


def _page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def _attributes(value: str) -> str:
    return " ".join(f"a{number}{value}" for number in range(100_000))


_QUOTED = '="<>"'
_REFUSED = {
    "100,000 attributes": _page(f"<div {_attributes('=x')}>{_ARTICLE}</div>"),
    "100,000 attributes with quoted angles": _page(f"<div {_attributes(_QUOTED)}>{_ARTICLE}</div>"),
    "300,000 spans": _page("<span>x</span>" * 300_000 + _ARTICLE),
    "60,000 link paragraphs": _page("<p><a href=x>word</a></p>" * 60_000 + _ARTICLE),
    "20,000 nested divs": _page("<div>" * 20_000 + _ARTICLE + "</div>" * 20_000),
    "100,000 lines": "ab cd\n" * 100_000,
}
_ENDED = {
    "unclosed tags": _page("<a " * 1_000_000),
    "unclosed comments": _page("<!--" * 1_000_000 + _ARTICLE),
    "quotes in a tag": _page("<a " + "\"'" * 2_000_000),
    "angle brackets": _page("<" * 2_000_000),
    "deep JSON-LD": _page(_ARTICLE, f"<script type='application/ld+json'>{'[' * 100_000}</script>"),
    "blank JSON-LD": _page(_ARTICLE, f"<script type='application/ld+json'>{{{' ' * 1_900_000}</script>"),
    "related headings around the same links": _page(
        f"<div>{'<h2>Related News</h2>' * 9_000}{'<a href=x>one two three four</a>' * 9_000}{_ARTICLE}</div>"
    ),
    "one line of 19 MB": _SENTENCE * (19_000_000 // len(_SENTENCE)),
    "spaces": f"a{' ' * 5_000_000}b",
    "bylines": ("By " + "A-A " * 70 + "\n") * 2_000 + f"{_SENTENCE * 3}\n" * 5,
    "entities": _page('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + "&b;" * 10_000 + _ARTICLE),
}


@pytest.mark.parametrize("name", _REFUSED)
def test_a_stalling_page_is_refused_in_time(name: str) -> None:
    started = time.monotonic()
    with pytest.raises(UnreadableInput, match=r"^page: ") as caught:
        read_raw(Raw("page", None, _REFUSED[name].encode()))
    assert time.monotonic() - started < _LIMIT_SECONDS
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", _ENDED)
def test_an_odd_page_is_done_in_time(name: str) -> None:
    started = time.monotonic()
    with suppress(InputError):
        read_raw(Raw("page", None, _ENDED[name].encode()))
    assert time.monotonic() - started < _LIMIT_SECONDS


def test_a_page_of_many_paragraphs_is_no_attack() -> None:
    article = read_raw(Raw("page", None, _page(f"<p>{_SENTENCE}</p>" * 3_000).encode()))
    assert len(article.blocks) == 3_000
