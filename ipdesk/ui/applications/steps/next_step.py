"""What can be done next with what is chosen in the list, and why nothing, where nothing can."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ipdesk.models.applications.approvals import ENDING
from ipdesk.models.applications.step_checks import in_order_of_acceptance
from ipdesk.models.records import SUBMITTED, ApplicationRow, Mark
from ipdesk.models.records.batches import taken_together
from ipdesk.models.workflow import FIRST, OPEN, HandlingMove, Step
from ipdesk.ui.applications.state_words import Action, StateWords, state_words, step_words
from ipdesk.ui.applications.steps.file_terms import correction_over, correction_until, is_over
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.applications.steps.papers import approves_first, one_by_one, papers_for

if TYPE_CHECKING:
    pass

# The counter takes words from here: every dialog and kind of document comes when it is first asked for.


def _tr(text: str) -> str:
    return QCoreApplication.translate("NextStep", text)


def next_step(chosen: Sequence[ApplicationRow], today: datetime.date) -> NextStep:
    """Return what comes next for the chosen applications; who is granted nothing gets another paper.

    What was submitted is done first, then goes out and is served what was done; what was clawed back or is
    over goes its own way.
    """
    if not chosen:
        return NextStep("", _tr("打开"), (), _tr("先选一件"))
    if not _go_together(chosen):
        return NextStep("", _tr("办理下一步"), (), _tr("所选各件步骤不同，请只选同一步骤的"))
    waits = next(_submitted(chosen), None) or _paper_first(chosen)
    if waits is None and len(chosen) == 1 and correction_over(chosen[0], today):
        return _simple(Step.LAPSE, chosen)
    return waits or _after_all(chosen, today) or _by_course(chosen)


def _go_together(chosen: Sequence[ApplicationRow]) -> bool:
    """Say whether the chosen are in one state, or the same meeting decides next on all of them.

    Who is to get nothing waits for it without having been published.
    """
    return len({row.state for row in chosen}) == 1 or {_comes(row) for row in chosen} == {Step.CONFIRM}


def _by_course(chosen: Sequence[ApplicationRow]) -> NextStep:
    """Return what comes next for applications in one state by the steps of the procedure."""
    usual, alike = _usual(chosen)
    if not alike:
        why = _tr("所选各件的下一步不同（本级审定、上报上级等），请分开办理")
        return NextStep("", _tr("办理下一步"), (), why)
    words = state_words(chosen[0].state)
    here = _taken_here(usual, chosen) or _on_another_page(usual, chosen, words) if usual is not None else None
    return here or _with_papers(chosen, words)


def _paper_first(chosen: Sequence[ApplicationRow]) -> NextStep | None:
    """Return the paper that is to go out for what was done, then its service; None where none waits.

    Nothing follows a step that is told by a paper before that paper is served.
    """
    kinds = {row.due_paper for row in chosen}
    if kinds != {""}:
        return next((one for one in papers_for(chosen) if {one.document} == kinds), None)
    return next(_to_serve(chosen), None)


def _to_serve(chosen: Sequence[ApplicationRow]) -> Iterator[NextStep]:
    """Yield how the paper is recorded as served that one application has gone out with."""
    if len(chosen) == 1 and Mark.UNSERVED in chosen[0].marks:
        yield from (*_service(chosen), *_record_of_service(chosen))


def _after_all(chosen: Sequence[ApplicationRow], today: datetime.date) -> NextStep | None:
    """Return what comes next of a clawback, or of what is over; None for anything else.

    What was decided to be taken back comes back in money; what nobody took in the time of its reminder
    lapses; what is over goes into the archive.
    """
    from ipdesk.ui.applications.after_award.acts import Doing

    acts = {step.doing: step for step in _acts(chosen, today)}
    comes = [Doing.DECIDE, Doing.RETURN]
    if all(is_over(row) for row in chosen):
        comes.append(Doing.ARCHIVE)
    elif all(Mark.REMINDED in row.marks and row.collect_by and row.collect_by < today for row in chosen):
        comes.append(Doing.LAPSE)
    return next((acts[one] for one in comes if one in acts), None)


def _taken_here(usual: Step, chosen: Sequence[ApplicationRow]) -> NextStep | None:
    """Return a step that is taken from the list, or why not; None for one that leads elsewhere."""
    if usual is Step.RETURN_PROPOSAL:
        return replace(_simple(usual, chosen), word=_anew(len(chosen)))
    many = len(chosen) > 1
    if many and usual in _WITH_DIALOG and not taken_together(usual):
        return NextStep("", step_words(usual).act, (), one_by_one(usual.label))
    if many and usual in _OF_A_MEETING:
        return _of_many(usual, chosen, _tr("{step} {count} 件…"))
    asked = usual in _WITH_DIALOG or usual in FOR_MANY or (many and usual is Step.ACCEPT)
    return _simple(usual, chosen) if usual.simple or asked else None


_OF_A_MEETING = (Step.PROPOSE, Step.CONFIRM)
"""Steps for which a meeting studies many files, each of which has a page of its own besides."""


def _of_many(step: Step, chosen: Sequence[ApplicationRow], word: str) -> NextStep:
    """Return a step that is asked of several at once, by the word with its name and their count."""
    ids = tuple(row.id for row in in_order_of_acceptance(chosen))
    return NextStep("step", word.format(step=step.label, count=len(ids)), ids, step=step)


def _on_another_page(usual: Step, chosen: Sequence[ApplicationRow], words: StateWords) -> NextStep | None:
    if usual is Step.PROPOSE:
        return replace(_simple(usual, chosen), action=words.action, step=None)
    if usual in _ON_THE_NOTICES:
        return replace(_simple(usual, chosen), action=_ON_THE_NOTICES[usual], step=None)
    return None


def _with_papers(chosen: Sequence[ApplicationRow], words: StateWords) -> NextStep:
    """Return what is done to all of them by the words of their state; who is granted nothing comes apart."""
    rows = in_order_of_acceptance(row for row in chosen if not row.refused) or in_order_of_acceptance(chosen)
    left = len(chosen) - len(rows)
    over = "" if words.action else _tr("已经办结，没有下一步")
    why = _tr("其中 {count} 件不予资助，决定书另行下达").format(count=left) if left else over
    word = words.act if len(rows) == 1 else words.act_many.format(count=len(rows))
    return NextStep(words.action, word, tuple(row.id for row in rows), why)


def comes_first(row: ApplicationRow | None) -> NextStep | None:
    """Return what comes next for an application where that is no decision and no paper; else None."""
    step = _by_course((row,)) if row is not None else None
    return step if step is not None and step.action in ("step", "publish", "objections") else None


def opening_word(row: ApplicationRow) -> str:
    """Return what opening an application is called: it leads to its decision where that comes next.

    What was submitted comes first: nobody accepts the draft that it was submitted of.
    """
    if row.state.editable and not row.marks.isdisjoint(SUBMITTED):
        return _tr("打开申请件")
    comes = next(iter(_steps((row,))), None)
    if comes is Step.PROPOSE:
        return _tr("打开拟资助")
    if row.state.decidable and comes is not Step.CONFIRM:
        return _tr("打开申请件")
    return state_words(row.state).open


_WITH_DIALOG = (Step.REVIEW, Step.ASK_CORRECTION, Step.TAKE_BACK, Step.RETURN_ANSWER, Step.RETURN_DECISION)
"""Steps that need more than a reason; offered beside the usual one for one application at a time."""


_ON_THE_NOTICES: Mapping[Step, Action] = {
    Step.PUBLISH: "publish",
    Step.DISMISS_OBJECTION: "objections",
}
"""Steps that the page of public notices takes, with what leads there."""


FOR_MANY = (Step.FORWARD, Step.ANSWER)
"""Steps that ask once for all applications that are chosen."""


def other_steps(chosen: Sequence[ApplicationRow], today: datetime.date) -> tuple[NextStep, ...]:
    """Return the steps for the chosen applications, which are in one state; then acts and papers.

    The usual one is among them, where no page does it: wherever the menu is opened, its order is the same.
    """
    waiting = tuple(_submitted(chosen))
    if waiting and waiting[0].action != "submit_paper":
        return (*waiting, *_record_of_service(chosen), *_acts(chosen, today), *papers_for(chosen))
    return (
        *waiting,
        *_taken_from_menu(chosen, today),
        *_service(chosen),
        *_record_of_service(chosen),
        *_bars(chosen),
        *_fund(chosen),
        *_inquiry(chosen),
        *_summary(chosen),
        *_acts(chosen, today),
        *papers_for(chosen),
    )


def _taken_from_menu(chosen: Sequence[ApplicationRow], today: datetime.date) -> Iterator[NextStep]:
    """Yield the steps that are taken here, for many at once first; none whose day has not come."""
    steps = _steps(chosen) if chosen and _go_together(chosen) else ()
    alone = _WITH_DIALOG if len(chosen) == 1 else ()
    apart = {*ENDING.values()} if len(chosen) > 1 and approves_first(chosen) else set()
    if not all(correction_over(row, today) for row in chosen):
        apart.add(Step.LAPSE)
    yield from _together(chosen, steps)
    for step in steps:
        if (step.simple or step in alone) and step not in apart:
            yield _simple(step, chosen)


def _submitted(chosen: Sequence[ApplicationRow]) -> Iterator[NextStep]:
    """Yield what is done with what was submitted of one application, what comes next first."""
    marks = chosen[0].marks if len(chosen) == 1 else frozenset()
    signed = Mark.SIGNED in marks
    ids = (chosen[0].id,) if len(chosen) == 1 else ()
    if not signed and Mark.IN_APPROVAL not in marks:
        if Mark.TO_APPROVE in marks and approves_first(chosen):
            yield NextStep("submit_paper", _tr("送审拟发的文书…"), ids)
        return
    if signed:
        yield NextStep("carry_out", _tr("按签批办理…"), ids)
    yield NextStep("sign", _tr("更正签批登记…") if signed else _tr("登记签批…"), ids)
    yield NextStep("resubmit", _tr("更改送审内容…"), ids)
    yield NextStep("drop_handling", _tr("撤销送审…"), ids)


def _steps(chosen: Sequence[ApplicationRow]) -> tuple[Step, ...]:
    """Return the steps that all of the chosen can take, in the order of the procedure."""
    return tuple(step for step in Step if all(row.may(step) for row in chosen))


def _usual(chosen: Sequence[ApplicationRow]) -> tuple[Step | None, bool]:
    """Return what usually comes next for the chosen, None for nothing, and whether it does for each of them.

    Files that are decided here and files that go to the level above part; what leads both back is not next.
    """
    found = {_comes(row) for row in chosen}
    return (found.pop(), True) if len(found) == 1 else (None, not found)


def _comes(row: ApplicationRow) -> Step | None:
    """Return what usually comes next for a file, None for nothing; after a right objection a new proposal."""
    return Step.RETURN_PROPOSAL if Mark.REOPENED in row.marks else next(iter(_steps((row,))), None)


def _anew(count: int) -> str:
    many = _tr("退回重新拟定 {count} 件…")
    return _tr("退回重新拟定…") if count == 1 else many.format(count=count)


def _together(chosen: Sequence[ApplicationRow], steps: Collection[Step]) -> Iterator[NextStep]:
    """Yield what is asked of, proposed or decided for several applications at once, then one by one."""
    drafts = {Step.ASK_CORRECTION} if all(row.state is FIRST for row in chosen) else set()
    for step in (*drafts, *_OF_A_MEETING):
        if len(chosen) > 1 and step in steps:
            yield _of_many(step, chosen, _tr("成批{step} {count} 件…"))
    if len(chosen) > 1 and (usual := _usual(chosen)[0]) in _OF_A_MEETING and usual in steps:
        yield replace(_of_many(usual, chosen, _tr("逐件{step} {count} 件")), action="decide", step=None)


def _service(chosen: Sequence[ApplicationRow]) -> Iterator[NextStep]:
    """Yield the recording of service for one application that waits for its correction."""
    if len(chosen) == 1 and Step.LAPSE.refusal(chosen[0].state) == "" and not correction_until(chosen[0]):
        yield NextStep("serve", _tr("填写补正通知的送达日期…"), (chosen[0].id,))


_TOLD = (Step.NOTIFY.target, Step.REFUSE.target, Step.DECLINE.target, Step.LAPSE.target, *Step.LAPSE.sources)
"""The states of which applicants are told by a paper from whose service remedies or a period run."""


def _record_of_service(chosen: Sequence[ApplicationRow]) -> Iterator[NextStep]:
    """Yield the record of how the paper was served that told of what was decided, and its public notice.

    Of an archived file only a clawback goes on, whose papers are served, and nothing that lies there already.
    """
    marks = chosen[0].marks if len(chosen) == 1 else frozenset()
    on = Mark.ARCHIVED not in marks or Mark.CLAWBACK in marks or Mark.UNSERVED in marks
    told = len(chosen) == 1 and chosen[0].state in _TOLD and on
    if told or Mark.UNSERVED in marks:  # such as the answer to who objected, long before a decision
        yield NextStep("served", _tr("登记送达…"), (chosen[0].id,))
        yield NextStep("attempted", _tr("登记送达未成…"), (chosen[0].id,))
    if told:
        yield NextStep("announce", _tr("公告送达…"), (chosen[0].id,))


def _bars(chosen: Sequence[ApplicationRow]) -> Iterator[NextStep]:
    """Yield the bars on the applicant of one application that may still be granted something."""
    if len(chosen) == 1 and chosen[0].state in OPEN:
        yield NextStep("bars", _tr("限制资助…"), (chosen[0].id,))


def _fund(chosen: Sequence[ApplicationRow]) -> Iterator[NextStep]:
    """Yield the way to the books of the fund that pays the award of one application."""
    if len(chosen) == 1 and not chosen[0].marks.isdisjoint((Mark.PAYABLE, Mark.PAID)):
        yield NextStep("fund", _tr("看资金账"), (chosen[0].id,))


def _summary(chosen: Sequence[ApplicationRow]) -> Iterator[NextStep]:
    """Yield the summary for the meeting of an office that proposes, of what is or may be proposed."""
    if _go_to_a_meeting(chosen):
        ids = tuple(row.id for row in in_order_of_acceptance(chosen))
        yield NextStep("summary", _tr("印拟资助汇总表（{count} 件）").format(count=len(ids)), ids)


def _go_to_a_meeting(chosen: Sequence[ApplicationRow]) -> bool:
    """Say whether an office that proposes may still decide all of them."""
    stage = Step.PROPOSE.target
    return bool(chosen) and all(row.state.decidable and stage in row.procedure.stages for row in chosen)


def _inquiry(chosen: Sequence[ApplicationRow]) -> Iterator[NextStep]:
    """Yield the question to another office about what may still be decided: it is best asked before that."""
    if _go_to_a_meeting(chosen):
        ids = tuple(row.id for row in in_order_of_acceptance(chosen))
        yield NextStep("inquire", _tr("征求其他单位意见（{count} 件）…").format(count=len(ids)), ids)


def _acts(chosen: Sequence[ApplicationRow], today: datetime.date) -> Iterator[NextStep]:
    """Yield what can be done with applications beside their states."""
    from ipdesk.ui.applications.after_award.acts import APPROVED_FIRST, offered, too_early

    ids = tuple(row.id for row in in_order_of_acceptance(chosen))
    first = approves_first(chosen)
    for doing, word in offered(chosen):
        permit = HandlingMove.SUBMIT.permission if first and doing in APPROVED_FIRST else None
        why = too_early(doing, chosen, today)
        yield NextStep("act", word, ids, why, doing=doing, permit=permit)


def _simple(step: Step, chosen: Sequence[ApplicationRow]) -> NextStep:
    rows, words = in_order_of_acceptance(chosen), step_words(step)
    word = words.act if len(rows) == 1 else words.act_many.format(count=len(rows))
    return NextStep("step", word, tuple(row.id for row in rows), step=step)
