"""From a party's span to whom it means in this article: pronouns, groups by number, bare nouns, and names."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harmattan.records import Span
from harmattan.resolve import fighters, genders
from harmattan.resolve.aboard import by_words_near
from harmattan.resolve.actors import Reader
from harmattan.resolve.again import agrees, fits, is_thing, named_again, speaking
from harmattan.resolve.carried import country_meant, going_on
from harmattan.resolve.counterparts import of_a_state, others_named
from harmattan.resolve.couples import couple_meant
from harmattan.resolve.epithets import OF_STATES, one_member, plainly
from harmattan.resolve.holding import by_the_page
from harmattan.resolve.members import of_the_body, of_the_court, of_the_group, the_only_body
from harmattan.resolve.names import Token, fold, key_of, tokens
from harmattan.resolve.offices import FROM_ELSEWHERE, GUESTS
from harmattan.resolve.owners import owner_named
from harmattan.resolve.pairs import half_meant, hyphened, pair_meant
from harmattan.resolve.people import in_full
from harmattan.resolve.phrases import owning
from harmattan.resolve.pieces import Piece, cut
from harmattan.resolve.rebels import rebels_meant
from harmattan.resolve.scene import Anchor, Scene, SceneSetting, Towns
from harmattan.resolve.sides import on_the_side_of, spoken_for
from harmattan.resolve.statesets import of_state, states_meant
from harmattan.resolve.who import NOBODY, Alone, Days, Who
from harmattan.resolve.words import OF_GROUPS
from harmattan.resolve.words import words as word_class

_PERSON: Final = frozenset(["he", "she", "him", "her", "himself", "herself", "his", "hers"])
_THING: Final = frozenset(["it", "its", "itself"])
_MANY: Final = frozenset(["they", "them", "their", "themselves", "theirs"])
_SELF: Final = frozenset(["i", "me", "my", "mine", "myself"])
_OURS: Final = frozenset(["we", "us", "our", "ours", "ourselves"])
_POINTING: Final = frozenset(["these", "those", "their", "all", "both"])
# Bare nouns that mean an organisation or an armed group named before.
_RANKS = word_class("ranks")
# "Its allies" are others.
_OTHERS = word_class("others")
_ROYAL = word_class("royal")
_ELECTED = word_class("elected")
# Titles that are given to others than rulers' kin: a name in the article is enough.
_HONORARY: Final = frozenset(["sheikh"])
# A soldier by rank alone whom nobody named is nobody's: "the general".
_SOLDIERS: Final = frozenset(["captain", "colonel", "commander", "general"])
# Posts of international bodies: after "High Commissioner Ada Orr" she is "the High Commissioner", and of no state.
_COMMISSIONED: Final = frozenset(
    ["high commissioner", "secretary-general", "director-general", "special envoy", "special representative"]
)
# How many mentions back somebody may be who is called by his title again.
_MENTIONS: Final = 400
# How far before a name its title may begin.
_TITLE: Final = 24
# How far "in Mali" may lie behind a bare noun, and how long it may be.
_INSIDE = re.compile(r"(?<!\s)\s++(?:in|inside|across|from|of(?=\s+(?:both|the (?:two|three|four|five)|these)\b))\s+")
_AHEAD: Final = 60
_WORDS_AHEAD: Final = 5
_FEW: Final = frozenset(["group", "movement"])
# "All of them", "two of whom": whoever they are.
_OF_THEM = re.compile(r"(?!both\b)(?:[\w,]+ )?[\w,]+ of (them|us|those|these)", re.IGNORECASE)
# A pronoun looks back this many sentences and no further.
_REACH: Final = 3


class Linker:
    """Resolves the phrases of one article for the days of one event."""

    def __init__(self, scene: Scene, towns: Towns | None, days: Days, said_by: Span | None = None) -> None:
        """said_by: whose words tell the event, if the article says so."""
        self.scene = scene
        self.said_by = said_by
        self._asked: set[int] = set()  # speakers that are looked for: the "I" of one must not ask for him again
        self.setting = SceneSetting(scene, days, True, towns)
        self.reader = Reader(scene.knowledge, self.setting, days)
        self.days = days

    def resolve(self, phrase: str, at: int, taken: Sequence[Who] = ()) -> tuple[Who, ...]:
        """Return whom a phrase at an offset means; taken: who else takes part, and so is not meant by a pronoun."""
        words = tokens(phrase, at)
        if not words:
            return (NOBODY,)
        if some := _OF_THEM.fullmatch(phrase):
            return self.resolve(some[1], at + some.start(1), taken)
        if words[0].key in _PERSON | _THING | _MANY:
            taken = (*taken, *self._asked_for(self.scene.says(at)))  # who speaks is none of those he talks of
        told = self._pointed_at(phrase, at, words, taken) or self._without_name(phrase, at, words, taken)
        return told or self._named(phrase, at, words)

    def _pointed_at(self, phrase: str, at: int, words: Sequence[Token], taken: Sequence[Who]) -> tuple[Who, ...]:
        """Return whom a phrase points at without a name of its own, or by way of another phrase; () if it does not."""
        if both := pair_meant(phrase, at, self.scene, taken):
            return tuple(map(self._on_the_day, both))
        if subject := going_on(phrase, at, self.scene, taken):
            return (self._on_the_day(subject),)
        if land := country_meant(phrase, at, self.scene, taken):
            return (of_state(land, "", self.scene, self.reader),)
        if linked := couple_meant(phrase, at, self.scene, self.reader, taken) or self._taken_up(phrase, at, taken):
            return linked
        if (plain := plainly(phrase, at, self.scene)) != phrase:
            return self.resolve(plain, at, taken)
        if (plain := others_named(phrase, at, self.scene, self.reader, taken)) != phrase:
            return self.resolve(plain, at, taken)
        if state := of_a_state(phrase, at, self.scene, self.reader, taken):
            return (state,)
        if all(word.key in _PERSON | _THING | _MANY for word in words if word.kind == "word"):
            return self._pronoun(words[0], taken)
        if all(_is_first_person(word) for word in words):
            return (self._speaker(words[0]),)
        body = of_the_body(phrase, at, self.resolve) or of_the_group(phrase, at, self.resolve)
        return body or of_the_court(phrase, at, self.scene, self.resolve)

    def _without_name(self, phrase: str, at: int, words: Sequence[Token], taken: Sequence[Who]) -> tuple[Who, ...]:
        """Return the states or the body that a phrase without a name counts or calls again; () if it does not."""
        pieces = cut(words, self.scene.knowledge)
        if states := hyphened(phrase, self.reader) or states_meant(pieces, at, self.scene, self.reader, taken):
            return states
        if part := half_meant(pieces, at, self.scene):
            return (of_state(part, "", self.scene, self.reader),)
        bare = self._again(words) or self._bare(pieces, at)
        return () if bare is None else (bare,)

    def _named(self, phrase: str, at: int, words: Sequence[Token]) -> tuple[Who, ...]:
        """Return whom a phrase names or describes."""
        text = self.scene.article.text
        if united := fighters.coalition(phrase, text, self.days):
            return self.reader.read(fighters.name_of(united))
        if fighters.is_of_armies(phrase, text, self.reader):
            return (Who("of states", None, _plain(phrase), "", ("MIL",), noun="coalition"),)
        near = by_words_near(phrase, at, text, self.reader)
        read = (one_member(by_the_page(who, self.scene), phrase) for who in near)
        owned = (self._owned(who, words) for who in read)
        found = tuple(in_full(who, phrase, at, self.scene.people, self.scene.knowledge) for who in owned)
        if royal := None if found[0].told else self._royal(words):
            return (royal,)
        if len(found) == 1 and not (found[0].entity or "").startswith(("group:", "org:")):
            group = fighters.meant(phrase, text, self.days) or fighters.led(phrase, self.reader)
            if group:
                return self.reader.read(fighters.name_of(group))
            if rebels := rebels_meant(phrase, at, self.scene):
                return (self._on_the_day(rebels),)
            found = (on_the_side_of(found[0], words, self.reader),)
        return self._settled(found, phrase, at)

    def _speaker(self, word: Token) -> Who:
        """Return whose quoted words hold an "I" or "we": the speaker; for "we" what he speaks for."""
        span = self.scene.speaker(word.start) or self.said_by
        who = next(iter(self._asked_for(span if self.scene.is_quoted(word.start) else None)), NOBODY)
        return spoken_for(who, self.reader) if word.key in _OURS and who.kind == "person" else who

    def _asked_for(self, span: Span | None) -> tuple[Who, ...]:
        """Return who speaks; nobody while he is asked for already."""
        if span is None or span.start in self._asked:
            return ()
        self._asked.add(span.start)
        who = self.resolve(span.of(self.scene.article.text).rstrip(" ,;:"), span.start)[:1]
        self._asked.discard(span.start)
        return who

    def _royal(self, words: Sequence[Token]) -> Who | None:
        """Return "Prince Mohammed": the one of that first name whom the article names in full."""
        plain = [word for word in words if word.key != "the"]
        title = key_of(plain[:-1])
        if title not in _ROYAL or not plain[-1].capital:
            return None
        named = [
            anchor
            for anchor in self.scene.anchors
            if anchor.who.kind == "person" and fold(anchor.who.name).split()[:1] == [plain[-1].key]
        ]
        crowned = {
            anchor.who.entity: anchor
            for anchor in named
            if set(self.scene.roles(anchor.who)) & _ROYAL or title in _HONORARY
        }
        return self._on_the_day(next(iter(crowned.values()))) if len(crowned) == 1 else None

    def _taken_up(self, phrase: str, at: int, taken: Sequence[Who]) -> tuple[Who, ...]:
        """Whom the encoder links the phrase to, if the tables know that mention; its own words follow chains."""
        span = self.scene.taken_up.get(at)
        if span is None or span.start >= at:
            return ()
        avoided = {who.entity or who.name for who in taken}
        named = span.of(self.scene.article.text)
        found = self.resolve(named, span.start, ())
        roles = self.scene.roles(found[0]) if self.scene.knowledge.posts.of(found[0].name) else ()
        known = all(who.country or who.entity for who in found) and agrees(phrase, found, named, roles)
        known = known and genders.can_mean(phrase, at, found[0], self.scene)
        known = known and not (is_thing(phrase) and any(who.name in self.scene.people.names.values() for who in found))
        return found if known and not any((who.entity or who.name) in avoided for who in found) else ()

    def _settled(self, found: tuple[Who, ...], phrase: str, at: int) -> tuple[Who, ...]:
        """Give "leaders", which no table places, the state of the "in all three countries" in or behind the phrase."""
        if len(found) != 1 or found[0].kind not in ("noun", "") or found[0].country or not found[0].sectors:
            return found
        text = self.scene.article.text
        if FROM_ELSEWHERE.match(phrase) or found[0].noun in GUESTS:
            return found
        match = _INSIDE.search(text, at, at + len(phrase)) or _INSIDE.match(text, at + len(phrase))
        following = tokens(text[match.end() : match.end() + _AHEAD], match.end())[:_WORDS_AHEAD] if match else []
        for count in range(len(following), 0, -1):
            countries = self._countries(following[:count])
            if countries:
                return tuple(replace(found[0], country=country, entity=None) for country in countries)
        return found

    def _countries(self, words: Sequence[Token]) -> tuple[str, ...]:
        """Return the states that a whole phrase names, by themselves or as a counted group."""
        pieces = cut(words, self.scene.knowledge)
        group = states_meant(pieces, words[0].start, self.scene, self.reader)
        if group:
            return tuple(who.country for who in group)
        named = [piece for piece in pieces if piece.kind != "word"]
        if len(named) != 1 or named[0] is not pieces[-1]:
            return ()
        capital = named[0].entry("capital")
        if capital:
            return (capital.country,)
        who = self.reader.read_pieces(named)
        if who and who[0].kind == "state" and who[0].country:
            return (who[0].country,)
        country = self.setting.place_country(named[0].text) if named[0].kind == "name" else ""
        return (country,) if country else ()

    def _owned(self, who: Who, words: Sequence[Token]) -> Who:
        """Give "its army" and "his government" the country of the one the pronoun means."""
        pieces = cut(words, self.scene.knowledge)
        told = any(piece.entry("adjective", "state", "people", "capital") for piece in pieces)
        if told or who.kind not in ("noun", "institution") or not who.sectors or who.noun in _OTHERS:
            return who
        owner = self._owner(who, pieces, words[0].start)
        if owner.kind == "group" and who.sectors[0] in ("REB", "MIL", "PRM", "GOV"):
            return owner
        if len(owner.country) != 3 or owner.country == who.country:
            return who
        plain = replace(who, country=owner.country, entity=None, name="")
        return self.reader.institution(plain, key_of(words))

    def _owner(self, who: Who, pieces: Sequence[Piece], at: int) -> Who:
        """Return whose somebody is: whom "its" means, or the one that "whose soldiers" hang on."""
        whose = owning(pieces)
        if whose is None:
            return owner_named(self.scene, at)
        if whose.key not in _OURS | _SELF:
            return self._pronoun(whose, ())[0]
        # "The militants who killed our soldiers" and "our attackers" are not ours.
        tied = any(piece.kind in ("preposition", "relative") for piece in pieces if piece.start < whose.start)
        return NOBODY if tied or who.sectors[0] in ("UAF", "CRM", "REB") else self._speaker(whose)

    def _pronoun(self, word: Token, taken: Sequence[Who]) -> tuple[Who, ...]:
        if word.key in _PERSON:
            return (self._antecedent(word.start, ("person",), taken),)
        if own := speaking(self.scene.article.text, word.start, self.reader.read, taken):
            return (own,)
        if word.key in _THING:
            return (self._antecedent(word.start, ("organisation", "group", "state", "institution"), taken),)
        return (self._antecedent(word.start, ("group", "plural", "organisation", "state", "institution"), taken),)

    def _antecedent(self, at: int, kinds: Sequence[str], taken: Sequence[Who], *, bodies: bool = False) -> Who:
        """Return the nearest mention before at of one of those kinds that is not taken; subjects before objects.

        bodies: only those with an id of their own, no ministry that stands for its government.
        """
        avoided = set(map(_id_of, taken))
        near = [a for a in self.scene.lately(at, _REACH) if _is(a.who, kinds) and (bodies or not a.relays)]
        near = [a for a in near if not bodies or (a.who.entity or "org:").startswith(("org:", "group:"))]
        near = [a for a in genders.fitting(at, near, self.scene) if _id_of(a.who) not in avoided]
        while near:
            best = max((a for a in near if a.sentence == near[-1].sentence), key=_standing)
            who = self._on_the_day(best)
            # "Troops" that nothing told before are the army that takes part already.
            if _id_of(who) not in avoided:
                return who
            near.remove(best)
        return NOBODY

    def _on_the_day(self, anchor: Anchor) -> Who:
        """Read the mention again with the days of the event, so that offices fit."""
        words = self.scene.article.text[anchor.start : anchor.end]
        read = self.reader.read(words, anchor.start)[0]
        return read if read.told else anchor.who

    def _bare(self, pieces: Sequence[Piece], at: int) -> Who | None:
        """Resolve "the group", "the general": a definite noun alone that means somebody named before."""
        if len(pieces) < 2 or pieces[0].key not in ("the", "this", "that"):
            return None
        noun = pieces[-1].entry("noun")
        if noun and noun.name in _COMMISSIONED:
            return self._titled(noun.name, at) if len(pieces) == len(("the", "post")) else None
        if noun is None or "plural" in noun.flags or pieces[-1].words[0].capital:
            return None
        if len(pieces) > 2:
            return self._told_again(noun.name, pieces[1:-1], at)
        kinds = OF_GROUPS.get(noun.name)
        if kinds:
            found = self._antecedent(at, kinds, (), bodies=True)
            if noun.name in _FEW and found.country in OF_STATES:
                # The African Union is no "group".
                found = self._antecedent(at, ("group",), (), bodies=True)
            if not found.told and (one := the_only_body(noun.name, at, self.scene)):
                found = self._on_the_day(one)
            return found if found.told and fits(noun.name, found) else None
        if noun.name not in _RANKS | _ROYAL:
            return None
        return self._titled(noun.name, at) or (NOBODY if noun.name in _SOLDIERS else None)

    def _told_again(self, noun: str, between: Sequence[Piece], at: int) -> Who | None:
        """Return the one person named before who has the title of "the Texas senator"."""
        if noun not in _ELECTED or any(piece.kind not in ("entry", "name", "word") for piece in between):
            return None
        if any(piece.entry("noun", "leader", "state", "adjective", "organisation", "group") for piece in between):
            return None
        titled = {one.who.entity: one for one in self._people_before(at) if noun in self.scene.roles(one.who)}
        return self._on_the_day(next(iter(titled.values()))) if len(titled) == 1 else None

    def _people_before(self, at: int) -> list[Anchor]:
        """Return the last mentions of people before an offset, in text order; a book has too many to ask them all."""
        end = bisect_left(self.scene.anchors, at, key=lambda anchor: anchor.start)
        people = [anchor for anchor in self.scene.anchors[max(0, end - _MENTIONS) : end] if anchor.who.kind == "person"]
        return [anchor for anchor in people if anchor.end <= at]

    def _again(self, words: Sequence[Token]) -> Who | None:
        """Resolve "the Council" by the nearest mention that says which."""
        end = bisect_left(self.scene.anchors, words[0].start, key=lambda anchor: anchor.start)
        before = self.scene.anchors[max(0, end - _MENTIONS) : end]
        found = named_again(words, self.scene.article.text, before, self.reader.read)
        # One that nobody knows is no body of the state that is talked of.
        return Reader(self.scene.knowledge, Alone(), self.days).read(words[1].key)[0] if found is NOBODY else found

    def _titled(self, noun: str, at: int) -> Who | None:
        for anchor in reversed(self._people_before(at)):
            who = self._on_the_day(anchor)
            title = self.scene.article.text[max(0, anchor.start - _TITLE) : anchor.start].lower().split()
            if noun in (who.role.lower(), *who.role.lower().split(), *title[-2:]):
                return who
        return None


def _is_first_person(word: Token) -> bool:
    return word.key in _SELF | _OURS and word.text != "US"


def _is(who: Who, kinds: Sequence[str]) -> bool:
    return who.kind in kinds or ("plural" in kinds and who.plural)


def _standing(anchor: Anchor) -> tuple[float, int]:
    return anchor.weight, anchor.start


def is_pronoun(words: str) -> bool:
    """Tell whether words are a personal or possessive pronoun and nothing else."""
    return words.strip().lower() in _PERSON | _THING | _MANY


def _id_of(who: Who) -> str:
    """Return what somebody is known by; a state and its government are one."""
    return (who.entity or who.name).replace("state:", "gov:")


def _plain(phrase: str) -> str:
    return re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", " ".join(phrase.split()))
