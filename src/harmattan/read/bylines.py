"""Names of authors: on the lines that tell them, and one by one."""

import re
from collections.abc import Iterable, Iterator, Sequence

from harmattan.read.daywords import find_day
from harmattan.read.furniture import LINK_MARK, MARKED_LINK, recognise
from harmattan.records import Label

# Dumps glue what stood in two columns: "ByAda Diop", "Ada DiopPublished".
_GLUED = r"(?:\b|(?<=[^\W\d_])(?-i:(?=[A-Z])))"
_BY = re.compile(
    r"^(?:(?:(?:photos|photographs|pictures|images) and (?:text|words|story)|"
    r"written|reported|reporting|posted|published|story|text|words|interview|analysis|review|opinion) ?)?"
    r"(?:(?:by|par|por|von|di|author|بقلم)\b[: ]|(?:auteur|autor|автор|текст|بقلم|كتبت?)\b ?:|"
    r"(?-i:[Bb]y(?=[A-Z][a-z])))\s*",
    re.I,
)
# "Posted on March 6, 2026 by Elise Varga". The others are parts of names too ("Anna von Bayern"), but not behind a
# word for writing, a day, an hour or a bar. A credit is that of a picture.
_BY_INSIDE = re.compile(
    r"(?P<credit>\b(?:photo|photograph|image|picture|pic|video|illustration|graphic|foto|imagen|bild)s?"
    r"(?: (?:credit|courtesy|taken|provided|supplied))? )?"
    r"\b(?:by|(?:(?<=\d )|(?<=\dh )|(?<=[|·•] )|"
    r"(?:posted|published|written|publiée?|écrit|publicad[oa]|escrito|veröffentlicht|geschrieben) )(?-i:par|por|von))"
    r"\s+(?-i:(?=[A-ZÀ-Þ]))",
    re.I,
)
_PUBLISHED = (
    r"(?:last |first )?(?:published|updated|posted)|publiée?|publicad[oa]|veröffentlicht|"
    r"actualizad[oa]|atualizad[oa]|aktualisiert|mis à jour"
)
_BEHIND_NAMES = re.compile(
    rf"\s*(?:[|·•;]|,?[\s–—-]*{_GLUED}(?:{_PUBLISHED})\b|\s(?:on|le|el|am)\s*$|\((?:avec|with|con|com|mit)\b|\d|\S{{0,60}}@).*$",
    re.I,
)
# Dumps glue the post to the name: "Mira KolevBorder correspondent, Lenz".
_POST = re.compile(
    r"(?-i:(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ]))(?:[\w&’'-]+\s){0,4}"
    r"(?:correspondent|reporter|editor|writer|columnist|contributor|producer|journalist)\b.*$",
    re.I,
)
# "Mira Kolev (Lenz, correspondent)"; "Robert (Bob) Kolev" is one name.
_BESIDE = re.compile(r"\s*\([^()]{1,80}\)(?=\s*(?:$|[,;|·]|and\b|&|et\b|y\b|und\b))")
_POST_ALONE = re.compile(
    r"(?:[\w&’'-]+ ){0,5}(?:correspondent|reporter|editor|writer|columnist|producer|journalist|contributor)s?"
    r"(?: (?:in|for|at|of|on) .{2,40})?(?:, .{2,40})?",
    re.I,
)
# "Border correspondent Mira Kolev".
_POST_BEFORE = re.compile(
    r"^(?:[\w&’'-]+ ){0,4}(?:correspondent|reporter|editor|writer|columnist)s? (?-i:(?=[A-ZÀ-Þ]))", re.I
)
# Accounts with which programs that keep sites are set up.
_ACCOUNT = re.compile(r"\s*(?:admin\d*|administrator|webmaster|web ?editor|root|user\d*|wordpress)\s*", re.I)
# "In Lenz and Serin": a person has two names, so one word behind the "and" is one more town.
_TOWN = r"[A-ZÀ-Þ][\w.’'-]*"
_WHERE = re.compile(
    rf"\s+in\s+{_TOWN}(?:\s{_TOWN}){{0,2}}(?:(?:,\s{_TOWN})*,?\s+(?:and|&)\s+{_TOWN}$|(?=$|,|\s+(?:and|&)\s))"
)
_DEGREE = re.compile(r"^(?:(?:Dr|Prof|Professor)\.? )+(?=[A-ZÀ-Þ])")
_LONGEST = 1_000
_SIGN_OFF = re.compile(r"(?:additional|writing|editing|compiled|edited)\b", re.I)
_OUTER = " ,|·•-–—:"
_COMMAS = re.compile(r"\s*(?:[,;|]|\s/\s)\s*(?:(?:and|&|et|y|und)\s+)?")
_LIST_END = re.compile(r"\s(?:and|&|et|y|und)\s")
# Between two names of two words each; "Telegram & Gazette" is one. "y" and "e" stand inside names of any length
# ("João Pedro Costa e Silva Filho"), and two people told as one do less harm than one told as two who are none.
_AND = re.compile(r"(?<=[\w.])\s+(?:and|&|et|und|/)\s+(?=[A-ZÀ-Þ])")
_AGENCY = re.compile(
    r"\b(?:afp|associated press|agence france[- ]presse|reuters|bloomberg|xinhua|efe|dpa|ansa|tass|anadolu|"
    r"agenc(?:y|ies|ia)|agence|agentur|news|newsroom|media|desk|staff|bureau|team|correspondents?|reporters?|editors?|contributors?)\b",
    re.I,
)
# Surnames too: an outlet where it stands behind one author and a comma.
_NOBODY = re.compile(r"\b(?:staff|agencies|(?:news|web|online) ?desk|correspondents?|reporters?)\b", re.I)
_OUTLET = re.compile(
    r"\b(?:wire|press|radio|tv|times|post|courier|journal|gazette|herald|tribune|ledger|daily)\b", re.I
)


# "Ada Diop covers the border for the Courier"; "Ada Diop was arrested on Monday" is news of him.
_TRADE = r"(?:correspondent|reporter|editor|writer|columnist|contributor|producer|journalist|fellow|author)"
_NOTE = re.compile(
    r",? (?:(?:covers?|writes?|reports?|specializes|lives in|works (?:for|at|as|in|with))\b"
    r"|is (?:an?|the|our|based|currently|also|[\w-]+[’']s?) "
    rf"|(?:is|was) (?:[\w-]+ ){{0,4}}{_TRADE}\b"
    r"|has (?:also |previously )?(?:written|covered|reported|worked|contributed)\b"
    r"|has (?:also |previously )?been (?:an?|the|our|with|covering|reporting|writing)\b"
    r"|joined [^.]{2,60} (?:in (?:[A-Z]\w+ )?(?:19|20)\d\d|as an?)\b)"
)
# Such a note stands among so many paragraphs at the end.
NOTE_REACH = 3


def is_note(paragraph: str, authors: Iterable[str]) -> bool:
    """Tell whether a paragraph at the end of a text tells of its author; agencies are told of in texts too."""
    people = [name for name in authors if " " in name and not _AGENCY.search(name)]
    return any(paragraph.startswith(name) and _NOTE.match(paragraph, len(name)) is not None for name in people)


def byline_on(lines: Sequence[str]) -> tuple[int, str] | None:
    """Return the place of the first line that names an author, and the names on it."""
    for place, line in enumerate(lines):
        furniture = recognise(line)
        if furniture is not None and furniture.label in (Label.BYLINE, Label.DATELINE) and not is_post(line):
            names = names_on(line, is_byline=furniture.label is Label.BYLINE)
            if names:
                return place, names
    return None


def is_account(name: str) -> bool:
    """Tell whether a name is that of an account of a site, and nobody's."""
    return _ACCOUNT.fullmatch(name) is not None


def is_post(line: str) -> bool:
    """Tell whether a line says an author's post and not who that is: "Border correspondent, Lenz"."""
    return _BY.match(line) is None and _POST_ALONE.fullmatch(line.strip()) is not None


def names_on(line: str, *, is_byline: bool = True) -> str:
    """Return the names on a byline, or behind the "by" of a date line, less posts, places and dates; "" without any."""
    plain = " ".join(MARKED_LINK.sub(r"\1", LINK_MARK.sub("", line)).split())
    if _SIGN_OFF.match(plain):
        return ""
    inside = (found for found in _BY_INSIDE.finditer(plain) if found["credit"] is None)
    opening = _BY.match(plain) or next(inside, None)
    if opening is None and not is_byline:
        return ""
    names = _BESIDE.sub("", plain[opening.end() :] if opening else plain)
    day = find_day(names)
    names = _BEHIND_NAMES.sub("", names[: day.start] if day else names).strip(_OUTER)
    return _WHERE.sub("", _POST.sub("", names)).strip(_OUTER)


def split_names(byline: str) -> tuple[str, ...]:
    """Return the people of a byline one by one; places, degrees and outlets beside them are left out."""
    parts = [part for part in _COMMAS.split(byline[:_LONGEST]) if part]
    names = [
        _DEGREE.sub("", _POST_BEFORE.sub("", name.strip(_OUTER))) for part in parts for name in _of_two_words_each(part)
    ]
    people = [name for name in names if " " in name and "@" not in name and not _AGENCY.search(name)]
    if len(parts) == len(people) == 2 and not _LIST_END.search(byline):
        people = [name for name in people if name == people[0] or not _OUTLET.search(name)]
    # An outlet alone is told as it stands; "Staff and agencies" are nobody.
    others = [] if names and all(_NOBODY.search(name) for name in names) else [byline.strip(_OUTER)]
    return tuple(dict.fromkeys(people or filter(None, others)))


def _of_two_words_each(names: str) -> Iterator[str]:
    start = 0
    for conjunction in _AND.finditer(names):
        before, after = names[start : conjunction.start()], names[conjunction.end() :]
        if " " in before.strip() and " " in after.strip() and before.split()[-1][0].isupper():
            yield before
            start = conjunction.end()
    yield names[start:]
