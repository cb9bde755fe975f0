"""What F9 does next, of every state an application can be in and of what may be said of it beside."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import pytest

from ipdesk.documents.letters.document import RegisteredDocument
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models.applications.approvals import NOT_ACCEPTED
from ipdesk.models.records import ApplicationRow, ApprovalOrder, Mark
from ipdesk.models.records.lists import Deadline, DeadlineKind
from ipdesk.models.records.services import REPAYMENT_REMINDER
from ipdesk.models.workflow import SHORTEST, WHOLE, Level, Procedure, State, Step
from ipdesk.ui.applications.list.columns import due_text, due_texts
from ipdesk.ui.applications.steps.keys import keys_of, own_key
from ipdesk.ui.applications.steps.next_step import next_step, other_steps

DAY = datetime.date(2024, 6, 20)
PAYING = (Mark.PAYABLE, Mark.PAID)
OWED = {Mark.CLAWED_BACK, Mark.OWED}
BACK = {Mark.CLAWED_BACK, Mark.RECOVERED}
SHORT: dict[State, tuple[str, str]] = {
    State.DRAFT: ("open", "继续受理"),
    State.CORRECTION: ("open", "补正后受理"),
    State.ACCEPTED: ("decide", "审定"),
    State.REVIEWED: ("decide", "审定"),
    State.PROPOSED: ("decide", "审定"),
    State.PUBLISHED: ("decide", "审定"),
    State.OBJECTED: ("objections", "处理异议…"),
    State.FORWARDED: ("step", "登记批复…"),
    State.ANSWERED: ("issue", "下达文书"),
    State.CONFIRMED: ("issue", "下达文书"),
    State.NOTIFIED: ("reprint", "重印文书"),
    State.REFUSED: ("act", "归档…"),
    State.NOT_ACCEPTED: ("act", "归档…"),
    State.WITHDRAWN: ("act", "归档…"),
    State.UNCORRECTED: ("act", "归档…"),
}
LONG = SHORT | {
    State.ACCEPTED: ("step", "初审…"),
    State.REVIEWED: ("decide", "拟资助"),
    State.PROPOSED: ("publish", "公示…"),
}
BESIDE = (
    (State.NOTIFIED, {Mark.CLAWBACK}, "决定追回…"),
    (State.NOTIFIED, {Mark.CLAWBACK, Mark.UNSERVED}, "登记送达…"),
    (State.NOTIFIED, {*OWED, Mark.TO_RECOVER, Mark.UNSERVED}, "登记送达…"),
    (State.NOTIFIED, {*OWED, Mark.RECOVERY_TOLD}, "登记追回款退回…"),
    (State.NOTIFIED, {*OWED, Mark.PARTLY_RECOVERED, Mark.ARCHIVED}, "登记追回款退回…"),
    (State.NOTIFIED, BACK, "归档…"),
    (State.NOTIFIED, {*BACK, Mark.ARCHIVED}, "重印文书"),
    (State.NOTIFIED, {Mark.PAYABLE}, "重印文书"),
    (State.NOTIFIED, {Mark.PAID}, "归档…"),
    (State.NOTIFIED, {Mark.PAID, Mark.UNSERVED}, "登记送达…"),
    (State.NOTIFIED, {Mark.NOT_TAKEN}, "归档…"),
    (State.NOTIFIED, {Mark.NOT_TAKEN, Mark.PAYABLE}, "重印文书"),
    (State.NOTIFIED, {Mark.PAID, *OWED, Mark.RECOVERY_TOLD}, "登记追回款退回…"),
    (State.CORRECTION, {Mark.UNSERVED}, "填写补正通知的送达日期…"),
)


ABOVE = (State.FORWARDED, State.ANSWERED)
"""Of what the level above decides alone."""


def row(state: State, marks: set[Mark] = frozenset(), procedure: Procedure = SHORTEST) -> ApplicationRow:  # type: ignore[assignment]
    return ApplicationRow(
        id=1, number="2024-0001", applicant=1, applicant_name="示例甲有限公司", applicant_kind="enterprise",
        policy="shaoguan-2021", year=2024, state=state, achievements=1, computed=100, amount=100, undecided=0,
        accepted_on=DAY, accepted_by="陈晓敏", changed_at=datetime.datetime(2024, 6, 20, 9).astimezone(),
        procedure=procedure, marks=frozenset(marks),
    )  # fmt: skip


@pytest.mark.parametrize(("procedure", "expected"), [(SHORTEST, SHORT), (WHOLE, LONG)])
def test_every_state_has_a_next_step(procedure: Procedure, expected: dict[State, tuple[str, str]]) -> None:
    upper = replace(procedure, level=Level.UPPER)
    courses = {state: upper if state in ABOVE else procedure for state in State}
    found = {state: next_step((row(state, procedure=course),), DAY) for state, course in courses.items()}
    assert {state: (step.action, step.word) for state, step in found.items()} == expected
    assert all(step.ids == (1,) for step in found.values())


def test_what_happens_beside_the_states_has_its_next_step_too() -> None:
    found = [next_step((row(state, marks),), DAY).word for state, marks, _ in BESIDE]
    assert found == [word for _, _, word in BESIDE]
    until = replace(row(State.CORRECTION), deadlines=(Deadline(DAY, DeadlineKind.CORRECTION),))
    runs, over = (next_step((until,), day).word for day in (DAY, DAY + datetime.timedelta(days=1)))
    assert (runs, over) == ("补正后受理", "逾期未补正，办结…")


def to_be_served() -> Iterator[tuple[RegisteredDocument[Any], State]]:
    """Yield the letters that what was done calls for, each in every state in which it may be due."""
    for document in DOCUMENTS.values():
        kind = document.kind
        if (
            kind.series is not None
            and kind.step is None
            and not document.lists
            and kind.id != REPAYMENT_REMINDER
        ):
            yield from ((document, state) for state in kind.issued_in)


def test_a_letter_that_is_due_goes_out_before_anything_else_and_is_served_then() -> None:
    found = {document.kind.id for document, _ in to_be_served()}
    assert found == {
        "correction_notice", "not_accepted_notice", "deemed_withdrawn_notice", "termination_notice",
        "objection_notice", "objection_outcome", "clawback_notice", "clawback_decision",
        "collection_reminder", "forfeiture_notice", "finding_notice", "clawback_end_notice",
    }  # fmt: skip
    for document, state in to_be_served():
        mark = document.wanted.mark if document.wanted is not None else None
        for beside in (set(), {Mark.CLAWBACK}, OWED, {Mark.PAID}, {Mark.UNSERVED}):
            here = row(state, {*beside, *({mark} if mark else ())})
            due = next_step((replace(here, due_paper=document.kind.id),), DAY)
            assert (due.action, due.document, due.word) == (
                "issue", document.kind.id, f"印发{document.kind.name}",
            )  # fmt: skip
            sent = next_step((replace(here, marks=here.marks | {Mark.UNSERVED}),), DAY)
            assert sent.action == ("serve" if state is State.CORRECTION else "served"), (
                document.kind.id,
                state,
            )
            assert sent in other_steps((replace(here, marks=here.marks | {Mark.UNSERVED}),), DAY)


def test_nobody_is_asked_to_take_what_the_books_have_paid() -> None:
    steps = [other_steps((row(State.NOTIFIED, {Mark.REMINDED, paid}),), DAY) for paid in PAYING]
    offered = [{one.word for one in found} & {"催领…", "逾期未领…"} for found in steps]
    assert offered == [{"催领…", "逾期未领…"}, set()]
    assert next_step((row(State.NOTIFIED, {Mark.REMINDED, Mark.PAID}),), DAY).word != "逾期未领…"


def test_several_letters_of_one_kind_go_out_together() -> None:
    one = replace(row(State.WITHDRAWN), due_paper="termination_notice")
    two = replace(one, id=2, number="2024-0002")
    assert next_step((one, two), DAY).word == "印发终止办理通知书 2 份"
    assert next_step((one, replace(two, due_paper="")), DAY).word == "归档 2 件…"


def test_what_nobody_took_lapses_once_the_time_of_its_reminder_is_over() -> None:
    for last, word in ((DAY, "重印文书"), (DAY - datetime.timedelta(days=1), "逾期未领…")):
        assert next_step((replace(row(State.NOTIFIED, {Mark.REMINDED}), collect_by=last),), DAY).word == word


@pytest.mark.parametrize(("last", "waits"), [(DAY, True), (DAY - datetime.timedelta(days=1), False)])
def test_money_is_demanded_once_its_day_is_over(last: datetime.date, *, waits: bool) -> None:
    steps = other_steps((replace(row(State.NOTIFIED, OWED), repay_by=last),), DAY)
    [demand] = [one for one in steps if one.word == "催告退回…"]
    assert bool(demand.why) is waits


def test_what_is_over_says_that_it_is() -> None:
    for state in (State.NOT_ACCEPTED, State.WITHDRAWN, State.UNCORRECTED):
        step = next_step((row(state, {Mark.ARCHIVED}),), DAY)
        assert (step.action, step.why) == ("", "已经办结，没有下一步")


def test_of_several_deadlines_the_next_is_named_with_what_it_is_for() -> None:
    running = Deadline(DAY + datetime.timedelta(days=6), DeadlineKind.PUBLICATION)
    over = Deadline(DAY - datetime.timedelta(days=1), DeadlineKind.OBJECTION)
    listed = row(State.PUBLISHED)
    assert due_text(listed, DAY) == ""
    assert due_text(replace(listed, deadlines=(running,)), DAY) == "公示截至 06-26"
    both = replace(listed, deadlines=(over, running))
    assert due_text(both, DAY) == "▲ 异议答复已过 06-19，共2项"
    assert due_texts(both, DAY) == "▲ 异议答复已过 06-19\n公示截至 06-26"


def test_a_paper_that_went_out_is_not_submitted_once_more() -> None:
    ended = replace(row(State.NOT_ACCEPTED), approval_order=ApprovalOrder.FIRST)

    def offered(due: str) -> set[str]:
        chosen = (replace(ended, due_paper=due),)
        return {one.word for one in (next_step(chosen, DAY), *other_steps(chosen, DAY))}

    submitting = {word for word in offered(NOT_ACCEPTED) if "送审" in word}
    assert submitting and not submitting & offered("")


def test_what_is_offered_has_the_same_key_whatever_else_can_be_done() -> None:
    some = [frozenset(found) for count in range(3) for found in combinations(Mark, count)]
    for state, marks, order in product(State, some, (ApprovalOrder.FIRST, ApprovalOrder.NONE)):
        one = replace(row(state, set(marks), WHOLE), approval_order=order)
        for chosen in ((one,), (one, replace(one, id=2))):
            steps = other_steps(chosen, DAY)
            assert [*keys_of(steps)] == [own_key(step) for step in steps], (state, marks, steps)
    draft, asked = other_steps((row(State.DRAFT),), DAY), other_steps((row(State.CORRECTION),), DAY)
    keys = [own_key(next(step for step in found if step.word == "不予受理…")) for found in (draft, asked)]
    assert keys == ["N", "N"]


def test_one_meeting_decides_at_once_on_who_gets_something_and_on_who_gets_nothing() -> None:
    granted = replace(row(State.PUBLISHED, procedure=WHOLE), proposed=100)
    nothing = replace(row(State.PROPOSED, procedure=WHOLE), id=2, proposed=0, amount=0)
    step = next_step((granted, nothing), DAY)
    assert (step.action, step.word, step.step, {*step.ids}) == ("step", "审定 2 件…", Step.CONFIRM, {1, 2})
    words = [one.word for one in other_steps((granted, nothing), DAY)]
    assert words[:2] == ["成批审定 2 件…", "逐件审定 2 件"]
    waiting = replace(nothing, proposed=100, amount=100)
    assert next_step((granted, waiting), DAY).why == "所选各件步骤不同，请只选同一步骤的", (
        "it is to be published"
    )
    reviewed = [replace(row(State.REVIEWED, procedure=WHOLE), id=one) for one in (1, 2)]
    step = next_step(reviewed, DAY)
    assert (step.word, step.step) == ("拟资助 2 件…", Step.PROPOSE)


def test_a_file_lapses_only_once_the_time_to_correct_it_is_over() -> None:
    for last, offered in ((DAY, False), (DAY - datetime.timedelta(days=1), True)):
        waiting = replace(row(State.CORRECTION), deadlines=(Deadline(last, DeadlineKind.CORRECTION),))
        assert ("逾期未补正，办结…" in [one.word for one in other_steps((waiting,), DAY)]) is offered
