"""Putting right which lines an objection attacks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models.core.errors import Problem
from ipdesk.models.records import LineKey, Objection, PublicNotice
from ipdesk.ui.notices.dialogs.attacked_lines import AttackedLines, WhichPart
from ipdesk.ui.widgets import FormDialog, Text, TextField


class EnteredLines(NamedTuple):
    """The lines that are attacked, none for all, and why they are put right."""

    lines: tuple[LineKey, ...]
    reason: str


class CorrectionDialog(FormDialog):
    """Asks which lines an objection that waits for its answer attacks, and why it was entered otherwise."""

    def __init__(self, notice: PublicNotice, objection: Objection, parent: QWidget) -> None:
        title = QCoreApplication.translate("CorrectionDialog", "更正异议事项")
        super().__init__(title, QCoreApplication.translate("CorrectionDialog", "更正"), parent)
        details = objection.details
        self.told = Text(self.tr("{name}：{text}").format(name=details.name, text=details.text), "sub")
        self.told.setWordWrap(True)
        self.body.insertWidget(0, self.told)
        self.lines, self.reason = AttackedLines(), TextField()
        self.lines.show_lines(notice, details.application, details.lines)
        self.add("lines", self.tr("对哪些事项有异议"), self.lines, 4, optional=False)
        self.which = WhichPart(self, self.lines)
        self.which.show_lines(details.lines)
        self.add(
            "reason",
            self.tr("更正的理由"),
            self.reason,
            4,
            hint=self.tr("如 异议人书面说明只针对其中一项"),
            optional=False,
        )
        if self.lines.boxes:
            self.lines.boxes[0].setFocus()

    def missing(self) -> Iterable[Problem]:
        """Yield what is not there and has to be."""
        if self.lines.is_empty():
            yield Problem("lines", self.tr("请勾选异议针对的事项。"))
        yield from self.which.missing()

    def entered(self) -> EnteredLines:
        """Return what is ticked, and why."""
        return EnteredLines(self.which.lines(), self.reason.text())
