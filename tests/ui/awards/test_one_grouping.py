"""Counter, decision and letter put the lines of one application together alike."""

from __future__ import annotations

import pytest

from ipdesk.documents.letters.award.assemble import item_lines
from ipdesk.models.parsing.achievement_rows import ordinal
from ipdesk.models.records import LoweredAmount
from ipdesk.rules.core.result import Line
from ipdesk.ui.applications import ApplicationsPage
from ipdesk.ui.counter import CounterPage
from ipdesk.ui.desk.destinations import ContinueDraft
from tests.actors import CLERK
from tests.documents.letters.award_of_policy import award_letter_of
from tests.models.desk import OFFICE, works
from tests.ui.rig import Rig

NUMBER = "粤作登字-2022-F-0000000{}"
LOWERED = "登记费已减半"


def places(lines: tuple[Line, ...]) -> tuple[int, ...]:
    return tuple(ordinal(line.achievement) for line in lines)


@pytest.mark.parametrize(
    ("own", "lowered", "screens", "paper"),
    [
        (True, (), [(1,), (2,), (3,), (4,)], [(1,), (2,), (3,), (4,)]),
        (False, (), [(1,), (2,), (3,), (4,)], [(1,), (2, 3), (4,)]),  # files of others are named to nobody
        (None, (), [(1, 2, 3, 4)], [(1, 2, 3, 4)]),
        (None, (3,), [(1, 2), (3,), (4,)], [(1, 2), (3,), (4,)]),
        (None, (2, 3), [(1,), (2, 3), (4,)], [(1,), (2, 3), (4,)]),
    ],
    ids=["own files", "files of others", "a range", "one lowered", "two lowered alike"],
)
def test_a_range_is_parted_at_the_same_places(
    rig: Rig,
    own: bool | None,
    lowered: tuple[int, ...],
    screens: list[tuple[int, ...]],
    paper: list[tuple[int, ...]],
) -> None:
    """Works 2 and 3 of a range of four were granted before, each in a file of its own, or are lowered now."""
    steps = rig.steps
    applicant = steps.register()
    for place in (2, 3) if own is not None else ():
        steps.confirmed(applicant if own else steps.register(), works(NUMBER.format(place)))
    draft = steps.draft(applicant, works(NUMBER.format(1), count="4"))
    shown = steps.accept(draft)
    less = tuple(
        LoweredAmount(line.achievement, line.rule, 10_000, LOWERED)
        for line in shown.lines
        if ordinal(line.achievement) in lowered
    )
    rig.store.run(steps.confirming(draft.application, shown, lowered=less), CLERK)
    counter, applications = CounterPage(rig.desk), ApplicationsPage(rig.desk)
    rig.show(counter=counter, applications=applications)
    rig.desk.open(ContinueDraft(draft.application))
    rig.settle()
    applications.decision.decide([draft.application])
    rig.settle()
    at_counter = counter.awards.list.groups()
    decided = applications.decision.view.model.groups
    detail = steps.detail(draft.application)
    on_paper = item_lines(detail, steps.policy)
    assert [places(one.group.lines) for one in at_counter if one.group] == screens
    assert [places(one.lines) for one in decided] == screens
    assert [places(tuple(kept.line for kept in lines)) for lines in on_paper] == paper
    letter = award_letter_of(detail, OFFICE, steps.policy, steps.clock.today)
    sums = sum(one.view.amount for one in at_counter), sum(one.view.amount for one in decided)
    assert (*sums, letter.total) == (total(own, lowered),) * 3


def total(own: bool | None, lowered: tuple[int, ...]) -> int:
    """Return four works at 200 yuan, less those granted before and half of those lowered, in fen."""
    granted_before = 2 if own is not None else 0
    return (4 - granted_before) * 20_000 - len(lowered) * 10_000
