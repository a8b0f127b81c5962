"""Puts the stages in order: read, annotate, resolve. Reads like a paragraph; keeps nothing."""

from collections.abc import Iterable, Iterator
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace

from harmattan import lines
from harmattan.annotate.annotate import Annotator
from harmattan.annotate.decode import Thresholds
from harmattan.annotate.encoder import Encoder
from harmattan.annotate.merge import merge
from harmattan.dates import now_utc
from harmattan.ids import make_id
from harmattan.read import inputs, reader
from harmattan.read.inputs import Reading
from harmattan.read.worker import Worker
from harmattan.records import Article, Coded, Refusal, Run
from harmattan.resolve import geonames, judged
from harmattan.resolve.resolver import Resolver
from harmattan.resolve.surety import Surety, of_card
from harmattan.settings import Settings
from harmattan.wrapping import unwrapped


@dataclass(frozen=True, slots=True)
class Flow:
    """All stages, loaded once and used for many pages."""

    annotator: Annotator
    resolver: Resolver
    settings: Settings
    surety: Surety | None = None

    @classmethod
    def load(cls, settings: Settings, *, any_subject: bool = False) -> "Flow":
        """Load the model and what users said of actors. Raises ModelError, LedgerError.

        any_subject: code pages that tell of nothing political too.
        """
        limits = Thresholds(subject=0.0) if any_subject else Thresholds()
        encoder = Encoder(threads=settings.threads)
        return cls(
            Annotator(encoder, limits=limits),
            Resolver(judged.load(settings.data), settings.data / geonames.FILE),
            settings,
            of_card(encoder.card),
        )

    @property
    def coder(self) -> str:
        """Name of the coder as events carry it: the model's, whether it codes pages of any subject, and the judgements
        on actors that were in force."""
        subject = "" if self.annotator.limits.subject else "+any-subject"
        return self.annotator.encoder.version + subject + self.resolver.version

    def run(self) -> Run:
        """Describe the use of this coder that begins now."""
        started = now_utc()
        coder, book = self.coder, self.annotator.book.version
        return Run(make_id("run", [started, coder, book]), started, coder, book)

    def code(self, article: Article) -> Coded:
        """Annotate and resolve one article. A name that a line end breaks is one name: offsets stay as they are."""
        running = replace(article, text=unwrapped(article.text))
        found = self.annotator.annotate(running)
        resolved = self.resolver.resolve(running, found)
        events = merge(resolved.events, running.text)
        if self.surety:
            events = tuple(replace(event, row_confidence=self.surety(event, running.text)) for event in events)
        if self.coder != self.annotator.encoder.version:
            events = tuple(replace(event, coder=self.coder) for event in events)
        return Coded(article, replace(resolved, events=events))

    def code_line(self, line: bytes) -> tuple[str, Coded]:
        """Code one line of machine input; return its id and the result. Raises BadRecord."""
        given = lines.parse(line, max_bytes=self.settings.max_bytes)
        return given.id, self.code(reader.from_text(given.text, given.id, published=given.date))

    def read(
        self, sources: Iterable[str | Refusal], reading: Reading | None = None, worker: Worker | None = None
    ) -> Iterator[Coded | Refusal]:
        """Yield each coded article of each source, or why it was refused; one bad page never stops the rest.

        A source already refused, such as a folder that cannot be opened, is passed on.
        Pages are parsed by worker, a process of its own that may be stopped; without one given, it is started here.
        """
        how = reading or Reading(limit=self.settings.max_bytes)
        with nullcontext(worker) if worker else closing(Worker()) as apart:
            for source in sources:
                if isinstance(source, Refusal):
                    yield source
                    continue
                for item in inputs.articles(source, how, apart.read, now_utc):
                    yield item if isinstance(item, Refusal) else self.code(item)
