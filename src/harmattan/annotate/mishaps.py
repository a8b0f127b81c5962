"""Deaths that nobody caused: "22 were killed when a building collapsed", "a bus overturned, killing three".

The encoder takes words of killing for attacks, whoever or whatever killed. Where a sentence tells of a mishap as the
cause and of no violence, there is no act, since nobody did it to anybody.
"""

import re
from collections.abc import Sequence
from typing import Final

_HARM: Final = re.compile(
    r"(?:kill|die[ds]?\b|dying|dead|death|injur|hurt|wound|trampl|crush|drown|claim|perish|crash|stamped|collision)",
    re.IGNORECASE,
)
_MISHAP: Final = re.compile(
    r"\b(?:accidents?|(?:car|bus|train|plane|road|helicopter|air|rail|ferry|traffic) (?:crash|disaster)\w*"
    r"|crash(?:es|ed)?|collisions?|collided|derail\w*|overturned|plunged|capsiz\w+|shipwrecks?|drown\w*"
    r"|(?:buildings?|bridges?|dams?|mines?|roofs?|walls?|houses?|stands?|schools?|churches|mosques?|blocks?)"
    r" (?:(?!and\b)[\w'’-]+ ){0,12}collaps(?:es|ed|ing)|(?:building|bridge|dam|mine|roof|wall) collapses?"
    r"|landslides?|mudslides?|avalanches?|floods?|flooding|earthquakes?|quakes?|tsunamis?|stampedes?|crowd crush"
    r"|wildfires?|bushfires?|hurricanes?|cyclones?|typhoons?|tornado(?:e?s)?|heatwaves?|gas leaks?"
    r"|lightning strikes?|(?:by|from) lightning|blazes?|fire (?:broke out|swept|tore|engulfed)|volcan\w+"
    r"|outbreaks? of (?:cholera|measles|ebola|malaria|disease|fever|polio|typhoid|dengue))\b",
    re.IGNORECASE,
)
# What is in a mishap without anybody's doing; what flies or sails may be armed.
_THING: Final = re.compile(
    r"\b(?:lorr(?:y|ies)|trucks?|tankers?|(?:mini)?bus(?:es)?|coach|cars?|vans?|trains?|trams?|ferr(?:y|ies)|buildings?"
    r"|bridges?|dams?|walls?|roofs?|fires?|blazes?)\b",
    re.IGNORECASE,
)
_VIOLENCE: Final = re.compile(
    r"\b(?:attack\w*|bomb\w*|shell(?:ed|ing|s|fire)|(?:air|drone|missile|artillery)[ -]?strikes?|airstrikes?|missiles?"
    r"|drones?|rockets?|gunm[ae]n|gunfire|shot|shooting|shoot\w*|opened fire|militants?|rebels?|insurgents?|terror\w*"
    r"|soldiers?|troops|army|police|clash\w*|fighting|raid\w*|sabotage\w*|stabb\w+|hijack\w*|assassin\w*|war|blew up"
    r"|violence|hostilit\w+|conflicts?|unrest|ceasefires?|truces?|gangs?|warplanes?|junta|air ?force"
    r"|shot down|ramm\w+|explosives?|protest\w*|riot\w*|massacre\w*|execut\w+|murder\w*|battle\w*|offensive)\b",
    re.IGNORECASE,
)


def is_mishap(before: str, words: str, after: str, actors: Sequence[str]) -> bool:
    """Tell whether words of killing tell of a mishap: before and after are those of their sentence around them.

    actors: the words of whoever is said to have done it; only a mishap or a thing that had one may be among them.
    """
    if not _HARM.match(words) or _VIOLENCE.search(f"{before} {words} {after}"):
        return False
    if any(not (_MISHAP.search(actor) or _THING.search(actor)) for actor in actors):
        return False
    told = _MISHAP.search(after)
    # "Killed in Iraq, compounded by deaths in a crash": behind a comma something else is told.
    behind = told is not None and not re.search(r"[,;:]", after[: told.start()])
    return behind or bool(_MISHAP.search(before)) or bool(_MISHAP.fullmatch(words))
