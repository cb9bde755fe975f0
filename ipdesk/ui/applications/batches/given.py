"""What is given along with a step for many applications, asked for once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.records import Batch
from ipdesk.models.workflow import Given, Step
from ipdesk.ui.applications.batches.meeting_dialog import minutes_for
from ipdesk.ui.applications.steps.next_step import NextStep
from ipdesk.ui.applications.steps.reason_dialog import reason_for
from ipdesk.ui.applications.steps.taking import consequence
from ipdesk.ui.desk.desk import Desk


def batch_for(desk: Desk, page: QWidget, wanted: NextStep, step: Step) -> Batch | None:
    """Ask for what the step needs; return None where the clerk gives up."""
    if not step.simple:
        return _decision(desk, page, wanted, step)
    reason = reason_for(wanted, page, consequence(step)) if step.given is Given.REASON else ""
    return None if reason is None else Batch(step=step, applications=wanted.ids, reason=reason)


def _decision(desk: Desk, page: QWidget, wanted: NextStep, step: Step) -> Batch | None:
    words = QCoreApplication.translate("BatchGiven", "成批{step} {count} 件")
    minutes = minutes_for(words.format(step=step.label, count=len(wanted.ids)), desk.today, page)
    if minutes is None:
        return None
    policies = tuple(desk.policy(policy) for policy in desk.policies.ids())
    return Batch(step=step, applications=wanted.ids, policies=policies, minutes=minutes)
