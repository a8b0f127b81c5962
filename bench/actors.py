"""Scores who phrases mean: ``python bench/actors.py [FILE] [--errors]``.

FILE is tab-separated: phrase, day, about, context, name, country, sector, role (bench/cases/actors.tsv, invented
phrases, real offices). The phrase is read in an article of that day whose headline names the state it is about, after
the context. A case is right when name, country, primary sector and role all are. A name is right when it means the
same actor by the tables; "?" asks that nobody be named; an empty sector or role, and "*" for a country, are not asked
for. Compounds are written with " + " and every part must be right. Dated cases are phrases that stand on several days.
Mistaken is who is given to another: a person, body or group that is not meant, or the body of another state or sector.
bench/cases/others.tsv has phrases that are easily mistaken.
"""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from harmattan import dates  # noqa: E402
from harmattan.ids import content_hash, make_id  # noqa: E402
from harmattan.records import Article, Block, Label, Span, Told  # noqa: E402
from harmattan.resolve import knowledge  # noqa: E402
from harmattan.resolve.linking import Linker  # noqa: E402
from harmattan.resolve.names import fold  # noqa: E402
from harmattan.resolve.places import Places  # noqa: E402
from harmattan.resolve.survey import survey  # noqa: E402
from harmattan.resolve.who import Who  # noqa: E402

CASES = Path(__file__).parent / "cases" / "actors.tsv"
FIELDS = ("name", "country", "sector", "role")
# Names of one post in different states.
SAME_POST = (
    {"foreign minister", "secretary of state", "foreign secretary", "minister of foreign affairs"},
    {"defence minister", "defense minister", "secretary of defense", "defence secretary", "defense secretary"},
    {"interior minister", "home secretary", "secretary of homeland security", "minister of the interior"},
    {"finance minister", "treasury secretary", "secretary of the treasury", "chancellor of the exchequer"},
    {"parliament speaker", "speaker of parliament", "speaker", "speaker of the house", "house speaker"},
    {"president", "transitional president", "interim president", "junta leader", "military ruler", "head of state"},
    {"prime minister", "premier"},
    {"vice president", "deputy president", "first vice president"},
    {"supreme leader", "leader"},
    {"army chief", "chief of staff", "chairman of the joint chiefs", "chief of the general staff"},
    {"secretary-general", "secretary general"},
    {"high representative", "foreign policy chief"},
    {"high commissioner", "un high commissioner for human rights", "un high commissioner for refugees"},
)


@dataclass(frozen=True, slots=True)
class Case:
    """One phrase and what is expected: a tuple (name, country, sector, role) for each of those it means."""

    phrase: str
    day: str
    about: str
    context: str
    expected: tuple[tuple[str, ...], ...]


def cases(path: Path) -> Iterator[Case]:
    """Read a file of cases."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            parts = [[part.strip() for part in (row[name] or "").split(" + ")] for name in FIELDS]
            size = len(parts[0])
            columns = [part if len(part) == size else part * size for part in parts]
            yield Case(row["phrase"], row["day"], row["about"], row["context"], tuple(zip(*columns, strict=True)))


def article(case: Case, known: knowledge.Knowledge) -> tuple[Article, int]:
    """Return the article a case is read in and where its phrase stands."""
    about = known.states[case.about].name if case.about in known.states else ""
    headline = f"News from {about}" if about else "News of the day"
    lead = f"{case.context} " if case.context else ""
    text = f"{headline}\n{lead}{case.phrase} took part.\n"
    start = len(headline) + 1
    blocks = (
        Block(Label.HEADLINE, Span(0, len(headline))),
        Block(Label.PARAGRAPH, Span(start, len(text) - 1)),
    )
    digest = content_hash(text)
    published = Told(case.day, "bench")
    made = Article(
        make_id("art", [case.phrase, digest]),
        "case",
        text,
        blocks,
        digest,
        title=Told(headline, "bench"),
        published=published,
    )
    return made, start + len(lead)


def read(case: Case, known: knowledge.Knowledge, places: Places) -> tuple[Who, ...]:
    """Return whom the phrase means as the resolver sees it."""
    made, at = article(case, known)
    first, after = dates.bounds(case.day)
    return Linker(survey(made, known), places, (first.isoformat(), after.isoformat())).resolve(case.phrase, at)


def wrong(case: Case, found: Sequence[Who], known: knowledge.Knowledge) -> list[str]:
    """Return the names of the fields that are not as expected."""
    if len(found) != len(case.expected):
        return ["number"]
    missed: set[str] = set()
    for answer, who in zip(case.expected, found, strict=True):
        name, country, sector, role = answer
        checks = {
            "name": _same_name(name, who, known),
            "country": country in (who.country, "*"),
            "sector": not sector or sector == (who.sectors[0] if who.sectors else ""),
            "role": not role or _same_role(role, who.role),
        }
        missed |= {field for field, right in checks.items() if not right}
    return [field for field in FIELDS if field in missed]


def is_mistaken(missed: Sequence[str], found: Sequence[Who]) -> bool:
    """Tell whether somebody is named who is not meant; the government for its minister is coarse, and no mistake."""
    named = [who for who in found if who.entity and who.kind not in ("noun", "name", "of a people")]
    coarse = all(who.kind == "institution" for who in named) and not {"country", "sector"} & set(missed)
    return "name" in missed and bool(named) and not coarse


def _same_name(name: str, who: Who, known: knowledge.Knowledge) -> bool:
    if name == "?":
        return who.kind in ("", "noun", "name", "institution", "of a people") or not who.name
    if fold(name) == fold(who.name):
        return True
    return any(entry.entity and entry.entity == who.entity for entry in known.index.exactly(name))


def _same_role(expected: str, told: str) -> bool:
    former, now = (words.lower().startswith("former ") for words in (expected, told))
    left, right = (words.lower().removeprefix("former ").strip() for words in (expected, told))
    if former != now:
        return False
    return left == right or former or any({left, right} <= group for group in SAME_POST)


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path, nargs="?", default=CASES)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--least", type=float, default=0.0, help="fail if a share of right cases is below this")
    options = parser.parse_args()
    known = knowledge.load()
    places, every = Places(known), list(cases(options.file))
    stands = Counter(case.phrase for case in every)
    right, total, fields, mistaken = Counter[str](), Counter[str](), Counter[str](), 0
    for case in every:
        found = read(case, known, places)
        missed = wrong(case, found, known)
        for group in ("all", "dated" if stands[case.phrase] > 1 else "undated"):
            total[group] += 1
            right[group] += not missed
        fields.update(missed)
        mistaken += is_mistaken(missed, found)
        if missed and options.errors:
            told = " + ".join(f"{who.name}/{who.country}/{','.join(who.sectors)}/{who.role}" for who in found)
            expected = " + ".join("/".join(part) for part in case.expected)
            print(f"WRONG {','.join(missed)}: {case.phrase!r} {case.day} {case.about}: {told} is {expected}")
    for group in ("all", "dated", "undated"):
        print(f"{group:<8} {right[group] / max(1, total[group]):.3f} right  n={total[group]}")
    print(f"mistaken {mistaken}")
    print("wrong: " + ", ".join(f"{name} {count}" for name, count in fields.most_common()))
    return int(any(right[group] < options.least * total[group] for group in total))


if __name__ == "__main__":
    sys.exit(main())
