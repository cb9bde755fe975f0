"""Which lines of a notice an objection attacks: what it can attack, how that is kept and put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import insert

from ipdesk.models.core.errors import Problem
from ipdesk.models.public_notices.changes import line_called
from ipdesk.models.reading.public_notices.notices import public_notice
from ipdesk.models.reading.public_notices.objected import Stood, standing
from ipdesk.models.records import LineKey, PublicNotice, PublishedLine
from ipdesk.models.tables import ObjectedLineEntry, ObjectionScopeEntry

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_NOT_LISTED = "所选的事项不在这份公示里，或者不是这件申请的，请重新选择。"
_MOVED = "{lines}已在{notice}重新公示，对它的异议请登记到那份公示。"
_GONE = "{lines}已不再拟资助，不用再提异议，请重新选择。"


def line_problems(
    work: Work, notice: PublicNotice, application: int, lines: tuple[LineKey, ...]
) -> Iterator[Problem]:
    """Yield why an objection to a notice cannot attack these lines; none are all that it shows of it."""
    own = {line.key: line for line in notice.lines if line.application == application}
    if {*lines} - {*own}:
        yield Problem("lines", _NOT_LISTED)
        return
    stands = standing(work.session, application)
    here = [key for key in own if key in stands and stands[key].notice == notice.id]
    if lines or not here:
        yield from _elsewhere(work, stands, [own[key] for key in lines or own], {*here})


def _elsewhere(
    work: Work, stands: Mapping[LineKey, Stood], lines: Iterable[PublishedLine], here: set[LineKey]
) -> Iterator[Problem]:
    """Yield which lines are shown by another notice by now, or by none."""
    moved, gone = dict[int, list[str]](), list[str]()
    for line in lines:
        if line.key in stands and line.key not in here:
            moved.setdefault(stands[line.key].notice, []).append(line_text(line))
        elif line.key not in stands:
            gone.append(line_text(line))
    for notice, named in moved.items():
        shown = public_notice(work.session, notice)
        words = _MOVED.format(lines=_listed(named), notice=shown.number or f"《{shown.details.title}》")
        yield Problem("lines", words)
    if gone:
        yield Problem("lines", _GONE.format(lines=_listed(gone)))


def line_text(line: PublishedLine) -> str:
    """Return what a line of a list is called in a sentence."""
    return line_called(line.item, line.name)


def _listed(named: list[str]) -> str:
    most = 3
    more = f"等{len(named)}项" if len(named) > most else ""
    return "、".join(named[:most]) + more


def attacked(notice: PublicNotice, application: int, lines: Iterable[LineKey]) -> tuple[LineKey, ...]:
    """Return lines in the order of the list, each once; none where they are all that it shows."""
    own = [line.key for line in notice.lines if line.application == application]
    chosen = {*lines}
    return () if chosen.issuperset(own) else tuple(key for key in own if key in chosen)


def keep_scope(work: Work, objection: int, lines: tuple[LineKey, ...], reason: str = "") -> None:
    """Write down what an objection attacks from now on."""
    scope = ObjectionScopeEntry(
        objection_id=objection, reason=reason, recorded_at=work.now, recorded_by=work.person
    )
    work.session.add(scope)
    work.session.flush()
    if lines:
        rows = [{"scope_id": scope.id, "key": key, "rule": rule} for key, rule in lines]
        work.session.execute(insert(ObjectedLineEntry), rows)


def scope_text(notice: PublicNotice, application: int, lines: tuple[LineKey, ...]) -> str:
    """Return which lines are attacked, as a time line says it; "" for the application as a whole."""
    named = [
        line_text(line) for line in notice.lines if line.application == application and line.key in lines
    ]
    return _listed(named)
