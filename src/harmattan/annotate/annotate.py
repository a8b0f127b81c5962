"""Article -> Annotations: sentences, windows, one encoder pass, decoding, the codebook's rules.

Needs: Article.text and its blocks. Gives: sentences, mentions and events whose parties, places and
times are spans; resolving them is the next stage's work.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from harmattan.annotate.antecedents import antecedents
from harmattan.annotate.bag import Voices
from harmattan.annotate.casualties import counted
from harmattan.annotate.clauses import is_of_others, is_only_said, of_its_own, of_its_verb, without_tellers
from harmattan.annotate.clock import with_its_day
from harmattan.annotate.datelines import dateline
from harmattan.annotate.decode import ALSO, DOER, UNDERSTOOD, Candidate, Thresholds, candidates, mentions
from harmattan.annotate.encoder import Encoded, Encoder
from harmattan.annotate.labels import TYPES
from harmattan.annotate.lifted import is_over
from harmattan.annotate.lists import joined, parted
from harmattan.annotate.mishaps import is_mishap
from harmattan.annotate.names import whole_names
from harmattan.annotate.paragraphs import Parts
from harmattan.annotate.quotes import once, quotes
from harmattan.annotate.rules import Calibration, Coding, also, asks_for_comment, beside, code
from harmattan.annotate.sentences import split
from harmattan.annotate.spans import Scored, by_name, stands_alone, tidy, with_whole_name, within
from harmattan.annotate.subject import WHY, Passage, passage, probability
from harmattan.annotate.text import Window, tokenize, windows
from harmattan.annotate.voice import deprived, fronted, suffered, taken_from
from harmattan.codebook.loader import Codebook, load
from harmattan.ids import make_id
from harmattan.records import (
    Annotations,
    Antecedent,
    Article,
    Attribution,
    Doubt,
    Event,
    EventPlace,
    EventTime,
    Factuality,
    Label,
    Mention,
    Quote,
    Sentence,
    Span,
)

# Sentences encoded together: longer texts are taken in parts, so that memory does not grow with them.
# At the borders of parts the context of one window is lost; an article of news is one part.
_AT_ONCE = 300
# "Will not renew" is a refusal; a lone negation anywhere else is none, and the encoder takes it for one.
_NEGATION = re.compile(r"not|no|never|nor|cannot|n['’]t", re.IGNORECASE)
# "Positions himself": he is not acted on by anybody else.
_REFLEXIVE = re.compile(r"(?:him|her|it|my|our|them)sel(?:f|ves)", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?<=[a-z])(?<!\bBloody)(?<!\bBlack) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_PARTIES = ("actor", "recipient", "said_by", DOER, UNDERSTOOD)


@dataclass(frozen=True, slots=True)
class Annotator:
    """The stage with its model, codebook and thresholds."""

    encoder: Encoder
    book: Codebook = field(default_factory=load)
    limits: Thresholds = field(default_factory=Thresholds)

    def annotate(self, article: Article) -> Annotations:
        """Find the events of one article. An article without a coded block gives empty Annotations."""
        sentences = tuple(_sentences(article))
        events: list[Event] = []
        doubts: list[Doubt] = []
        named: list[Mention] = []
        said: list[Quote] = []
        linked: list[Antecedent] = []
        passages: list[Passage] = []
        near: list[Mention] = []
        parts = Parts.of(article.text, article.body, sentences)
        voices = self._voices(article, sentences)
        for first in range(0, len(sentences), _AT_ONCE):
            part = sentences[first : first + _AT_ONCE]
            for window, result in self._encoded(article, part):
                before, near = near, whole_names(article.text, mentions(window, result, self.limits))
                named += near
                # A name right before a span of this window begins in it or in the one before.
                coded = list(self._coded(article, part, [*before, *near], window, result, voices))
                heads = self.encoder.heads
                here = [item for item in coded if isinstance(item, Event)]
                told = list(quotes(article.text, window, result, heads, self.limits, parts))
                people = [one.span for one in (*before, *near) if one.kind == "person"]
                for link in antecedents(article.text, window, result, heads, _phrases(here, told), self.limits):
                    linked.append(replace(link, antecedent=with_whole_name(link.antecedent, people)))
                events += here
                doubts += (item for item in coded if isinstance(item, Doubt))
                said += told
                passages.append(passage(window, result.states))
        if self._off_subject(passages):
            doubts += (_aside(article, event) for event in events)
            events = []
        whose = counted(article.text, events, [doubt.span for doubt in doubts if doubt.span])
        return Annotations(article.id, sentences, tuple(named), whose, tuple(doubts), once(said), tuple(linked))

    def passages(self, article: Article) -> list[Passage]:
        """Return the sums of states that an article's subject is judged by, without coding it."""
        sentences = tuple(_sentences(article))
        return [
            passage(window, result.states)
            for first in range(0, len(sentences), _AT_ONCE)
            for window, result in self._encoded(article, sentences[first : first + _AT_ONCE])
        ]

    def _voices(self, article: Article, sentences: Sequence[Sentence]) -> Voices | None:
        page = " ".join(one.span.of(article.text) for one in sentences)
        return Voices(self.encoder.bag, article.text, page) if self.encoder.bag else None

    def _off_subject(self, passages: Sequence[Passage]) -> bool:
        subject = self.encoder.subject
        likely = probability(subject, passages) if subject and self.limits.subject else None
        return likely is not None and likely < self.limits.subject

    def _encoded(self, article: Article, sentences: Sequence[Sentence]) -> Iterator[tuple[Window, Encoded]]:
        tokens = tokenize(self.encoder.tokenizer, article.text, [sentence.span for sentence in sentences])
        read = list(windows(tokens, self.encoder.cls_id, self.encoder.sep_id))
        results = self.encoder.run([(window.ids, window.shapes) for window in read])
        return zip(read, results, strict=True)

    def _coded(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        named: Sequence[Mention],
        window: Window,
        result: Encoded,
        voices: Voices | None,
    ) -> Iterator[Event | Doubt]:
        people = [one.span for one in named if one.kind == "person"]
        sure = Calibration(*self.encoder.calibration)
        # A hair less than the limit, since confidences are rounded.
        least = sure.raw(self.limits.event - 0.001)
        acts = list(candidates(window, result, self.encoder.heads, self.limits, least))
        # What nobody will keep takes no time from what is kept.
        triggers = [one.trigger for one in acts if one.score * float(one.scores.type.max()) >= least]
        told: list[Event] = []
        for found in acts:
            own = sentences[found.sentence].span
            roles = {
                name: tidy(article.text, _inside(article.text, name, spans, own, sentences))
                for name, spans in found.roles.items()
            }
            roles |= {name: joined(article.text, roles[name], roles[other]) for name, other in ALSO.items()}
            roles |= {
                name: _by_name(article.text, parted(article.text, roles[name], named), people) for name in _PARTIES
            }
            likeliest = TYPES[int(found.scores.type.argmax())]
            for name in ("place", "time"):
                roles[name] = of_its_own(
                    article.text, found.trigger, triggers, roles[name], act=likeliest, time=name == "time"
                )
            for name in ("recipient", UNDERSTOOD):
                roles[name] = tuple(one for one in roles[name] if not _unacted(article.text, one[0]))
            roles["actor"] = without_tellers(article.text, roles["actor"])
            for name in ("actor", DOER):
                roles[name] = tuple(
                    one
                    for one in roles[name]
                    if not any(is_of_others(article.text, found.trigger, other, one[0]) for other in told)
                )
            roles["recipient"] = of_its_verb(article.text, found.trigger, triggers, roles["recipient"])
            candidate = replace(found, roles=roles)
            words = " ".join(candidate.trigger.of(article.text).split())
            if _NEGATION.fullmatch(words):
                yield Doubt(repr(words), "the words name no act", candidate.trigger)
                continue
            sentence = sentences[candidate.sentence].span
            if is_only_said(article.text, found.trigger, [one.trigger for one in told]):
                yield Doubt(repr(words), "it is only promised, asked for or refused", candidate.trigger)
                continue
            if _of_the_report(article, sentence, candidate.trigger):
                yield Doubt(repr(words), "a reporter's own question is no act", candidate.trigger)
                continue
            before = article.text[sentence.start : candidate.trigger.start]
            behind = article.text[candidate.trigger.end : sentence.end]
            over = is_over(before, words, behind)
            if over:
                candidate = replace(candidate, roles=candidate.roles | {"time": ()})
            candidate = deprived(taken_from(candidate, behind), words, behind)
            candidate = fronted(suffered(candidate, before, words, behind), before, words, behind, named)
            if voices:
                contexts = voices.mixed(candidate.contexts, sentence, candidate.trigger.of(article.text), likeliest)
                candidate = replace(candidate, contexts=contexts)
            coding = code(candidate, self.book, self.limits, sure, before=before, words=words)
            if over:
                coding = replace(coding, factuality=Factuality.HISTORICAL)
            if coding.refused:
                yield Doubt(f"{coding.type} {words!r}", coding.refused, candidate.trigger)
                continue
            doers = [party.span.of(article.text) if party.span else "somebody" for party in coding.actors]
            if coding.type == "ASSAULT" and is_mishap(before, words, behind, doers):
                yield Doubt(f"{coding.type} {words!r}", "a mishap is nobody's act", candidate.trigger)
                continue
            told.append(self._event(article, sentences, candidate, coding))
            yield told[-1]
            second = also(coding, before, words, behind, _words(article, sentences, candidate))
            if second:
                yield self._event(article, sentences, candidate, second)

    def _event(self, article: Article, sentences: Sequence[Sentence], candidate: Candidate, coding: Coding) -> Event:
        roles = {name: found[0][0] if found else None for name, found in _best(candidate).items()}
        place, time, said_by = roles["place"], roles["time"], roles["said_by"]
        return Event(
            id=_event_id(article, self.encoder.version, candidate, coding),
            article=article.id,
            type=coding.type,
            trigger=candidate.trigger,
            factuality=coding.factuality,
            confidence=coding.confidence,
            modes=coding.modes,
            contexts=coding.contexts,
            actors=coding.actors,
            recipients=coding.recipients,
            place=EventPlace(place) if place else None,
            time=EventTime(time, None, "unknown") if time else None,
            said_by=Attribution(said_by) if said_by else None,
            evidence=tuple(_evidence(sentences, candidate)),
            quad=self.book.quad(coding.type),
            score=self.book.score(coding.type, coding.modes),
            coder=self.encoder.version,
            codebook=self.book.version,
        )


def _phrases(events: Sequence[Event], said: Sequence[Quote]) -> Iterator[Span]:
    """The spans that stand for somebody: parties, sources and speakers."""
    for event in events:
        yield from (party.span for party in (*event.actors, *event.recipients) if party.span)
        if event.said_by:
            yield event.said_by.span
    yield from (quote.speaker.span for quote in said if quote.speaker and quote.speaker.span)


def _sentences(article: Article) -> Iterator[Sentence]:
    for block in article.body:
        for span in split(article.text, block.span.start, block.span.end):
            yield Sentence(span, block.label)


def _best(candidate: Candidate) -> dict[str, list[tuple[Span, float]]]:
    """Place, time and source are single: the surest span of each role comes first."""
    return {name: sorted(found, key=lambda item: -item[1]) for name, found in candidate.roles.items()}


def _evidence(sentences: Sequence[Sentence], candidate: Candidate) -> Iterator[Span]:
    """The trigger's sentence, then other sentences that hold one of its parties."""
    own = sentences[candidate.sentence].span
    yield own
    seen = {own}
    for name in ("actor", "recipient"):
        for span, _ in candidate.roles[name]:
            for sentence in sentences[max(0, candidate.sentence - 6) : candidate.sentence + 6]:
                if sentence.span not in seen and sentence.span.overlaps(span):
                    seen.add(sentence.span)
                    yield sentence.span


def _words(article: Article, sentences: Sequence[Sentence], candidate: Candidate) -> str:
    return sentences[candidate.sentence].span.of(article.text)


def _unacted(text: str, span: Span) -> bool:
    """Tell whether a party is beside the one who acts, or that one again: "positions himself"."""
    return beside(text, span.start) or bool(_REFLEXIVE.fullmatch(text, span.start, span.end))


def _aside(article: Article, event: Event) -> Doubt:
    """An act on a page that tells of nothing political: told as left out, with its words."""
    return Doubt(f"{event.type} {' '.join(event.trigger.of(article.text).split())!r}", WHY, event.trigger)


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
    for one in sentences:
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


def _of_the_report(article: Article, sentence: Span, trigger: Span) -> bool:
    return asks_for_comment(sentence.of(article.text), trigger.start - sentence.start, trigger.end - sentence.start)


def _event_id(article: Article, coder: str, candidate: Candidate, coding: Coding) -> str:
    parties = [party.span for party in (*coding.actors, *coding.recipients)]
    place = [(span.start, span.end) for span in (candidate.trigger, *(span for span in parties if span))]
    # A page of which another day is known is resolved anew: its events must not pass for those of before.
    day = article.published.value if article.published else ""
    return make_id("ev", [article.id, coder, coding.type, *coding.modes, coding.factuality, place, day])
