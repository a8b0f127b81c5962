"""Marks the acts of real news, whose text may not be passed on (news.py).

``python -m corpus.marking list DATA SET [ID ...]`` prints articles as numbered sentences, to be marked::

    ## wire abc_1 0 3120
    3| [a1 The junta in [g1 Bamako]] {e1 expelled} [a2 France's ambassador] on [t1 Monday].
    e1 SANCTION/expel actual actor=a1 recipient=a2 place=g1 time=t1 context=diplomatic

In what comes back only the sentences with marks stand below each header, and the line of each event.
``python -m corpus.marking take DATA FILE --part PART`` checks it against the texts and keeps the annotations.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from corpus.check import event_problems
from corpus.markup import IMPLIED, Document, GoldEvent, GoldSpan, MarkupError, id_line, strip
from corpus.news import FILES, FOLDER, PARTS, digest, document, rows, texts
from harmattan.annotate.sentences import split
from harmattan.records import Span

# The text shows other brackets where the article has those of the markup; both are one character.
_BRACKETS = str.maketrans("[]{}<>", "()()()")
_PARTIES = ("actors", "recipients", "places", "said_by", "denied_by")
_WRITTEN = {"actors": "actor", "recipients": "recipient", "places": "place", "contexts": "context"}
_CODED = ("actors", "recipients", "places", "time", "said_by", "denied_by", "contexts")


def sentences(text: str, begin: int, end: int) -> list[Span]:
    """Return the sentences that begin in a stretch of a text; none crosses a line."""
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found += split(text, start, start + len(line))
        start += len(line) + 1
    return [one for one in found if begin <= one.start < end]


def listed(name: str, id_: str, text: str) -> str:
    """Return an article as it is given to be marked."""
    told = [_shown(text, one)[0] for one in sentences(text, 0, len(text))]
    return "\n".join([f"## {name} {id_} 0 {len(text)}", *(f"{i}| {words}" for i, words in enumerate(told))]) + "\n"


def _shown(text: str, sentence: Span) -> tuple[str, list[int]]:
    """Return a sentence with single blanks, and the offset in the text of each of its characters."""
    shown: list[str] = []
    places: list[int] = []
    for place in range(sentence.start, sentence.end):
        letter = " " if text[place].isspace() else text[place].translate(_BRACKETS)
        if letter != " " or (shown and shown[-1] != " "):
            shown.append(letter)
            places.append(place)
    return "".join(shown).rstrip(), places


def marked(data: Path, path: Path, part: str) -> Iterator[dict[str, Any]]:
    """Yield the annotations of a marked file, as news.py keeps them. Raises MarkupError for the first that is wrong."""
    for chunk in re.split(r"(?m)^## ", path.read_text(encoding="utf-8"))[1:]:
        header, *lines = chunk.split("\n")
        name, id_, begin, end, text = _headed(data, header)
        row = {"set": name, "id": id_, "sha256": digest(text), "begin": begin, "end": end, "part": part}
        spans, events = _read(f"{name} {id_}", text, sentences(text, begin, end), lines)
        spans, events = nearest(text, spans, events)
        row["spans"] = [[one.id, one.start, one.end, int(one.again)] for one in spans]
        row["events"] = [written(event) for event in events]
        wrong = list(mark_problems(document(data, row)))
        if wrong:
            raise MarkupError(f"{name} {id_}: {wrong[0]}")
        yield row


def _headed(data: Path, header: str) -> tuple[str, str, int, int, str]:
    """Return set, id, begin and end of a header ("wire abc_1 0 3120"), and the text. Raises MarkupError."""
    words = header.split()
    if len(words) < 4 or not (words[2].isdigit() and words[3].isdigit()):
        raise MarkupError(f"{header!r} is no header: ## SET ID BEGIN END")
    if words[0] not in FILES:
        raise MarkupError(f"{words[0]}: there is no such set; there are {', '.join(FILES)}")
    text, begin, end = texts(data, words[0]).get(words[1]), int(words[2]), int(words[3])
    if text is None:
        raise MarkupError(f"{words[0]} {words[1]}: no such text")
    if not begin < end <= len(text):
        raise MarkupError(f"{words[0]} {words[1]}: {begin} to {end} is no stretch of a text of {len(text)} characters")
    return words[0], words[1], begin, end, text


def _read(name: str, text: str, known: Sequence[Span], lines: Sequence[str]) -> tuple[list[GoldSpan], list[GoldEvent]]:
    """Return the spans, offsets into the text, and the events of an article."""
    spans: list[GoldSpan] = []
    events: list[GoldEvent] = []
    for line in lines:
        number, bar, words = line.partition("|")
        if bar and number.isdigit():
            if int(number) >= len(known):
                raise MarkupError(f"{name}: there is no sentence {number}")
            told, places = _shown(text, known[int(number)])
            plain, found = strip(words.strip(), f"{name} {number}")
            if plain != told:
                raise MarkupError(f"{name} {number}: these are not the words of the text: {plain[:60]!r}")
            spans += [GoldSpan(one.id, places[one.start], places[one.end - 1] + 1, one.again) for one in found]
        elif line.strip() and isinstance(event := id_line(line, name), GoldEvent):
            events.append(event)
    return spans, events


def mark_problems(told: Document) -> Iterator[str]:
    """Yield what is wrong with acts and the spans that they name, where nothing else is marked."""
    marks = [span.id for span in told.spans if not span.again]
    lined = [event.id for event in told.events]
    events = set(lined)
    yield from (f"{id_} has two event lines" for id_ in sorted(events) if lined.count(id_) > 1)
    yield from (f"{id_} is marked twice" for id_ in sorted(set(marks)) if marks.count(id_) > 1)
    yield from (f"{span.id} has no event line" for span in told.spans if span.id[0] == "e" and span.id not in events)
    for event in told.events:
        yield from event_problems(told, event)
        for id_ in _named(event):
            if id_ not in IMPLIED and id_ not in marks:
                yield f"{event.id} names {id_}, which is not marked"


def _named(event: GoldEvent) -> list[str]:
    return [id_ for role in _PARTIES for id_ in getattr(event, role)] + [event.time] * bool(event.time)


def nearest(
    text: str, spans: Sequence[GoldSpan], events: Sequence[GoldEvent]
) -> tuple[list[GoldSpan], list[GoldEvent]]:
    """Keep of each event's parties and places those in the sentence of its first mention, where there are any.

    Else those of the nearest sentence before it, or after it: what is named again with every further mention of an act
    is one party, and would be taught as many.
    """
    known = sentences(text, 0, len(text))
    first = {span.id: span for span in spans if not span.again}

    def of(id_: str) -> int:
        return next((i for i, one in enumerate(known) if one.start <= first[id_].start < one.end), -1)

    def near(event: GoldEvent, role: Sequence[str]) -> tuple[str, ...]:
        here = of(event.id) if event.id in first else -1
        told = [of(id_) for id_ in role if id_ in first]
        chosen = max((one for one in told if one <= here), default=min(told, default=here))
        return tuple(id_ for id_ in role if id_ not in first or of(id_) == chosen)

    kept = [
        replace(
            event,
            actors=near(event, event.actors),
            recipients=near(event, event.recipients),
            places=near(event, event.places),
            said_by=near(event, event.said_by),
            denied_by=near(event, event.denied_by),
        )
        for event in events
    ]
    used = {id_ for event in kept for id_ in (event.id, *_named(event))}
    ordered = sorted(spans, key=lambda span: (span.start, -span.end))
    return [span for span in ordered if span.id in used], kept


def written(event: GoldEvent) -> str:
    """Return an event's line."""
    words = [event.id, "/".join([event.type, ",".join(event.modes)]).rstrip("/"), event.factuality]
    for field in (one.name for one in fields(event) if one.name in _CODED):
        told = getattr(event, field)
        if told:
            words.append(f"{_WRITTEN.get(field, field)}={told if isinstance(told, str) else ','.join(told)}")
    return " ".join(words)


def keep(found: Sequence[dict[str, Any]], folder: Path = FOLDER) -> None:
    """Write annotations to their sets' files; one of the same stretch takes the place of an earlier one."""
    for name in sorted({row["set"] for row in found}):
        path = folder / f"{name}.jsonl"
        kept = {(row["id"], row["begin"]): row for row in (rows(path) if path.exists() else ())}
        kept.update({(row["id"], row["begin"]): row for row in found if row["set"] == name})
        lines = [json.dumps(row, separators=(",", ":")) + "\n" for row in kept.values()]
        path.write_text("".join(lines), encoding="utf-8")


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    commands = parser.add_subparsers(dest="command", required=True)
    lister, taker = commands.add_parser("list"), commands.add_parser("take")
    for one in (lister, taker):
        one.add_argument("data", type=Path, help="folder of the public sets")
    lister.add_argument("set")
    lister.add_argument("ids", nargs="*")
    taker.add_argument("file", type=Path)
    taker.add_argument("--part", choices=PARTS, required=True)
    options = parser.parse_args()
    if options.command == "list":
        known = texts(options.data, options.set)
        print("\n".join(listed(options.set, id_, known[id_]) for id_ in options.ids or known))
        return 0
    try:
        keep(list(marked(options.data, options.file, options.part)))
    except MarkupError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
