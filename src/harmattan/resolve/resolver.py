"""Annotations with bare spans -> Annotations that say who, where and when."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Final

from harmattan import dates
from harmattan.ids import make_id
from harmattan.records import (
    Annotations,
    Article,
    Attribution,
    Event,
    EventPlace,
    EventTime,
    Factuality,
    Judgement,
    Party,
    Quote,
    Span,
    standing,
)
from harmattan.resolve import knowledge
from harmattan.resolve.additions import extended
from harmattan.resolve.agreed import of_what_is_to_be_done
from harmattan.resolve.coups import told_by_coups
from harmattan.resolve.dateforms import UNKNOWN
from harmattan.resolve.doubts import doubts_of
from harmattan.resolve.due import with_dues
from harmattan.resolve.here import on_the_spot
from harmattan.resolve.history import around, factuality_of
from harmattan.resolve.hosts import hosted
from harmattan.resolve.linking import Linker, is_pronoun
from harmattan.resolve.listed import rows, with_their_noun
from harmattan.resolve.local import is_local_phrase
from harmattan.resolve.meetings import meets_in
from harmattan.resolve.names import key_of, tokens
from harmattan.resolve.nouns import theirs
from harmattan.resolve.offices import FROM_ELSEWHERE, GUESTS
from harmattan.resolve.papers import speaks_by
from harmattan.resolve.people import not_where, people
from harmattan.resolve.places import Places
from harmattan.resolve.recalled import without_envoys
from harmattan.resolve.scene import Scene
from harmattan.resolve.scheduled import scheduled
from harmattan.resolve.subjects import done_to, links
from harmattan.resolve.survey import survey
from harmattan.resolve.there import met_there, seated_in, standing_in, without_own_land
from harmattan.resolve.when import time_of
from harmattan.resolve.who import Days, Who

# Two who met are not both of where they met.
_BOTH = re.compile(
    r"(?:[Bb]oth|[Tt]he two) (?:delegations|governments|leaders|ministers|parties|presidents|sides|teams)\b"
)
_LOCAL = ("GOV", "LEG", "COP", "JUD", "ELI")
# "US-backed forces" are not the army of the state in which they fight.
# Acts in which those who do them, and those to whom they are done, may lose their posts.
_LEAVING: Final = frozenset({"RETREAT", "CONCEDE"})
_FELLING: Final = frozenset({"ASSAULT", "COERCE"})
_BACKED = re.compile(r"\b(?:backed|allied|aligned|sponsored|supported|trained|led)\b")
# "Mosul", "the village of Prisi", "Idlib province"; not "a Mosul nightclub".
_TOWN = re.compile(
    r"(?:[Tt]he )?(?:(?:[\w-]+ )?(?:town|city|village|port|district|province|enclave) of )?"
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}(?: (?:province|city|town|district|governorate|enclave))?"
)
_HAMLET = re.compile(r"(?:[Tt]he )?(?:[\w-]+ )?(?:town|city|village|enclave) of ")


class Resolver:
    """Fills the parties, places and times of events from the tables, users' judgements and the article itself.

    Tables are read when first used, once a process.
    """

    def __init__(self, judgements: Sequence[Judgement] = (), loaded: Path | None = None) -> None:
        """judgements: what users added to the shipped tables; loaded: places of a GeoNames dump (geonames.py)."""
        self.judgements = standing(judgements)
        self.loaded = loaded

    @property
    def version(self) -> str:
        """Tail of the coder's name that tells which judgements were in force; empty without any."""
        return f"+{make_id('a', [one.id for one in self.judgements])[2:8]}" if self.judgements else ""

    @cached_property
    def knowledge(self) -> knowledge.Knowledge:
        """The tables, with what users added."""
        return extended(knowledge.load(), self.judgements)

    @cached_property
    def places(self) -> Places:
        """The gazetteer, opened at the first town asked for."""
        return Places(self.knowledge, self.loaded)

    def resolve(self, article: Article, annotations: Annotations) -> Annotations:
        """Return annotations with every party, place, time and attribution filled as far as can be told.

        What stays unknown stays empty and is named in doubts.
        """
        scene = survey(article, self.knowledge, people(article.text, annotations.mentions, self.knowledge))
        scene.located = frozenset(one.span for one in annotations.mentions if one.kind == "place")
        scene.taken_up, scene.done_to = links(annotations, scene), done_to(annotations)
        scene.said = [
            (words, quote.speaker.span)
            for quote in annotations.quotes
            if quote.speaker and quote.speaker.span and quote.kind != "indirect"
            for words in quote.content
        ]
        scene.said.sort(key=lambda one: one[0].start)
        events: Sequence[Event] = [self._event(event, scene) for event in annotations.events]
        events = told_by_coups(events, scene, Linker(scene, self.places, None).reader)
        events = with_dues(events, article, annotations)
        doubts = tuple(doubt for event in events for doubt in doubts_of(event, article, self.knowledge))
        quotes = tuple(self._quote(quote, annotations.quotes, scene) for quote in annotations.quotes)
        return replace(
            annotations,
            events=events,
            quotes=quotes,
            doubts=(*annotations.doubts, *dict.fromkeys(doubts)),
            roles=tuple(scene.claims),
            scheduled=scheduled(article, annotations, Linker(scene, self.places, None)),
        )

    def _quote(self, quote: Quote, quotes: Sequence[Quote], scene: Scene) -> Quote:
        if quote.speaker is None or quote.speaker.span is None:
            return quote
        published = scene.article.published.value if scene.article.published else None
        linker = Linker(scene, self.places, _days(None, published))
        span = quote.speaker.span
        # The encoder takes the comma behind an apposition into the phrase.
        bare = Span(span.start, span.start + len(span.of(scene.article.text).rstrip(" ,;:")))
        # Several speakers in one phrase stay one party: the first that is known.
        said_by = replace(quote.speaker, span=bare)
        meant = speaks_by(bare, linker, quotes) or _meant(said_by, linker, (), ())
        speaker, *_ = _told(said_by, meant, linker, None)
        return replace(quote, speaker=speaker)

    def _event(self, event: Event, scene: Scene) -> Event:
        published = scene.article.published.value if scene.article.published else None
        time = _time(event, scene.article.text, published)
        place = self.places.resolve(event.place, scene) if event.place else None
        if place and not place.country and scene.calls(place.span.of(scene.article.text), place.span.start):
            event = not_where(event, scene.article.text)
            place = place if event.place else None
        said_by = event.said_by.span if event.said_by else None
        days = _days(time, published)
        linker = Linker(scene, self.places, days, said_by)
        # Who is overthrown or resigns held his post until that day; from it on his successor does.
        before = Linker(scene, self.places, _eve(days), said_by)
        text = scene.article.text
        doing, suffering = (before if event.type in types else linker for types in (_LEAVING, _FELLING))
        actors = _once(_parties(_without_echo(event.actors, text), doing, (), place))
        recipients = _once(_parties(_without_echo(event.recipients, text), suffering, actors, place))
        if event.type == "ASSAULT" or any(meets_in(party, text) for party in recipients):
            recipients, place = self._towns(event.type, recipients, place, scene)
        actors = self._not_himself(event, actors, recipients, linker, place)
        recipients = without_envoys(event.type, actors, _others(actors, recipients, text), text)
        recipients = without_own_land(actors, recipients, text)
        actors, recipients = (standing_in(one, event.place, place, text) for one in (actors, recipients))
        actors, recipients = (seated_in(one, event.place, place, text, linker.reader) for one in (actors, recipients))
        recipients = met_there(replace(event, actors=actors, recipients=recipients, place=place), text, linker.reader)
        actors, recipients = (on_the_spot(one, event.type, place, text, linker.reader) for one in (actors, recipients))
        factuality = factuality_of(event.factuality, time, published, around(text, event.trigger))
        filled = replace(event, actors=actors, recipients=recipients, place=place, time=time, factuality=factuality)
        return replace(hosted(filled, scene, linker.reader), said_by=_said_by(event, linker))

    def _towns(
        self, event_type: str, recipients: tuple[Party, ...], place: EventPlace | None, scene: Scene
    ) -> tuple[tuple[Party, ...], EventPlace | None]:
        """Take towns for where an attack was, and not for whom it was on: "an attack on Mosul".

        Whoever is called like a town in the article stays.
        """
        found: dict[Party, EventPlace] = {}
        for party in recipients:
            words = party.span.of(scene.article.text) if party.span else ""
            if event_type != "ASSAULT" and not meets_in(party, scene.article.text):
                continue
            if party.span and _TOWN.fullmatch(words) and not (party.entity or party.country or party.sectors):
                where = self.places.resolve(EventPlace(party.span), scene)
                known = where.country and where.resolution in ("city", "district", "province")
                # A hamlet that no gazetteer has, where the text or the encoder says what it is.
                if known or party.span in scene.located or _HAMLET.match(words):
                    found[party] = where
        people = {anchor.who.name for anchor in scene.anchors if anchor.who.kind == "person"}
        people = {*scene.people.names.values(), *(word for person in people for word in person.split())}
        towns = [party for party in found if party.span and party.span.of(scene.article.text) not in people]
        if not towns:
            return recipients, place
        return tuple(party for party in recipients if party not in towns), place or found[towns[0]]

    @staticmethod
    def _not_himself(
        event: Event, actors: tuple[Party, ...], recipients: Sequence[Party], linker: Linker, place: EventPlace | None
    ) -> tuple[Party, ...]:
        """Read a lone pronoun anew where it came out as the one who is named as acted on."""
        text = linker.scene.article.text
        if len(event.actors) != 1 or len(actors) != 1 or not event.actors[0].span or not actors[0].entity:
            return actors
        named = [one for one in recipients if one.span and not is_pronoun(one.span.of(text))]
        if not is_pronoun(event.actors[0].span.of(text)) or all(one.entity != actors[0].entity for one in named):
            return actors
        return _once(_parties(event.actors, linker, named, place))


def _time(event: Event, text: str, published: str | None) -> EventTime | None:
    if (time := event.time) is None:
        return None
    planned, happened = event.factuality is Factuality.PLANNED, event.factuality is Factuality.ACTUAL
    value, precision = time_of(time.span, text, published, planned=planned, happened=happened, act=event.type)
    if value and happened and of_what_is_to_be_done(event.type, event.trigger, time.span, text, value, published):
        value, precision = UNKNOWN
    return replace(time, value=value, precision=precision)


def _days(time: EventTime | None, published: str | None) -> Days:
    """Return the half-open days on which offices are asked for: the event's, else the publication's."""
    for value in (time.value if time else None, (published or "")[:10]):
        if value:
            try:
                first, after = dates.bounds(value)
            except ValueError:
                continue
            return first.isoformat(), after.isoformat()
    return None


def _eve(days: Days) -> Days:
    """Return the day before, of one day; longer times as they are."""
    if days is None:
        return None
    first, after = map(date.fromisoformat, days)
    one = timedelta(days=1)
    return ((first - one).isoformat(), days[0]) if after - first == one and first > date.min else days


def _parties(
    parties: Sequence[Party], linker: Linker, others: Sequence[Party], place: EventPlace | None
) -> tuple[Party, ...]:
    found: list[Party] = []
    text = linker.scene.article.text
    for row in rows(parties, text):
        alone: list[tuple[Who, ...]] = []
        for party in row:
            alone.append(_meant(party, linker, (*others, *found), alone))
        for party, meant in zip(row, with_their_noun(alone, row, text, linker.reader.read), strict=True):
            found.extend(_told(party, meant, linker, place))
    return tuple(dict.fromkeys(found))


def _without_echo(parties: tuple[Party, ...], text: str) -> tuple[Party, ...]:
    """Leave out "his" beside the name it takes up: "Attalah ... during his visit" is one visitor."""
    named = [party for party in parties if party.span is None or not is_pronoun(party.span.of(text))]
    before = [party.span.start for party in named if party.span]
    return tuple(
        party for party in parties if party in named or not any(at < party.span.start for at in before if party.span)
    )


def _others(actors: tuple[Party, ...], recipients: tuple[Party, ...], text: str) -> tuple[Party, ...]:
    """Leave out of several recipients the states that act themselves: nobody severs ties with himself."""
    acting = {party.country for party in actors if party.country and party.sectors[:1] == ("GOV",)}
    rest = [
        one for one in recipients if not (one.country in acting and (one.entity or "").startswith(("gov:", "state:")))
    ]
    left = tuple(rest) if rest else recipients
    # "The two presidents ... Mr Voss said he met him": who met whom is told by the actors alone.
    themselves = {party.entity for party in actors if party.entity}
    others = tuple(one for one in left if one.entity not in themselves)
    # Who is named on both sides does not do it to himself; a pronoun may be another's.
    acting_words = {_words(one, text) for one in actors}
    himself = all(_is_named(one, text) for one in (*actors, *left)) or all(
        _words(one, text) in acting_words for one in left
    )
    return others if others or len(actors) > 1 or himself else left


def _words(party: Party, text: str) -> str:
    return party.span.of(text).lower().removeprefix("the ") if party.span else ""


def _is_named(party: Party, text: str) -> bool:
    """Tell whether the words of a person's party hold his surname."""
    person = (party.entity or "").startswith("person:")
    return person and party.span is not None and party.name.split()[-1] in party.span.of(text)


def _once(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Each actor once, however often the sentence names him; who is not known by an id may be several."""
    seen: set[str] = set()
    found = []
    for party in parties:
        if party.entity is None or party.entity not in seen:
            found.append(party)
        seen.add(party.entity or "")
    return tuple(found)


def _meant(party: Party, linker: Linker, others: Sequence[Party], before: Sequence[tuple[Who, ...]]) -> tuple[Who, ...]:
    """Return whom a party means; before: those who stand before it in its list, taken like others."""
    if party.span is None:
        return ()
    taken = [Who(entity=other.entity, name=other.name) for other in others]
    taken += [Who(entity=who.entity, name=who.name) for meant in before for who in meant]
    return linker.resolve(party.span.of(linker.scene.article.text), party.span.start, taken)


def _told(party: Party, meant: Sequence[Who], linker: Linker, place: EventPlace | None) -> tuple[Party, ...]:
    if party.span is None:
        return (party,)
    words = party.span.of(linker.scene.article.text)
    return tuple(_filled(party, _placed(who, linker, place, party.span.start), words) for who in meant)


def _placed(who: Who, linker: Linker, place: EventPlace | None, at: int) -> Who:
    """Give gunmen, residents and police without a state the one in which the act took place.

    Without a place, "government forces" are those of the state under discussion.
    """
    where = place.country if place else ""
    both = who.plural and _BOTH.match(linker.scene.article.text, at)
    if FROM_ELSEWHERE.match(who.name) or both or who.noun in GUESTS:
        return who
    if who.kind == "people" and not who.country and where:
        return replace(who, country=where)
    if who.ruler and not who.country:
        country = where or linker.setting.salient(who.ruler, at)
        return linker.reader.institution(replace(who, country=country)) if country else who
    if not who.country and not where and who.sectors and who.sectors[0] in _LOCAL:
        # A page on a town names no state: its mayor and its council are of the one that its places lie in.
        home = linker.setting.home()
        if home and who.kind == "person":
            return replace(who, country=home)
        where = home
    if not where and theirs(who, linker.scene.article.text, at):
        where = linker.setting.salient(who.noun, at)
    if who.country or not who.sectors or who.kind not in ("noun", "institution", "") or not where:
        return who
    if who.sectors[0] == "BUS" or (who.sectors[0] in ("MIL", "REB", "PRM") and _BACKED.search(who.name)):
        return who
    if is_local_phrase(who):
        return replace(who, country=where, entity=None)
    return linker.reader.institution(replace(who, country=where, entity=None), who.name)


def _filled(party: Party, who: Who, words: str) -> Party:
    return replace(
        party,
        entity=who.entity if who.kind != "name" or who.told else None,
        name=_as_written(who, words) or " ".join(words.split()),
        country=who.country,
        sectors=who.sectors,
        role=who.role,
    )


def _as_written(who: Who, words: str) -> str:
    """Return the name; where it is made of the words of the page, as they write it: "12,000-man force"."""
    plain = " ".join(words.split())
    spelt = key_of(token for token in tokens(plain) if token.kind == "word")
    made = key_of(token for token in tokens(who.name) if token.kind == "word")
    if who.entity or not made or not spelt.endswith(made):
        return who.name
    before = len(spelt.split()) - len(made.split())
    start = [token.start for token in tokens(plain) if token.kind == "word"][before]
    return plain[start:]


def _said_by(event: Event, linker: Linker) -> Attribution | None:
    if event.said_by is None:
        return None
    span = event.said_by.span
    words = span.of(linker.scene.article.text)
    who = linker.resolve(words, span.start)[0]
    return replace(event.said_by, name=who.name or " ".join(words.split()))
