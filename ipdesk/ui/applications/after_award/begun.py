"""What was submitted once, shown in its dialog again to be changed."""

from __future__ import annotations

from collections.abc import Iterable

from ipdesk.models.commands import (
    ClawBack,
    Command,
    LapseAward,
    ProposeClawback,
    RemindOfAward,
    TellObjection,
)
from ipdesk.models.parsing.bar_bases import bar_bases
from ipdesk.models.records import ReversedLine
from ipdesk.ui.applications.after_award.amounts import Amounts
from ipdesk.ui.applications.after_award.clawback_dialogs import TOLD, DecideDialog, ProposeDialog
from ipdesk.ui.applications.after_award.lapse_dialog import LapseDialog
from ipdesk.ui.applications.after_award.objection_dialog import ObjectionDialog
from ipdesk.ui.applications.after_award.reminder_dialog import ReminderDialog
from ipdesk.ui.desk.command_dialog import CommandDialog


def show_again(dialog: CommandDialog, doing: Command[object]) -> None:
    """Show in the dialog of an act what was entered there before."""
    if isinstance(dialog, ProposeDialog) and isinstance(doing, ProposeClawback):
        _propose(dialog, doing)
    elif isinstance(dialog, DecideDialog) and isinstance(doing, ClawBack):
        _decide(dialog, doing)
    elif isinstance(dialog, LapseDialog) and isinstance(doing, LapseAward):
        _lapse(dialog, doing)
    elif isinstance(dialog, ReminderDialog) and isinstance(doing, RemindOfAward):
        _remind(dialog, doing)
    elif isinstance(dialog, ObjectionDialog) and isinstance(doing, TellObjection):
        _tell(dialog, doing)


def _sums(amounts: Amounts, lines: Iterable[ReversedLine]) -> None:
    given = {one.line: one for one in lines}
    for line, field in amounts.inputs.items():
        field.set_fen(given[line].amount if line in given else None)
    amounts.keeps_once.setChecked(any(one.keeps_once for one in given.values()))


def _propose(dialog: ProposeDialog, doing: ProposeClawback) -> None:
    terms = doing.terms
    dialog.facts.setText(terms.facts)
    dialog.evidence.setText(terms.evidence)
    dialog.ground.set_key(terms.ground)
    dialog.basis.setText(terms.basis)
    dialog.applied.offer()
    dialog.applied.choice.set_key(terms.applied)
    dialog.follows.show_again(terms.follows)
    dialog.paid.set_day(terms.paid_on)
    dialog.days.set_number(terms.hearing_days)
    _sums(dialog.amounts, terms.lines)
    dialog.derivation.text.setText(terms.derivation)
    told = terms.bar
    same = (
        one.id
        for one in bar_bases()
        if told is not None and (one.reason, one.years) == (told.reason, told.years)
    )
    dialog.bar.set_key(next(same, ""))


def _decide(dialog: DecideDialog, doing: ClawBack) -> None:
    dialog.heard.setText(doing.heard)
    dialog.waived.setText(doing.waived)
    dialog.due.set_day(doing.repayment.due_on)
    dialog.pay_to.setText(doing.repayment.pay_to)
    _sums(dialog.amounts, doing.lines)
    dialog.derivation.setText(doing.derivation)
    dialog.bar.set_key(TOLD if doing.bar is not None else "")
    dialog.follows.show_again(doing.follows)
    dialog.without.setText(doing.without)
    dialog.meeting.show_again(doing.minutes)
    if doing.paper is not None:
        dialog.paper.begin(doing.paper.matter, doing.paper.sheets)
        dialog.paper.day.set_day(doing.paper.day)


def _lapse(dialog: LapseDialog, doing: LapseAward) -> None:
    dialog.due.set_day(doing.due_on)
    dialog.reason.setText(doing.reason)
    dialog.basis.setText(doing.basis)
    _sums(dialog.amounts, doing.lines)
    dialog.heard.setText(doing.heard)
    dialog.rest.setText(doing.rest)
    dialog.meeting.show_again(doing.minutes)
    if dialog.unreminded is not None:
        dialog.unreminded.setText(doing.unreminded)


def _remind(dialog: ReminderDialog, doing: RemindOfAward) -> None:
    dialog.wanted.setText(doing.missing)
    dialog.due.set_day(doing.due_on)
    dialog.basis.setText(doing.basis)
    if dialog.grounds is not None:
        dialog.grounds.setText(doing.grounds)


def _tell(dialog: ObjectionDialog, doing: TellObjection) -> None:
    dialog.which.set_key(str(doing.objection))
    dialog.gist.setText(doing.gist)
    dialog.days.set_number(doing.days)
    dialog.named.setChecked(doing.named)
