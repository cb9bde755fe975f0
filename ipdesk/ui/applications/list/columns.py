"""What the list shows of an application, and what it can be ordered by."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication

from ipdesk.models.records import AFTER_AWARD, SUBMITTED, ApplicationRow, Sort
from ipdesk.models.records.lists import Deadline
from ipdesk.ui.widgets import Column
from ipdesk.ui.widgets.days import short_day
from ipdesk.ui.widgets.money import fen_text

CHECK, NUMBER, APPLICANT, ACHIEVEMENTS, CALL, ACCEPTED, COMPUTED, PROPOSED, AMOUNT, DUE, STATE = range(11)

SORTS: dict[int, Sort] = {
    NUMBER: Sort.NUMBER,
    APPLICANT: Sort.APPLICANT,
    ACHIEVEMENTS: Sort.ACHIEVEMENTS,
    ACCEPTED: Sort.ACCEPTED,
    AMOUNT: Sort.AMOUNT,
    STATE: Sort.STATE,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Applications", text)


def columns() -> tuple[Column, ...]:
    """Head the list of applications: titles, kinds of cell and widths in ems of the text."""
    return (
        Column("", "check"),
        Column(_tr("申请编号"), ems=5.8),
        Column(_tr("申请人"), "key", ems=12, stretch=True),
        Column(_tr("成果"), ems=3.4),
        Column(_tr("批次"), "subref", ems=9),
        Column(_tr("受理日"), ems=5.4),
        Column(_tr("核算金额（元）"), "number", ems=7.4),
        Column(_tr("拟资助金额（元）"), "number", ems=7.8),
        Column(_tr("金额（元）"), "number", ems=9.2),
        Column(_tr("期限"), "sub", ems=9.6),
        Column(_tr("步骤"), "chip", ems=8.2),
    )


def cell_text(row: ApplicationRow, column: int, today: datetime.date) -> str:
    """Return the text of a cell; the check and the chip have none."""
    if column == NUMBER:
        return row.number
    if column == APPLICANT:
        return row.applicant_name
    if column == ACHIEVEMENTS:
        return str(row.achievements)  # of several kinds perhaps, each counted with a word of its own
    if column == CALL:
        return row.call_title
    if column == ACCEPTED:
        return short_day(row.accepted_on, today)
    if column == DUE:
        return due_text(row, today)
    return {COMPUTED: computed_text, PROPOSED: proposed_text, AMOUNT: sum_text}.get(column, _nothing)(row)


def due_text(row: ApplicationRow, today: datetime.date) -> str:
    """Say what the next period is for and when it ends, and how many there are besides."""
    if not row.deadlines:
        return _tr("文书待印发") if row.due_paper else ""
    said, more = _due(row.deadlines[0], today), len(row.deadlines)
    return said if more == 1 else _tr("{first}，共{count}项").format(first=said, count=more)


def due_texts(row: ApplicationRow, today: datetime.date) -> str:
    """Say of each period what it is for and when it ends, in lines."""
    return "\n".join(_due(one, today) for one in row.deadlines)


def _due(deadline: Deadline, today: datetime.date) -> str:
    words = _tr("{kind}截至 {day}") if deadline.day >= today else _tr("▲ {kind}已过 {day}")
    return words.format(kind=deadline.kind.label, day=short_day(deadline.day, today))


def _nothing(_: ApplicationRow) -> str:
    return ""


def computed_text(row: ApplicationRow) -> str:
    """Return what the rules compute; what only awaits decisions has no sum yet."""
    return _tr("待定") if row.undecided and not row.computed else fen_text(row.computed)


def proposed_text(row: ApplicationRow) -> str:
    """Return the sum that was proposed, nothing where none was."""
    return "" if row.proposed is None else fen_text(row.proposed)


def state_chip(row: ApplicationRow) -> str:
    """Return the chip of how far an application has come; a refusal goes no further."""
    return "refused" if row.refused else row.state.value


def list_chip(row: ApplicationRow) -> str:
    """Return the chip of an application among others: it tells whose decision was prepared, too."""
    beside = next((mark.value for mark in (*SUBMITTED, *AFTER_AWARD) if mark in row.marks), "")
    return "prepared" if row.prepared else beside or state_chip(row)


def prepared_text(row: ApplicationRow) -> str:
    """Say that what was prepared is not in the sum; nothing where nothing was."""
    return _tr("审定意见已填写，还没有审定；金额仍是核算的") if row.prepared else ""


def sum_text(row: ApplicationRow) -> str:
    """Return the sum of an application, as it stands; one that only awaits decisions has none yet."""
    return _tr("待定") if row.undecided and not row.amount else fen_text(row.standing)


def cut_word(row: ApplicationRow) -> str:
    """Return the word for a sum that is less than the rules compute, nothing for any other."""
    return _tr("核减") if row.amount < row.computed and not row.state.ended else ""


def sum_origin(row: ApplicationRow) -> str:
    """Say what the sum of an application is by now, and what it was before limits or people lowered it."""
    if row.taken_back:
        sums = {"granted": fen_text(row.amount), "taken": fen_text(row.taken_back)}
        return _tr("审定 {granted} 元，追回、未领 {taken} 元以后的金额").format(**sums)
    if row.amount == row.computed:
        return _named(row)
    if row.state.decided or row.proposed is not None:
        words = _tr("{name}；核算 {sum} 元，核减 {cut} 元，按 Enter 看逐项的理由")
    else:
        words = _tr("{name}；按限额核减 {cut} 元，核减前 {sum} 元，按 Enter 看是哪一项限额")
    cut = fen_text(row.computed - row.amount)
    return words.format(name=_named(row), sum=fen_text(row.computed), cut=cut)


def _named(row: ApplicationRow) -> str:
    if row.state.decided:
        return _tr("审定金额")
    return _tr("拟资助金额") if row.proposed is not None else _tr("核算金额")
