"""Rows of the achievements table: what a row shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ipdesk.models.awards.call_check import OUTSIDE
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.achievement_rows import RowEntry
from ipdesk.models.parsing.row_edits import is_missing, thing_count
from ipdesk.models.records import RawAchievement
from ipdesk.rules.pack.vocabulary import FactType, KindWord
from ipdesk.ui.widgets.money import fen_text


@dataclass(frozen=True, slots=True)
class RowCells:
    """The cells of a row: kind, number, date, how much, and how complete it is (with its glyph)."""

    kind: str
    ref: str
    date: str
    amount: str
    state: str
    glyph: str


def row_cells(
    raw: RawAchievement,
    entry: RowEntry,
    word: KindWord,
    problems: Sequence[Problem],
    missing: int,
    as_no: int = 0,
) -> RowCells:
    """Return what the table shows of a row.

    ``missing`` counts the facts that it still lacks, ``as_no`` the questions left open that count as no.
    """
    day = entry.achievements[0].date.isoformat() if entry.achievements else raw.date
    state = _state(raw, entry, problems, missing, as_no)
    return RowCells(titled(word.name, entry), _ref(raw, entry), day, _amount(raw, entry, word), *state)


def titled(kind: str, entry: RowEntry) -> str:
    """Return what a row is called: its kind, with the name of the thing where that is known."""
    name = entry.certificate.name
    return QCoreApplication.translate("Rows", "{kind}　{name}").format(kind=kind, name=name) if name else kind


def _ref(raw: RawAchievement, entry: RowEntry) -> str:
    first = next((found.ref for found in entry.achievements if found.ref), None) or raw.ref
    if max(len(entry.achievements), len(entry.refs)) < 2:
        return first
    return QCoreApplication.translate("Rows", "{first} 等").format(first=first)


def _amount(raw: RawAchievement, entry: RowEntry, word: KindWord) -> str:
    """Return the sum of a row (its first amount), or how many things it stands for."""
    translate = QCoreApplication.translate
    if len(entry.achievements) == 1:
        facts = entry.achievements[0].facts
        for name, fact in word.facts.items():
            value = facts.get(name)
            if fact.type is FactType.AMOUNT and isinstance(value, int):
                return translate("Rows", "{sum} 元").format(sum=fen_text(value))
    return counts_text({word.measure: thing_count(raw, entry)})


def counts_text(counts: Mapping[str, int]) -> str:
    """Return how many things there are by the words that they are counted with: 5 件、1 项."""
    words = QCoreApplication.translate("Rows", "{count} {measure}")
    return "、".join(words.format(count=count, measure=measure) for measure, count in counts.items())


def _state(
    raw: RawAchievement, entry: RowEntry, problems: Sequence[Problem], missing: int, as_no: int
) -> tuple[str, str]:
    translate = QCoreApplication.translate
    lacking = [problem for problem in problems if is_missing(raw, problem)]
    if len(lacking) < len(problems):
        return translate("Rows", "有误"), "warning"
    if lacking or missing:
        return translate("Rows", "缺 {count} 项").format(count=len(lacking) + missing), "pencil"
    if OUTSIDE in entry.notes:
        return translate("Rows", "期间外"), "warning"
    if as_no:
        return translate("Rows", "{count} 项未答").format(count=as_no), "check"
    return translate("Rows", "已填齐"), "check"
