"""The review queue and what people say of events."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from httpx import Response
from litestar.testing import TestClient
from markupsafe import escape

from harmattan.asking import known
from harmattan.desk import app, door
from harmattan.desk.pages.judging import JudgeForm, changes, judge, version_of
from harmattan.desk.pages.review import review_page
from harmattan.desk.problems import Refused
from harmattan.desk.view import User
from harmattan.errors import LedgerError, UsageError
from harmattan.ledger import Ledger
from harmattan.ledger.judgements import made
from harmattan.records import Event, standing
from harmattan.relationships import gather
from harmattan.relationships.attention import candidates, carriers
from tests.desk.desk import CLOCK, HTML, Client, empty, seen
from tests.relationships.ledgers import filled

ANN, BO = User("ann", "reviewer"), User("bo", "reviewer")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with filled(tmp_path / "ledger.sqlite") as ledger:
        yield ledger


@pytest.fixture
def client(book: Ledger, tmp_path: Path) -> Iterator[Client]:
    with TestClient(app.made(at_once(book, tmp_path)), base_url="http://127.0.0.1:8321") as one:
        yield one


def at_once(book: Ledger, folder: Path) -> door.Door:
    """Return a door that has looked at the turns already."""
    made_ = door.opened(book, folder, clock=lambda: CLOCK, patience=100)
    made_.later.get("carriers", lambda: carriers(book))
    return made_


def event_of(book: Ledger, type_: str) -> Event:
    return next(event for event in book.events(limit=100) if event.type == type_)


def post(client: Client, id_: str, **told: str | list[str]) -> Response:
    """Send a form of the event's page, with the value it was given against forgery."""
    page = client.get(f"/events/{id_}", headers=HTML).text
    data = {"_csrf_token": page.partition('name="_csrf_token" value="')[2].partition('"')[0], **told}
    return client.post(f"/events/{id_}/judge", data=data, headers=HTML, follow_redirects=False)


def test_the_form_of_an_event_says_it_and_leads_back(client: Client, book: Ledger) -> None:
    event = event_of(book, "COERCE")
    answer = post(client, event.id, verb="reject", reason="  no act ", shown=version_of(event), next="/review")
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    (one,) = book.judgements(event.id)
    assert (one.verb, one.reason, one.at) == ("reject", "no act", CLOCK)
    assert (
        post(client, event.id, verb="accept", next="https://evil.example").headers["location"] == f"/events/{event.id}"
    )
    assert post(client, event.id, verb="accept", next="//evil.example").headers["location"] == f"/events/{event.id}"


def test_what_was_coded_anew_since_is_not_judged(client: Client, book: Ledger) -> None:
    event = event_of(book, "COERCE")
    assert post(client, event.id, verb="accept", shown="another").status_code == 409
    assert "Verb is missing" in post(client, event.id).text
    assert book.judgements() == []


@pytest.mark.parametrize(
    ("told", "problem"),
    [
        ({"verb": "praise"}, "a judgement is one of"),
        ({"verb": "edit"}, "edit needs fields"),
        ({"verb": "edit", "type": "WAVE", "told": "type=COERCE"}, "type: 'WAVE' is no event type; it is one of"),
        ({"verb": "edit", "contexts": "tea", "told": "contexts="}, "contexts: 'tea' is no context"),
        ({"verb": "edit", "time": "soon", "told": "time="}, "time: 'soon' is no day"),
        ({"verb": "edit", "time": "2025-02-12/2025-02-10", "told": "time="}, "is no day"),
        ({"verb": "edit", "modes": "expel", "told": "modes="}, "modes: 'expel' is no mode of COERCE"),
        ({"verb": "edit", "actors": "GOV.MLI", "told": "actors="}, "a sector stands behind its country: MLI.GOV"),
        ({"verb": "edit", "recipients": "MLI.KNG", "told": "recipients="}, "recipients: 'KNG' is no sector"),
        ({"verb": "edit", "place": "XYZ", "told": "place="}, "place: 'XYZ' is no country"),
        ({"verb": "edit", "said_by": "x" * 501, "told": "said_by="}, "said_by has at most 500 characters"),
        ({"verb": "merge"}, "merge needs another event"),
        ({"verb": "merge", "other": "ev-none"}, "no event ev-none in the ledger"),
        ({"verb": "withdraw", "judgement": "jud-1"}, "no judgement 'jud-1' on this event is in force"),
        ({"verb": "accept", "reason": "x" * 501}, "at most 500 characters"),
    ],
)
def test_what_cannot_be_meant_is_one_clear_line(
    book: Ledger, tmp_path: Path, told: dict[str, str], problem: str
) -> None:
    with pytest.raises(UsageError, match=problem):
        judge(at_once(book, tmp_path), ANN, event_of(book, "COERCE").id, JudgeForm(**told))
    assert book.judgements() == []


def test_only_what_was_changed_is_said(book: Ledger) -> None:
    event = event_of(book, "COERCE")
    told = ["type=COERCE", "factuality=actual", "actors=NOR.GOV", "recipients=MLI.GOV", "time=2025-02-10"]
    form = JudgeForm(
        "edit",
        type="SANCTION",
        factuality="actual",
        actors="NOR.GOV",
        recipients="MLI.GOV, FRA.GOV",
        time="2025-02-10",
        told=told,
    )
    assert changes(event, form) == (("type", "SANCTION"), ("recipients", "MLI.GOV,FRA.GOV"))
    told.append("modes=seize")
    assert ("modes", "") in changes(event, replace(form, told=told))
    assert changes(event, JudgeForm("edit", type="REJECT")) == (("type", "REJECT"),)


def test_a_correction_that_cannot_be_read_comes_back_as_it_was_typed(client: Client, book: Ledger) -> None:
    event = event_of(book, "COERCE")
    typed = {"type": "SANCTION", "actors": "MLI.<b>X", "recipients": "MLI.KNG", "place": "Kidal <1>", "time": "2025"}
    told = [f"type={event.type}", "recipients=", "modes=seize", "contexts="]
    lists: dict[str, str | list[str]] = {"modes": ["expel"], "contexts": ["migration"], "told": told}
    answer = post(client, event.id, verb="edit", reason="seen & read", of="second", **typed, **lists)
    page = seen(answer.text)
    assert (answer.status_code, book.judgements()) == (400, [])
    assert "Nothing was kept. recipients: 'KNG' is no sector; it is one of" in " ".join("".join(page.text).split())
    for name in ("actors", "recipients", "place", "time"):
        assert f'name="{name}" value="{escape(typed[name])}"' in answer.text, name
    assert 'name="reason" value="seen &amp; read"' in answer.text
    chosen = re.findall(r'<option value="([^"]+)" selected', answer.text)
    assert chosen == ["SANCTION", event.factuality, "expel", "migration"]
    assert '<details class="correct" open>' in answer.text
    assert f'name="told" value="type={event.type}"' in answer.text
    assert 'name="of" value="second"' in answer.text
    data = {"_csrf_token": answer.text.partition('name="_csrf_token" value="')[2].partition('"')[0], "verb": "edit"}
    program = client.post(f"/events/{event.id}/judge", data=data | {"place": "XYZ"})
    assert (program.status_code, program.json()["detail"]) == (
        400,
        "place: 'XYZ' is no country; write a name in small letters too",
    )


def test_a_correction_is_not_lost_while_another_holds_the_ledger(
    client: Client, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> str:
        raise LedgerError("cannot use ledger x: it is locked by another process")

    event = event_of(book, "COERCE")
    monkeypatch.setattr(Ledger, "judge_all", locked)
    answer = post(client, event.id, verb="edit", place="Kidal", told=["place="], reason="read it")
    assert answer.status_code == 503
    assert "Nothing was kept. cannot use ledger x: it is locked by another process" in answer.text
    assert 'name="place" value="Kidal"' in answer.text
    assert 'name="reason" value="read it"' in answer.text


def test_a_reader_may_look_and_not_judge(book: Ledger, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        judge(at_once(book, tmp_path), User("eve", "reader"), event_of(book, "COERCE").id, JudgeForm("accept"))


def test_nobody_takes_back_what_another_said_but_an_admin(book: Ledger, tmp_path: Path) -> None:
    opened = at_once(book, tmp_path)
    id_ = event_of(book, "COERCE").id
    said = judge(opened, ANN, id_, JudgeForm("reject"))
    with pytest.raises(Refused, match="Only ann or an admin"):
        judge(opened, BO, id_, JudgeForm("withdraw", judgement=said.id))
    judge(opened, User("cy", "admin"), id_, JudgeForm("withdraw", judgement=said.id))
    assert book.verdicts([event_of(book, "COERCE")]) == {}


def test_a_rejected_event_no_longer_counts_between_its_countries(book: Ledger, client: Client) -> None:
    pair = known().pair("NOR", "MLI")
    before = [act.id for act in gather.of_pair(book, pair).acts]
    event = event_of(book, "COOPERATE")
    panel = client.get("/export/panel?by=reports").text
    assert post(client, event.id, verb="reject").status_code == 303
    gathered = gather.of_pair(book, pair)
    assert (event.id in before, event.id in [act.id for act in gathered.acts], gathered.rejected) == (True, False, 1)
    assert len(client.get("/export/panel?by=reports").text) < len(panel)
    assert "rejected" in client.get("/events?q=act:COOPERATE", headers=HTML).text


def test_joined_reports_are_split_and_merged(client: Client, book: Ledger) -> None:
    one, other = (event.id for event in book.events(limit=100) if event.type == "COERCE")
    assert len(book.reports_of(book.acts_of([one]).values())[book.acts_of([one])[one]]) == 2
    assert post(client, one, verb="split", other=[other]).status_code == 303
    acts = book.acts_of([one, other])
    assert acts[one] != acts[other]
    withdrawn = book.judgements(one)[-1].id
    assert post(client, one, verb="withdraw", judgement=withdrawn).status_code == 303
    assert post(client, one, verb="merge", other=[other, ""]).status_code == 303
    acts = book.acts_of([one, other])
    assert acts[one] == acts[other]


def forms(page: str, button: str) -> dict[str, list[str]]:
    """Return what the form sends that a button is of, without JavaScript."""
    (form,) = [one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if button in one]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form):
        found.setdefault(name, []).append(unescape(value))
    verb = next(one for one in re.findall(r'<button[^>]* value="(\w+)"[^>]*>([^<]*)', form) if button in one[1])[0]
    return found | {"verb": [verb], "reason": ["misread"]}


@pytest.mark.parametrize("page", ["/review?at={}", "/events/{}"])
def test_all_reports_of_an_act_are_rejected_and_taken_back_at_once(client: Client, book: Ledger, page: str) -> None:
    one, other = (event.id for event in book.events(limit=100) if event.type == "COERCE")
    data = forms(client.get(page.format(one), headers=HTML).text, "All 2 ")
    answer = client.post(f"/events/{one}/judge", data=data, headers=HTML, follow_redirects=False)
    assert answer.status_code == 303
    assert other not in answer.headers["location"], "a report that was judged just now is not shown next"
    said = [(given.subject, given.verb, given.by, given.reason) for given in book.judgements()]
    assert said == [(id_, "reject", said[0][2], "misread") for id_ in (other, one)]
    assert gather.of_pair(book, known().pair("NOR", "MLI")).rejected == 1
    shown = client.get("/review", headers=HTML).text
    assert "and 1 other report of its act" in shown
    data = forms(shown, "Take all back")
    assert client.post(f"/events/{one}/judge", data=data, headers=HTML, follow_redirects=False).status_code == 303
    assert gather.of_pair(book, known().pair("NOR", "MLI")).rejected == 0


def test_what_was_said_is_taken_back_on_the_page_of_its_event(client: Client, book: Ledger) -> None:
    one, other = (event.id for event in book.events(limit=100) if event.type == "COERCE")
    post(client, one, verb="reject", act=book.acts_of([one])[one])
    post(client, event_of(book, "COOPERATE").id, verb="accept")
    page = client.get(f"/events/{other}", headers=HTML).text
    assert "reports of this act are wrong" not in page
    data = forms(page, "Take back, of 2 reports of this act")
    answer = client.post(f"/events/{other}/judge", data=data, headers=HTML, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/events/{other}")
    assert [given.verb for given in standing(book.judgements())] == ["accept"]
    assert "Take back" not in client.get(f"/events/{other}", headers=HTML).text


def test_an_act_that_has_other_reports_since_is_not_rejected(client: Client, book: Ledger) -> None:
    one, other = (event.id for event in book.events(limit=100) if event.type == "COERCE")
    data = forms(client.get(f"/events/{one}", headers=HTML).text, "All 2 ")
    assert post(client, one, verb="split", other=[other]).status_code == 303
    answer = client.post(f"/events/{one}/judge", data=data, headers=HTML, follow_redirects=False)
    assert (answer.status_code, "has other reports since" in answer.text) == (409, True)
    assert [given.verb for given in book.judgements()] == ["split"]
    assert "reports of this act are wrong" not in client.get(f"/events/{one}", headers=HTML).text


def test_only_a_rejection_is_of_a_whole_act_and_only_ones_own_is_taken_back(book: Ledger, tmp_path: Path) -> None:
    opened, event = at_once(book, tmp_path), event_of(book, "COERCE")
    act = book.acts_of([event.id])[event.id]
    with pytest.raises(UsageError, match="only a rejection"):
        judge(opened, ANN, event.id, JudgeForm("accept", act=act))
    with pytest.raises(Refused):
        judge(opened, User("eve", "reader"), event.id, JudgeForm("reject", act=act))
    judge(opened, ANN, event.id, JudgeForm("reject", act=act))
    both = [one.id for one in book.judgements()]
    with pytest.raises(Refused, match="Only ann or an admin"):
        judge(opened, BO, event.id, JudgeForm("withdraw", judgement=both))
    apart = judge(opened, ANN, event_of(book, "COOPERATE").id, JudgeForm("reject", reason="another"))
    with pytest.raises(UsageError, match="no judgement"):
        judge(opened, ANN, event.id, JudgeForm("withdraw", judgement=[*both, apart.id]))
    assert len(book.judgements()) == 3


def test_a_second_opinion_is_asked_of_the_report_that_was_looked_at(book: Ledger, tmp_path: Path) -> None:
    opened, event = at_once(book, tmp_path), event_of(book, "COERCE")
    judge(opened, ANN, event.id, JudgeForm("reject", act=book.acts_of([event.id])[event.id]))
    assert [item.row.event.id for item in review_page(opened, BO, "second", "").items] == [event.id]
    assert len(review_page(opened, ANN, "mine", "").items) == 2
    judge(opened, BO, event.id, JudgeForm("reject", act=book.acts_of([event.id])[event.id]))
    assert review_page(opened, BO, "second", "").items == ()


def test_the_queue_leaves_out_what_was_judged_and_asks_others_again(book: Ledger, tmp_path: Path) -> None:
    opened = at_once(book, tmp_path)
    page = review_page(opened, ANN, "open", "")
    assert page.at
    first, total = page.at.row.event.id, page.total
    judge(opened, ANN, first, JudgeForm("accept"))
    opened = at_once(book, tmp_path)
    left = review_page(opened, ANN, "open", "")
    assert (left.total, first in [item.row.event.id for item in left.items]) == (total - 1, False)
    assert [item.row.event.id for item in review_page(opened, BO, "second", "").items] == [first]
    assert review_page(opened, ANN, "second", "").total == 0
    assert [item.row.event.id for item in review_page(opened, ANN, "mine", "").items] == [first]
    assert left.last
    assert left.last.subject == first


def test_from_an_event_outside_the_list_one_goes_on_to_its_first(book: Ledger, client: Client) -> None:
    listed = [one["event"] for one in client.get("/review.json").json()["queue"]]
    outside = next(one.id for one in book.events(limit=100) if one.id not in listed)
    links = seen(client.get(f"/review?at={outside}", headers=HTML).text).links
    assert f"/review?at={listed[0]}" in links
    inside = client.get(f"/review?at={listed[0]}", headers=HTML).text
    assert f'rel="next" href="/review?at={listed[1]}"' in inside


def test_the_second_opinion_is_blind(book: Ledger, client: Client) -> None:
    event = event_of(book, "COERCE")
    book.judge(made("reject", event.id, (), at=CLOCK, by="ann", reason="certainly not"))
    page = client.get("/review?of=second", headers=HTML).text
    assert event.id in page
    assert "certainly not" not in page
    assert "ann: reject" not in page


def test_the_page_shows_the_words_and_every_form_without_javascript(client: Client) -> None:
    html = client.get("/review", headers=HTML).text
    page = seen(html)
    verbs = {verb for verb in ("accept", "reject", "edit", "merge") if f'name="verb" value="{verb}"' in html}
    assert verbs == {"accept", "reject", "edit", "merge"}
    assert '<mark class="evidence' in html
    assert "style" not in page.attributes
    for key in ("a", "x", "e", "m", "j"):
        assert f'data-key="{key}"' in html
    assert "How the list is made" in html
    assert client.get("/review?at=ev-none", headers=HTML).status_code == 404
    assert client.get("/review?of=all").status_code == 400


def test_judged_events_are_exported_as_the_command_does(client: Client, book: Ledger) -> None:
    event = event_of(book, "AID")
    book.judge(made("edit", event.id, [("type", "CONCEDE")], at=CLOCK, by="ann", reason=""))
    (line,) = client.get("/review.jsonl").text.splitlines()
    row = json.loads(line)
    assert (row["id"], row["verdict"]["values"]) == (event.id, {"type": "CONCEDE"})
    assert row["trigger"]["text"] == "vaccinated"
    assert client.get("/review.json").json()["judged"]["edit"] == 1
    assert client.get("/review.csv").text.startswith("rank,doubt,weight,why,id,")


def test_a_correction_is_shown_wherever_the_event_and_its_numbers_stand(client: Client, book: Ledger) -> None:
    event = event_of(book, "ACCUSE")
    evil = "<img src=x onerror=alert(1)>"
    values = [("type", "CONSULT"), ("modes", "visit"), ("said_by", evil)]
    book.judge(made("edit", event.id, values, at=CLOCK, by="ann", reason="a visit"))
    page = client.get(f"/events/{event.id}", headers=HTML).text
    text = " ".join("".join(seen(page).text).split())
    assert f"corrected to type CONSULT, modes visit, said by {evil}" in text
    assert f"ann: edit type CONSULT; modes visit; said by {evil} – a visit" in text
    assert "<img src=x" not in page
    told = client.get(f"/events/{event.id}.json").json()
    assert (told["type"], told["verdict"]) == ("ACCUSE", "edit")
    assert told["corrected"] == {"type": "CONSULT", "modes": "visit", "said_by": evil}
    for path in ("/events?q=act:ACCUSE", f"/articles/{event.article}"):
        listed = seen(client.get(path, headers=HTML).text)
        assert "corrected to type CONSULT" in " ".join("".join(listed.text).split()), path
    between = seen(client.get("/relationships/NOR/MLI", headers=HTML).text)
    assert "1 of these acts counts as people corrected it" in " ".join("".join(between.text).split())
    assert f"/events/{event.id}" in between.links
    assert client.get("/relationships/NOR/MLI.json").json()["edited"] == [event.id]


def test_a_pair_of_which_nothing_was_corrected_says_nothing_of_corrections(client: Client, book: Ledger) -> None:
    book.judge(made("edit", event_of(book, "ASSAULT").id, [("type", "COERCE")], at=CLOCK, by="ann", reason=""))
    assert client.get("/relationships/NOR/MLI.json").json()["edited"] == []
    assert "corrected" not in client.get("/relationships/NOR/MLI", headers=HTML).text


def test_the_page_of_an_event_tells_splits_with_the_other_and_what_was_taken_back(client: Client, book: Ledger) -> None:
    one, other = (event.id for event in book.events(limit=100) if event.type == "COERCE")
    book.judge(made("split", one, [("from", other)], at=CLOCK, by="ann", reason=""))
    page = client.get(f"/events/{one}", headers=HTML).text
    assert f'<b>split</b> from <a href="/events/{other}">{other}</a>' in page
    assert "taken back" not in page
    (said,) = book.judgements(one)
    book.judge(made("withdraw", said.id, (), at=CLOCK, by="ann", reason=""))
    assert "taken back" in client.get(f"/events/{one}", headers=HTML).text
    assert [told["withdrawn"] for told in client.get(f"/events/{one}.json").json()["judgements"]] == [True]


def test_agreement_is_told_with_how_little_it_rests_on(client: Client, book: Ledger) -> None:
    assert "nothing can be said" in client.get("/review", headers=HTML).text
    event = event_of(book, "AID")
    for who, verb in (("ann", "accept"), ("bo", "reject")):
        book.judge(made(verb, event.id, (), at=CLOCK, by=who, reason=""))
    told = client.get("/review.json").json()["agreement"]
    assert told == [{"reviewers": ["ann", "bo"], "events": 1, "share": 0.0, "kappa": 0.0, "enough": False}]
    assert "too few" in client.get("/review", headers=HTML).text


def test_an_empty_ledger_has_nothing_to_review(tmp_path: Path) -> None:
    with empty(tmp_path) as client:
        assert "Nothing to review" in client.get("/review", headers=HTML).text
        assert "You judged nothing yet" in client.get("/review?of=mine", headers=HTML).text


def test_the_rank_of_an_event_tells_its_score_with_a_true_minus(book: Ledger) -> None:
    worst = min(book.events(limit=100), key=lambda event: event.score)
    (found,) = [one for one in candidates(book, 0.5, {worst.id: (worst, 0.9, "carries a turn")}) if one.event == worst]
    assert f"a strong score (−{-worst.score:.0f})" in found.why
    assert worst.score < 0
