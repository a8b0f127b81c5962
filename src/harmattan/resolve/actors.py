"""A noun phrase -> who it is: entity, name, country, sectors and the role held.

The head noun decides what somebody is, what stands before it or after "of" says whose: "the Malian army" is the army
of Mali, "dozens of protesters" are protesters. Whatever is not told stays empty.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from harmattan.resolve.appositions import named, together
from harmattan.resolve.bodies import full_name, is_body, strange, whole
from harmattan.resolve.headed import headed
from harmattan.resolve.holders import (
    belongs,
    holder,
    in_office,
    in_post,
    narrowed,
    outdone,
    overruled,
    recalled,
    recent,
    titled,
    titled_so,
)
from harmattan.resolve.institutions import ARTICLES, INSTITUTIONS
from harmattan.resolve.knowledge import Entry, Knowledge
from harmattan.resolve.local import local, of_part
from harmattan.resolve.ministries import joined
from harmattan.resolve.names import slug, tokens
from harmattan.resolve.namesakes import states_first
from harmattan.resolve.nouns import BODIES, is_people, may_be_implied, merge, named_whole, owns, ruler_of
from harmattan.resolve.offices import (
    backs,
    is_foreign,
    is_guest,
    is_unknown,
    judged,
    of_here,
    of_owner,
    possessed,
    sent_by,
)
from harmattan.resolve.phrases import (
    OWNED,
    chunks_of,
    compounded,
    cut_relative,
    has_left_office,
    head_noun,
    is_bare_adjective,
    is_former,
    noun_of,
    plain_words,
    role_of,
    role_words,
    split_at_prepositions,
)
from harmattan.resolve.pieces import Piece, cut
from harmattan.resolve.who import NOBODY, Days, Setting, Who
from harmattan.resolve.words import STATE_NOUNS, US_STATES, words

_LAND, _PARTY = words("land"), words("party_words")
_PARTS: Final = frozenset(["city", "county", "district", "province", "region"])
# States of the United States that are called like a state of the world: Georgia.
_AMERICAN = frozenset(state.name for state in US_STATES.values())
_PLACING = ("of", "from", "at", "in", "for", "within", "inside", "near", "across", "around", "on")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads phrases with what is known, in an article's setting, for half-open days (None: day unknown)."""

    knowledge: Knowledge
    setting: Setting
    days: Days = None

    def read(self, phrase: str, at: int = 0) -> tuple[Who, ...]:
        """Return whom a phrase means, one or several; (NOBODY,) if unknown. at is its offset in the article."""
        pieces = cut(tokens(phrase, at), self.knowledge)
        body = named_whole(phrase, pieces, self.setting) or whole(phrase, pieces, self.noun_phrase, self.setting)
        if body:
            return (body,)
        return self.read_pieces(cut_relative(joined(pieces, self.setting.called))) or (NOBODY,)

    def read_pieces(self, pieces: Sequence[Piece]) -> tuple[Who, ...]:
        """Return whom pieces mean: a list, an apposition or a single noun phrase."""
        chunks, joined = chunks_of(compounded(pieces))
        if len(chunks) < 2:
            return tuple(self.noun_phrase(chunk) for chunk in chunks)
        read = [self.noun_phrase(chunk) for chunk in chunks]
        if not joined:
            return (together(read, chunks),)
        return self._coordination(read, chunks)

    def _coordination(self, read: list[Who], chunks: list[list[Piece]]) -> tuple[Who, ...]:
        last = read[-1]
        if read[0].noun and read[0].plural and all(who.kind == "state" for who in read[1:]):
            # "Mali's regional partners, Burkina Faso and Niger"; but "the presidents of Mali and Niger".
            if any(piece.kind == "preposition" for piece in chunks[0]):
                return tuple(map(self._singly, (read[0], *(self._whose(read[0], who) for who in read[1:]))))
            return tuple(read[1:])
        heads = [
            self.noun_phrase([*chunk, *head_noun(chunks[-1])]) if is_bare_adjective(chunk) and last.noun else who
            for who, chunk in zip(read, chunks, strict=True)
        ]
        heads = [self._singly(who) for who in heads] if len(heads) > 1 else heads
        return tuple(dict.fromkeys(who for who in heads if who.told or who.entity)) or (heads[0],)

    def _whose(self, head: Who, state: Who) -> Who:
        return self.institution(replace(head, country=state.country, entity=None, name=""))

    def _singly(self, who: Who) -> Who:
        """Return each of "the Russian and Ukrainian presidents": the noun is plural, each of them is one."""
        if not who.plural or who.kind != "institution" or not who.role:
            return who
        return holder(self.knowledge.posts, replace(who, plural=False), (), NOBODY, self.days) or who

    def noun_phrase(self, pieces: Sequence[Piece]) -> Who:
        """Return whom a single noun phrase means."""
        meant = states_first(pieces, self.setting, self.knowledge.posts, self.days)
        return local(self._noun_phrase(meant), meant, self.setting, self.knowledge.index)

    def _noun_phrase(self, pieces: Sequence[Piece]) -> Who:
        head, tails = split_at_prepositions(pieces)
        stated = [piece for piece in head if piece.kind in ("entry", "name")]
        if not stated:
            return NOBODY
        last = stated[-1]
        if last.kind == "name":
            return self._strange(last, stated[:-1], tails, head)
        noun = last.entry("noun")
        if noun and (not STATE_NOUNS.get(noun.name, noun.name) or "office" in noun.flags) and owns(last, head):
            # "The country's main uranium mine": what is owned is not in the tables.
            return Who("noun", None, plain_words(head), self.setting.salient("government", last.start))
        if last.entry("leader"):
            return self._which_leader(last, stated[:-1], tails, head)
        proper = self._meant(last)
        if proper and is_people(proper):
            return replace(self._people_of(proper, stated[:-1], tails, head), noun=noun.name if noun else "")
        if noun and not (proper and last.words[0].capital):
            return self._by_noun(noun, last, possessed(stated[:-1], head), tails, head)
        if proper is None:
            return self._nationals(last, head)
        if proper.kind == "state" and is_unknown(head[-1]):
            return Who("noun", None, plain_words(head), self._country(proper))
        who, of = of_here(self._proper(proper), proper, self.setting, last), [one for one in tails if one[0] == "of"]
        owner = self._owner(stated[:-1]) if stated[:-1] else self._tail(of)
        who = of_owner(who, owner, head, () if stated[:-1] else of)
        return who if who.entity or who.kind != "institution" else self.institution(who)

    def _meant(self, piece: Piece) -> Entry | None:
        """Return the proper meaning of a piece; of two of one acronym the one spelt out, or of the state at hand."""
        found = [
            one for one in piece.entries if one.kind in ("organisation", "group", "state", "capital", "seat", "area")
        ]
        if len({one.entity for one in found}) > 1:
            learned = self.setting.learned(piece.text)
            here = self.setting.salient("government", piece.start)
            spelt_out = [one for one in found if learned and one.entity == learned.entity]
            told_of = [one for one in found if self.setting.spoken_of(one.country)]
            found = spelt_out or [one for one in found if one.country == here] or told_of or found
        return found[0] if found else None

    def _proper(self, entry: Entry) -> Who:
        if entry.kind == "area":
            return Who("area", None, entry.name, entry.country)
        if entry.kind == "state":
            country = self._country(entry)
            if country == "USA" and entry.name in _AMERICAN:
                return Who("area", None, entry.name, country)
            if not country:
                return Who("state", None, entry.name, "", (), "")
            return Who("state", f"state:{country}", self._state_name(country), country, ("GOV",))
        if entry.kind in ("capital", "seat"):
            return self.institution(Who("institution", country=entry.country, sectors=("GOV",)))
        return Who(entry.kind, entry.entity, entry.name, entry.country, self._sectors(entry), head=entry.head)

    def _people_of(
        self, people: Entry, before: Sequence[Piece], tails: Sequence[tuple[str, list[Piece]]], head: Sequence[Piece]
    ) -> Who:
        """Return a people, with the state that "the Iraqi Kurds" or "Kurds in Turkey" live in."""
        learned = self.setting.learned(head[-1].text)
        if learned and learned.kind == "person" and learned.told:
            return learned
        who = self._proper(people)
        country = who.country or self._owner(before).country or self._tail(tails).country
        if head[-1].kind == "word" and head[-1].key in _LAND:
            return Who("of a people", None, plain_words(head), country)
        return replace(who, kind="people", country=country, plural=True)

    def _sectors(self, entry: Entry) -> tuple[str, ...]:
        """Return the sectors of an actor; an armed group that governs or is a party on that day is that first."""
        day = self.days[0] if self.days else ""
        for since, until, sector in self.knowledge.governing.get(entry.entity, ()):
            if since <= day and (not until or day < until):
                return (sector, *(one for one in entry.sectors if one != sector))
        return entry.sectors

    def _nationals(self, piece: Piece, head: Sequence[Piece]) -> Who:
        entry = piece.entry("people", "adjective")
        if entry is None:
            return NOBODY
        if any(one.key == "ethnic" for one in head):
            return Who("noun", None, plain_words(head), "", ("CVL",))
        country = self._country(entry)
        if head[-1].kind == "word":
            return Who("noun", None, plain_words(head), country)
        # "The Dutch" are the state; so is whose attacks they are in "Israeli attacks". "A Bosnian" is a person.
        bare = len(head) == 1 and not piece.entry("people")
        if entry.kind == "adjective" and (bare or any(one.key == "the" for one in head)):
            return Who("state", f"state:{country}", self._state_name(country), country, ("GOV",)) if country else NOBODY
        return Who("noun", f"cvl:{country}" if country else None, piece.text, country, ("CVL",), plural=True)

    def _which_leader(
        self, piece: Piece, before: Sequence[Piece], tails: Sequence[tuple[str, list[Piece]]], head: Sequence[Piece]
    ) -> Who:
        """Return the leader a name means: whom the article introduced, else the one of that state in office then."""
        posts = self.knowledge.posts
        entries = [entry for entry in piece.entries if entry.kind == "leader"]
        learned = self.setting.learned(piece.text)
        held = titled(posts, before, None)
        learned = None if learned and overruled(posts, entries, learned, before, self.days) else learned
        if learned and learned.entity:
            entries = [entry for entry in entries if entry.entity == learned.entity]
            if not entries:
                return learned
        if "surname" in entries[0].flags:
            spoken_of = self.setting.salient("government", before[-1].start) if before else ""
            entries = titled_so(posts, entries, before, spoken_of)
            called = self.setting.called(piece.text, piece.start)
            if not (learned and learned.entity):
                if outdone(posts, entries, called, held, self.days):
                    return named(self._strange(piece, before, tails, head), called)
                entries = list(filter(recalled(posts, before, self.days), entries))
            if not entries:
                return self._strange(piece, before, tails, head)
        stated = {self._country(one) for p in before if (one := p.entry(*OWNED))}
        entries = [entry for entry in entries if not stated or belongs(posts, stated)(entry)]
        here = {self.setting.salient("government", piece.start)}
        tests = titled(posts, before, self.days), held, in_office(posts, self.days), belongs(posts, here), recent(posts)
        entries = narrowed(entries, tests)
        if len({entry.entity for entry in entries}) == 1:
            return self._leader(entries[0], before, head)
        who, states = self._strange(piece, before, tails, head), {entry.country for entry in entries}
        return who if who.country or len(states) > 1 else replace(who, country=states.pop())

    def _leader(self, entry: Entry, before: Sequence[Piece], head: Sequence[Piece]) -> Who:
        standing = self.knowledge.posts.standing(entry.name, self.days)
        sectors, role = standing.sectors, standing.role
        if has_left_office(head) or any(piece.entry("noun") and piece.key.startswith("ex") for piece in before):
            told = noun_of(before)
            gone = role if role.startswith("former") else "former official"
            sectors, role = ("ELI",), f"former {told}" if told else gone
        if not sectors:
            who = self.noun_phrase(before) if before else NOBODY
            sectors, role = (who.sectors, role_words(before)) if who.noun else ((), "")
        return Who("person", entry.entity, entry.name, standing.country or entry.country, sectors, role)

    def _strange(
        self, name: Piece, before: Sequence[Piece], tails: Sequence[tuple[str, list[Piece]]], head: Sequence[Piece]
    ) -> Who:
        titled = any((one := piece.entry("noun")) and one.flags & {"office", "person"} for piece in before)
        if before and (name.key in _PARTS or (name.key in self.knowledge.regions and not titled)):
            return Who("area", None, plain_words(head), self._owner(before).country)
        learned = self.setting.learned(name.text)
        noun = next((one for piece in reversed(before) if (one := piece.entry("noun"))), None)
        if learned and learned.told:
            return learned
        if noun is None:
            country = next((self._country(one) for p in before if (one := p.entry(*OWNED))), "")
            return replace(learned or strange(name, before), country=country)
        described = self.noun_phrase([piece for piece in head if piece is not name])
        if noun.flags & {"office", "person"} and not is_body(name):
            sectors = described.sectors if described.noun else ()
            role = ("former " + described.noun) if is_former(head) else role_words([p for p in head if p is not name])
            of = "" if any(piece.entry(*OWNED) for piece in head) else self._of_state(tails)
            country = of or described.country or self._tail(tails).country
            return Who("person", f"person:{slug(name.text)}", name.text, country, sectors, role)
        called = full_name(name, before)
        if noun.sectors in (("CVL",), ("GOV",)) and "weak" in noun.flags:
            return replace(described, entity=f"org:{slug(called)}", name=called, kind="organisation")
        return Who("organisation", f"org:{slug(called)}", called, described.country, noun.sectors)

    def _of_state(self, tails: Sequence[tuple[str, list[Piece]]]) -> str:
        """Return the state that a name's "of Kenya" tells."""
        of = next((self.noun_phrase(pieces) for preposition, pieces in tails[:1] if preposition == "of"), NOBODY)
        return of.country if of.kind == "state" else ""

    def _by_noun(
        self,
        noun: Entry,
        piece: Piece,
        before: Sequence[Piece],
        tails: Sequence[tuple[str, list[Piece]]],
        head: Sequence[Piece],
    ) -> Who:
        plural = "plural" in noun.flags or piece.key.endswith("men")
        within = next((p for prep, p in tails if prep == "of"), None)
        if within and "clear" in noun.flags and not before:
            inner = self.noun_phrase(within)
            if inner.sectors and (inner.noun or inner.kind != "state") and not backs(noun, inner):
                office = noun.name if "office" in noun.flags else ""
                who = replace(inner, role=office, plural=plural, noun=inner.noun or noun.name)
                return headed(self.knowledge.posts, replace(who, noun=noun.name), head, tails, inner, self.days) or who
        owner = sent_by(
            noun, self._owner(before), self._owner([one for one in before if not one.entry("organisation")])
        )
        tail = NOBODY if owner.kind in BODIES or is_foreign(head) or is_guest(noun, tails) else self._tail(tails)
        who = merge(noun, owner, tail, head)
        ruler = "" if who.entity or is_former(head) else ruler_of(noun, before)
        who = replace(who, sectors=("MIL",), ruler=ruler) if ruler else who
        country = owner.country or tail.country or noun.country
        # "The governments of the region" are several states; "government forces" are told by where they fight.
        several = plural and noun.name in STATE_NOUNS
        of_people = owner.kind == "people"
        if not (country or several or ruler or of_people) and may_be_implied(noun, who, head):
            country = self.setting.salient(noun.name, piece.start)
        # Hong Kong's chief executive holds an office, a company's does not.
        held = noun.flags & {"office"} or self.knowledge.posts.holder(owner.country, noun.name, self.days)
        role = role_of(head, noun) if held else ""
        sectors = ("ELI",) if is_former(head) and "office" in noun.flags else who.sectors
        filled = replace(who, country=country, sectors=sectors, role=role, noun=noun.name, plural=plural)
        if of_people:
            # Leaders and fighters of a people are not those of the state it lives in.
            if filled.entity or (filled.sectors and filled.sectors[0] in INSTITUTIONS):
                return filled if filled.entity else replace(filled, kind="of a people", name=plain_words(head))
            return self.institution(filled, phrase=plain_words(head))
        other = owner if owner.kind in BODIES else tail
        filled, own = judged(filled, head, tails, other)
        own = own and not of_part(filled, head, tails, self.setting)
        person = in_post(self.knowledge.posts, filled, head, other, self.days) if own else None
        if person or who.entity:
            return person or filled
        return self.institution(filled, phrase=plain_words(head))

    def _owner(self, before: Sequence[Piece]) -> Who:
        """Return what stands before a head noun: the nearest actor, else the country and the sector of the rest."""
        found = NOBODY
        # "Israel's Golani Brigade": of the state, whoever may be called Golani.
        stated = any(piece.entry(*OWNED) for piece in before)
        for piece in reversed(before):
            entry = one if (one := self._meant(piece)) and one.kind in ("organisation", "group") else None
            # "The Interahamwe Hutu militia": a group by its name rather than the people it is of.
            if entry and (not found.kind or found.kind == "people"):
                proper = self._proper(entry)
                found = replace(proper, kind="people") if is_people(entry) else proper
            owned = piece.entry(*OWNED) or (None if stated or piece.text in _PARTY else piece.entry("leader"))
            if owned and not found.country:
                found = replace(found, country=self._country(owned), kind=found.kind or owned.kind)
            noun = piece.entry("noun")
            if noun and not found.sectors and "weak" not in noun.flags and noun.name != "civilian":
                found = replace(found, sectors=noun.sectors, noun=noun.name)
            if piece.kind == "name" and not found.kind:
                found = self._strange_owner(piece.text, found)
        return found

    def _strange_owner(self, name: str, found: Who) -> Who:
        learned = self.setting.learned(name)
        if learned and learned.kind != "person" and learned.told:
            return learned
        if learned and learned.country:
            return replace(found, country=learned.country)
        placed = "" if name in _PARTY else self.setting.place_country(name)
        # "Moro rebels" are of no village of that name in a state that the article does not name.
        placed = placed if self.setting.names(placed) or self.setting.unit(name, placed) else ""
        return replace(found, country=found.country or placed)

    def _tail(self, tails: Sequence[tuple[str, list[Piece]]]) -> Who:
        """Return what follows "of", "from", "at", "in" or "for": only a country is taken from where somebody is."""
        for preposition, pieces in tails:
            if preposition not in _PLACING:
                continue
            who = self.noun_phrase(pieces)
            if who.kind == "name":
                who = replace(NOBODY, country=self.setting.place_country(who.name))
            if preposition in ("in", "on", "near", "across", "around") and who.kind not in BODIES:
                who = replace(NOBODY, country=who.country)
            if who.told:
                return replace(who, entity=who.entity if who.kind in BODIES else None)
        return NOBODY

    def institution(self, who: Who, phrase: str = "") -> Who:
        """Return who with the entity id and name of a state's institution or of its people of that sector."""
        if not who.country or not who.sectors or len(who.country) != 3 or who.country not in self.knowledge.states:
            return replace(who, kind=who.kind or "noun", name=who.name or phrase)
        sector = who.sectors[0]
        if sector in INSTITUTIONS and not (who.role and not who.plural and sector == "ELI"):
            name = INSTITUTIONS[sector].format(self._state_name(who.country, article=True))
            return replace(who, kind="institution", entity=f"{sector.lower()}:{who.country}", name=name)
        return replace(who, kind="noun", entity=f"{sector.lower()}:{who.country}", name=who.name or phrase)

    def _country(self, entry: Entry) -> str:
        unsure = "ambiguous" in entry.flags or (entry.kind == "state" and entry.name in _AMERICAN)
        return self.setting.state_meant(entry) if unsure else entry.country

    def _state_name(self, country: str, article: bool = False) -> str:
        state = self.knowledge.states.get(country)
        return (ARTICLES.get(country, "") if article else "") + (state.name if state else country)
