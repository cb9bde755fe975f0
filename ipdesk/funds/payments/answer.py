"""A bank's answer as rows of results, whatever the bank calls its columns; what could not be read is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.payments.answer_cells import Cell, CellFault, account_of, is_damaged, sum_of, text_of
from ipdesk.funds.payments.answer_head import AnswerHead, AnswerSheet, SheetRow, head_of, title_of
from ipdesk.funds.payments.answer_words import AnswerField, answer_words, field_of_head, outcome_of, paid_out
from ipdesk.funds.payments.results import Outcome, ResultRow
from ipdesk.rules.core.plain_text import compact

_F = AnswerField
_NO_COLUMN = -1  # the place of the blank cell at the end of each row
_SUMS = (_F.AMOUNT, _F.PAID_OUT, _F.CAME_IN)
_Read = tuple[ResultRow, CellFault | None]


class AnswerError(Exception):
    """A file in which no results can be found; ``sentence`` says why, in Chinese."""

    def __init__(self, key: str, /, **words: str) -> None:
        self.sentence = fund_phrases().answers[key].format(**words)
        super().__init__(self.sentence)


class Answer(NamedTuple):
    """What stands in an answer: its rows, what is wrong with cells by line, and lines that are no payment.

    A ``statement`` of the account holds other movements, too.
    """

    rows: tuple[ResultRow, ...]
    faults: Mapping[int, CellFault]
    footers: tuple[int, ...] = ()
    statement: bool = False


def answer_of(sheets: Sequence[AnswerSheet]) -> Answer:
    """Read the one sheet that holds results. Raises AnswerError where none does, or more than one."""
    found = [(sheet, head) for sheet in sheets if (head := head_of(sheet)) is not None]
    whole = [(sheet, head) for sheet, head in found if not head.missing]
    if len(whole) > 1:
        raise AnswerError("several", sheets="、".join(f"“{sheet.name}”" for sheet, _ in whole))
    if not whole:
        raise _lacking(max((head for _, head in found), key=lambda head: len(head.columns), default=None))
    [(sheet, head)] = whole
    if head.twice:
        raise AnswerError("twice", line=str(head.line), heads="、".join(f"“{name}”" for name in head.twice))
    return _read(sheet.rows[head.rows :], head)


def _lacking(best: AnswerHead | None) -> AnswerError:
    if best is None:
        return AnswerError("no_heads")
    return AnswerError(
        "missing",
        missing="、".join(title_of(field) for field in best.missing),
        line=str(best.line),
        found="、".join(title_of(field) for field in best.columns),
    )


def _read(rows: Sequence[SheetRow], head: AnswerHead) -> Answer:
    reader = _StatementReader(head) if head.is_statement else _Reader(head)
    found: list[ResultRow] = []
    faults: dict[int, CellFault] = {}
    footers: list[int] = []
    for line, given in rows:
        cells = reader.whole(given)
        if reader.is_footer(cells):
            footers.append(line)
            continue
        row, fault = reader.row(line, cells)
        found.append(row)
        if fault is not None:
            faults[line] = fault
    return Answer(tuple(found), faults, tuple(footers), head.is_statement)


class _Reader:
    """Reads rows under heads that say what became of each payment."""

    def __init__(self, head: AnswerHead) -> None:
        self.unit = head.unit
        self.width = max(head.columns.values()) + 1
        self.serial, self.account, self.name, self.amount, self.state, self.reason = (
            head.columns.get(field, _NO_COLUMN)
            for field in (_F.SERIAL, _F.ACCOUNT, _F.NAME, _F.AMOUNT, _F.STATE, _F.REASON)
        )
        self.key = self.account if _F.ACCOUNT in head.columns else self.serial
        self.sums = [head.columns[field] for field in _SUMS if field in head.columns]

    def whole(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        """Return the cells of a row, blank ones where files of text end early, and one more."""
        return [*cells, *[""] * (1 + max(0, self.width - len(cells)))]

    def is_footer(self, cells: Sequence[Cell]) -> bool:
        """Say whether a row is no payment: a total, a stamp below, or the heads of a further page."""
        key = cells[self.key]
        if isinstance(key, float) or key.isdigit():
            return False
        known = field_of_head(key)
        if known is not None and known[0] in (_F.ACCOUNT, _F.SERIAL):
            return True
        first = next((compact(text_of(cell)) for cell in cells if cell != ""), "")
        if first.startswith(answer_words().footers) and (not _of_somebody(key) or first == compact(key)):
            return True
        return not _of_somebody(key) and all(cells[column] == "" for column in self.sums)

    def row(self, line: int, cells: Sequence[Cell]) -> _Read:
        """Return a row of the answer, and the first thing that is wrong with it."""
        account, damaged = account_of(cells[self.account])
        fen, fault = sum_of(cells[self.amount], self.unit)
        word, reason = text_of(cells[self.state]), text_of(cells[self.reason])
        outcome = outcome_of(word)
        if outcome is None or not reason:
            reason = word
        serial, name = text_of(cells[self.serial]), text_of(cells[self.name])
        if is_damaged(cells[self.serial]):
            damaged = CellFault.DAMAGED_SERIAL
        fault = damaged or fault or (CellFault.NO_SUM if fen is None else None)
        return ResultRow(line, serial, account, name, fen, outcome, reason), fault


def _of_somebody(key: str) -> bool:
    """Say whether a text may be an account or a serial: in each there is a digit, or a star in its stead."""
    return any(character.isdigit() or character == "*" for character in key)


class _StatementReader(_Reader):
    """Reads rows of an account's statement: what went out was paid, what came in may have come back.

    The serials of a statement are the bank's own.
    """

    def __init__(self, head: AnswerHead) -> None:
        super().__init__(head)
        self.direction, self.out, self.into = (
            head.columns.get(field, _NO_COLUMN) for field in (_F.DIRECTION, _F.PAID_OUT, _F.CAME_IN)
        )

    def row(self, line: int, cells: Sequence[Cell]) -> _Read:
        """Return a movement of the account as what became of a payment."""
        account, damaged = account_of(cells[self.account])
        out = self._went_out(cells)
        column = self.out if out else self.into
        fen, fault = sum_of(cells[column if cells[column] != "" else self.amount], self.unit)
        outcome = None if out is None else Outcome.SUCCESS if out else Outcome.FAILURE
        name, reason = text_of(cells[self.name]), text_of(cells[self.reason])
        fen = None if fen is None else abs(fen)
        return ResultRow(line, "", account, name, fen, outcome, reason), damaged or fault

    def _went_out(self, cells: Sequence[Cell]) -> bool | None:
        """Say whether money went out: by the mark, else by the column in which a sum stands."""
        marked = paid_out(text_of(cells[self.direction]))
        sums = [any(sum_of(cells[column])) for column in (self.out, self.into)]
        return marked if marked is not None or sums[0] == sums[1] else sums[0]
