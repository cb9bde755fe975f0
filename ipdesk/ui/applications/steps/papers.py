"""The documents that applications may get beside the usual course."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.models.applications.approvals import APPROVED
from ipdesk.models.applications.step_checks import in_order_of_acceptance
from ipdesk.models.records import ApplicationRow, ApprovalOrder, Mark
from ipdesk.models.workflow import State
from ipdesk.ui.applications.steps.offered_step import NextStep

# Every kind of document comes when it is first asked for.


def approves_first(chosen: Sequence[ApplicationRow]) -> bool:
    """Say whether the office approves inside first what tells against an applicant."""
    return bool(chosen) and chosen[0].approval_order is ApprovalOrder.FIRST


def papers_for(chosen: Sequence[ApplicationRow]) -> Iterator[NextStep]:
    """Yield the documents that the chosen may get beside the usual course.

    What is approved inside before it goes out is submitted.
    """
    states = {row.state for row in chosen}
    ids = tuple(row.id for row in in_order_of_acceptance(chosen))
    marks = frozenset.intersection(*(row.marks for row in chosen)) if chosen else frozenset()
    found = papers_of(states.pop(), ids, marks) if len(states) == 1 else iter(())
    if not approves_first(chosen):
        return found
    due = {row.due_paper for row in chosen}  # what went out is not approved once more
    wanted = (one for one in found if one.document not in APPROVED or one.document in due)
    return (_submitted_first(one) for one in wanted)


def _submitted_first(paper: NextStep) -> NextStep:
    """Return how a paper is got that is approved before it goes out: it is submitted, one at a time."""
    if paper.document not in APPROVED:
        return paper
    if len(paper.ids) > 1:
        return NextStep("", paper.word, (), one_by_one(_tr("送审")))
    word = _tr("送审、印发{name}…").format(name=APPROVED[paper.document])
    return NextStep("submit_paper", word, paper.ids, document=paper.document)


def papers_of(state: State, ids: tuple[int, ...], marks: Collection[Mark]) -> Iterator[NextStep]:
    """Yield the documents that applications in a state (their ids) may get beside the usual course.

    ``marks`` are those that all of them bear.
    """
    from ipdesk.documents.letters.registry import issued_without_step, named_to

    word = _tr("印发{name}") if len(ids) == 1 else _tr("印发{name} {count} 份")
    for document in issued_without_step(state, marks):
        named = word.format(name=named_to(document, marks), count=len(ids))
        yield NextStep("issue", named, ids, document=document.kind.id)


def one_by_one(what: str) -> str:
    """Say of something, by its name, that it is done with one application at a time."""
    return _tr("{step}一次办理一件").format(step=what)


def _tr(text: str) -> str:
    return QCoreApplication.translate("NextStep", text)
