"""Article -> Annotations: sentences, windows, one encoder pass, decoding, the codebook's rules.

Needs: Article.text and its blocks. Gives: sentences, mentions and events whose parties, places and
times are spans; resolving them is the next stage's work.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from harmattan.annotate.antecedents import antecedents
from harmattan.annotate.bag import Voices
from harmattan.annotate.breaches import of_a_truce
from harmattan.annotate.casualties import counted
from harmattan.annotate.clauses import is_only_said
from harmattan.annotate.decode import Candidate, Thresholds, candidates, mentions
from harmattan.annotate.encoder import Encoded, Encoder
from harmattan.annotate.lifted import is_over
from harmattan.annotate.mishaps import is_mishap
from harmattan.annotate.names import whole_names
from harmattan.annotate.near import Near
from harmattan.annotate.paragraphs import Parts
from harmattan.annotate.quotes import once, quotes, unsaid
from harmattan.annotate.reliefs import CONCESSIONS, is_stopped, of_a_burden, relieves
from harmattan.annotate.rules import Calibration, Coding, affirms, also, asks_for_comment, code
from harmattan.annotate.sentences import split
from harmattan.annotate.spans import with_whole_name, with_whole_phrase
from harmattan.annotate.subject import WHY, Passage, passage, probability
from harmattan.annotate.text import Window, tokenize, windows
from harmattan.annotate.unreal import is_long_past, why_unreal
from harmattan.annotate.voice import active, deprived, fronted, suffered, taken_from, told_to
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
    Mention,
    Quote,
    Sentence,
    Span,
)

# Sentences encoded together: longer texts are taken in parts, so that memory does not grow with them.
# At the borders of parts the context of one window is lost; an article of news is one part.
_AT_ONCE = 300
# "Will not renew" is a refusal; a lone negation anywhere else is none, and the encoder takes it for one.
# Characters from the noun of an act to the verb it hangs on: "confirmed continued support".
_VERB = 40
_NEGATION = re.compile(r"not|no|never|nor|cannot|n['’]t", re.IGNORECASE)


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
                names = [one.span for one in (*before, *near)]
                parties = tuple(_phrases((*events, *here), ()))
                for link in antecedents(article.text, window, result, heads, _phrases(here, told), self.limits):
                    whole = with_whole_name(link.antecedent, names)
                    linked.append(replace(link, antecedent=with_whole_phrase(article.text, whole, names, parties)))
                events += here
                doubts += (item for item in coded if isinstance(item, Doubt))
                said += told
                passages.append(passage(window, result.states))
        if self._off_subject(passages):
            doubts += (_aside(article, event) for event in events)
            events = []
        whose = counted(article.text, events, [doubt.span for doubt in doubts if doubt.span])
        heard = once(said)
        kept = tuple(quote for quote in heard if not unsaid(article.text, quote))
        doubts += (_unheard(article, quote) for quote in heard if quote not in kept)
        return Annotations(article.id, sentences, tuple(named), whose, tuple(doubts), kept, tuple(linked))

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
        sure = Calibration(*self.encoder.calibration)
        # A hair less than the limit, since confidences are rounded.
        least = sure.raw(self.limits.event - 0.001)
        acts = list(candidates(window, result, self.encoder.heads, self.limits, least, partial(_is_sure, article.text)))
        # What nobody will keep takes no time from what is kept.
        triggers = [one.trigger for one in acts if one.score * float(one.scores.type.max()) >= least]
        near = Near(article.text, sentences, named, triggers)
        told: list[Event] = []
        for found in acts:
            act = Told.of(near.read(found, told), article.text, sentences[found.sentence].span, told)
            why = _no_act(act, article, told)
            if why:
                yield Doubt(repr(act.words), why, found.trigger)
                continue
            candidate, coding = self._judged(act, named, voices, sure)
            why = coding.refused or why_unreal(coding.type, act.before, act.words) or _mishap(act, coding, article.text)
            if why:
                yield Doubt(f"{coding.type} {act.words!r}", why, found.trigger)
                continue
            told.append(self._event(article, sentences, candidate, coding))
            yield told[-1]
            second = also(coding, act.before, act.words, act.behind, act.sentence.of(article.text))
            if second:
                yield self._event(article, sentences, candidate, second)

    def _judged(
        self, act: "Told", named: Sequence[Mention], voices: Voices | None, sure: Calibration
    ) -> tuple[Candidate, Coding]:
        """Return an act with its parties on their sides, and its coding."""
        over = _is_over(act)
        candidate = replace(act.found, roles=act.found.roles | {"time": ()}) if over else act.found
        candidate = of_a_burden(candidate, act.before, act.words, act.behind)
        candidate = deprived(taken_from(candidate, act.behind), act.words, act.behind)
        candidate = active(suffered(candidate, act.before, act.words, act.behind), act.before, act.words)
        candidate = told_to(candidate, act.behind)
        candidate = fronted(candidate, act.before, act.words, act.behind, named)
        if voices:
            contexts = voices.mixed(candidate.contexts, act.sentence, act.trigger, candidate.likeliest)
            candidate = replace(candidate, contexts=contexts)
        coding = code(candidate, self.book, self.limits, sure, before=act.before, words=act.words, certain=act.certain)
        coding = of_a_truce(coding, act.before, act.words, act.behind)
        return candidate, replace(coding, factuality=Factuality.HISTORICAL) if over else coding

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


@dataclass(frozen=True, slots=True)
class Told:
    """A candidate in the words of its sentence: trigger as it stands there, words with single blanks."""

    found: Candidate
    sentence: Span
    trigger: str
    words: str
    before: str
    behind: str
    certain: tuple[str, ...]

    @classmethod
    def of(cls, found: Candidate, text: str, sentence: Span, told: Sequence[Event]) -> "Told":
        """Put a candidate into its sentence. told: the acts before it."""
        trigger = found.trigger.of(text)
        before, behind = text[sentence.start : found.trigger.start], text[found.trigger.end : sentence.end]
        certain = _certain(text, found.trigger, told)
        return cls(found, sentence, trigger, " ".join(trigger.split()), before, behind, certain)


def _no_act(act: Told, article: Article, told: Sequence[Event]) -> str:
    """Return why the words of a candidate name no act of their own; empty if they do. told: the acts before it."""
    trigger = act.found.trigger
    if _NEGATION.fullmatch(act.words):
        return "the words name no act"
    if is_only_said(article.text, trigger, [one.trigger for one in told]):
        return "it is only promised, asked for or refused"
    begin = act.sentence.start
    if asks_for_comment(act.sentence.of(article.text), trigger.start - begin, trigger.end - begin):
        return "a reporter's own question is no act"
    return ""


def _is_sure(text: str, trigger: Span) -> bool:
    return affirms(text, trigger) or relieves(text, trigger)


def _certain(text: str, trigger: Span, told: Sequence[Event]) -> tuple[str, ...]:
    """Return the types of which the words make an act sure, however unsure the encoder is."""
    support = ("SUPPORT", "AGREE") if _is_affirmed(text, trigger, told) else ()
    return support + (CONCESSIONS if relieves(text, trigger) else ())


def _is_over(act: Told) -> bool:
    """Tell whether an act is told as what ended or is long past, so that no time near it is its own."""
    ended = is_over(act.before, act.words, act.behind) or is_stopped(act.found.likeliest, act.before, act.words)
    return ended or is_long_past(act.before)


def _is_affirmed(text: str, trigger: Span, told: Sequence[Event]) -> bool:
    """Tell whether an act is support that is confirmed or voiced, and the verb is not already told as such."""
    before = Span(max(0, trigger.start - _VERB), trigger.start)
    return affirms(text, trigger) and not any(one.type == "SUPPORT" and one.trigger.overlaps(before) for one in told)


def _mishap(act: Told, coding: Coding, text: str) -> str:
    doers = [party.span.of(text) if party.span else "somebody" for party in coding.actors]
    told = coding.type == "ASSAULT" and is_mishap(act.before, act.words, act.behind, doers)
    return "a mishap is nobody's act" if told else ""


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


def _aside(article: Article, event: Event) -> Doubt:
    """An act on a page that tells of nothing political: told as left out, with its words."""
    return Doubt(f"{event.type} {' '.join(event.trigger.of(article.text).split())!r}", WHY, event.trigger)


def _unheard(article: Article, quote: Quote) -> Doubt:
    words = " ".join(quote.cue.of(article.text).split())
    return Doubt(f"quote {words!r}", unsaid(article.text, quote), quote.cue)


def _event_id(article: Article, coder: str, candidate: Candidate, coding: Coding) -> str:
    parties = [party.span for party in (*coding.actors, *coding.recipients)]
    place = [(span.start, span.end) for span in (candidate.trigger, *(span for span in parties if span))]
    # A page of which another day is known is resolved anew: its events must not pass for those of before.
    day = article.published.value if article.published else ""
    return make_id("ev", [article.id, coder, coding.type, *coding.modes, coding.factuality, place, day])
