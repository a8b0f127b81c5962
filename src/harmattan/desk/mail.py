"""E-mail: the only user of smtplib. Settings come from the environment, HARMATTAN_SMTP_*."""

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Final

from harmattan.desk.render import template
from harmattan.errors import OutputError, UsageError

_SECONDS: Final = 20
_WAYS: Final = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class Server:
    """A server that sends mail. way: starttls, tls or none; user "": nobody signs in."""

    host: str
    port: int
    sender: str
    way: str = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)


def server(environment: Mapping[str, str]) -> Server | None:
    """Return the server of an environment, None if none is set.

    HARMATTAN_SMTP_HOST, _PORT, _FROM, _SECURITY (starttls, tls, none), _USER, _PASSWORD. Raises UsageError.
    """
    given = {name: environment.get(f"HARMATTAN_SMTP_{name}", "") for name in ("HOST", "PORT", "FROM", "SECURITY")}
    if not given["HOST"]:
        return None
    way = given["SECURITY"] or "starttls"
    if way not in _WAYS:
        raise UsageError(f"HARMATTAN_SMTP_SECURITY is one of {', '.join(_WAYS)}, not {way!r}")
    if not given["FROM"]:
        raise UsageError("HARMATTAN_SMTP_FROM is missing: the address that mail comes from")
    port = given["PORT"] or str(_WAYS[way])
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise UsageError(f"HARMATTAN_SMTP_PORT is a number from 1 to 65535, not {port!r}")
    user, password = (environment.get(f"HARMATTAN_SMTP_{name}", "") for name in ("USER", "PASSWORD"))
    return Server(given["HOST"], int(port), given["FROM"], way, user, password)


def message(told: "Letter", sender: str) -> EmailMessage:
    """Return a letter as an e-mail: plain text, and the same as HTML."""
    made = EmailMessage()
    made["Subject"] = _line(told.subject)
    made["From"] = sender
    made["To"] = told.to
    made["Date"] = told.date
    made["Message-ID"] = make_msgid(domain="harmattan.invalid")
    # So that nobody's absence notice answers.
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(_whole(told.text))
    made.add_alternative(_whole(told.html), subtype="html")
    return made


@dataclass(frozen=True, slots=True)
class Letter:
    """What is written. date: as a header has it."""

    to: str
    subject: str
    date: str
    text: str
    html: str


def letter(to: str, digest: object, moment: datetime, subject: str) -> Letter:
    """Return the letter of a digest, filled into its two templates. moment: in UTC."""
    text = template("digest.txt", digest=digest)
    html = template("digest.html", digest=digest)
    return Letter(to, subject, format_datetime(moment), text, html)


def send(made: EmailMessage, through: Server) -> None:
    """Send an e-mail. Raises OutputError."""
    try:
        _send(made, through)
    except (smtplib.SMTPException, OSError) as error:
        raise OutputError(
            f"mail through {through.host}:{through.port} failed: {' '.join(str(error).split())}"
        ) from error


def _send(made: EmailMessage, through: Server) -> None:
    with _connected(through) as connection:
        if through.way == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if through.user:
            connection.login(through.user, through.password)
        connection.send_message(made)


def _connected(through: Server) -> smtplib.SMTP:
    if through.way == "tls":
        return smtplib.SMTP_SSL(through.host, through.port, timeout=_SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(through.host, through.port, timeout=_SECONDS)


def _line(text: str) -> str:
    """Return text fit for a header: on one line, without what could end it."""
    return _whole("".join(char if char.isprintable() else " " for char in text))


def _whole(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
