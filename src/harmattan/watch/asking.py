"""Requests under way, a thread for each; a thread only asks, and all that is remembered stays with the caller."""

from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from threading import Thread

from harmattan.errors import InputError, UnreadableInput
from harmattan.read import robots
from harmattan.read.fetch import Answer, Terms, ask
from harmattan.watch.lanes import Job

Came = tuple[Job, Answer | InputError]


@dataclass(slots=True)
class Asking:
    """Requests under way, and answers that nobody has taken yet."""

    terms: Terms
    running: int = 0
    _came: "SimpleQueue[Came]" = field(default_factory=SimpleQueue)

    def start(self, job: Job) -> None:
        """Ask for a job's url, with its validators if they belong to that url."""
        self.running += 1
        # Threads of a program that ends are dropped: what was not taken from the queue is asked for again later.
        Thread(target=self._ask, args=(job,), daemon=True).start()

    def take(self, seconds: float) -> Came | None:
        """Return an answer, or None if none comes in time."""
        try:
            came = self._came.get(timeout=max(0.0, seconds))
        except Empty:
            return None
        self.running -= 1
        return came

    def _ask(self, job: Job) -> None:
        # Rules too long to be read whole are read as far as they have to be.
        terms = replace(self.terms, limit=robots.MOST_BYTES, cut=True) if job.role == "robots" else self.terms
        answer: Answer | InputError = UnreadableInput(f"{job.url}: cannot be asked for")
        try:
            answer = ask(job.url, terms, job.sent)
        except InputError as error:
            answer = error
        finally:
            # Whatever happens, an answer comes: a lane that waits for one would stand for ever.
            self._came.put((job, answer))
