"""Where a public notice was posted, what proves it, and when and where its pictures were taken."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ipdesk.models.commands import RecordService
from ipdesk.models.core.errors import Problem
from ipdesk.models.handlers.pictures import caption_faults, captioned, keep_picture
from ipdesk.models.parsing.pictures import picture_faults
from ipdesk.models.parsing.reasons import said_fault
from ipdesk.models.parsing.text.lines import stored_line
from ipdesk.models.periods.moments import MOST_MINUTES, is_later
from ipdesk.models.records import ServiceAnnouncement, ServiceWay
from ipdesk.models.records.checks import Taken
from ipdesk.models.tables import IssuedLetterEntry, PublicationPictureEntry, ServicePublicationEntry
from ipdesk.rules.core.plain_text import blank

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work

_MOST_PAGES = 999


def keep_publication(work: Work, command: RecordService, service: int, announcement: int) -> None:
    """Keep where an announcement was shown, with the pictures that prove it."""
    where = ServicePublicationEntry(
        service_id=service,
        announcement_id=announcement,
        posted=stored_line(command.posted),
        proof=stored_line(command.proof),
        pages=command.proof_pages,
    )
    work.session.add(where)
    work.session.flush()
    shown = zip(captioned(command.pictures, command.captions), command.taken, strict=True)
    for position, ((content, caption), taken) in enumerate(shown):
        kept = {"sha256": keep_picture(work, content), "caption": caption, "place": stored_line(taken.place)}
        when = {"taken_on": taken.day, "minutes": taken.minutes}
        work.session.add(PublicationPictureEntry(service_id=service, position=position, **kept, **when))


def publication_problems(
    work: Work,
    command: RecordService,
    announced: ServiceAnnouncement | None,
    letter: IssuedLetterEntry,
) -> Iterator[Problem]:
    """Yield what is wrong with what is said of a public notice; of other ways nothing is to be said."""
    if command.way is not ServiceWay.PUBLIC:
        yield from _of_another_way(command)
        return
    if announced is None:
        yield Problem("way", f"{letter.number} 还没有送达公告，请先在“其他办理”的“公告送达”里印发。")
        return
    if not 1 <= command.proof_pages <= _MOST_PAGES:
        yield Problem("proof_pages", f"发布证明的页数应为1至{_MOST_PAGES}。")
    yield from _text_problems(command)
    yield from (Problem("pictures", fault) for fault in picture_faults(command.pictures))
    yield from (Problem("pictures", fault) for fault in caption_faults(command.pictures, command.captions))
    yield from (Problem("pictures", fault) for fault in _taken_faults(work, command, announced.date))


_TEXTS = {"posted": "公告发布的地方", "proof": "发布证明"}


def _of_another_way(command: RecordService) -> Iterator[Problem]:
    if command.pictures:
        yield Problem("pictures", "发布证明的图片只在公告送达时附。")
    for name, label in _TEXTS.items():
        if not blank(getattr(command, name)):
            yield Problem(name, f"{label}只在公告送达时填写。")


def _text_problems(command: RecordService) -> Iterator[Problem]:
    for name, label in _TEXTS.items():
        text = getattr(command, name)
        if blank(text):
            yield Problem(name, f"请写明{label}。")
        elif fault := said_fault(text, label):
            yield Problem(name, fault)


def _taken_faults(work: Work, command: RecordService, announced: datetime.date) -> Iterator[str]:
    """Yield what is not known of where and when the pictures were taken, and what cannot be."""
    if len(command.taken) > len(command.pictures):
        yield "图片的网址、时间多于图片，请重新附图。"
    for number in range(1, len(command.pictures) + 1):
        taken = command.taken[number - 1] if number <= len(command.taken) else Taken()
        if fault := _taken_fault(work, taken, announced):
            yield f"第{number}张图片：{fault}"


def _taken_fault(work: Work, taken: Taken, announced: datetime.date) -> str:
    if blank(taken.place):
        return "请填写网址或者张贴的地点。"
    if fault := said_fault(taken.place, "网址或者地点"):
        return fault
    if taken.day is None or taken.minutes is None or not 0 <= taken.minutes < MOST_MINUTES:
        return "请填写截图或者拍摄的日期和时间。"
    if is_later(taken.day, taken.minutes, work.now):
        return "截图或者拍摄的时间还没有到，请核对。"
    early = taken.day < announced
    return f"截图或者拍摄的日期早于送达公告的日期（{announced.isoformat()}），请核对。" if early else ""
