"""What is given along with a step for many applications, asked for once."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ipdesk.models.records import Batch
from ipdesk.models.workflow import Given, Step
from ipdesk.ui.applications.steps.next_step import NextStep
from ipdesk.ui.applications.steps.reason_dialog import reason_for
from ipdesk.ui.applications.steps.taking import consequence


def batch_for(page: QWidget, wanted: NextStep, step: Step) -> Batch | None:
    """Ask for what the step needs; return None where the clerk gives up."""
    reason = reason_for(wanted, page, consequence(step)) if step.given is Given.REASON else ""
    return None if reason is None else Batch(step=step, applications=wanted.ids, reason=reason)
