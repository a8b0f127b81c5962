"""Every error Harmattan raises on purpose.

HarmattanError
├── InputError        a page, file or line that cannot be used: what and where
│   ├── UnreadableInput   the bytes are missing, empty, binary or too large
│   │   ├── NoAnswer          no server, or a server that gave nothing whole: another try may succeed
│   │   └── RefusedAddress    an address that is never asked nor sent to: private, or none of the web
│   ├── NoArticle         a page was read and holds no article text
│   └── BadRecord         a line of machine input is not the promised shape
├── OutputError       a file cannot be written, or a body not sent
├── UsageError        the caller asked for something impossible
│   └── TooSlow           what was asked took longer than the caller allowed
├── LedgerError       the ledger is unreadable, of another schema, or locked
├── ModelError        the shipped model is missing or does not match its card
└── CodebookError     the ontology file contradicts itself
"""


class HarmattanError(Exception):
    """Root of the tree; its text is one line fit to show a user."""


class InputError(HarmattanError):
    """A page, file or line that cannot be used."""


class UnreadableInput(InputError):
    """The bytes are missing, empty, binary or too large."""


class NotNow(UnreadableInput):
    """The machine could not read it in time, or at all: another try may succeed."""


class NoAnswer(UnreadableInput):
    """No server answered, or it gave nothing whole: another try may succeed."""


class RefusedAddress(UnreadableInput):
    """An address that is never asked nor sent to, being private or none of the web: another try is in vain."""


class NoArticle(InputError):
    """A page was read and holds no article text."""


class BadRecord(InputError):
    """A line of machine input is not the promised shape."""


class OutputError(HarmattanError):
    """A file cannot be written, or a body not sent."""


class UsageError(HarmattanError):
    """The caller asked for something impossible."""


class TooSlow(UsageError):
    """What was asked took longer than the caller allowed."""


class LedgerError(HarmattanError):
    """The ledger is unreadable, of another schema, or locked."""


class ModelError(HarmattanError):
    """The shipped model is missing or does not match its card."""


class CodebookError(HarmattanError):
    """The ontology file contradicts itself."""
