"""Steps that write nothing but themselves; one that ends an application lets go of what it held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipdesk.models.applications.notice_articles import with_notice_named
from ipdesk.models.commands import TakeStep
from ipdesk.models.core.errors import Conflict, InvalidInput, Problem, refuse, refuse_field
from ipdesk.models.handlers.after_award.incoming import keep
from ipdesk.models.handlers.applications import take_step, where_step_begins
from ipdesk.models.handlers.drafts import let_go
from ipdesk.models.handlers.steps.corrections import close, lapse_fault
from ipdesk.models.handlers.steps.proposal import give_up
from ipdesk.models.parsing.cited_rules import rule_fault
from ipdesk.models.parsing.reasons import said_fault, step_reason_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.reading.calls.stored import call_of
from ipdesk.models.reading.office import office
from ipdesk.models.records import Grounds
from ipdesk.models.workflow import Given, Step
from ipdesk.rules.core.plain_text import blank, compact

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.tables import Application

_WITHDRAWN_BY = "逾期没有补正、视为撤回的依据"
_ORGAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af、（）()]{4,}")
"""The name of an organ, or of several: Chinese words, no numbers."""


def take(work: Work, command: TakeStep) -> None:
    """Take a simple step; raises InvalidInput, Conflict and NotFound."""
    application = where_step_begins(work, command.application, command.step)
    _check(work, command, application)
    if command.step is Step.RETURN_PROPOSAL:
        give_up(work, application)
    if command.step.target.ended:
        let_go(work, application.id)
        close(work, application.id)
    if command.paper is not None:
        keep(work, application.id, command.paper)
    said = Grounds(stored_line(command.grounds.basis), stored_line(command.grounds.elsewhere))
    reason = stored_line(command.reason) if command.step.given is Given.REASON else ""
    take_step(work, application, command.step, reason, grounds=said)


def _check(work: Work, command: TakeStep, application: Application) -> None:
    if command.step.given is Given.REASON and (fault := step_reason_fault(command.reason)):
        raise InvalidInput([Problem("reason", fault)])
    refuse(_ground_problems(work, command.grounds))
    if command.step is Step.LAPSE and (fault := lapse_fault(work, command.application)):
        raise Conflict(fault)
    if command.step.given is Given.RULE:
        basis = with_notice_named(command.grounds.basis, call_of(work.session, application.call))
        refuse_field("basis", rule_fault(basis, _WITHDRAWN_BY))


def _ground_problems(work: Work, grounds: Grounds) -> Iterator[Problem]:
    texts = (("basis", "依据的条款", grounds.basis), ("elsewhere", "应当受理的机关", grounds.elsewhere))
    for name, label, text in texts:
        fault = "" if blank(text) else said_fault(text, label)
        if fault := fault or (_organ_fault(work, text) if name == "elsewhere" else ""):
            yield Problem(name, fault)


def _organ_fault(work: Work, text: str) -> str:
    """Return why a text does not name another organ, "" where it does."""
    own = work.ask(office)
    if blank(text):
        return ""
    if _ORGAN.fullmatch(compact(text)) is None:
        return "请写明机关的全称，如 韶关市浈江区市场监督管理局。"
    if own is not None and compact(text) == compact(own.name):
        return "应当受理的机关写的是本单位，请核对；本单位受理的，不能不予受理。"
    return ""
