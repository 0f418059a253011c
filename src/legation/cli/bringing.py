"""What commands that bring pages in share: reader, processes, store and fetcher, held open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legation.documents.item import Item, Linked
    from legation.fetch.manners import Fetcher
    from legation.ingest import IngestReport
    from legation.records import Page
    from legation.settings import Settings
    from legation.store import Store
    from legation.store.intake.raw_files import RawFiles
    from legation.workers import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """Takes items into a store."""

    store: Store
    fetcher: Fetcher
    version: str
    raw: RawFiles | None
    unpack: Callable[[Page], Sequence[Item | Linked]]
    ingest: Callable[..., IngestReport]


@contextmanager
def bringing(settings: Settings, *, store: str | None, jobs: int = 1) -> Iterator[Bringing]:
    """All that is needed to bring pages in, let go of at the end of the block."""
    from contextlib import ExitStack

    from legation.extract.article import extract
    from legation.fetch.manners import Fetcher
    from legation.ingest import batch_reader
    from legation.ingest import ingest as run_ingest
    from legation.read import Reader
    from legation.store import Store
    from legation.store.intake.raw_files import raw_files
    from legation.workers import Pool

    with ExitStack() as held:
        fetcher = Fetcher.from_settings(settings)
        held.callback(fetcher.close)
        # The processes come before the store: a connection must not be forked.
        unpacker = held.enter_context(Pool(partial(_unpacked, max_bytes=settings.max_page_bytes)))
        reader = Reader(settings)
        pool = held.enter_context(Pool(batch_reader(extract, reader), jobs=jobs))
        name = store or settings.store
        opened = held.enter_context(Store.open(name, busy_timeout_s=settings.busy_timeout_s))
        raw = raw_files(name, settings.raw_pages)
        yield Bringing(
            store=opened,
            fetcher=fetcher,
            version=reader.version,
            raw=raw,
            unpack=partial(_unpack, unpacker),
            ingest=partial(
                run_ingest,
                extract=extract,
                reader=reader,
                store=opened,
                batch_size=settings.batch_size,
                pool=pool,
                raw=raw,
            ),
        )


def _unpacked(page: Page, *, max_bytes: int) -> list[Item | Linked]:
    """The parts of a file, as a worker gives them."""
    from legation.documents.parts import named_parts_of

    return list(named_parts_of(page, max_bytes=max_bytes))


def _unpack(pool: Pool[Page, list[Item | Linked]], page: Page) -> Sequence[Item | Linked]:
    """The parts of a file, opened in another process; one that takes too much is a failed page."""
    from legation.records import Skipped, SkipReason
    from legation.workers import Failure

    found = pool.run(page)
    if not isinstance(found, Failure):
        return found
    detail = f"opening it was stopped: {found.reason}"
    return [
        Skipped(
            stage="read",
            reason=SkipReason.UNREADABLE,
            detail=detail,
            origin=page.origin,
            sha256=page.sha256,
        )
    ]
