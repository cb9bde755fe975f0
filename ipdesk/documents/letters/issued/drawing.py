"""Issued letters drawn from their frozen data, a long batch by all processors of the machine.

Python computes on one processor at a time, so that others are used by processes of their own. Starting them
takes as long as drawing hundreds of letters: they are started when a batch turns out to be long, take over
when they are ready, and stay for the next. A page depends on nothing but what stands on it, so that the same
letters give the same pages, whoever draws them. Where there are no such processes, or they fail, letters are
drawn here.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from threading import Lock, Thread, Timer
from typing import Any, NamedTuple

from ipdesk.documents.errors import DocumentError
from ipdesk.documents.fonts.faces import fonts, parsed
from ipdesk.documents.fonts.files import FontFile, Role
from ipdesk.documents.letters.compose import Templates, drawn_pages, facts
from ipdesk.documents.letters.data import thawed
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.documents.pdf.embedded_pictures import EmbeddedPicture
from ipdesk.documents.pdf.file import Facts
from ipdesk.documents.pdf.structure import Part
from ipdesk.documents.typesetting.page_drawing import DrawnPage
from ipdesk.models.records import LetterDocument

_log = logging.getLogger(__name__)

LONG = 300
"""From so many letters on a batch starts processes: they take as long to start as these to be drawn."""
_AT_ONCE = 25  # letters that a process draws before it answers
_MOST_PROCESSES = 4
_IDLE = 300.0  # seconds after which the processes leave
_PER_PROCESS = 2  # parts of a batch that wait for one, so that the batch never stands whole in memory

Data = Mapping[str, Any]


class Drawn(NamedTuple):
    """The pages of a letter as they would be drawn today, and what it says about itself."""

    pages: list[DrawnPage]
    facts: Facts


def draw(kind: str, data: Data, templates: Templates) -> Drawn | None:
    """Draw a letter from its frozen data; None where today's program cannot."""
    try:
        document = DOCUMENTS[kind]
        letter = thawed(document.data, data)
        return Drawn(drawn_pages(document, letter, templates), facts(document, letter))
    except (LookupError, ValueError, DocumentError):
        return None


def drawn_in_turn(
    documents: Iterable[LetterDocument], templates_dir: Path | None
) -> Iterator[tuple[LetterDocument, Drawn | None]]:
    """Yield letters with what is drawn of them, in their order; a void one is not drawn."""
    source, templates, done = iter(documents), Templates(templates_dir), 0
    waiting: deque[tuple[list[LetterDocument], Future[list[_Packed | None]]]] = deque()
    try:
        while True:
            room = PROCESSES.count * _PER_PROCESS if PROCESSES.ready(start=done >= LONG) else 0
            while len(waiting) < room and (part := [*islice(source, _AT_ONCE)]):
                waiting.append((part, PROCESSES.submit(part, templates_dir)))
            if waiting:
                part, future = waiting.popleft()
                yield from zip(part, _answered(part, future, templates), strict=True)
            elif part := [*islice(source, _AT_ONCE)]:
                yield from ((one, _drawn_here(one, templates)) for one in part)
            else:
                return
            done += len(part)
    finally:
        for _, future in waiting:
            future.cancel()
        PROCESSES.rest()


def _drawn_here(document: LetterDocument, templates: Templates) -> Drawn | None:
    return None if document.row.is_void else draw(document.row.kind, document.data, templates)


def _answered(
    part: list[LetterDocument], future: Future[list[_Packed | None]], templates: Templates
) -> Iterator[Drawn | None]:
    """Yield what a process has drawn; where it failed, for whatever reason, that is drawn here."""
    try:
        answers = future.result()
    except Exception as error:  # whatever the reason, the letters can be drawn
        PROCESSES.fail(error)
        yield from (_drawn_here(one, templates) for one in part)
        return
    for answer in answers:
        yield _unpacked(answer) if answer else None


# --- between processes ---


class _PackedPage(NamedTuple):
    content: bytes
    characters: tuple[tuple[FontFile, str], ...]
    landscape: bool
    parts: Sequence[Part]
    owners: Sequence[Part]
    pictures: Sequence[EmbeddedPicture]


_Packed = tuple[list[_PackedPage], Facts]


def _pack(drawn: Drawn) -> _Packed:
    return [
        _PackedPage(
            page.content,
            tuple((face.file, "".join(found)) for face, found in page.characters.items()),
            page.landscape,
            page.parts,
            page.owners,
            page.pictures,
        )
        for page in drawn.pages
    ], drawn.facts


def _unpacked(packed: _Packed) -> Drawn:
    pages, said = packed
    return Drawn([_unpacked_page(page) for page in pages], said)


def _unpacked_page(page: _PackedPage) -> DrawnPage:
    return DrawnPage(
        page.content,
        {parsed(file): set(found) for file, found in page.characters},
        page.landscape,
        page.parts,
        page.owners,
        page.pictures,
    )


_Wanted = tuple[str, Data] | None
_Fonts = tuple[Mapping[Any, FontFile], tuple[FontFile, ...]]


def _draw_all(wanted: Sequence[_Wanted], templates_dir: Path | None, known: _Fonts) -> list[_Packed | None]:
    """Draw letters in a process of its own; raises where it would not draw them as its parent does."""
    if fonts().files != known:
        raise RuntimeError("other fonts than in the process that asks")
    if unknown := {one[0] for one in wanted if one} - DOCUMENTS.keys():
        raise LookupError(*unknown)
    templates = Templates(templates_dir)
    found = (draw(*one, templates) if one else None for one in wanted)
    return [_pack(one) if one else None for one in found]


def _begin() -> None:
    """Leave when the parent does, however it ends; have the fonts read before the first letter comes."""
    Thread(target=_leave_with_parent, daemon=True).start()
    for role in Role:
        fonts().runs(role, "知1")


def _leave_with_parent() -> None:
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(0)


class Processes:
    """The processes that draw: started once, for several threads, and ended when nobody needs them."""

    def __init__(self, count: int) -> None:
        """Take how many there will be; with 0 all is drawn in this process."""
        self.count = count
        self._lock = Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._beginning: list[Future[list[_Packed | None]]] = []
        self._leaving: Timer | None = None
        self._failed = False

    def ready(self, *, start: bool) -> bool:
        """Tell whether they are up, and let them stay; ``start`` those that are not there yet."""
        with self._lock:
            if self._leaving is not None:
                self._leaving.cancel()
            if self._pool is None and start and self.count and not self._failed:
                self._start()
            return self._pool is not None and all(one.done() for one in self._beginning)

    def _start(self) -> None:
        try:
            self._pool = ProcessPoolExecutor(self.count, multiprocessing.get_context("spawn"), _begin)
        except (ImportError, NotImplementedError, OSError) as error:  # without what they talk through
            self._failed = True
            _log.warning("letters are drawn by one process: %s", type(error).__name__)
            return
        self._beginning = [self._submitted((), None) for _ in range(self.count)]

    def wait(self) -> None:
        """Start them, and wait until they are up. Raises what keeps them from that."""
        self.ready(start=True)
        for one in self._beginning:
            one.result()

    def submit(
        self, part: Iterable[LetterDocument], templates_dir: Path | None
    ) -> Future[list[_Packed | None]]:
        """Have letters drawn; what goes wrong comes with the answer."""
        wanted = [None if one.row.is_void else (one.row.kind, one.data) for one in part]
        with self._lock:
            return self._submitted(wanted, templates_dir)

    def _submitted(
        self, wanted: Sequence[_Wanted], templates_dir: Path | None
    ) -> Future[list[_Packed | None]]:
        try:
            assert self._pool is not None
            return self._pool.submit(_draw_all, wanted, templates_dir, fonts().files)
        except Exception as error:  # processes that cannot be started, or have failed meanwhile
            failed: Future[list[_Packed | None]] = Future()
            failed.set_exception(error)
            return failed

    def rest(self) -> None:
        """Let them leave after a while."""
        with self._lock:
            if self._pool is not None:
                self._leaving = Timer(_IDLE, self.end)
                self._leaving.daemon = True
                self._leaving.start()

    def fail(self, error: Exception) -> None:
        """Let them leave, and start none again; the log is told once, by the error's type alone.

        Its words may quote a letter.
        """
        with self._lock:
            known, self._failed = self._failed, True
        if not known:
            _log.warning("letters are drawn by one process from now on: %s", type(error).__name__)
        self.end()

    def end(self) -> None:
        """Let them leave; the next long batch starts others."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)


def _count() -> int:
    """Return how many processes draw sooner than this one: none where there is but one processor."""
    count = os.cpu_count() or 1
    return min(count, _MOST_PROCESSES) if count > 1 else 0


PROCESSES = Processes(_count())
