"""Materials that come after the acceptance, with a paper that is written down: ticked as received."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import delete

from ipdesk.models.core import exact_json
from ipdesk.models.core.errors import Problem
from ipdesk.models.handlers.drafts import write_rows
from ipdesk.models.parsing.draft_json import rows_of
from ipdesk.models.reading.application_contents import received_materials, stored_achievements
from ipdesk.models.tables import Application, DraftText, IncomingPaperEntry, ReceivedMaterial

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work
    from ipdesk.models.records import RawAchievement

Brought = Collection[tuple[str, str]]
"""Materials by row of entry and id."""
_NOT_ACCEPTED = "申请件 {number} 还没有受理，收到的材料在受理页勾选。"
_NO_ROW = "申请件 {number} 没有这一项，请刷新后再选收到的材料。"
_THERE = "所选的材料已经登记收到，或者选了两次，请刷新后再选。"


def brought(entry: IncomingPaperEntry) -> tuple[tuple[str, str], ...]:
    """Return what a paper brought, as it is written down."""
    return tuple((row, material) for row, material in exact_json.loads(entry.brings))


def late_problems(work: Work, application: Application, brings: Brought) -> Iterator[Problem]:
    """Yield why materials cannot have come with a paper."""
    if not brings:
        return
    rows = {one.row for one in stored_achievements(work.session, application.id)}
    known, number = received_materials(work.session, application.id), application.number
    if not rows:
        yield Problem("brings", _NOT_ACCEPTED.format(number=number))
    elif any(row not in rows or not material for row, material in brings):
        yield Problem("brings", _NO_ROW.format(number=number))
    if len(set(brings)) < len(brings) or any(material in known.get(row, ()) for row, material in brings):
        yield Problem("brings", _THERE)


def tick(work: Work, application: int, after: Brought, before: Brought) -> None:
    """Tick what a paper brings as received, and no more what it was said to have brought before.

    The form keeps it, too: taken back and accepted again, the file has it still.
    """
    gone, new, kept = {*before} - {*after}, {*after} - {*before}, ReceivedMaterial
    for row, material in sorted(gone):
        ours = kept.application_id == application, kept.row == row, kept.material == material
        work.session.execute(delete(kept).where(*ours))
    work.session.add_all(kept(application_id=application, row=row, material=one) for row, one in sorted(new))
    text = work.session.get(DraftText, application)
    if text is not None and (gone or new):
        write_rows(text, [_ticked(raw, gone, new) for raw in rows_of(text.content)])


def _ticked(raw: RawAchievement, gone: Brought, new: Brought) -> RawAchievement:
    own = {material for row, material in new if row == raw.id}
    lost = {material for row, material in gone if row == raw.id}
    return replace(raw, received=(raw.received | own) - lost)
