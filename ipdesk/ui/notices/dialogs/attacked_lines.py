"""Which lines of a list an objection attacks: a box for each row of its application."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ipdesk.documents.letters.notices.public_rows import named_rows
from ipdesk.models.core.errors import Problem
from ipdesk.models.parsing.text.texts import Unreadable
from ipdesk.models.public_notices.named_things import ALL, named_things
from ipdesk.models.records import LineKey, PublicNotice, PublishedLine
from ipdesk.rules.core.plain_text import blank
from ipdesk.ui import theme
from ipdesk.ui.widgets import CheckBox, FormDialog, ScrollArea, TextField, TickField
from ipdesk.ui.widgets.base import column_in
from ipdesk.ui.widgets.money import fen_text

_SHOWN = 4  # rows in sight before the list scrolls


class AttackedLines(TickField):
    """The rows of one application, all ticked at first: an objection to all of them is to the whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._members: list[tuple[PublishedLine, ...]] = []
        self._rows = QWidget()
        self._column, self._scroll = QVBoxLayout(self._rows), ScrollArea(self._rows, gutter=True)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        column_in(self).addWidget(self._scroll)
        theme.follow(self.restyle)

    def restyle(self) -> None:
        """Take the measures in force."""
        rows = min(max(len(self.boxes), 1), _SHOWN)
        self._scroll.setFixedHeight(rows * theme.density().quiet)

    def show_lines(self, notice: PublicNotice, application: int, lines: tuple[LineKey, ...] = ()) -> None:
        """Offer the rows of an application, those ticked that hold any of the lines; none are all."""
        own = (line for line in notice.lines if line.application == application)
        rows = [(name, tuple(members)) for name, members in named_rows(own)]
        self._members = [members for _, members in rows]
        boxes = [CheckBox(_named(*row)) for row in rows]
        for place, (box, members) in enumerate(zip(boxes, self._members, strict=True)):
            box.setChecked(not lines or any(line.key in lines for line in members))
            box.setEnabled(len(rows) > 1)  # an objection to the only one is not to be unticked
            self._column.insertWidget(place, box)
        self.put_boxes(boxes)
        self.restyle()
        self.tell()

    def hint(self) -> str:
        """Say how much of the application is attacked; nothing where no box is ticked: that is a fault."""
        count = len(self.ticked())
        if not self.boxes:
            return _tr("先选择对谁有异议")
        if self.several():
            return _tr("勾选 {count} 项；一项里有几件的，请在下面写明是其中哪几件").format(count=count)
        if count == len(self.boxes):
            return _tr("针对整件申请（全部 {count} 项）").format(count=count)
        words = _tr("只针对勾选的 {count} 项；异议成立的，其余事项不变，不再重新公示")
        return words.format(count=count) if count else ""

    def is_empty(self) -> bool:
        """Say whether there are rows and none is ticked."""
        return bool(self.boxes) and not self.ticked()

    def lines(self) -> tuple[LineKey, ...]:
        """Return the lines of all rows that are ticked; none where all are ticked."""
        if all(box.isChecked() for box in self.boxes):
            return ()
        return tuple(line.key for members in self._ticked() for line in members)

    def _ticked(self) -> Iterator[tuple[PublishedLine, ...]]:
        rows = zip(self.boxes, self._members, strict=True)
        return (members for box, members in rows if box.isChecked())

    def several(self) -> tuple[PublishedLine, ...]:
        """Return the lines of those ticked rows in which several numbered things stand together."""
        rows = (members for members in self._ticked() if len(members) > 1)
        return tuple(line for members in rows for line in members if all(one.name for one in members))

    def only(self, meant: Collection[LineKey]) -> tuple[LineKey, ...]:
        """Return the lines that are attacked where of rows with several things some are ``meant``.

        None where that is all of the application.
        """
        unmeant = {line.key for line in self.several()} - {*meant}
        if not unmeant:
            return self.lines()
        return tuple(line.key for members in self._ticked() for line in members if line.key not in unmeant)


class WhichPart(QObject):
    """Asks which of several things in the ticked rows an objection is about, by their numbers."""

    def __init__(self, form: FormDialog, lines: AttackedLines) -> None:
        super().__init__(form)
        self._form, self._lines, self.text = form, lines, TextField()
        hint = _tr("写登记号，几件的用顿号分开，连号写“首号至末号”；全部有异议的写“全部”")
        form.add("which", _tr("针对其中哪几件（登记号）"), self.text, 4, hint=hint, optional=False)
        lines.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Ask only where several things stand in a row that is ticked."""
        self._form.fields["which"].setVisible(bool(self._lines.several()))

    def show_lines(self, attacked: Collection[LineKey]) -> None:
        """Show which of them were attacked so far; none are all."""
        several = self._lines.several()
        named = [line.name for line in several if line.key in attacked]
        self.text.show_text(ALL if len(named) in (0, len(several)) else "、".join(named))

    def missing(self) -> Iterator[Problem]:
        """Yield that nobody said which, or that what was said does not stand in the list."""
        if not self._lines.several():
            return
        if blank(self.text.text()):
            yield Problem("which", _tr("请写明针对其中哪几件；全部有异议的写“全部”。"))
            return
        try:
            named_things(self.text.text(), self._lines.several())
        except Unreadable as error:
            yield Problem("which", str(error))

    def lines(self) -> tuple[LineKey, ...]:
        """Return the lines that are attacked, none for all; those of the rows while nothing can be read."""
        try:
            return self._lines.only(named_things(self.text.text(), self._lines.several()))
        except Unreadable:
            return self._lines.lines()


def _named(name: str, members: Iterable[PublishedLine]) -> str:
    return f"{name}　{fen_text(sum(line.amount for line in members))} {_tr('元')}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("AttackedLines", text)
