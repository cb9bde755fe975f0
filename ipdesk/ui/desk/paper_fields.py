"""What is asked of a paper that came in with a step: what it is called, how many pages, original or copy."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.values.numbers import read_pages
from ipdesk.models.records import IncomingDetails, Matter, Sheets
from ipdesk.ui.widgets import ChoiceField, DateField, Field, FormDialog, NumberField, TextField

_ORIGINAL, _COPY = "original", "copy"


class PaperField(NamedTuple):
    """A field by the name that problems have for it; ``hint`` stands below it."""

    name: str
    label: str
    editor: QWidget
    hint: str


class PaperFields:
    """Fields for what only a look at the paper tells; all else is known from its step.

    The title is that of the ``matter`` until another is typed, and pages are left empty by who does not count
    them now.
    """

    def __init__(self, matter: Matter, *, is_copy: bool = False) -> None:
        self.matter = matter
        self.title, self.pages = TextField(), NumberField(read_pages)
        self.form = ChoiceField(((_ORIGINAL, _tr("原件")), (_COPY, _tr("复印件"))))
        self.title.setText(matter.label)
        self.form.set_key(_COPY if is_copy else _ORIGINAL)

    def fields(self) -> tuple[PaperField, ...]:
        """Return the fields in their order."""
        return (
            PaperField("title", _tr("来文题名"), self.title, _tr("记入卷内目录")),
            PaperField("pages", _tr("页数"), self.pages, _tr("归档时也可以填")),
            PaperField("form", _tr("原件或复印件"), self.form, ""),
        )

    def begin(self, matter: Matter, sheets: Sheets) -> None:
        """Show what is known of another paper."""
        self.matter = matter
        self.title.setText(sheets.title or matter.label)
        self.pages.set_number(sheets.pages or None)
        self.form.set_key(_COPY if sheets.is_copy else _ORIGINAL)

    def problems(self) -> Iterator[Problem]:
        """Yield what cannot be read."""
        if said := self.pages.problem():
            yield Problem("pages", said)

    def sheets(self) -> Sheets:
        """Return what was entered."""
        return Sheets(
            title=self.title.text(),
            pages=int(self.pages.number() or 0),
            is_copy=self.form.key() == _COPY,
        )


class DatedPaperFields(PaperFields):
    """The same with the day that the paper bears; without one no paper is written down.

    The ``sender`` is "" where several send one each.
    """

    def __init__(
        self, matter: Matter, sender: str, today: Callable[[], datetime.date], *, handed_in: bool = True
    ) -> None:
        super().__init__(matter)
        self.sender, self.today, self.day = sender, today, DateField(today)
        if handed_in:
            self.day.set_day(today())

    def fields(self) -> tuple[PaperField, ...]:
        """Return the fields in their order, the day behind the title."""
        title, *others = super().fields()
        return (
            title,
            PaperField("paper_day", _tr("来文日期"), self.day, _tr("没有书面来文的留空")),
            *others,
        )

    def problems(self) -> Iterator[Problem]:
        """Yield what cannot be read."""
        if said := self.day.problem():
            yield Problem("paper_day", said)
        yield from super().problems()

    def paper(self) -> IncomingDetails | None:
        """Return the paper, None where none came."""
        day = self.day.day()
        if day is None:
            return None
        return IncomingDetails(matter=self.matter, sender=self.sender, day=day, sheets=self.sheets())


def put_paper(dialog: FormDialog, paper: PaperFields, spans: Sequence[int]) -> None:
    """Put the fields of a paper into a form, each over so many columns."""
    for one, span in zip(paper.fields(), spans, strict=True):
        dialog.put(one.name, Field(one.label, one.editor, hint=one.hint), span)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PaperFields", text)
