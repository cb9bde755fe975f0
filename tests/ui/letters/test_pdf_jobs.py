"""PDFs made behind the window: told, stopped, refused."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject

from ipdesk.documents.errors import DocumentError
from ipdesk.ui.letters.pdf_jobs import PdfJobs
from tests.ui.rig import Rig

Tell = Callable[[int], None]


@pytest.fixture
def parent(rig: Rig) -> QObject:
    return QObject()


def test_progress_is_told_and_the_answer_given(rig: Rig, parent: QObject) -> None:
    jobs, told, made = PdfJobs(rig.desk, parent), list[tuple[int, int]](), list[bytes]()
    jobs.progressed.connect(lambda done, total: told.append((done, total)))

    def making(tell: Tell) -> bytes:
        tell(1)
        tell(2)
        return b"pdf"

    jobs.start(making, made.append, 2)
    rig.settle()
    assert told == [(0, 2), (1, 2), (2, 2)]
    assert made == [b"pdf"]


def test_news_that_come_after_the_stop_are_not_told(rig: Rig, parent: QObject) -> None:
    jobs, told, made = PdfJobs(rig.desk, parent), list[tuple[int, int]](), list[bytes]()
    begun, stopped = threading.Event(), threading.Event()

    def making(tell: Tell) -> bytes:
        tell(1)
        begun.set()
        stopped.wait(10)
        tell(2)
        return b"pdf"

    jobs.start(making, made.append, 3)
    jobs.progressed.connect(lambda done, total: told.append((done, total)))
    assert begun.wait(10)
    assert jobs.stop()
    stopped.set()
    rig.settle()
    assert told == []
    assert made == []
    assert not jobs.stop()


def test_why_there_is_no_pdf_is_told(rig: Rig, parent: QObject) -> None:
    jobs, why, ended = PdfJobs(rig.desk, parent), list[DocumentError](), list[bool]()
    jobs.refused.connect(why.append)
    jobs.ended.connect(lambda: ended.append(True))

    def making(_: Tell) -> bytes:
        raise DocumentError("没有字体")

    jobs.start(making, lambda _: None, 1)
    rig.settle()
    assert ([error.message for error in why], ended) == (["没有字体"], [True])
