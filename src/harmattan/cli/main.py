"""Entry point: reads the verb, prints one clear line for each error, and sets the exit status.

Exit status: 0 done; 1 something could not be read, coded or opened; 2 bad use.
"""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from cyclopts import App, CycloptsError, Parameter

from harmattan import __version__
from harmattan.errors import HarmattanError, TooSlow, UsageError
from harmattan.safe import one_line

app = App(
    name="harmattan",
    help="Turn news pages into a sourced ledger of who did what to whom, when and where.",
    version=__version__,
    help_format="plaintext",
    result_action="return_value",
    # An option that may be given more than once needs no other that empties it.
    default_parameter=Parameter(negative_iterable=()),
)
# Commands are named by path and imported when used, so that --help and errors come at once.
app.command(
    "harmattan.cli.read:read",
    name="read",
    help="Read pages; print article, events and evidence; keep them in the ledger.",
)
app.command("harmattan.cli.watch:watch", name="watch", help="Read feeds, sitemaps and pages again and again.")
app.command("harmattan.cli.sources:sources", name="sources", help="Show what was read of each source, and what not.")
app.command("harmattan.cli.code:code", name="code", help="Code a JSONL file of texts; print one JSON event a line.")
app.command("harmattan.cli.events:events", name="events", help="List events of the ledger, newest first.")
app.command("harmattan.cli.articles:articles", name="articles", help="List articles by what stands in them.")
app.command("harmattan.cli.show:show", name="show", help="Show one event or article with its evidence.")
app.command("harmattan.cli.join:join", name="join", help="Join reports into acts and articles into stories.")
app.command("harmattan.cli.diff:diff", name="diff", help="List what came, went and changed.")
app.command("harmattan.cli.log:log", name="log", help="List what was recorded when.")
app.command("harmattan.cli.sql:sql", name="sql", help="Ask the ledger a read-only question in SQL.")
app.command("harmattan.cli.actors:app", name="actors", help="Show and add to what is known of actors.")
app.command("harmattan.cli.places:app", name="places", help="Load places from a GeoNames dump.")
app.command("harmattan.cli.review:app", name="review", help="Accept, reject or correct events.")
app.command("harmattan.cli.export:export", name="export", help="Write events of the ledger for other tools.")
app.command(
    "harmattan.cli.imports:import_file", name="import", help="Keep another data set's events, to compare with ours."
)
app.command("harmattan.cli.compare:compare", name="compare", help="Compare our events with another data set's.")
app.command("harmattan.cli.between:between", name="between", help="Count what two sides did to each other, by period.")
app.command("harmattan.cli.turns:turns", name="turns", help="Tell when relationships changed course.")
app.command("harmattan.cli.alignment:alignment", name="alignment", help="Show with whom a state or group deals.")
app.command("harmattan.cli.hotspots:hotspots", name="hotspots", help="List where material conflict rises.")
app.command("harmattan.cli.calendar:calendar", name="calendar", help="List announced acts and what became of them.")
app.command("harmattan.cli.brief:brief", name="brief", help="Write a brief of a pair, every sentence footnoted.")
app.command("harmattan.cli.release:release", name="release", help="Write a replication archive of the ledger.")
app.command("harmattan.cli.accounts:app", name="accounts", help="Say who may use the desk from other machines.")
app.command("harmattan.cli.serve:serve", name="serve", help="Serve the desk: the ledger as web pages.")
app.command("harmattan.cli.mcp:mcp", name="mcp", help="Answer language models that ask about the ledger; read-only.")
app.command("harmattan.cli.digest:digest", name="digest", help="Mail and call whoever the watch list names.")
app.command("harmattan.cli.demo:demo", name="demo", help="Open the desk over invented stories.")
app.command("harmattan.cli.doctor:doctor", name="doctor", help="Check the model, the codebook and the ledger.")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    try:
        status = app(arguments, exit_on_error=False, print_error=False)
        # What cannot be written is told here; the interpreter would say it at its end in lines of its own.
        sys.stdout.flush()
    except CycloptsError as error:
        return _fail(str(error), 2)
    except TooSlow as error:
        return _fail(str(error), 1)
    except UsageError as error:
        return _fail(str(error), 2)
    except HarmattanError as error:
        return _fail(str(error), 1)
    except BrokenPipeError:
        # The reader of our output went away (head, less); the rest is not wanted.
        _drop_output()
        return 0
    except OSError as error:
        return _fail(f"{error.filename or 'cannot write the output'}: {error.strerror or error}", 1)
    except KeyboardInterrupt:
        return _fail("stopped", 130)
    return status if isinstance(status, int) else 0


def _drop_output() -> None:
    """Send what is still to be written nowhere: trying again at the end of the process would fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, status: int) -> int:
    try:
        sys.stdout.flush()  # what was found before stands before what went wrong
    except OSError:
        _drop_output()
    sys.stderr.write(f"harmattan: {one_line(message)}\n")
    return status


def main() -> None:
    """Console script. What the terminal's encoding lacks is written as escapes."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
        sys.exit(run())
    sys.exit(_closed())


def _closed() -> int:
    sys.stderr.write("harmattan: cannot write the output: standard output is closed\n")
    return 1
