"""``harmattan places load FILE``: places of a GeoNames dump beside the shipped ones."""

from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from harmattan import settings
from harmattan.cli.output import write_lines
from harmattan.resolve import geonames

app = App(name="places", help="Load places.", help_format="plaintext")


@app.command
def load(
    file: Annotated[Path, Parameter(help="A GeoNames dump: allCountries.zip, ML.zip, cities500.txt ...")], /
) -> int:
    """Take the towns and units of a dump into your data folder, in place of those loaded before."""
    folder = settings.load().data
    write_lines([f"{geonames.load(file, folder):,} names of places in {folder / geonames.FILE}"])
    return 0
