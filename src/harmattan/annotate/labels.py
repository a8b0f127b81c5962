"""The label sets of the encoder's heads, in the order of their outputs. The model's card repeats them."""

from harmattan.codebook.loader import load
from harmattan.records import Factuality

ENTITIES = (
    "person",
    "organisation",
    "place",
    "other-name",
    "group",
    "title",
    "date",
    "quantity",
    "weapon",
    "commodity",
    "facility",
    "law",
)
QUOTE_ROLES = ("source", "content", "end")  # end: the last piece of each stretch of content
LINK_ROLES = ("antecedent",)
ROLES = ("actor", "recipient", "place", "time", "said_by")
FACTUALITIES = tuple(str(value) for value in Factuality)
IMPLIED = ("none", "UAF", "UNK")
TYPES = tuple(load().types)
MODES = load().mode_names()
CONTEXTS = tuple(load().contexts)
# PLV-style sets merge the two concessions.
PAIR_ROOTS = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "YIELD",
    "COOPERATE",
    "AID",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
YIELD = ("CONCEDE", "RETREAT")
# Word pieces the vocabulary keeps free mark a given pair: source opens and closes, target opens and closes.
PAIR_MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")


def bio(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return O, then B- and I- of each kind."""
    return ("O", *(f"{mark}-{kind}" for kind in kinds for mark in "BI"))
