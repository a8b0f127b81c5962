"""Briefs as Markdown and HTML: notes are numbered as cited, and no word of a page becomes markup."""

import pytest

from harmattan.analyse.render import Quoted, html, markdown
from harmattan.analyse.sentence import Brief, Section, Sentence
from harmattan.errors import UsageError

BRIEF = Brief(
    "Norland & Mali",
    (
        Section("In short", (Sentence("Four acts.", ("d", "a", "b", "c")), Sentence("A caveat."))),
        Section("Main", (Sentence("Two <acts>.", ("b", "c", "e")),), items=True),
    ),
)
QUOTES = {id_: Quoted(f"words of {id_}") for id_ in "abcde"}
HOSTILE = Quoted(
    "<script>x</script> *bold*\n[link](http://evil.example)",
    "North <Post>",
    "2024-03-12",
    "T & U",
    "javascript:alert(1)",
)


def test_notes_are_numbered_as_first_cited_and_runs_are_drawn_together() -> None:
    told = markdown(BRIEF, QUOTES)
    assert "Four acts. \\[1–4\\] A caveat.\n" in told
    assert "- Two \\<acts\\>. \\[3–5\\]" in told
    assert told.endswith(
        "## Sources\n\n1. “words of d”\n2. “words of a”\n3. “words of b”\n4. “words of c”\n5. “words of e”\n"
    )


def test_html_links_to_notes_and_escapes_every_word() -> None:
    told = html(BRIEF, QUOTES | {"d": HOSTILE})
    assert '<p>Four acts. <sup><a href="#note-1">1</a>–<a href="#note-4">4</a></sup> A caveat.</p>' in told
    assert "<ul>\n<li>Two &lt;acts&gt;. <sup>" in told
    assert "<h1>Norland &amp; Mali</h1>" in told
    assert "<script>" not in told
    assert '<li id="note-1"><q>&lt;script&gt;x&lt;/script&gt; *bold* [link](http://evil.example)</q>' in told
    assert 'href="javascript' not in told


def test_markdown_of_a_page_stays_text() -> None:
    told = markdown(BRIEF, QUOTES | {"d": HOSTILE})
    assert (
        "“\\<script\\>x\\</script\\> \\*bold\\* \\[link\\](http://evil.example)”, North \\<Post\\>, 12 March 2024"
        in told
    )


def test_an_address_of_the_web_becomes_a_link() -> None:
    quotes = QUOTES | {"d": Quoted("w", url='https://n.example/?a=1&b="x"')}
    assert '<a href="https://n.example/?a=1&amp;b=&quot;x&quot;" rel="noreferrer">' in html(BRIEF, quotes)
    assert '“w”, <https://n.example/?a=1&b="x">' in markdown(BRIEF, quotes)


@pytest.mark.parametrize("quotes", [{}, QUOTES | {"e": Quoted(" ")}])
def test_nothing_is_cited_without_words(quotes: dict[str, Quoted]) -> None:
    for render in (markdown, html):
        with pytest.raises(UsageError, match="no quoted words"):
            render(BRIEF, quotes)


def test_a_brief_without_citations_has_no_sources() -> None:
    told = Brief("T", (Section("H", (Sentence("S."),)),))
    assert markdown(told, {}) == "# T\n\n## H\n\nS.\n"
    assert "Sources" not in html(told, {})
