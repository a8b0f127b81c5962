"""Who takes part in an act, where and when, as far as the shape of the text around it tells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from harmattan.annotate.clauses import is_of_others, of_its_own, of_its_verb, without_tellers
from harmattan.annotate.clock import with_its_day
from harmattan.annotate.datelines import dateline
from harmattan.annotate.decode import ALSO, DOER, UNDERSTOOD, Candidate
from harmattan.annotate.lists import joined, parted
from harmattan.annotate.rules import beside
from harmattan.annotate.spans import Scored, by_name, stands_alone, tidy, within
from harmattan.records import Event, Label, Mention, Sentence, Span

# "Positions himself": he is not acted on by anybody else.
_REFLEXIVE: Final = re.compile(r"(?:him|her|it|my|our|them)sel(?:f|ves)", re.IGNORECASE)
# "Patrolled the border with Mali", "an exercise off Tarna": where it was.
_WHERE: Final = re.compile(
    r"\b(?:(?:borders?|frontiers?|boundar(?:y|ies)) with|off|(?P<beside>outside|around))\s+(?:the\s+)?$", re.IGNORECASE
)
_BEFORE: Final = 24
# "Accused the government of serving Israel": of what somebody is accused says nothing of who it is.
_CHARGES: Final = re.compile(r"(?:accus|suspect|convict)\w*", re.IGNORECASE)
_OF_DOING: Final = re.compile(r" of (?:\w+ly )?(?:having )?[a-z]+(?:ing|ed)\b")
# "Restored diplomatic relations", "exchanged ambassadors": what the sides have with each other.
_TIES: Final = re.compile(r"(?:(?:full|their|the|diplomatic|trade|formal|consular) )*(?:relations|ties)", re.IGNORECASE)
_EXCHANGED: Final = re.compile(r"exchang(?:e|es|ed|ing)", re.IGNORECASE)
_WEEKDAY: Final = re.compile(r"(?<=[a-z])(?<!\bBloody)(?<!\bBlack) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_PARTIES: Final = ("actor", "recipient", "said_by", DOER, UNDERSTOOD)


@dataclass(frozen=True, slots=True)
class Near:
    """What stands around the acts of a window. triggers: of those of its acts that may be kept."""

    text: str
    sentences: Sequence[Sentence]
    named: Sequence[Mention]
    triggers: Sequence[Span]

    def read(self, found: Candidate, told: Sequence[Event]) -> Candidate:
        """Return a candidate with whole phrases, each of the act it belongs to. told: the acts before it."""
        roles = self._whole(found)
        for name in ("place", "time"):
            roles[name] = of_its_own(
                self.text, found.trigger, self.triggers, roles[name], act=found.likeliest, time=name == "time"
            )
        for name in ("recipient", UNDERSTOOD):
            roles[name] = tuple(
                one for one in roles[name] if not _unacted(self.text, found.trigger, one[0], act=found.likeliest)
            )
        roles["actor"] = without_tellers(self.text, roles["actor"])
        for name in ("actor", DOER):
            roles[name] = tuple(one for one in roles[name] if not self._commented(found.trigger, one[0], told))
        roles["recipient"] = _without_charges(self.text, found.trigger, roles["recipient"])
        roles["recipient"] = of_its_verb(self.text, found.trigger, self.triggers, roles["recipient"])
        return replace(found, roles=roles)

    def _whole(self, found: Candidate) -> dict[str, tuple[Scored, ...]]:
        """Return the phrases of each role, tidied, lists taken apart, persons by their names."""
        people = [one.span for one in self.named if one.kind == "person"]
        own = self.sentences[found.sentence].span
        roles = {
            name: tidy(self.text, _inside(self.text, name, spans, own, self.sentences))
            for name, spans in found.roles.items()
        }
        roles |= {name: joined(self.text, roles[name], roles[other]) for name, other in ALSO.items()}
        return roles | {
            name: _by_name(self.text, parted(self.text, roles[name], self.named), people) for name in _PARTIES
        }

    def _commented(self, trigger: Span, doer: Span, told: Sequence[Event]) -> bool:
        return any(is_of_others(self.text, trigger, other, doer) for other in told)


def _without_charges(text: str, trigger: Span, spans: Iterable[Scored]) -> tuple[Scored, ...]:
    """Return the accused, each without what he is accused of."""
    if not _CHARGES.fullmatch(trigger.of(text)):
        return tuple(spans)
    ends = [(span, score, _OF_DOING.search(text, span.start, span.end)) for span, score in spans]
    return tuple((Span(span.start, of.start()) if of else span, score) for span, score, of in ends)


def _unacted(text: str, trigger: Span, span: Span, *, act: str = "") -> bool:
    """Tell whether a party is beside the one who acts, or that one again ("positions himself"), or no party at all."""
    return (
        beside(text, span.start)
        or bool(_REFLEXIVE.fullmatch(text, span.start, span.end))
        or bool(_TIES.fullmatch(text, span.start, span.end))
        or _is_where(text, span, act)
        or bool(_EXCHANGED.fullmatch(trigger.of(text)) and not text[trigger.end : span.start].strip())
    )


def _is_where(text: str, span: Span, act: str) -> bool:
    """Tell whether a party is where an act was; who protests outside an embassy protests against it."""
    where = _WHERE.search(text, max(0, span.start - _BEFORE), span.start)
    return where is not None and not (where["beside"] and act == "PROTEST")


def _inside(text: str, role: str, spans: Iterable[Scored], own: Span, sentences: Sequence[Sentence]) -> list[Scored]:
    """Return the spans, each within one sentence; where a report was written ("ENTEBBE – ") nobody acts."""
    kept = [(within(span, own, (one.span for one in sentences)), score) for span, score in spans]
    if role == "place":
        return kept
    heads = list(_datelines(text, (span for span, _ in kept), sentences))
    if role == "time":
        told = [(with_its_day(text, one), score) for one, score in kept if not _of_the_page(text, one, own, sentences)]
        return [one for one in told if _behind(one[0], heads) == one[0]]
    return [(cut, score) for span, score in kept if (cut := _behind(span, heads)) is not None]


def _datelines(text: str, spans: Iterable[Span], sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Yield where the datelines begin and end that spans lie in."""
    near = list(spans)
    if not near:
        return
    first, last = min(span.start for span in near), max(span.end for span in near)
    for one in sentences:
        # All but one or two of a page's sentences are outside: they are passed over by two comparisons.
        if one.span.start >= last or one.span.end <= first:
            continue
        if one.label is Label.PARAGRAPH and any(one.span.overlaps(span) for span in near):
            end = dateline(text, one.span.start, one.span.end)
            if end is not None:
                yield one.span.start, end


def _of_the_page(text: str, span: Span, own: Span, sentences: Sequence[Sentence]) -> bool:
    """Tell whether a time stands alone in a line of its own: it says when the page was written, not when an act was."""
    if span.overlaps(own):
        return False
    return stands_alone(text, span, next((one.span for one in sentences if one.span.overlaps(span)), own))


def _by_name(text: str, spans: Iterable[Scored], people: Sequence[Span]) -> tuple[Scored, ...]:
    """Return the spans, a phrase that says more of a person named right before it as that name; each once."""
    found: dict[Span, float] = {}
    for given, score in spans:
        # "William Baxter Wednesday defended the department", as wires write.
        day = _WEEKDAY.search(text, given.start, given.end)
        span = Span(given.start, day.start()) if day else given
        name = by_name(text, span, people)
        found[name] = max(score, found.get(name, 0.0))
    return tuple(found.items())


def _behind(span: Span, heads: Sequence[tuple[int, int]]) -> Span | None:
    """Return what of a span stands behind a dateline; None if nothing does."""
    start = max([span.start, *(end for first, end in heads if first <= span.start < end)])
    return Span(start, span.end) if start < span.end else None
