"""The query line on the command line: the words of it, as one query."""

from collections.abc import Sequence

from harmattan.asking import query
from harmattan.cli.output import complain
from harmattan.errors import UsageError
from harmattan.ledger.query import AnyOf, Query
from harmattan.ledger.query.periods import OPEN
from harmattan.ledger.query.tokens import quoted


def parsed(words: Sequence[str]) -> Query:
    """Return the query that the words of a command make, with a blank between them. Raises UsageError.

    A mistyped option is told as one: no word of a query begins with two hyphens.
    """
    for word in words:
        if word.startswith("--"):
            raise UsageError(f"unknown option {word.partition('=')[0]}")
    return query(" ".join(words))


def asked(
    words: Sequence[str] = (),
    *,
    type: str | None = None,
    actor: str | None = None,
    recipient: str | None = None,
    article: str | None = None,
    since: str | None = None,
    until: str | None = None,
    text: str | None = None,
) -> Query:
    """Return the query that the words and the options of a command make together. Raises UsageError."""
    given = {
        "act": type,
        "actor": actor and _value(actor),
        "recipient": recipient and _value(recipient),
        "article": article and quoted(article),
        "when": f"{since or OPEN}/{until or OPEN}" if since or until else None,
    }
    terms = [f"{name}:{value}" for name, value in given.items() if value]
    return parsed([*words, *terms, *([quoted(text)] if text else [])])


def hinted(query: Query) -> None:
    """Say on standard error, of a query that found nothing, which of its words were perhaps meant as a code."""
    for term in query.terms:
        if isinstance(term, AnyOf) and term.field == "text":
            for code in (one.text for one in term.values if not one.negated and _is_code(one.text)):
                complain(f"nothing has the word {code!r} and all else asked for; as a code it is party:{code}")


def _is_code(word: str) -> bool:
    try:
        query(f"party:{word}")
    except UsageError:
        return False
    return len(word) == len("MLI") and word.isupper()


def _value(text: str) -> str:
    """Return what an option says of a party as the value of a term: a name of several words is one."""
    return quoted(text) if any(map(str.isspace, text)) and '"' not in text else text
