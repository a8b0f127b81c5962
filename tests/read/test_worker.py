"""The process that reads pages: the same articles, and an end to what takes too long or too much."""

import pickle
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from harmattan.errors import NoArticle, UnreadableInput
from harmattan.read.reader import read_raw
from harmattan.read.source import Raw
from harmattan.read.worker import Worker, _opened

_EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*.*"))
_SENTENCE = "Mali and Niger signed an accord in Gao on Thursday that lets their armies patrol the border. "


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with closing(Worker()) as one:
        yield one


def test_it_reads_as_the_reader_does(worker: Worker) -> None:
    pages = [Raw(str(path), "https://x.example/a", path.read_bytes()) for path in _EXAMPLES if path.suffix != ".jsonl"]
    assert pages
    assert [worker.read(page) for page in pages] == [read_raw(page) for page in pages]
    assert worker.starts == 1


def test_its_errors_are_the_readers(worker: Worker) -> None:
    with pytest.raises(NoArticle, match=r"^a: holds no article text$"):
        worker.read(Raw("a", None, b"<html><body><p>Short.</p></body></html>"))
    with pytest.raises(UnreadableInput, match=r"^a: is empty$"):
        worker.read(Raw("a", None, b"\xef\xbb\xbf "))
    assert worker.starts == 1


def test_a_page_that_takes_too_long_is_refused_and_the_next_is_read() -> None:
    slow, good = (
        Raw("slow", None, f"{_SENTENCE * 100_000}".encode()),
        Raw("good", None, f"<p>{_SENTENCE * 3}</p>".encode()),
    )
    with closing(Worker(time_limit=0.15)) as worker:
        with pytest.raises(UnreadableInput, match=r"^slow: refused, reading it takes more than 0.15 seconds$"):
            worker.read(slow)
        worker._time_limit = 5.0
        assert worker.read(good).text == (_SENTENCE * 3).strip()
        assert worker.starts == 2


def test_a_page_that_takes_too_much_memory_is_refused_and_the_next_is_read() -> None:
    large, good = (
        Raw("large", None, f"{_SENTENCE}\n\n".encode() * 6_000),
        Raw("good", None, f"<p>{_SENTENCE * 3}</p>".encode()),
    )
    with closing(Worker(memory_limit=3_000_000_000)) as worker:
        worker.read(good)
        _narrow(worker)
        with pytest.raises(UnreadableInput, match=r"^large: refused, (reading it takes|it breaks the parser)"):
            worker.read(Raw("large", None, large.data * 30))
        assert worker.read(good).text == (_SENTENCE * 3).strip()
        assert worker.starts == 2


def _narrow(worker: Worker) -> None:
    """Leave the running process next to no memory, as a page that needs more than the limit does."""
    resource = pytest.importorskip("resource")
    if not hasattr(resource, "prlimit"):
        pytest.skip("memory of another process cannot be limited here")
    assert worker._process is not None
    size = int(Path(f"/proc/{worker._process.pid}/statm").read_text().split()[0]) * resource.getpagesize()
    resource.prlimit(worker._process.pid, resource.RLIMIT_AS, (size + 20_000_000, size + 20_000_000))


def test_an_answer_makes_nothing_but_records() -> None:
    with pytest.raises(pickle.UnpicklingError, match="no part of an article"):
        _opened(pickle.dumps(Path("x")))
