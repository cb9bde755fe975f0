"""A window that is used all day: what was looked at and put away leaves nothing behind in memory."""

import gc
import sqlite3
import weakref
from collections import Counter, deque
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from ipdesk.models.commands import SaveDraft
from ipdesk.models.records import DraftTotals, RawAchievement
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.destinations import ContinueDraft
from ipdesk.ui.theme import text_width
from ipdesk.ui.widgets.chip import chip_width
from tests.actors import CLERK
from tests.ui.rig import Rig

TIMES, FIRST, ROUNDS = 4, 2, 3
GROWING = (list, dict, set, deque)


class Word(str):
    """A text of which can be told whether somebody still has it."""


class Memory:
    """What the process holds from now on: new objects, and what old containers grow by.

    Everything there is already is counted by the size of what can grow, not object by object: at the end of a
    run there are millions.
    """

    def __init__(self) -> None:
        gc.collect()
        old = gc.get_objects()
        self._connections = [one for one in old if isinstance(one, sqlite3.Connection)]
        cursors = {id(some) for one in self._connections for some in kept_lists(one)}
        self._growing = [one for one in old if isinstance(one, GROWING) and id(one) not in cursors]
        gc.freeze()

    def objects(self) -> Counter[type]:
        """Count by type what refers to something, and what is referred to, such as texts and numbers."""
        gc.collect()
        tracked = gc.get_objects()
        connections = [*self._connections, *(one for one in tracked if isinstance(one, sqlite3.Connection))]
        cursors = {id(one) for some in connections for kept in kept_lists(some) for one in kept}
        referred = (one for one in gc.get_referents(*tracked) if not gc.is_tracked(one))
        found = {id(one): type(one) for some in (tracked, referred) for one in some}
        counted = Counter(kind for number, kind in found.items() if number not in cursors)
        counted[Memory] = sum(map(len, self._growing))
        return counted


def kept_lists(connection: sqlite3.Connection) -> list[list[object]]:
    """Return the lists of cursors that Python's module keeps, and empties once there are two hundred."""
    return [kept for kept in gc.get_referents(connection) if isinstance(kept, list)]


def left_behind(rig: Rig, act: Callable[[int], object]) -> Counter[type]:
    """Return of which types an object stays each time something is done, and how many for ``TIMES`` times.

    In the first rounds caches are filled, later they are tidied up in one or another; what stays each time,
    stays in all.
    """
    memory, before, least = Memory(), Counter[type](), Counter[type]()
    for number in range(FIRST + ROUNDS):
        for place in range(TIMES):
            act(place)
            rig.settle()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        rig.asked.clear()
        now = memory.objects()
        least = least & (now - before) if number > FIRST else now - before
        before = now
    return Counter({kind: more for kind, more in least.items() if more >= TIMES})


@pytest.mark.parametrize("width", [lambda word: text_width(word, 13), lambda word: chip_width("", word)])
def test_of_all_words_painted_only_some_are_kept(width: Callable[[str], int]) -> None:
    most = text_width.cache_parameters()["maxsize"]
    words = [f"{number}号" for number in range(most + 500)]
    kept = [weakref.ref(word) for word in map(Word, words) if width(word)]
    gc.collect()
    assert sum(word() is not None for word in kept) < len(words)


def drafts(rig: Rig) -> list[int]:
    """Return two drafts that are saved; what lies on the counter already would not be laid there again."""
    applicant = rig.steps.register()
    made = []
    for name in ("甲", "乙"):
        row = RawAchievement(id="1", kind="patent_grant", ref=f"{name}-1", date="2022-04-20")
        command = SaveDraft(
            applicant=applicant, policy="shaoguan-2021", year=2022, rows=(row,),
            totals=DraftTotals(),
        )  # fmt: skip
        made.append(rig.store.run(command, CLERK).value.application)
    return made


def test_a_file_that_was_on_the_counter_leaves_no_object_behind(rig: Rig) -> None:
    page = CounterPage(rig.desk)
    rig.show(counter=page)
    first, second = drafts(rig)
    assert not left_behind(rig, lambda place: rig.desk.open(ContinueDraft(second if place % 2 else first)))
