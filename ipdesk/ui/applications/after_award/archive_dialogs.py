"""What is asked where a file goes into the archive 归档, and where it is taken out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.after_award.filed_papers import receipts
from ipdesk.documents.letters.proposal.check_record import CHECK_RECORD, LATER_RECORD
from ipdesk.documents.letters.registry import name_of_letter
from ipdesk.documents.letters.service import KIND as PROOF
from ipdesk.documents.letters.service import SERVED_PAPER
from ipdesk.models import queries
from ipdesk.models.applications.file_papers import unfiled_minutes
from ipdesk.models.applications.service_text import unserved_text
from ipdesk.models.applications.signed_sheets import unsigned_places
from ipdesk.models.commands import ArchiveApplications, Command, TakeOutOfArchive, TryArchiving
from ipdesk.models.core.errors import DeskError, InvalidInput, Problem
from ipdesk.models.parsing.values.numbers import read_pages
from ipdesk.models.records import ApplicationDetail, ApplicationRow, CheckStage, Mark, PageCount, Retention
from ipdesk.models.records.archive import ArchiveTrial, counted_material, counted_paper
from ipdesk.models.records.handlings import SheetPost
from ipdesk.models.records.services import SERVICE_ATTEMPTS
from ipdesk.models.services.handed_in import HandedIn, file_to_be_counted
from ipdesk.ui import theme
from ipdesk.ui.applications.after_award.archive_parts import NumberParts
from ipdesk.ui.applications.after_award.archive_preview import ArchivePreview
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, Field, FormGrid, NumberField, ScrollArea, Text, TextField

Then = Callable[[Any], None]
COUNTED_TOGETHER = 20
"""Files of which pages are asked for in one dialog; of more each is counted by itself."""
_COLUMNS = 4
_NAMED = 3  # files that lack the same minutes; more would fill the dialog


class ArchiveDialog(CommandDialog):
    """Asks for how long files are kept, why a paper was not served, and for pages; numbers are drawn.

    Pages may be left empty: Ctrl+Enter archives from anywhere. Of many it is shown first what comes of each:
    ``then`` is called with the ids of those that were archived, of one with its number.
    """

    key = "F9"

    def __init__(self, desk: Desk, rows: Sequence[ApplicationRow], then: Then, parent: QWidget) -> None:
        one = f"{rows[0].number}　{rows[0].applicant_name}"
        many = _tr("{count} 件").format(count=len(rows))
        title = f"{_tr('归档')}　{one if len(rows) == 1 else many}"
        super().__init__(desk, title, _tr("归档") if len(rows) == 1 else _tr("预览"), then, parent)
        self._applications = tuple(row.id for row in rows)
        self.retention = ChoiceField([(one.value, one.label) for one in Retention])
        self.remark, self.unserved = TextField(), TextField()
        self.pages: dict[tuple[int, str], NumberField] = {}
        self.parts = NumberParts(self, desk)
        words = _tr("档号由程序按年度和保管期限编排。归档以后不再办理，要追回的除外。")
        self.add_sentence(words)
        if said := _unpaid(rows):
            self.add_sentence(said, "strong")
        letters = desk.read(queries.unserved_letters, self._applications, desk.today())
        if letters:
            said = _tr(
                "{letters}；不能或者不必送达的，或者现在就要归档的，写明原因。归档以后不能再登记送达。"
            )
            self.add_sentence(said.format(letters=unserved_text(letters)), "strong")
        self.parts.put()
        self._put_fields()
        self.grid.leave_out(() if letters else (self.fields["unserved"],))
        self._ask_for_pages()
        self.parts.begin(self.retention)

    def _put_fields(self) -> None:
        self.add("retention", _tr("保管期限"), self.retention)
        self.add("remark", _tr("备注"), self.remark, optional=True, hint=_tr("印在备考表上"))
        self.retention.set_key(Retention.THIRTY_YEARS.value)
        hint = _tr("记入归档记录，印在备考表上")
        self.add("unserved", _tr("没有送达的原因"), self.unserved, 2, hint=hint)

    def missing(self) -> Iterator[Problem]:
        """Yield which parts of the number nobody has named."""
        return self.parts.missing()

    def _run(self, command: Command[Any]) -> None:
        """Keep the parts of the number before the first file is kept under one; try many first."""
        if len(self._applications) > 1 and isinstance(command, ArchiveApplications):
            self.parts.keep_before(lambda: self._try(command))
        else:
            self.parts.keep_before(lambda: super(ArchiveDialog, self)._run(command))

    def _try(self, command: ArchiveApplications) -> None:
        trying = TryArchiving(archiving=command)
        self._desk.run_later(self, trying, lambda found: self._preview(command, found), self.refuse)

    def _preview(self, command: ArchiveApplications, found: tuple[ArchiveTrial, ...]) -> None:
        """Show what would come of each; given up, the form stays as it was filled in."""
        self.release()
        ArchivePreview(self._desk, command, found, self._done, self).open_once()

    # --- pages ---

    def _ask_for_pages(self) -> None:
        """Ask for the pages of what the program did not print, file by file."""
        if len(self._applications) > COUNTED_TOGETHER:
            words = _tr("一次归档超过 {count} 件的，不逐份填写页数，目录的页号装订后手填。")
            self.add_sentence(words.format(count=COUNTED_TOGETHER))
            return
        found = [self._file(one) for one in self._applications]
        if told := list(_lacking(found)):
            self.add_sentence("\n".join(told), "strong")
        files = (
            (detail, told_apart([*_asked(detail, materials), *self._receipts(detail)]))
            for detail, materials in found
        )
        if asked := [(detail, items) for detail, items in files if items]:
            words = _tr(
                "收到的材料、来文和送达回证各有几页，全部填了，目录才印全部页号；"
                "没有数过的留空，从它往后的页号装订后手填。"
            )
            self.add_sentence(words)
            for detail, items in asked:
                self._add_file(detail, items)

    def _file(self, application: int) -> tuple[ApplicationDetail, tuple[HandedIn, ...]]:
        """Read a file; of one whose policy cannot be read nothing can be counted here."""
        desk = self._desk
        try:
            return desk.read(file_to_be_counted, application, desk.policies, desk.today())
        except DeskError:
            return desk.read(queries.application_detail, application), ()

    def _receipts(self, detail: ApplicationDetail) -> Iterator[tuple[str, str]]:
        forms = [one for one in detail.letters if one.kind == PROOF and not one.is_void]
        data = (self._desk.read(queries.letter, one.id).data for one in forms)
        return receipts(detail, {str(one.get(SERVED_PAPER, "")) for one in data}, name_of_letter)

    def _add_file(self, detail: ApplicationDetail, asked: Sequence[tuple[str, str]]) -> None:
        before = detail.archived[-1].pages if detail.archived else {}
        if len(self._applications) > 1:
            self.body.addWidget(
                Text(f"{detail.application.number}　{detail.application.applicant_name}", "strong")
            )
        grid = FormGrid(self._columns([title for _, title in asked]))
        for item, title in asked:
            field = NumberField(read_pages)
            field.set_number(before.get(item))
            self.pages[detail.application.id, item] = field
            grid.add(Field(title, field))
        self.body.addWidget(grid)

    def _columns(self, titles: Sequence[str]) -> int:
        """Return in how many columns the longest title stands whole: the dialog is no wider for it."""
        measures = theme.density()
        gap = measures.field_x
        widest = max(theme.text_width(title, measures.small) for title in titles)
        room = self.minimumWidth() - 2 * (measures.pad + theme.grid(1)) - ScrollArea.bar_width()
        return max(1, min(_COLUMNS, (room + gap) // (widest + gap)))

    def _counted(self) -> Iterator[PageCount]:
        for (application, item), field in self.pages.items():
            if (pages := field.number()) is not None:
                yield PageCount(application, item, int(pages))

    def entered(self) -> ArchiveApplications | None:
        """Return what puts the files into the archive; None while pages cannot be read."""
        wrong = next((one for one in self.pages.values() if one.problem()), None)
        if wrong is not None:
            wrong.reveal()
            wrong.setFocus()
            self.refuse(InvalidInput((Problem("pages", wrong.problem()),)))
            return None
        return ArchiveApplications(
            applications=self._applications,
            retention=Retention(self.retention.key()),
            remark=self.remark.text(),
            unserved=self.unserved.text(),
            pages=tuple(self._counted()),
        )


def _unpaid(rows: Sequence[ApplicationRow]) -> str:
    """Say of which files money is still to be paid by the books, and what cannot be done then; or ""."""
    waiting = [row.number for row in rows if Mark.PAYABLE in row.marks]
    words = _tr(
        "{files}的资金，资金账上还没有付清。归档以后拨付照常，但不能再催领、拨付前复查、登记逾期未领；"
        "付清以后再归档为好。"
    )
    return words.format(files=_first_of(waiting)) if waiting else ""


def _asked(detail: ApplicationDetail, materials: Sequence[HandedIn]) -> list[tuple[str, str]]:
    """Return whose pages only the hand can count: items with what they are called."""
    papers = (one for one in detail.incoming if not one.details.sheets.pages)
    return [
        *((counted_material(one.id), one.title) for one in materials),
        *((counted_paper(one.id), one.details.title) for one in papers),
    ]


def told_apart(asked: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put a number behind each of those that are called alike, in the order of the file."""
    often, seen = Counter(title for _, title in asked), Counter[str]()
    found = []
    for item, title in asked:
        seen[title] += 1
        number = _tr("（第 {number} 份）").format(number=seen[title]) if often[title] > 1 else ""
        found.append((item, title + number))
    return found


def _lacking(files: Sequence[tuple[ApplicationDetail, tuple[HandedIn, ...]]]) -> Iterator[str]:
    """Yield what should lie in files and does not, as far as the program knows."""
    details = [detail for detail, _ in files]
    if papers := [_unrecorded(one) for one in details if one.unrecorded]:
        words = _tr("{papers}没有登记，可以先到“其他办理 › 登记来文”补登；不补的，备考表写明不详。")
        yield words.format(papers="、".join(papers))
    for minutes, numbers in _unfiled(details).items():
        words = _tr("{files}据以审定的“{minutes}”没有登记入卷，可以先到“其他办理 › 登记来文”登记会议纪要。")
        yield words.format(files=_first_of(numbers), minutes=minutes)
    yield from _unsigned(details)
    if unchecked := [one.application.number for one in details if _lacks_checks(one)]:
        words = _tr("{numbers} 有核查结果，还没有印核查记录入卷。")
        yield words.format(numbers="、".join(unchecked))
    if untold := [one.application.number for one in details if _lacks_attempts(one)]:
        words = _tr("{numbers} 登记过送达未成，还没有印送达情况记录入卷。")
        yield words.format(numbers="、".join(untold))


def _unsigned(details: Iterable[ApplicationDetail]) -> Iterator[str]:
    """Yield which sheets nobody wrote down the signatures of, those that lack the same together."""
    found: dict[tuple[str, tuple[SheetPost, ...]], list[str]] = {}
    for detail in details:
        for sheet, lacking in unsigned_places(detail):
            found.setdefault((name_of_letter(sheet), lacking), []).append(detail.application.number)
    words = _tr("{files}的{sheet}没有登记{whose}的签字，可以先到“其他办理 › 登记审批表签字”补录。")
    for (sheet_name, lacking), numbers in found.items():
        whose = "、".join(post.label for post in lacking)
        yield words.format(files=_first_of(numbers), sheet=sheet_name, whose=whose)


def _unrecorded(detail: ApplicationDetail) -> str:
    named = "、".join(dict.fromkeys(one.title for one in detail.unrecorded))
    return _tr("{number} 的{papers}").format(number=detail.application.number, papers=named)


def _unfiled(details: Iterable[ApplicationDetail]) -> dict[str, list[str]]:
    """Return which minutes are cited and do not lie in files, with the numbers of those."""
    found: dict[str, list[str]] = {}
    for detail in details:
        for minutes in unfiled_minutes(detail):
            found.setdefault(minutes.number, []).append(detail.application.number)
    return found


def _first_of(numbers: Sequence[str]) -> str:
    named = "、".join(numbers[:_NAMED])
    more = _tr("等 {count} 件").format(count=len(numbers)) if len(numbers) > _NAMED else ""
    return f"{named}{more}"


def _lacks_checks(detail: ApplicationDetail) -> bool:
    """Say whether something was looked up of which no record was printed since."""
    printed = {one.kind: one.issued_at for one in reversed(detail.letters) if not one.is_void}
    later = [one.at for one in detail.checks if one.stage is not CheckStage.REVIEW]
    told = printed.get(LATER_RECORD.kind.id)
    untold = bool(later) and (told is None or told < max(later))
    return untold or (len(detail.checks) > len(later) and CHECK_RECORD.kind.id not in printed)


def _lacks_attempts(detail: ApplicationDetail) -> bool:
    """Say whether it was tried in vain to serve a paper, and nothing was printed that says so."""
    kept = {one.kind for one in detail.letters if not one.is_void}
    return bool(detail.attempts) and SERVICE_ATTEMPTS not in kept


class TakeOutDialog(CommandDialog):
    """Asks why a file is taken out of the archive again."""

    def __init__(self, desk: Desk, detail: ApplicationDetail, then: Then, parent: QWidget) -> None:
        row, kept = detail.application, detail.archive
        title = f"{_tr('撤销归档')}　{row.number}　{row.applicant_name}"
        super().__init__(desk, title, _tr("撤销归档"), then, parent)
        self._application, self.reason = row.id, TextField()
        words = _tr("撤销以后可以继续办理。档号 {number} 不再使用，重新归档时另编一个；以前的归档记录保留。")
        self.add_sentence(words.format(number=kept.number if kept else ""))
        self.add("reason", _tr("理由"), self.reason, 2, optional=False)
        self.reason.setFocus()

    def entered(self) -> TakeOutOfArchive:
        """Return what takes the file out."""
        return TakeOutOfArchive(application=self._application, reason=self.reason.text())


def _tr(text: str) -> str:
    return QCoreApplication.translate("ArchiveDialogs", text)
