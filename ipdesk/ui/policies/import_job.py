"""Taking a file into use: read and checked behind the window, asked about, put in place, offered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from ipdesk.models.core.errors import DeskError
from ipdesk.models.packs.files import former_packs, read_pack
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.office_packs import OwnPack, check_own
from ipdesk.ui.desk.debounce import Debounce
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.tasks import Job, Lane
from ipdesk.ui.policies.former_rows import ComparisonBase, base_for
from ipdesk.ui.policies.import_dialog import FindingsDialog, ImportDialog

_PATIENCE = 1000  # milliseconds

_Read = tuple[OwnPack, ComparisonBase | None]
"""A file that was checked, and what it is compared with."""


class ImportJob(QObject):
    """One import at a time. ``told`` says how it goes (sentence, glyph), ``refused`` why it did not.

    ``imported`` carries the id of the policy that is now offered; ``busy`` tells when it can(not) begin.
    ``slow`` names a file whose check takes so long that somebody may want to ``stop`` it.
    """

    told = Signal(str, str)
    refused = Signal(str)
    imported = Signal(str)
    busy = Signal(bool)
    slow = Signal(str)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window, self._restoring = desk, window, False
        self._job: Job | None = None
        self._name, self._waiting = "", Debounce(lambda: self.slow.emit(self._name), _PATIENCE, self)

    def begin(self, path: Path, *, restoring: bool = False) -> None:
        """Read and check a file, a former one when ``restoring``; what comes of it is asked or said."""
        self._restoring = restoring
        self.busy.emit(True)
        self.told.emit(self.tr("正在检查“{name}”……").format(name=path.name), "clock")
        self._name = path.name
        self._job = self._desk.tasks.start(Lane.LONG, self._reading(path), self._checked, self._failed)
        self._waiting.later()

    def stop(self) -> None:
        """Do not check the file any further; nothing is imported."""
        if self._job is not None and not self._job.finished:
            self._job.cancel()
            self._end()
            words = self.tr("已停止检查“{name}”，没有导入")
            self.told.emit(words.format(name=self._name), "")

    def _end(self) -> None:
        self._waiting.stop()
        self._job = None
        self.busy.emit(False)
        self.told.emit("", "")

    def _reading(self, path: Path) -> Callable[[Job], _Read]:
        own, built_in = self._desk.own, self._desk.policies.built_in()
        folder, used = own.folder, own.used()

        def work(job: Job) -> _Read:
            pack = check_own(path, read_pack(path), built_in, lambda: job.report(0, 0))
            kept = former_packs(folder) if folder is not None else ()
            return pack, base_for(pack.policy.id, kept, used) if pack.policy is not None else None

        return work

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, DeskError):
            raise error
        self.refused.emit(error.message)

    def _checked(self, read: _Read) -> None:
        pack, base = read
        self._end()
        if pack.policy is None or not pack.offered:
            self._ask(FindingsDialog(pack, self._window))
        else:
            self._weigh(pack, pack.policy, base)

    def _weigh(self, pack: OwnPack, policy: Policy, base: ComparisonBase | None) -> None:
        standing = [one for one in self._desk.own.packs if _is(one, policy.id)]
        instead = base is not None and base.until is None
        if instead and base is not None and base.policy.sha256 == policy.sha256:
            words = self.tr("“{name}”与现在使用的文件完全相同，不用再导入。")
            self.told.emit(words.format(name=policy.pack.short_title), "check")
        elif self._ask(ImportDialog(pack, policy, base, self._window, restoring=self._restoring)):
            self._keep(policy, [one.path for one in standing], self._done_words(instead))

    def _ask(self, sheet: QDialog) -> bool:
        try:
            return sheet.exec() == int(QDialog.DialogCode.Accepted)
        finally:
            sheet.deleteLater()

    def _done_words(self, instead: bool) -> str:
        if self._restoring:
            return self.tr("“{name}”的文件已恢复")
        return self.tr("“{name}”已换成新的文件") if instead else self.tr("已导入“{name}”，受理时可以选用")

    def _keep(self, policy: Policy, replaced: list[Path], words: str) -> None:
        self.busy.emit(True)
        name = policy.pack.short_title

        def done() -> None:
            self.busy.emit(False)
            self.told.emit(words.format(name=name), "check")
            self.imported.emit(policy.id)

        self._desk.own.keep(policy, replaced, done, self._failed)


def _is(pack: OwnPack, policy: str) -> bool:
    return pack.policy is not None and pack.policy.id.lower() == policy.lower()
