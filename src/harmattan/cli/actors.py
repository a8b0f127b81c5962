"""``harmattan actors show|history|add|alias|withdraw``: what the tables know of actors, and what users add."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Annotated, Any

from cyclopts import App, Parameter

from harmattan import dates, settings
from harmattan.cli.common import JsonOption, LedgerOption, in_force, opened_to_look, user
from harmattan.cli.output import complain, write_json, write_lines
from harmattan.errors import UsageError
from harmattan.ids import make_id
from harmattan.records import Judgement, RoleClaim, standing
from harmattan.resolve import judged, knowledge
from harmattan.resolve.additions import ended, extended
from harmattan.resolve.knowledge import Entry, Knowledge
from harmattan.resolve.names import fold
from harmattan.resolve.posts import Term
from harmattan.resolve.profile import completeness

Learned = tuple[str, str | None, RoleClaim]
app = App(name="actors", help="Show and add to what is known of actors.", help_format="plaintext")
_SHOWN = ("state", "adjective", "people", "capital", "seat", "area", "organisation", "group", "leader")
By = Annotated[str, Parameter(help="Who says so; by default your user name.")]
Reason = Annotated[str, Parameter(help="Why, or where it stands.")]
Name = Annotated[str, Parameter(help="Name, acronym or other name of an actor.")]


@app.command
def show(
    name: Name,
    /,
    *,
    day: Annotated[str, Parameter(help="Day, YYYY-MM-DD; by default today.")] = "",
    json: JsonOption = False,
) -> int:
    """Show who a name means on a day, with posts held then and what the tables doubt."""
    known, days = _knowledge(), _days(day)
    rows = [_described(known, entry, days) for entry in _entries(known, name)]
    for row in rows:
        if json:
            write_json(row)
        else:
            write_lines(_lines(row))
    return 0


@app.command
def history(name: Name, /, *, json: JsonOption = False) -> int:
    """Show every post an actor held, and every judgement of users on it, withdrawn ones too."""
    known, judgements = _knowledge(), judged.load(settings.load().data)
    own = list(_said_of(known, name, judgements))
    # Of whom only a withdrawn judgement told nobody knows any more.
    entries = _entries(known, name) if not own else _meant(known, name)
    terms = [term for entry in entries if entry.kind == "leader" for term in known.posts.of(entry.name)]
    gone = {one.subject: one for one in judgements if one.verb == "withdraw"}
    if json:
        for term in terms:
            write_json(_term(term))
        for one in own:
            write_json(_judgement(one, gone.get(one.id)))
        return 0
    write_lines(f"{term.since or '?'} to {term.until or 'now'}  {term.post} ({term.country})" for term in terms)
    write_lines(_told(one, gone.get(one.id)) for one in own)
    return 0


@app.command
def add(
    name: Annotated[str, Parameter(help="Name, as news writes it.")],
    /,
    *,
    kind: Annotated[str, Parameter(help="person, organisation or group.")],
    country: Annotated[str, Parameter(help="ISO alpha-3, or IGO, UNO, EUR, NGO, IMG, ISM, MNC.")],
    sector: Annotated[list[str], Parameter(help="Sector code, the primary one first.")],
    also: Annotated[list[str] | None, Parameter(help="Another name.")] = None,
    post: Annotated[str, Parameter(help="Post a person holds.")] = "",
    since: Annotated[str, Parameter(help="First day, month or year of it.")] = "",
    until: Annotated[str, Parameter(help="The day, month or year after its end.")] = "",
    by: By = "",
    reason: Reason = "",
) -> int:
    """Add an actor, or a post to a person; kept in your data folder, over the shipped tables."""
    known = _knowledge()
    _check(known, country, sector)
    values = [("kind", kind), ("country", country), *(("sector", one) for one in sector)]
    values += [("also", one) for one in also or ()]
    values += [(field, value) for field, value in (("post", post), ("since", since), ("until", until)) if value]
    made = judged.made("add", name, values, at=dates.now_utc(), by=by or user(), reason=reason)
    for term in ended(known.posts.terms, made):
        complain(f"{term.person}, {term.post} of {term.country} since {term.since}, is taken to end with {since}")
    return _keep(made)


@app.command
def alias(
    name: Name,
    other: Annotated[str, Parameter(help="The other name.")],
    /,
    *,
    by: By = "",
    reason: Reason = "",
) -> int:
    """Add another name of an actor that is known."""
    _entries(_knowledge(), name)
    return _keep(judged.made("alias", name, [("also", other)], at=dates.now_utc(), by=by or user(), reason=reason))


@app.command
def learn(
    *,
    articles: Annotated[int, Parameter(help="How many articles must tell of the person's office.")] = 2,
    ledger: LedgerOption = None,
) -> int:
    """Take over people whom no table knows from the offices that pages of the ledger tell, to help later pages.

    Each becomes a judgement by "learned" with the pages that tell it; the tables and what people added come first.
    """
    known = _knowledge()
    with opened_to_look(ledger) as book:
        told = book.roles()
    for name, claims in _by_person(known, told):
        pages = sorted({page for page, _, _ in claims})
        role, country, sectors = Counter((one.role, one.country, one.sectors) for _, _, one in claims).most_common(1)[
            0
        ][0]
        if len(pages) >= articles:
            days = [day[:10] for _, day, _ in claims if day]
            values = [("kind", "person"), ("country", country), *(("sector", one) for one in sectors), ("role", role)]
            values += [("since", min(days))] if days else []
            reason = f"told by {', '.join(pages[:3])}{' and others' if len(pages) > 3 else ''}"
            _keep(judged.made("add", name, values, at=dates.now_utc(), by="learned", reason=reason))
    return 0


def _by_person(known: Knowledge, told: Sequence[Learned]) -> Iterator[tuple[str, list[Learned]]]:
    """Yield the people in full name whom nothing knows yet, with the offices told of them."""
    people: dict[str, list[Learned]] = {}
    for page, day, role in told:
        fit = not role.known and " " in role.name and len(role.country) == len("MLI") and role.sectors
        if fit and not known.index.exactly(role.name):
            people.setdefault(role.name, []).append((page, day, role))
    yield from sorted(people.items())


@app.command
def withdraw(
    id: Annotated[str, Parameter(help="Id of a judgement, as history shows it, or its beginning.")],
    /,
    *,
    by: By = "",
    reason: Reason = "",
) -> int:
    """Take back a judgement; it stays in the history."""
    subject = in_force(id, judged.load(settings.load().data))
    return _keep(judged.made("withdraw", subject, [], at=dates.now_utc(), by=by or user(), reason=reason))


def _knowledge() -> Knowledge:
    return extended(knowledge.load(), judged.load(settings.load().data))


def _days(day: str) -> tuple[str, str]:
    try:
        first, after = dates.bounds(day or dates.now_utc()[:10])
    except ValueError:
        raise UsageError(f"no day: {day!r} (YYYY-MM-DD)") from None
    return first.isoformat(), after.isoformat()


def _check(known: Knowledge, country: str, sectors: list[str]) -> None:
    from harmattan.codebook.loader import load

    if country not in known.states and country not in knowledge.SLOTS:
        raise UsageError(f"no country slot: {country!r}")
    wrong = [one for one in sectors if one not in load().sectors]
    if wrong or not sectors:
        raise UsageError(f"no sector: {', '.join(wrong) or 'none given'}")


def _entries(known: Knowledge, name: str) -> list[Entry]:
    """Return what a name means; an unknown one is told with the nearest names. Raises UsageError."""
    found = _meant(known, name)
    if not found:
        near = get_close_matches(fold(name), known.index.phrases(), n=5, cutoff=0.7)
        names = {
            entry.name for key in near for entry in known.index.exactly(key) if entry.kind in _SHOWN and entry.name
        }
        raise UsageError(f"nobody known as {name!r}" + (f"; near: {', '.join(sorted(names))}" if names else ""))
    return found


def _meant(known: Knowledge, name: str) -> list[Entry]:
    found = [entry for entry in known.index.exactly(name) if entry.kind in _SHOWN]
    # "Mali" is the state before it is the surname of a minister.
    found = [entry for entry in found if "surname" not in entry.flags] or found
    return list({(entry.entity or entry.name): entry for entry in reversed(found)}.values())


def _said_of(known: Knowledge, name: str, judgements: Sequence[Judgement]) -> Iterator[Judgement]:
    """Yield what was ever said of whom a name means, or of the name itself, by whichever name they were called."""
    entities = {entry.entity or entry.name for entry in _meant(known, name)}
    for one in judgements:
        if one.verb == "withdraw":
            continue
        called = {fold(one.subject), *map(fold, one.told("also"))}
        if fold(name) in called or entities & {entry.entity or entry.name for entry in _meant(known, one.subject)}:
            yield one


def _described(known: Knowledge, entry: Entry, days: tuple[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kind": "person" if entry.kind == "leader" else entry.kind,
        "entity": entry.entity,
        "name": entry.name,
        "country": entry.country,
        "sectors": list(entry.sectors),
        "day": days[0],
    }
    if entry.kind == "leader":
        standing = known.posts.standing(entry.name, days)
        row |= {"country": standing.country or entry.country, "sectors": list(standing.sectors), "role": standing.role}
        row["posts"] = [_term(term) for term in known.posts.of(entry.name)]
    if entry.country in known.states:
        row["tables"] = completeness(entry.country)
    return row


def _term(term: Term) -> dict[str, str]:
    return {"post": term.post, "country": term.country, "since": term.since, "until": term.until}


def _lines(row: dict[str, Any]) -> Iterator[str]:
    codes = " ".join(part for part in (row["country"], ",".join(row["sectors"])) if part)
    yield f"{row['name']}  {row['kind']}  {codes}  {row['entity']}".rstrip()
    if row.get("role"):
        yield f"  on {row['day']}  {row['role']}"
    for post in row.get("posts", ()):
        yield f"  {post['since'] or '?'} to {post['until'] or 'now'}  {post['post']} ({post['country']})"
    if row.get("tables"):
        told = row["tables"]
        yield f"  tables of {row['country']}: {told['since']} to {told['until']}"
        for doubt in told["unsure"]:
            yield f"    unsure: {doubt}"


def _judgement(one: Judgement, gone: Judgement | None) -> dict[str, Any]:
    return {
        "id": one.id,
        "at": one.at,
        "by": one.by,
        "verb": one.verb,
        "subject": one.subject,
        "values": [list(pair) for pair in one.values],
        "reason": one.reason,
        "withdrawn_at": gone.at if gone else None,
    }


def _told(one: Judgement, gone: Judgement | None) -> str:
    values = ", ".join(f"{field} {value}" for field, value in one.values)
    state = f"  (withdrawn {gone.at} by {gone.by})" if gone else ""
    why = f"; {one.reason}" if one.reason else ""
    return f"{one.at}  {one.by}  {one.verb} {one.subject}: {values}{why}  {one.id}{state}"


def _keep(judgement: Judgement) -> int:
    """Append a judgement. Raises UsageError for what is in force already: a post would be held twice."""
    folder = settings.load().data
    told = judged.load(folder)
    for one in standing(told):
        if (one.verb, one.subject, one.values) == (judgement.verb, judgement.subject, judgement.values):
            raise UsageError(f"{one.id} says so already")
    if any(one.id == judgement.id for one in told):
        # Said again within the second in which it was said and withdrawn.
        judgement = replace(judgement, id=make_id("jud", [judgement.id, len(told)]))
    judged.append(folder, judgement)
    write_lines([judgement.id])
    return 0
