"""The lines of a page dump and what can be seen of each: its shape, its words, its neighbours."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from harmattan.read.furniture import Furniture, function_words, language_of, recognise
from harmattan.wrapping import is_full, width_of

# A line this long that ends like a sentence is prose; most menu items and titles are shorter.
_PROSE_WORDS = 10
# From here on length says no more.
_PARAGRAPH_WORDS = 60
SENTENCE_END = (".", "!", "?", "…", ":", "”", '"', ".’", ".'", ".)", "。", "؟", "।")
CUT_OFF = ("...", "…")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
# Scripts without spaces: two of their characters count as a word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_SEPARATORS = re.compile(r"[|»›>•·]")
_INNER_STOP = re.compile(r"[,;:.!?]\s")
_QUOTE = re.compile(r"[“”\"«»„]")
_LONG_WORD = 5
# A paragraph shows what it is in so many characters; a text of 20 MB on one line must not take seconds.
# More words tell no more of a line, and a hostile one may have ten million characters.
_COUNTED = 100_000
_SAMPLE = 5_000
_NEUTRAL_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the dump, or several that hard wrapping or inline markup tore from each other.

    text is its words with single spaces; start and end are offsets into the dump, outer space left out.
    """

    start: int
    end: int
    text: str
    words: int
    furniture: Furniture | None
    after_blank: bool

    @property
    def key(self) -> str:
        """The text as it is compared with others: case and outer punctuation ignored."""
        return self.text.casefold().strip(" .·•|:–—-\"'“”‘’")

    @property
    def ends_sentence(self) -> bool:
        """Tell whether the line ends like a sentence."""
        return self.text.endswith(SENTENCE_END)

    @property
    def is_cut_off(self) -> bool:
        """Tell whether the line breaks off in an ellipsis."""
        return self.text.endswith(CUT_OFF)

    @property
    def is_prose(self) -> bool:
        """Tell whether the line is by its shape a sentence of running text."""
        return self.words >= _PROSE_WORDS and self.ends_sentence and self.furniture is None


def split_lines(text: str) -> list[Line]:
    """Return the non-blank lines of text in order, torn sentences joined."""
    pieces = _pieces(text)
    width = width_of(text)
    joined: list[tuple[int, int, bool]] = []
    for start, end, after_blank in pieces:
        if joined and not after_blank and _continues(text[slice(*joined[-1][:2])], text[start:end], width):
            joined[-1] = (joined[-1][0], end, joined[-1][2])
        else:
            joined.append((start, end, after_blank))
    return [_line(text, *piece) for piece in joined]


def _pieces(text: str) -> list[tuple[int, int, bool]]:
    pieces, here, after_blank = [], 0, False
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = here + raw.index(bare)
            pieces.append((start, start + len(bare), after_blank))
        after_blank = not bare
        here += len(raw) + 1
    return pieces


def _continues(before: str, after: str, width: int | None) -> bool:
    """Tell whether after goes on with the sentence that before left open. width: of a text broken to one."""
    last = before.rsplit("\n", 1)[-1]
    ends = last.endswith(SENTENCE_END)
    if width is not None:
        # The words of a paragraph at either end of a line may look like a button's.
        return is_full(last, after, width) and not (ends and recognise(after))
    if ends or recognise(last) or recognise(after):
        return False
    if after[0] in ",.;:)’”" or last.endswith((",", "(", "“")):
        return True
    return after[0].islower() and len(last.split()) >= 4


def _line(text: str, start: int, end: int, after_blank: bool) -> Line:
    words = " ".join(text[start:end].split())
    return Line(start, end, words, count_words(words[:_COUNTED]), recognise(words), after_blank)


def count_words(text: str) -> int:
    """Return the number of words; in scripts without spaces, half the number of characters."""
    return len(_WORD.findall(text)) + len(_UNSPACED.findall(text)) // 2


FEATURES = (
    "bias", "log words", "sentence", "long sentence", "paragraph", "cut-off teaser", "function words", "capitalised",
    "all capitals", "opens small", "digits", "known phrase", "separators", "inner stops", "quotes", "repeated",
    "shared words", "prose before", "prose after", "prose within 3", "prose within 8", "phrases within 3",
    "first fifth", "last fifth", "under 4 words",
)  # fmt: skip


def features(lines: Sequence[Line]) -> list[list[float]]:
    """Return the values of FEATURES for each line, all about 0 to 1."""
    language = language_of(" ".join(line.text for line in lines if line.is_prose))
    known = function_words().get(language)
    times = Counter(line.key for line in lines)
    vocabulary = Counter(word for line in lines if line.is_prose for word in set(_long_words(line.text)))
    prose = _running(1.0 if line.is_prose else 0.0 for line in lines)
    phrases = _running(0.0 if line.furniture is None else 1.0 for line in lines)
    rows = []
    for place, line in enumerate(lines):
        row = _own(line, known)
        # Teasers of other stories are cut off too; the article's own cut-off line follows its prose.
        row[FEATURES.index("cut-off teaser")] *= float(place == 0 or not lines[place - 1].is_prose)
        row += [float(times[line.key] > 1), _shared(line, vocabulary)]
        row += [_mean(prose, place - 1, place), _mean(prose, place + 1, place + 2)]
        row += [_around(prose, place, 3), _around(prose, place, 8), _around(phrases, place, 3)]
        row += [float(5 * place < len(lines)), float(5 * place >= 4 * len(lines)), float(line.words < 4)]
        rows.append(row)
    return rows


def _own(line: Line, known: frozenset[str] | None) -> list[float]:
    text = line.text[:_SAMPLE]
    words = _WORD.findall(text)
    size = max(1, len(words))
    capitals = sum(word[0].isupper() for word in words[1:])
    return [
        1.0,
        min(1.0, math.log1p(line.words) / 4),
        float(line.ends_sentence),
        float(line.ends_sentence and line.words >= _PROSE_WORDS),
        min(1.0, line.words / _PARAGRAPH_WORDS) if line.ends_sentence else 0.0,
        float(line.is_cut_off),
        _NEUTRAL_SHARE if known is None else sum(word.lower() in known for word in words) / size,
        capitals / max(1, size - 1),
        float(line.text.isupper()),
        float(line.text[0].islower()),
        min(1.0, 4 * sum(char.isdigit() for char in text) / len(text)),
        float(line.furniture is not None),
        float(bool(_SEPARATORS.search(text))),
        min(1.0, len(_INNER_STOP.findall(text)) / 3),
        float(bool(_QUOTE.search(text))),
    ]


def _long_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text[:_SAMPLE].lower()) if len(word) >= _LONG_WORD]


def _shared(line: Line, vocabulary: Counter[str]) -> float:
    """The share of the line's long words that other lines of prose use too."""
    words = _long_words(line.text)
    own = int(line.is_prose)
    return sum(vocabulary[word] > own for word in words) / len(words) if words else 0.0


def _running(values: Iterable[float]) -> list[float]:
    """Return the sums of the first 0, 1, 2 ... values, so that any window's mean is one subtraction."""
    return [0.0, *accumulate(values)]


def _mean(sums: Sequence[float], first: int, end: int) -> float:
    first, end = max(0, first), min(len(sums) - 1, end)
    return (sums[end] - sums[first]) / (end - first) if first < end else 0.0


def _around(sums: Sequence[float], place: int, reach: int) -> float:
    """Return the mean over the lines up to reach away, the line itself left out."""
    before, after = place - max(0, place - reach), min(len(sums) - 1, place + reach + 1) - place - 1
    total = _mean(sums, place - reach, place) * before + _mean(sums, place + 1, place + reach + 1) * after
    return total / max(1, before + after)
