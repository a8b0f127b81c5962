"""What an article tells of its own people: who was introduced as what, which states stand where, which lists it made.

Filled by survey.py in one walk over the coded blocks, before any event is resolved.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from harmattan.records import Article, RoleClaim, Span
from harmattan.resolve.aims import aimed_at
from harmattan.resolve.clauses import hanging_on
from harmattan.resolve.comments import ASIDE
from harmattan.resolve.dateforms import MONTHS
from harmattan.resolve.knowledge import Entry, Knowledge
from harmattan.resolve.names import fold, key_of, tokens
from harmattan.resolve.nearby import of_the_page, of_the_town
from harmattan.resolve.people import People
from harmattan.resolve.stage import domestic, moved_to, seated, set_in
from harmattan.resolve.unheld import has, having, of_a_body
from harmattan.resolve.who import Days, Who
from harmattan.resolve.words import words

# A mention further back counts this much for each sentence between.
_FADING: Final = 0.7
# The state in the lead must be this much stronger than the next, else nobody is meant.
_CLEARLY: Final = 1.1
_HORIZON: Final = 12
# Said of a few governments only: the one the article calls so is meant, if it is talked of at all.
_NESTED: Final = 20  # quotes that may begin between a word and the begin of the one it stands in
_RIGHT_BEHIND: Final = 40
_REACH: Final = 3  # sentences
_PARAGRAPH: Final = 20_000  # characters: no quote is longer
_NAMED: Final = 0.3
_BLAMED: Final = frozenset({"regime", "junta"})
# The army of the only state whose army a page tells of, though another state is talked of meanwhile.
_ORGANS: Final = frozenset({"army", "military", "security forces"})
_JUNTA = words("junta")
_SIDES: Final = ("state", "group", "organisation", "people", "institution")
_TOGETHER = re.compile(r"\s+and\s+(?:the\s+)?")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mention later words can refer to.

    weight: how much it stands as an actor; sentence: its number; aside: whether it only comments (comments.py).
    """

    start: int
    end: int
    who: Who
    weight: float
    sentence: int
    aside: bool = False

    @property
    def standing(self) -> float:
        """How much its state is the one talked of."""
        return min(self.weight, ASIDE) if self.aside else self.weight

    @property
    def relays(self) -> bool:
        """Whether it is an agency or newspaper, which others speak to: "told AFP" makes nothing French."""
        return self.who.kind == "organisation" and self.who.sectors[:1] == ("JRN",)


@dataclass(frozen=True, slots=True)
class Introduced:
    """Somebody the article introduced. leader: the table's entry, if it knows the person; years: tenure as told."""

    who: Who
    leader: Entry | None = None
    years: tuple[str, str] = ("", "")

    def on(self, knowledge: Knowledge, days: Days) -> Who:
        """Return who that was on those days: out of an office once its told end has passed."""
        if self.leader:
            standing = knowledge.posts.standing(self.leader.name, days)
            return replace(
                self.who,
                country=standing.country or self.who.country,
                sectors=standing.sectors or self.who.sectors,
                role=standing.role or self.who.role,
            )
        until = self.years[1]
        if until and days and days[0][:4] > until and self.who.sectors:
            return replace(self.who, sectors=("ELI",), role=f"former {self.who.role}".strip())
        return self.who


@dataclass(slots=True)
class Scene:
    """The article's own knowledge, in text order. groups: lists of states with the offsets where they stand."""

    article: Article
    knowledge: Knowledge
    anchors: list[Anchor] = field(default_factory=list)
    introduced: dict[str, Introduced] = field(default_factory=dict)
    groups: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    meant: dict[str, str] = field(default_factory=dict)
    claims: list[RoleClaim] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)  # strange names and capitals, with how often each stands
    votes: dict[tuple[str, str], float] | None = None  # set by places.py: what the names say of where the article is
    located: frozenset[Span] = frozenset()  # what the encoder takes for places
    people: People = field(default_factory=People)  # whom it names in full, whether tables know them or not
    taken_up: dict[int, Span] = field(default_factory=dict)  # by the start of a phrase: the mention it stands for
    done_to: frozenset[int] = frozenset()  # starts of phrases that stand for whom something was done to right before

    owned: dict[str, dict[str, int]] = field(default_factory=dict)  # by noun ("regime"): whose it is, how often
    most_told_of: str = ""  # the state that it tells of more than of any other by far, once all is surveyed
    genders: dict[str, str] = field(default_factory=dict)  # by name, as genders.py tells them, once asked for
    stage: str | None = None  # the state of its dateline (stage.py), once asked for
    home: str | None = None  # where it is set, once asked for
    couples: dict[bool, dict[str, Who]] = field(default_factory=dict)  # the two of whom it tells most (couples.py)
    islands: frozenset[str] | None = None  # that it names, once asked for (realms.py)
    said: list[tuple[Span, Span]] = field(default_factory=list)  # what is said, and by whom, in text order

    def calls(self, name: str, at: int) -> bool:
        """Tell whether the article calls somebody whom no table knows by the name at an offset."""
        known = self.introduced.get(key_of(tokens(name)))
        met = known is not None and known.leader is None and known.who.kind == "person" and " " in known.who.name
        return bool(self.people.called(name, at)) or (met and not self.knowledge.index.exactly(name))

    def roles(self, who: Who) -> list[str]:
        """Return the words of all posts somebody held, and of what the article calls him."""
        told = [who.role, *(term.post for term in self.knowledge.posts.of(who.name))]
        return [role for one in told for role in (one.lower(), *one.lower().split())]

    def anchors_in(self, start: int, end: int) -> list[Anchor]:
        """Return the mentions that stand within some characters."""
        first, last = (bisect_left(self.anchors, offset, key=lambda anchor: anchor.start) for offset in (start, end))
        return self.anchors[first:last]

    def lately(self, at: int, sentences: int) -> list[Anchor]:
        """Return the mentions that end before an offset, of the last sentence that has one and of some before it."""
        found: list[Anchor] = []
        for place in range(bisect_left(self.anchors, at, key=lambda anchor: anchor.start) - 1, -1, -1):
            anchor = self.anchors[place]
            if found and found[0].sentence - anchor.sentence > sentences:
                break
            if anchor.end <= at:
                found.append(anchor)
        return found[::-1]

    def speaker(self, at: int) -> Span | None:
        """Return whose words stand at an offset; of nested ones the innermost."""
        end = bisect_right(self.said, at, key=lambda one: one[0].start)
        around = [one for one in self.said[max(0, end - _NESTED) : end] if at < one[0].end]
        return min(around, key=lambda one: one[0].end - one[0].start)[1] if around else None

    def says(self, at: int) -> Span | None:
        """Return whose whole sentence stands at an offset: in half a one "he" may be the speaker."""
        text = self.article.text
        opens = max(text.rfind(mark, 0, at) for mark in '"“«')
        return self.speaker(at) if text[opens + 1 : opens + 2].isupper() and self.is_quoted(at) else None

    def is_quoted(self, at: int) -> bool:
        """Tell whether an offset lies between quotation marks, as far as its paragraph tells."""
        text = self.article.text
        before = text[max(text.rfind("\n", 0, at) + 1, at - _PARAGRAPH) : at]
        # An apostrophe that opened no quote can only hide one.
        opened = any(before.count(left) > before.count(right) for left, right in ("“”", "‘’", "«»"))
        return opened or any(before.count(mark) % 2 for mark in ('"', "''", "‘’"))

    def introduce(self, name: str, somebody: Introduced) -> None:
        """Remember somebody under the full name and the surname; the first to be told something wins."""
        keys = [key_of(tokens(name))]
        if somebody.who.kind == "person":
            # "Debbie Wasserman Schultz" is called "Wasserman Schultz" and "Schultz".
            parts = keys[0].split()
            keys.extend(" ".join(parts[at:]) for at in range(1, len(parts)))
        for key in keys:
            known = self.introduced.get(key)
            if known is None or (somebody.who.told and not known.who.told):
                self.introduced[key] = somebody
            elif known.who.name == somebody.who.name and not known.who.country and somebody.who.country:
                # A headline's "Rep. Graham" is the "U.S. Rep." of the lead.
                sectors = known.who.sectors or somebody.who.sectors
                who = replace(known.who, country=somebody.who.country, sectors=sectors)
                self.introduced[key] = replace(known, who=who)

    def salient(self, noun: str, at: int) -> str:
        """Return the state nearest before at that acts as one; empty if two are as near."""
        forces = {one for organ in _ORGANS for one in self.owned.get(organ, {})} if noun in _ORGANS else set()
        if len(forces) == 1 and self.article.text[at : at + 4].lower() == "the ":
            return next(iter(forces))
        scores: dict[str, float] = {}
        here: int | None = None
        end = bisect_left(self.anchors, at, key=lambda anchor: anchor.start)
        ruled = self._under_juntas(end) if noun in _JUNTA else frozenset()
        for place in range(end - 1, -1, -1):
            anchor = self.anchors[place]
            country = anchor.who.country
            if country not in self.knowledge.states or anchor.relays or (ruled and country not in ruled):
                continue
            here = anchor.sentence if here is None else here
            if here - anchor.sentence > _HORIZON:
                break
            scores[country] = scores.get(country, 0.0) + anchor.standing * _FADING ** (here - anchor.sentence)
        if len(scores) > 1:
            # Whom somebody accuses is not his own state.
            scores.pop(aimed_at(self.article.text, at, self.knowledge), None)
            held = having(scores, noun, self.knowledge.posts)
            scores = {country: score for country, score in scores.items() if country in held}
        if not scores:
            return ""
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        owners = self.owned.get(noun, {})
        # The one that the article calls a regime, unless another is much more talked of here.
        owner = next(iter(owners)) if len(owners) == 1 else ""
        share = _NAMED if noun in _BLAMED | _ORGANS else 1 / _CLEARLY
        unmentioned = noun in _BLAMED and bool(owner) and all(anchor.who.country != owner for anchor in self.anchors)
        if unmentioned or scores.get(owner, 0.0) >= share * ranked[0][1]:
            return owner
        clear = len(ranked) == 1 or ranked[0][1] >= _CLEARLY * ranked[1][1]
        return ranked[0][0] if clear else ""

    def _under_juntas(self, end: int) -> frozenset[str]:
        """Return the states of the first mentions that soldiers ruled on the day of publication."""
        day = (self.article.published.value if self.article.published else "")[:10]
        named = {anchor.who.country for anchor in self.anchors[:end] if anchor.who.country in self.knowledge.states}
        return frozenset(one for one in named if day and self.knowledge.states[one].ruled_by_junta(day))

    def spoken_of(self, name: str) -> dict[str, float]:
        """Return how much of the article's mentions each state has, 0 .. 1; a name does not speak for itself."""
        counts: dict[str, float] = {}
        text = self.article.text
        for anchor in self.anchors:
            # Whose somebody is may have been taken from what was named nearby, and says nothing more.
            if anchor.who.kind != "person" and len(anchor.who.country) == 3 and text[anchor.start : anchor.end] != name:
                counts[anchor.who.country] = counts.get(anchor.who.country, 0.0) + 1.0
        most = max(counts.values(), default=1.0)
        return {country: 0.5 + 0.5 * count / most for country, count in counts.items()}

    def group(self, at: int, size: int | None, within: Sequence[str] = (), *, ahead: bool = True) -> tuple[str, ...]:
        """Return the states of the nearest list before at, else (ahead) the first after it; size None: any size."""
        fitting = [one for one in self.groups if size in (None, len(one[1]))]
        if within:
            fitting = [one for one in fitting if set(one[1]) <= set(within)]
        before = [states for start, states in fitting if start < at]
        behind = next((states for start, states in fitting if start >= at), ()) if ahead else ()
        return before[-1] if before else behind

    def counted(
        self, at: int, size: int, *, ahead: bool = True, people: bool = False, avoided: Set[str] = frozenset()
    ) -> tuple[str, ...]:
        """Return the states that "the two countries" are: of a list before, else the two last named, else (ahead) those
        of a list further on. A list right behind comes before two that are named apart, and so does any for people:
        "the two leaders" are of no two states whose armies were named last. avoided: states that act on them."""
        near = [start for start, _ in self.groups if at <= start < at + _RIGHT_BEHIND]
        behind = any("." not in self.article.text[at:start] for start in near)
        listed = self.group(at, size, ahead=False)
        if avoided & set(listed):  # "Cuba, a guarantor with Norway, urged both sides"
            listed, avoided = (), avoided | set(listed)
        pair = self._pair(at, avoided) if size == len(("one", "other")) and not (ahead and behind) else ()
        further = self.group(at, size) if ahead else ()
        return listed or ((further or pair) if people else (pair or further))

    def _pair(self, at: int, avoided: Set[str]) -> tuple[str, ...]:
        """Return the two states last named before an offset: "the two sides"."""
        found: list[str] = []
        for anchor in reversed(self.lately(at, _REACH)):
            country = anchor.who.country
            if country in self.knowledge.states and not anchor.aside and country not in {*found, *avoided}:
                found.append(country)
            if len(found) == len(("one", "other")):
                return tuple(reversed(found))
        return ()

    def two(self, at: int, avoided: Set[str] = frozenset()) -> tuple[Who, ...]:
        """Return the two last named together before at: "Israel and Hamas", of whom "both sides" are told.

        avoided: states that act on the two, and are none of them.
        """
        before = [one for one in self.anchors if one.end <= at and one.who.kind in _SIDES and not one.aside]
        before = [one for one in before if one.who.country not in avoided]
        for first, second in reversed(list(pairwise(before))):
            joined = _TOGETHER.fullmatch(self.article.text, first.end, second.start)
            if joined and first.who.entity and second.who.entity and first.who.entity != second.who.entity:
                return first.who, second.who
        return ()


@dataclass(frozen=True, slots=True)
class SceneSetting:
    """The setting of a phrase in its article on half-open days.

    implied: whether "the army" may be traced to the state under discussion.
    """

    scene: Scene
    days: Days = None
    implied: bool = True
    towns: "Towns | None" = None

    def learned(self, name: str) -> Who | None:
        """Return whom the article introduced under that name, as on those days."""
        found = self.scene.introduced.get(key_of(tokens(name)))
        return found.on(self.scene.knowledge, self.days) if found else None

    def called(self, surname: str, at: int) -> str:
        """Return the full name of whom the article means by a surname at an offset."""
        return self.scene.people.called(surname, at)

    def state_meant(self, entry: Entry) -> str:
        """Return the state an ambiguous name means in this article."""
        return self.scene.meant.get(fold(entry.name), entry.country)

    def place_country(self, name: str) -> str:
        """Return the state of a town; "activists in March" tells a month, whatever towns are called so."""
        return self.towns.country_of(name, self.scene) if self.towns and name.lower() not in MONTHS else ""

    def unit(self, name: str, country: str) -> str:
        """Return the name of the province or region of the state that is called so; empty if there is none."""
        return self.towns.unit_of(country, name) if self.towns else ""

    def names(self, country: str) -> bool:
        """Tell whether the article names a state, or none at all."""
        known = self.scene.knowledge.states
        named = {one.who.country for one in self.scene.anchors if one.who.country in known}
        return not named or country in named

    def spoken_of(self, country: str) -> bool:
        """Tell whether the article names a state."""
        known = country in self.scene.knowledge.states
        return known and any(one.who.country == country for one in self.scene.anchors)

    def home(self) -> str:
        """Return the state in which the article is set, if it names no other."""
        if self.towns is None:
            return ""
        if self.scene.home is None:
            here = self.towns.home(self.scene)
            known = self.scene.knowledge.states
            elsewhere = any(one.who.country in known and one.who.country != here for one in self.scene.anchors)
            self.scene.home = "" if elsewhere else here
        return self.scene.home

    def salient(self, noun: str, at: int) -> str:
        """Return the state under discussion at an offset."""
        if not self.implied or of_a_body(noun, self.scene.article.text, at):
            return ""
        scene, text, posts = self.scene, self.scene.article.text, self.scene.knowledge.posts
        if hung := hanging_on(noun, text, at, scene.knowledge):
            return hung
        if town := seated(noun, text, at, scene.anchors, self._town_at) or of_the_town(
            noun, text, at, scene.anchors, self._town_named
        ):
            return town
        if (here := self._stage(at)) and has(here, noun, posts) and domestic(noun, text, at, here, scene.anchors):
            return here
        most = scene.most_told_of if has(scene.most_told_of, noun, posts) else ""
        return of_the_page(noun, text, at, scene.anchors, scene.salient(noun, at), most)

    def _stage(self, at: int) -> str:
        """Return the state in which the page is set where an offset stands."""
        scene, text = self.scene, self.scene.article.text
        if scene.stage is None and self.towns:
            scene.stage = set_in(text, scene.anchors, self._town_at)
        return moved_to(text, at, self._town_at) or scene.stage or ""

    def _town_at(self, name: str, start: int, end: int) -> str:
        """Return the state of a capital or town that stands there, if the article names that state."""
        inside = [one.who for one in self.scene.anchors_in(start, end) if one.who.kind in ("institution", "state")]
        return inside[0].country if inside else self._town_named(name)

    def _town_named(self, name: str) -> str:
        """Return the state of a town, if the article names that state."""
        country = self.place_country(name)
        return country if self.spoken_of(country) else ""


class Towns:
    """Asks which state a town lies in and an article is set in; places.py fills it: this module needs no gazetteer."""

    def country_of(self, name: str, scene: Scene) -> str:
        """Return ISO alpha-3, empty if unknown."""
        raise NotImplementedError

    def unit_of(self, country: str, name: str) -> str:
        """Return the name of the province or region of a state (ISO alpha-3) that is called so, or nothing."""
        raise NotImplementedError

    def home(self, scene: Scene) -> str:
        """Return ISO alpha-3, empty if unknown."""
        raise NotImplementedError
