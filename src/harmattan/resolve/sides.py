"""For whom somebody fights, and in whose name he speaks: "pro-Assad forces", "we" of a minister."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from harmattan.resolve import fighters
from harmattan.resolve.actors import Reader
from harmattan.resolve.names import Token
from harmattan.resolve.who import Who
from harmattan.resolve.words import words as word_class

_RULERS: Final = word_class("rulers")
# Posts of a state whose holders say "we" of it; a mayor or a lawmaker says it of others.
_NATIONAL: Final = frozenset(
    ["president", "minister", "spokesman", "spokeswoman", "spokesperson", "ambassador", "premier"]
)


def on_the_side_of(who: Who, words: Sequence[Token], reader: Reader) -> Who:
    """Give "pro-Assad forces" the state they fight for; those who are against a government are rebels of nobody."""
    at = next((n for n, word in enumerate(words[:-1]) if word.key in ("pro", "anti")), None)
    if at is None or not words[at + 1].glued or who.sectors[:1] not in (("MIL",), ("PRM",), ("REB",)):
        return who
    nouns = {entry.name for entry in reader.knowledge.index.exactly(words[at + 1].text) if entry.kind == "noun"}
    ruler = next(iter(nouns & _RULERS), "")
    read = reader.read(words[at + 1].text, words[at + 1].start)[0]
    leads = read.kind == "person" and "GOV" in read.sectors
    if words[at].key == "anti":
        rebels = Who("noun", None, who.name, "", ("REB",), noun=who.noun, plural=who.plural)
        return rebels if ruler or leads else who
    if who.country or who.entity:
        return who
    if leads:
        return reader.institution(replace(who, country=read.country))
    return replace(who, ruler=ruler) if ruler else who


def spoken_for(who: Who, reader: Reader) -> Who:
    """Return the state or organisation in whose name a person speaks; himself, if he holds no such post."""
    posts, states = reader.knowledge.posts, reader.knowledge.states
    terms = [term for term in posts.of(who.name) if reader.days is None or term.covers(*reader.days)]
    led = next((term.of for term in terms if term.of.startswith("org:") and not term.of.endswith(":people")), "")
    if led and who.country not in states:
        return reader.read(fighters.name_of(led))[0]
    national = set(who.role.lower().split()) & _NATIONAL or who.role in posts.posts
    if not national or who.sectors[:1] not in (("GOV",), ("MIL",)) or who.country not in states:
        return who
    return reader.institution(Who("institution", country=who.country, sectors=who.sectors[:1]))
