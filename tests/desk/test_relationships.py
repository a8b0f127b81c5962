"""Relationships on the desk, over invented reports of Norway and Mali that turned from a quarrel to peace."""

import json
import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest

from harmattan import asking
from harmattan.charts import THEMES, Style, spec
from harmattan.errors import UsageError
from harmattan.ledger import Ledger
from harmattan.ledger.judgements import made
from harmattan.relationships import gather
from harmattan.relationships.look import look
from tests.desk.desk import HTML, Client, desk, empty, form, seen
from tests.ledger.build import RUN
from tests.relationships.ledgers import FRANCE, HOSTILE, MALI, act, filled, page

PAIR = "/relationships/NOR/MLI"
SVG = "http://www.w3.org/2000/svg"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HARMATTAN_DATA", str(tmp_path))
    # However busy the machine is, the first look is waited for.
    monkeypatch.setattr("harmattan.desk.pages.relationships._FIRST", 60.0)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with filled(tmp_path / "ledger.sqlite") as opened:
        yield opened


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A desk for tests that only look."""
    folder = tmp_path_factory.mktemp("desk")
    with filled(folder / "ledger.sqlite") as opened, desk(opened, folder) as made_:
        yield made_


def html(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path, headers=HTML)
    assert answer.status_code == status, answer.text
    return answer.text


def words(text: str) -> str:
    return " ".join(" ".join(seen(text).text).split())


def test_the_page_says_that_it_turned_when_and_how_surely(client: Client) -> None:
    told = words(html(client, PAIR))
    assert "Norway ⇄ Mali" in told
    assert "Better , likeliest since 2025-09-01" in told
    assert "The mean score went from −4.6 to +6.9, 6 acts before and 6 after." in told
    turn = client.get(f"{PAIR}.json").json()["courses"][0]["turns"][0]
    assert turn["since"] < "2025-05-26" < turn["day"] == "2025-09-01" < turn["until"]
    last = date.fromordinal(date.fromisoformat(turn["until"]).toordinal() - 1)
    assert f"lies between {turn['since']} and {last} , likeliest on 2025-09-01" in told
    assert f"That there is one is very likely : its probability is {turn['probability']:.2f}" in told


def test_a_turn_has_the_events_that_carry_it_and_what_would_undo_it(client: Client) -> None:
    text = html(client, PAIR)
    told = words(text)
    assert re.search(r"Carried by \d+ events", told)
    assert "Without what fjord-post told first: too few acts would be left to tell" in told
    assert "too little was read to measure it" in told
    assert any(link.startswith("/events/evt-") for link in seen(text).links)
    assert "“Ministers <mark" in text or "froze" in text
    # The act that tells most for it may be of the old course: it is told in its words all the same.
    assert re.search(r"tells most for it, +“", told)


def test_the_json_is_that_of_the_command_and_more(client: Client) -> None:
    told = client.get(f"{PAIR}.json").json()
    assert {"a", "b", "rows", "left", "rejected", "undated", "course"} <= told.keys()
    assert [one["towards"] for one in told["courses"]] == ["both", "forward", "backward"]
    seizures = [row for row in told["rows"] if row["period"] == "2025-W07" and row["source"] == "NOR"]
    assert [row["quads"][3] for row in seizures] == [1]
    assert [row["report_quads"][3] for row in seizures] == [2]
    assert told["course"]["turns"][0]["direction"] == ["better"]


def test_the_table_has_rows_of_zeros_and_both_directions(client: Client) -> None:
    lines = client.get(f"{PAIR}.csv?by=month").text.splitlines()
    assert lines[0].startswith("period,start,source,target,events,reports,quad_1")
    assert "2025-06,2025-06-01,NOR,MLI,0,0" in "\n".join(lines)
    assert client.get(f"{PAIR}.parquet").content[:4] == b"PAR1"


def test_every_number_opens_the_events_that_it_counts(client: Client) -> None:
    told = client.get(f"{PAIR}.json").json()
    counts = {(row["period"], row["source"]): sum(row["quads"]) for row in told["rows"]}
    opened = [
        link for link in seen(html(client, PAIR)).links if link.startswith("/events?") and "within%3A2025-W" in link
    ]
    rows = [link for link in opened if "quad" not in link]
    assert len(rows) == sum(1 for count in counts.values() if count)
    for link in rows[:6]:
        found = client.get(link.replace("/events?", "/events.json?")).json()
        assert found["events"], link


def test_a_number_of_reports_opens_the_acts_that_they_tell(client: Client) -> None:
    text = html(client, f"{PAIR}?count=reports")
    assert "Reports are counted; a number opens the acts that they tell." in words(text)
    reports, acts = _numbers(text), _numbers(html(client, PAIR))
    assert reports.keys() == acts.keys()
    assert sum(reports.values()) == sum(acts.values()) + 1
    for link, count in acts.items():
        assert len(client.get(link.replace("/events?", "/events.json?")).json()["events"]) == count, link


def _numbers(text: str) -> dict[str, int]:
    """Return the numbers by week of a page, by what each opens."""
    found = re.findall(r'<td class="num"><a href="(/events\?[^"]*within%3A\d{4}-W[^"]*)">(\d+)</a>', text)
    return {unescape(link): int(count) for link, count in found}


def test_reports_can_be_counted_and_days_and_months_be_bars(client: Client) -> None:
    reports = words(html(client, f"{PAIR}?count=reports"))
    assert "Newest reports" in reports
    assert "2025-02 " in words(html(client, f"{PAIR}?by=month"))
    assert client.get(f"{PAIR}?by=decade").status_code == 400
    assert client.get(f"{PAIR}?count=words").status_code == 400


def test_a_time_is_looked_at_alone(client: Client) -> None:
    told = words(html(client, f"{PAIR}?since=2025-09&until=2025-10"))
    assert "2 acts , 2025-09-01 to 2025-09-22" in told
    assert "Too little to say whether it turned: 2 acts known, 4 needed." in told
    assert "Nothing is told of these two" in words(html(client, f"{PAIR}?since=1999&until=2000"))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (f"{PAIR}?since=2025-10&until=2025-09", "does not come before"),
        (f"{PAIR}?since=soon", "no day, week, month or year"),
        ("/relationships/Norwya/MLI", "Norway (NOR)"),
        ("/relationships/NOR.GOV/NOR.GOV", "with itself is no pair"),
        ("/relationships?a=NOR", "Name both sides."),
        (f"/relationships/{quote(HOSTILE.replace('/', ''), safe='')}/MLI", "nobody is known as"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(client: Client, path: str, line: str) -> None:
    text = html(client, path, 400)
    assert line.casefold() in words(text).casefold()
    assert "<script>alert" not in text
    answer = client.get(path)
    assert answer.status_code == 400
    assert line in answer.json()["detail"]


def test_a_page_of_an_error_tells_a_sentence(client: Client) -> None:
    assert "Bad Request No day, week, month or year: 'soon'" in words(html(client, f"{PAIR}?since=soon", 400))


def test_a_country_with_itself_is_one_direction(client: Client) -> None:
    told = words(html(client, "/relationships/MLI/MLI"))
    assert "Within Mali" in told
    assert "Too little to say whether it turned: 3 acts known, 4 needed." in told


def test_one_act_is_too_little(book: Ledger, tmp_path: Path) -> None:
    book.add(
        page("Grain", "2025-02-04", "one.example", act("France gave grain.", "gave", "AID", None, FRANCE, MALI)), RUN
    )
    book.join()
    with desk(book, tmp_path) as client:
        told = words(html(client, "/relationships/FRA/MLI"))
        assert "1 act known, 4 needed" in told
        assert "1 act of 1 have no day told" in told


def test_what_is_announced_stands_apart(client: Client) -> None:
    told = words(html(client, PAIR))
    assert "1 announced act apart" in told
    assert "Nothing that was announced is still to come" in told


def test_the_form_leads_to_the_pair(client: Client) -> None:
    answer = client.get("/relationships?a=Mali&b=norway", headers=HTML, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/relationships/MLI/NOR")
    answer = client.get("/relationships?a=the Sahel juntas&b=Norway", headers=HTML)
    assert answer.status_code == 200
    assert "Norway" in words(answer.text)


def test_the_list_tells_which_pairs_turned_and_why(client: Client) -> None:
    told = words(html(client, "/relationships"))
    assert "Mali ⇄ Norway" in told
    assert "▲ better" in told
    assert "−4.6 to +6.9" in told
    [one] = client.get("/relationships.json").json()["pairs"]
    assert (one["pair"], one["standing"]["sign"], one["reports"]) == ("MLI,NOR", "▲", 13)
    turn = one["standing"]["turn"]
    row = client.get("/relationships.csv").text.splitlines()[1]
    assert row.startswith(f"MLI,NOR,▲,better,{turn['since']},{turn['until']},2025-09-01")


def test_hostile_words_stay_words(client: Client) -> None:
    text = html(client, PAIR)
    assert "<script>alert" not in text
    assert "style" not in seen(text).attributes
    assert not [name for name in seen(text).attributes if name.startswith("on")]


def test_a_chart_of_nothing_is_not_offered(client: Client) -> None:
    for path, drawn in (("/relationships/EUR/MKD", False), (PAIR, True)):
        links = {link.partition("?")[0] for link in seen(html(client, path)).links}
        assert {ending: f"{path}.{ending}" in links for ending in ("svg", "png", "csv")} == {
            "svg": drawn,
            "png": drawn,
            "csv": True,
        }
    assert client.get("/relationships/EUR/MKD.svg").status_code == 400


def test_a_rejected_act_is_left_out_and_told(book: Ledger, tmp_path: Path) -> None:
    with desk(book, tmp_path) as client:
        before = client.get(f"{PAIR}.json").json()
        first = gather.of_pair(book, asking.known().pair("NOR", "MLI")).acts[1]
        book.judge(made("reject", first.id, (), at="2026-05-01T00:00:00Z", by="ada", reason=""))
    with desk(book, tmp_path) as client:
        after = client.get(f"{PAIR}.json").json()
        assert (before["rejected"], after["rejected"]) == (0, 1)
        assert "1 rejected by people" in words(html(client, PAIR))


def test_a_busy_pair_is_looked_at_in_part_and_the_page_says_so(
    book: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harmattan.desk.pages.relationship.MOST", 5)
    with desk(book, tmp_path) as client:
        told = words(html(client, PAIR))
        found = client.get(f"{PAIR}.json").json()
    assert "More is told of this pair than a page looks at: these are its newest 5 acts, all since 2025-09-02 ." in told
    assert found["acts_since"] == "2025-09-02"
    assert sum(sum(row["quads"]) for row in found["rows"]) == 5
    assert min(row["start"] for row in found["rows"]) == "2025-09-01"


def test_an_empty_ledger_tells_what_to_do(tmp_path: Path) -> None:
    with empty(tmp_path) as client:
        assert "harmattan read" in words(html(client, "/relationships"))
        assert "Nothing is told of these two" in words(html(client, PAIR))
        assert client.get(f"{PAIR}.svg").status_code == 400
        assert client.get(f"{PAIR}.json").json()["rows"] == []


def test_the_chart_is_drawn_and_the_page_shows_it(client: Client) -> None:
    text = html(client, PAIR)
    images = [link for link in seen(text).links if link.startswith(f"{PAIR}.svg")]
    drawn = client.get(images[0])
    assert (drawn.status_code, drawn.headers["content-type"].split(";")[0]) == (200, "image/svg+xml")
    assert SVG in drawn.text
    assert all(one in drawn.text for one in ("Norway → Mali", "Mali → Norway", "Pages read", "▲ better"))
    assert client.get(f"{PAIR}.svg?theme=dark&width=340").text != drawn.text
    assert client.get(f"{PAIR}.png").content.startswith(b"\x89PNG")


def test_a_chart_tells_what_it_counts_and_of_which_year_its_first_day_is(client: Client) -> None:
    for options, unit in (("", "acts a week"), ("&by=month", "acts a month"), ("&count=reports", "reports a week")):
        drawn = client.get(f"{PAIR}.svg?since=2025-03&until=2025-06{options}").text
        assert f">{unit}<" in drawn
        assert re.search(r">[A-Z][a-z]{2}( \d\d)? 202[45]<", drawn)


@pytest.mark.parametrize("name", ["svg", "png"])
def test_the_chart_is_a_picture_at_its_own_address_too(client: Client, name: str) -> None:
    own, page = client.get(f"{PAIR}/chart.{name}"), client.get(f"{PAIR}.{name}")
    assert own.headers["content-type"] == page.headers["content-type"]
    assert own.content == page.content
    assert client.get(f"{PAIR}/chart.csv").status_code == 400


def test_the_chart_of_the_browser_leads_to_events(client: Client) -> None:
    made_ = client.get(f"{PAIR}/chart?width=800&theme=dark").json()
    assert made_["background"] == THEMES["dark"].paper
    bars = [value for layer in made_["vconcat"][0]["layer"] for value in layer["data"]["values"] if "href" in value]
    assert bars
    for bar in bars[:3]:
        assert client.get(bar["href"].replace("/events?", "/events.json?")).json()["events"]
    assert json.dumps(made_).count('"param": "zoom"') > 1


def test_a_chart_has_a_theme_and_something_to_draw(book: Ledger) -> None:
    series = look(book, asking.known().pair("NOR", "MLI"), (None, None)).series("week")
    with pytest.raises(UsageError, match="no theme"):
        spec(series, ("Norway", "Mali"), style=Style("purple"))
    nothing = look(book, asking.known().pair("FRA", "JPN"), (None, None)).series("week")
    with pytest.raises(UsageError, match="no act"):
        spec(nothing, ("France", "Japan"))


def test_links_of_a_pair_go_where_they_should(client: Client) -> None:
    links = seen(html(client, PAIR)).links
    assert "/brief/NOR/MLI" in links
    assert "/watch" in links
    assert any(link.startswith("/calendar?q=between") for link in links)


def test_a_pair_that_is_followed_stands_on_the_watch_list(book: Ledger, tmp_path: Path) -> None:
    with desk(book, tmp_path) as own:
        action, fields = form(html(own, PAIR), "Follow this pair")
        answer = own.post(action, data=fields, headers=HTML, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/watch")
        (made_,) = own.get("/watch.json").json()["watches"]
    assert (made_["query"], made_["name"]) == ("between:NOR,MLI", "Norway ⇄ Mali")


def test_a_pair_told_of_lately_is_new(book: Ledger, tmp_path: Path) -> None:
    done = (("05", "praised weavers"), ("11", "thanked nurses"), ("17", "lauded poets"), ("23", "hailed bakers"))
    for day, said in done:
        told = act(f"France {said} of Mali.", said.split()[0], "SUPPORT", f"2026-01-{day}", FRANCE, MALI)
        book.add(page(said, f"2026-01-{day}", "fjord-post", told), RUN)
    book.join()
    with desk(book, tmp_path) as client:
        stands = {one["pair"]: one["standing"] for one in client.get("/relationships.json").json()["pairs"]}
        assert (stands["FRA,MLI"]["sign"], stands["FRA,MLI"]["verdict"]) == ("◆", "new")
        assert stands["MLI,NOR"]["sign"] == "▲"


def test_pairs_that_are_not_yet_looked_at_are_listed(
    book: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("harmattan.desk.pages.relationships._FIRST", 0.0)
    with desk(book, tmp_path) as client:
        text = html(client, "/relationships")
    assert "busiest pairs are being looked at" in words(text)
    assert "Mali ⇄ Norway" in words(text)
