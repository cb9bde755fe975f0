"""Taking a file into use: read and checked behind the window, asked about, put in place, offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ipdesk.models.errors import DeskError
from ipdesk.models.pack_files import read_pack
from ipdesk.rules.own_packs import OwnPack, check_own
from ipdesk.rules.policy import Policy
from ipdesk.ui.desk import Desk
from ipdesk.ui.policies.import_sheet import FindingsSheet, ImportSheet


class Importing(QObject):
    """One import at a time. ``told`` says how it goes (sentence, glyph), ``refused`` why it did not.

    ``imported`` carries the id of the policy that is now offered; ``busy`` tells when it can(not) begin.
    """

    told = Signal(str, str)
    refused = Signal(str)
    imported = Signal(str)
    busy = Signal(bool)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    def begin(self, path: Path) -> None:
        """Read and check a file; what comes of it is asked or said."""
        built_in = self._desk.policies.built_in()
        self.busy.emit(True)
        self.told.emit(self.tr("正在检查“{name}”……").format(name=path.name), "clock")
        work: Callable[[object], OwnPack] = lambda _: check_own(path, read_pack(path), built_in)  # noqa: E731
        self._desk.tasks.start(work, self._checked, self._failed)

    def _failed(self, error: Exception) -> None:
        self.busy.emit(False)
        if not isinstance(error, DeskError):
            raise error
        self.told.emit("", "")
        self.refused.emit(error.message)

    def _checked(self, pack: OwnPack) -> None:
        self.busy.emit(False)
        self.told.emit("", "")
        if pack.policy is None or not pack.offered:
            self._ask(FindingsSheet(pack, self._window))
        else:
            self._weigh(pack, pack.policy)

    def _weigh(self, pack: OwnPack, policy: Policy) -> None:
        standing = [one for one in self._desk.own.packs if _is(one, policy.id)]
        former = next((one.policy for one in standing if one.offered), None)
        if former is not None and former.sha256 == policy.sha256:
            words = self.tr("“{name}”与现在使用的文件完全相同，不用再导入。")
            self.told.emit(words.format(name=policy.pack.short_title), "check")
        elif self._ask(ImportSheet(pack, policy, former, self._window)):
            self._keep(policy, [one.path for one in standing], former is not None)

    def _ask(self, sheet: QDialog) -> bool:
        try:
            return sheet.exec() == int(QDialog.DialogCode.Accepted)
        finally:
            sheet.deleteLater()

    def _keep(self, policy: Policy, replaced: list[Path], instead: bool) -> None:
        self.busy.emit(True)
        name = policy.pack.short_title
        words = self.tr("“{name}”已换成新的文件") if instead else self.tr("已导入“{name}”，受理时可以选用")

        def done() -> None:
            self.busy.emit(False)
            self.told.emit(words.format(name=name), "check")
            self.imported.emit(policy.id)

        self._desk.own.keep(policy, replaced, done, self._failed)


def _is(pack: OwnPack, policy: str) -> bool:
    return pack.policy is not None and pack.policy.id.lower() == policy.lower()
