"""What is asked before a file is taken into use, and what is said of one that cannot be."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.office_packs import OwnPack
from ipdesk.rules.policy_text.policy import policy_text
from ipdesk.ui.policies.document import write_clauses, write_particulars
from ipdesk.ui.policies.finding_text import finding_text, write_changes, write_findings
from ipdesk.ui.policies.former_rows import ComparisonBase
from ipdesk.ui.widgets import Button, Dialog, DocumentView


def _tr(text: str) -> str:
    return QCoreApplication.translate("Policies", text)


class _TextDialog(Dialog):
    """A dialog with a sentence and a text to scroll."""

    def __init__(self, title: str, accept: str, sentence: str, parent: QWidget) -> None:
        super().__init__(title, accept, parent=parent)
        self.sentence = self.add_sentence(sentence, "")
        self.view = DocumentView(title, bare=True)
        self.body.addWidget(self.view, 1)
        self.take_room(170, 130)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.view.scroll_by(event):
            super().keyPressEvent(event)


class FindingsDialog(_TextDialog):
    """Why a file cannot be taken into use: every finding with line and clause."""

    def __init__(self, pack: OwnPack, parent: QWidget) -> None:
        words = _tr("“{name}”有 {count} 处错误，没有导入，现在使用的政策没有变。改好以后再导入一次。")
        sentence = words.format(name=pack.path.name, count=len(pack.errors))
        super().__init__(_tr("这个文件不能使用"), _tr("知道了"), sentence, parent)
        self.refuse_button.hide()
        self._findings = pack.findings
        self.copy_button = Button(_tr("复制"), icon="copy", shortcut="Ctrl+Shift+C")
        self.copy_button.clicked.connect(self.copy)
        self.add_left(self.copy_button)
        self.view.show_text(lambda view: write_findings(view, pack.findings))

    def copy(self) -> None:
        """Put the findings on the clipboard, for whoever writes the file."""
        QGuiApplication.clipboard().setText(finding_text(self._findings))


class ImportDialog(_TextDialog):
    """The policy that a file holds, what the check remarks, and what becomes of the one in use."""

    def __init__(
        self,
        pack: OwnPack,
        policy: Policy,
        base: ComparisonBase | None,
        parent: QWidget,
        *,
        restoring: bool = False,
    ) -> None:
        instead = base is not None and base.until is None
        title, accept = _question(instead, restoring)
        super().__init__(title, accept, _sentence(pack, instead), parent)
        self._pack, self._policy, self._base = pack, policy, base
        self.view.show_text(self._write)
        self.accept_button.setFocus()

    def _write(self, view: DocumentView) -> None:
        text = policy_text(self._policy)
        view.title(self._policy.pack.title)
        if self._pack.findings:
            view.section(_tr("检查时的提醒，请对照原文看一眼"))
            write_findings(view, self._pack.findings)
        if self._base is not None:
            changes = self._base.changes(self._policy)
            view.section(self._base.words)
            write_changes(view, changes)
            if not changes:
                view.line(_tr("没有不同"))
            view.section(_tr("这个文件的全文"))
        write_particulars(view, self._policy, text)
        write_clauses(view, text)


def _question(instead: bool, restoring: bool) -> tuple[str, str]:
    if restoring:
        return _tr("恢复这个文件？"), _tr("恢复")
    if instead:
        return _tr("用这个文件代替现在的政策？"), _tr("代替")
    return _tr("导入这项政策？"), _tr("导入")


def _sentence(pack: OwnPack, instead: bool) -> str:
    warned = _tr("检查通过，有 {count} 处提醒。").format(count=len(pack.findings))
    checked = warned if pack.findings else _tr("检查通过，算例全部算对。")
    if not instead:
        return checked + _tr("此后受理时就可以选这项政策。")
    return checked + _tr(
        "此后草稿和没有审定的申请件按新文件核算；已经审定的不变。现在的文件会留在“以前的文件”里，可以恢复。"
    )
