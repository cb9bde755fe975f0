"""Taking a step for many applications at once, seeing before what it does, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass

from ipdesk.models.commands.base import Command
from ipdesk.models.core.actor import Permission
from ipdesk.models.records.batches import Batch, BatchReport, BatchRow
from ipdesk.models.workflow import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class TryBatch(Command[BatchReport]):
    """Answer what a step would do to each application, those accepted first before the others; write nothing.

    Nothing is raised for an application that cannot take it: its row says why.
    """

    batch: Batch

    @property
    def permission(self) -> Permission:
        """Return what the step needs."""
        return self.batch.step.permission


@dataclass(frozen=True, slots=True, kw_only=True)
class RunBatch(Command[int]):
    """Take a step for all applications of a batch, or for none; answer the batch's id, to take it back.

    ``seen`` are the rows that ``TryBatch`` answered. Each application has its own entry in time line and
    audit log. Raises Conflict, with nothing written, where one cannot take the step any more, or where it
    does something else by now.
    """

    batch: Batch
    seen: tuple[BatchRow, ...]

    @property
    def permission(self) -> Permission:
        """Return what the step needs."""
        return self.batch.step.permission


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoBatch(Command[None]):
    """Take a batch back: every application is again as it was before, with all that was entered.

    ``step`` is the one that was taken. Raises Conflict where it was taken back already, or
    anything was built on it since: a further step or paper of one of its applications, a later decision
    under the same policy. NotFound for an unknown one.
    """

    batch: int
    step: Step

    @property
    def permission(self) -> Permission:
        """Return what the step needed."""
        return self.step.permission
