"""Scores places: ``python bench/places.py FILE [--errors] [--limit N]`` on lgl.xml (or its .gz).

Each marked toponym is resolved where it stands in its article, given its span and the address of the page. Exact: the
same GeoNames id, or, since the gazetteer has no ids of units and areas, a place of the same level (country, unit or
region, town) not 25 km away. acc@161: not 161 km away (a hundred miles). Toponyms without coordinates in the file are
not counted.
"""

import argparse
import gzip
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.events import article_of  # noqa: E402
from harmattan.records import EventPlace, Span  # noqa: E402
from harmattan.resolve import knowledge  # noqa: E402
from harmattan.resolve.outlets import outlet_of  # noqa: E402
from harmattan.resolve.places import Places  # noqa: E402
from harmattan.resolve.survey import survey  # noqa: E402

NEAR_KM, FAR_KM = 25.0, 161.0
LEVELS = {"P": "town", "A": "unit"}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A marked place: characters of its article, GeoNames id, degrees, GeoNames feature code."""

    span: Span
    geonameid: int
    lat: float
    lon: float
    code: str


def articles(path: Path) -> Iterator[tuple[str, str, str, list[Toponym]]]:
    """Yield name, address, text and toponyms of each article."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for item in ElementTree.fromstring(raw).iter("article"):
        text = item.findtext("text") or ""
        found = [
            Toponym(
                Span(int(_text(mark, "start")), int(_text(mark, "end"))),
                int(tag.get("geonameid") or 0),
                float(_text(tag, "lat")),
                float(_text(tag, "lon")),
                _text(tag, "fcode"),
            )
            for mark in item.iter("toponym")
            if (tag := mark.find("gaztag")) is not None and tag.findtext("lat")
        ]
        yield item.get("docid") or "", item.findtext("url") or "", text, found


def _text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(name) or ""


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance (haversine)."""
    one, two = math.radians(lat), math.radians(other_lat)
    step = math.sin((two - one) / 2) ** 2
    turn = math.cos(one) * math.cos(two) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(step + turn))


def level(code: str) -> str:
    """Return country, unit, town or other of a GeoNames feature code."""
    if code.startswith("PCL"):
        return "country"
    if code.startswith("ADM"):
        return "unit"
    return "town" if code.startswith("PPL") else "other"


_OURS = {
    "country": "country",
    "province": "unit",
    "district": "unit",
    "region": "unit",
    "city": "town",
    "below-city": "town",
}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--text-alone", action="store_true", help="do not tell the resolver the address of the page")
    parser.add_argument("--limit", type=int, default=10**9, help="only so many articles")
    options = parser.parse_args()
    known = knowledge.load()
    places, tally = Places(known), Counter[str]()
    for number, (name, url, text, toponyms) in enumerate(articles(options.file)):
        if number >= options.limit:
            break
        article = article_of(name, text)
        tally["outlets"] += outlet_of(replace(article, url=url)) is not None
        tally["articles"] += 1
        scene = survey(article if options.text_alone else replace(article, url=url), known)
        for toponym in toponyms:
            found = places.resolve(EventPlace(toponym.span, ""), scene)
            kind = level(toponym.code)
            away = (
                kilometres(toponym.lat, toponym.lon, found.lat, found.lon)
                if found.lat is not None and found.lon is not None
                else math.inf
            )
            exact = found.geonameid == toponym.geonameid or (
                away <= NEAR_KM and _OURS.get(found.resolution, "other") == kind
            )
            for group in ("all", kind):
                tally[group] += 1
                tally[f"{group} exact"] += exact
                tally[f"{group} id"] += found.geonameid == toponym.geonameid
                tally[f"{group} near"] += away <= FAR_KM
                tally[f"{group} none"] += not found.resolution
            if options.errors and not exact:
                words = re.sub(r"\s+", " ", toponym.span.of(text))
                print(
                    f"WRONG {name} {words!r} {toponym.code} {toponym.lat},{toponym.lon} ({toponym.geonameid}):"
                    f" {found.name!r} {found.country} {found.resolution} {away:.0f} km"
                )
    print(f"articles {tally['articles']}, of outlets whose home is known {tally['outlets']}")
    for group in ("all", "country", "unit", "town", "other"):
        size = max(1, tally[group])
        print(
            f"{group:<8} exact {tally[f'{group} exact'] / size:.3f}  same id {tally[f'{group} id'] / size:.3f}"
            f"  acc@161km {tally[f'{group} near'] / size:.3f}  unresolved {tally[f'{group} none'] / size:.3f}"
            f"  n={tally[group]}"
        )


if __name__ == "__main__":
    main()
