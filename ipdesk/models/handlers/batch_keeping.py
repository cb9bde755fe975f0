"""What was done together: kept with what the applications were before, and put back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from ipdesk.models.core.parts import in_parts
from ipdesk.models.handlers.batch_contents import put_back
from ipdesk.models.tables import ApplicationStep, BatchEntry, BatchMember

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from ipdesk.models.handlers.work import Work
    from ipdesk.models.workflow import Step


def keep_batch(work: Work, step: Step, applications: Sequence[int], before: Mapping[int, str]) -> int:
    """Keep a step that was just taken for applications, with what they were ``before``; return its id."""
    work.session.flush()
    entry = BatchEntry(step=step.name, at=work.now, person_id=work.person)
    work.session.add(entry)
    work.session.flush()
    last = _last_steps(work.session, applications)
    members = [
        {"batch_id": entry.id, "application_id": one, "step_id": last[one], "before": before[one]}
        for one in applications
    ]
    work.session.execute(insert(BatchMember), members)
    return entry.id


def _last_steps(session: Session, applications: Iterable[int]) -> dict[int, int]:
    step = ApplicationStep
    found: dict[int, int] = {}
    last = select(step.application_id, func.max(step.id)).group_by(step.application_id)
    for some in in_parts(applications):
        asked = last.where(step.application_id.in_(some))
        found.update((application, taken) for application, taken in session.execute(asked))
    return found


@contextmanager
def undoing(work: Work, member: BatchMember) -> Iterator[None]:
    """Let go of what stands of an application while it is made what it was before: granted lines, an answer.

    What is read afterwards is read anew.
    """
    member.undoing = True
    work.session.flush()
    yield
    put_back(work.session.connection(), member.application_id, member.before)
    member.undoing = False
    work.session.flush()
    work.session.expire_all()
