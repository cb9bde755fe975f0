"""A window that is used all day: what was looked at and put away leaves nothing behind in memory."""

import gc
import sqlite3
import weakref
from collections import Counter
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


class Word(str):
    """A text of which can be told whether somebody still has it."""


def objects() -> Counter[type]:
    """Count by type what refers to something, and what is referred to, such as texts and numbers."""
    gc.collect()
    tracked = gc.get_objects()
    referred = gc.get_referents(*tracked)
    cursors = [one for some in filter(is_connection, tracked) for one in used_cursors(some)]
    # By number each once, and by C alone: there are millions of them at the end of a run.
    found = dict(zip(map(id, referred), referred, strict=True))
    found.update(zip(map(id, tracked), tracked, strict=True))
    for one in cursors:
        found.pop(id(one), None)
    return Counter(map(type, found.values()))


def is_connection(one: object) -> bool:
    return type(one) is sqlite3.Connection


def used_cursors(connection: object) -> list[object]:
    """Return the references to cursors that Python's module keeps, and drops once there are two hundred."""
    return [one for kept in gc.get_referents(connection) if isinstance(kept, list) for one in kept]


def left_behind(rig: Rig, act: Callable[[int], object]) -> Counter[type]:
    """Return of which types an object stays each time something is done, and how many for ``TIMES`` times.

    In the first rounds caches are filled, later they are tidied up in one or another; what stays each time,
    stays in all.
    """
    before, least = Counter[type](), Counter[type]()
    for number in range(FIRST + ROUNDS):
        for place in range(TIMES):
            act(place)
            rig.settle()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        rig.asked.clear()
        now = objects()
        least = least & (now - before) if number > FIRST else now - before
        before = now
    return Counter({kind: more for kind, more in least.items() if more >= TIMES})


@pytest.mark.parametrize("width", [lambda word: text_width(word, 13), lambda word: chip_width("", word)])
def test_of_all_words_painted_only_some_are_kept(width: Callable[[str], int]) -> None:
    words = [f"示知资〔2024〕{number}号" for number in range(6000)]
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
