"""Goes the way of a newcomer through the demo: to a relationship that turned, an act that carries it, and its words."""

import json
import sys
import time
import urllib.error
import urllib.request
from typing import Any

PATIENCE = 120.0


def got(address: str) -> Any:  # noqa: ANN401  (JSON)
    """Return the JSON of an address, once the desk answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                return json.load(answer)
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


def main(desk: str) -> None:
    """Fail unless every step of the way is there."""
    turns = got(f"{desk}/relationships/KEN/TZA.json")["course"]["turns"]
    carrier = turns[0]["carriers"][0]["event"]
    event = got(f"{desk}/events/{carrier}.json")
    words = event["evidence"][0]
    text = got(f"{desk}/articles/{event['doc']}.json")["article"]["text"]
    told = text[words["start"] : words["end"]]
    assert event["trigger"]["text"] in told
    sys.stdout.write(f"{turns[0]['day']} {', '.join(turns[0]['direction'])}: {told}\n")


if __name__ == "__main__":
    main(sys.argv[1])
