"""The parts of archive numbers 档号, asked for once where the first file goes into the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.commands import ChangeOffice
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.errors import Problem
from ipdesk.models.core.roles import Role
from ipdesk.models.parsing.identifiers.codes import ARCHIVE_PARTS
from ipdesk.models.records import Office
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import TextField

_CATEGORY = "WS"
"""Of documents 文书档案, which files of applications are kept among nearly everywhere."""


class NumberParts:
    """The fields for the parts in a dialog; none once the office has named them.

    Who may not change the office is told who may, before anything is typed.
    """

    def __init__(self, dialog: CommandDialog, desk: Desk) -> None:
        self._dialog, self._desk = dialog, desk
        self._office: Office | None = desk.read(queries.office)
        self.inputs: dict[str, TextField] = {}

    def _lacks(self) -> bool:
        return self._office is not None and not all(getattr(self._office, name) for name in ARCHIVE_PARTS)

    def put(self) -> None:
        """Ask for the parts, or say who may name them, where the office has not yet."""
        if not self._lacks():
            return
        if self._desk.refusal(Permission.ADMINISTER):
            words = _tr("还没有设置全宗号等档号的组成，由管理员{names}在“设置 › 单位和人员”里填写后再归档。")
            self._dialog.accept_button.set_refusal(words.format(names=self._administrators()))
            return
        words = _tr("第一次归档，先填写档号的组成；只填这一次，以后在“设置 › 单位和人员”里可以改。")
        self._dialog.add_sentence(words, "strong")
        self._put_fields()

    def _put_fields(self) -> None:
        fields = (
            ("fonds", _tr("全宗号"), 1, _tr("由档案部门给定，如 J012")),
            ("archive_category", _tr("档案门类代码"), 1, _tr("文书档案为 WS")),
            ("archive_section", _tr("机构（问题）代码"), 2, _tr("如 ZCK，按本单位的归档办法")),
        )
        for name, label, span, hint in fields:
            self.inputs[name] = TextField()
            self._dialog.add(name, label, self.inputs[name], span, hint=hint)
            self.inputs[name].setText(getattr(self._office, name) or "")
        self.inputs["archive_category"].setText(self.inputs["archive_category"].text() or _CATEGORY)

    def _administrators(self) -> str:
        members = self._desk.read(queries.staff)
        able = [one.name for one in members if one.in_service and Role.ADMINISTRATOR in one.roles]
        return _tr("（{names}）").format(names="、".join(able)) if able else ""

    def begin(self, otherwise: QWidget) -> None:
        """Let the keyboard begin at the first part that is asked for, or elsewhere."""
        (self.inputs["fonds"] if self.inputs else otherwise).setFocus()

    def missing(self) -> Iterator[Problem]:
        """Yield the parts that are asked for and were left empty."""
        for name, field in self.inputs.items():
            if not field.text().strip():
                label = self._dialog.fields[name].label.text()
                yield Problem(name, _tr("请填写{label}。").format(label=label))

    def keep_before(self, then: Callable[[], None]) -> None:
        """Keep what was typed with the office, then go on; what is wrong with it is said in the dialog."""
        office = self._office
        typed = {name: field.text() for name, field in self.inputs.items()}
        if office is None or not typed:
            then()
            return
        parts: dict[str, Any] = typed
        command = ChangeOffice(office=replace(office, **parts), shown=office)
        self._desk.run_later(self._dialog, command, lambda _: self._kept(then), self._dialog.refuse)

    def _kept(self, then: Callable[[], None]) -> None:
        self._office = self._desk.read(queries.office)
        then()


def _tr(text: str) -> str:
    return QCoreApplication.translate("ArchiveParts", text)
