"""Packs the tables of this folder into src/harmattan/resolve/data/tables.json.z, which the package reads.

    python actors/compile.py            write it
    python actors/compile.py --check    exit 1 if it is not what the tables say

Reading fifteen hundred kilobytes of TOML at every start would take longer than reading a page.
"""

import json
import sys
import tomllib
import zlib
from pathlib import Path

HERE = Path(__file__).parent
PACKED = HERE.parent / "src" / "harmattan" / "resolve" / "data" / "tables.json.z"


def tables() -> bytes:
    """Return all tables by name ("people/west") as JSON."""
    paths = sorted(HERE.rglob("*.toml"))
    found = {
        path.relative_to(HERE).with_suffix("").as_posix(): tomllib.loads(path.read_text(encoding="utf-8"))
        for path in paths
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def main() -> int:
    """Command line."""
    if "--check" in sys.argv[1:]:
        fresh = PACKED.is_file() and zlib.decompress(PACKED.read_bytes()) == tables()
        return 0 if fresh else sys.exit("actors: tables.json.z is out of date: run python actors/compile.py")
    PACKED.write_bytes(zlib.compress(tables(), 9))
    return 0


if __name__ == "__main__":
    sys.exit(main())
