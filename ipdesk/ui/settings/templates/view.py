"""The templates of all papers: the list at the left, the text in the middle, how it looks at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ipdesk.documents.errors import DocumentError, TemplateError
from ipdesk.documents.letters.registry import name_of
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.changes import Changes, Kind
from ipdesk.models.core.errors import Conflict, DeskError, InvalidInput
from ipdesk.ui import theme
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.latest import LatestRequest
from ipdesk.ui.letters.letter_selection import TEMPLATES
from ipdesk.ui.letters.preview import Preview
from ipdesk.ui.policies.finding_text import write_findings
from ipdesk.ui.settings.templates.bar import TemplatesBar
from ipdesk.ui.settings.templates.drafts import TemplateDraft, TemplateDrafts
from ipdesk.ui.settings.templates.editor import TemplateEditor
from ipdesk.ui.settings.templates.files import TemplateFiles, raise_error
from ipdesk.ui.settings.templates.list_panel import TemplateList, write_names
from ipdesk.ui.widgets import DocumentView, Hairline, MessageLine, Panel, confirm

if TYPE_CHECKING:
    from ipdesk.documents.letters.document import RegisteredDocument
    from ipdesk.documents.letters.office_templates.state import TemplateState
    from ipdesk.rules.source.findings import Finding

LIST_WIDTH, PREVIEW_WIDTH, FINDINGS = 62, 88, 30  # grid steps; beside the text within 800 px
REFUSED = "template refused"


class TemplatesView(QWidget):
    """Looks at templates, changes, checks and previews them, saves them as the office's own or gives them up.

    What is typed stays beside each paper until it is saved or given up.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._checking = LatestRequest(desk, self)
        self.files = TemplateFiles(desk, desk.data_dir / TEMPLATES if desk.data_dir else None, self)
        self.drafts = TemplateDrafts(desk, self)
        self.message, self.bar, self.list = MessageLine(), TemplatesBar(), TemplateList()
        self._make_parts()
        self._outer, self._row, self._left = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        self._state: TemplateState | None = None
        self._busy = False
        self._found: tuple[Finding, ...] = ()
        self._checked_text = ""
        self._lay_out()
        self._listen()
        theme.follow(self.restyle)

    def _make_parts(self) -> None:
        self.names_panel = Panel(self.tr("可用的占位符"), "F6", flush=True)
        self.names = DocumentView(self.tr("占位符"))
        self.text_panel = Panel(self.tr("模板的文字"), "F3", flush=True)
        self.editor = TemplateEditor(self.tr("模板的文字"))
        self.findings, self.rule = DocumentView(self.tr("检查出的问题")), Hairline()
        self.preview = Preview(self._desk)

    def _lay_out(self) -> None:
        self.names_panel.body.addWidget(self.names)
        self.text_panel.body.addWidget(self.editor, 1)
        self.text_panel.body.addWidget(self.rule)
        self.text_panel.body.addWidget(self.findings)
        self._left.addWidget(self.list, 3)
        self._left.addWidget(self.names_panel, 2)
        self._row.addLayout(self._left)
        self._row.addWidget(self.text_panel, 1)
        self._row.addWidget(self.preview)
        self._outer.addWidget(self.message)
        self._outer.addLayout(self._row, 1)
        self._show_findings(())

    def _listen(self) -> None:
        self.list.moved.connect(self._show)
        self.list.table.opened.connect(lambda _: self.editor.setFocus())
        self.editor.edited.connect(self._note_edit)
        self.bar.check_button.clicked.connect(self.check)
        self.bar.preview_button.clicked.connect(self.show_preview)
        self.bar.save_button.clicked.connect(self.save)
        self.bar.undo_button.clicked.connect(self.ask_and_give_up)
        self.bar.restore_button.clicked.connect(self.ask_and_restore)
        self._desk.guard(Permission.ADMINISTER, self.bar.save_button, self.bar.restore_button)
        self._desk.changed.connect(self._refresh_for)

    def restyle(self) -> None:
        """Take the measures in force."""
        gap = theme.density().gap
        self._outer.setContentsMargins(0, 0, 0, 0)
        for box in (self._outer, self._row, self._left):
            box.setSpacing(gap)
        for panel in (self.list, self.names_panel):
            panel.setFixedWidth(theme.grid(LIST_WIDTH))
        self.preview.setFixedWidth(theme.grid(PREVIEW_WIDTH))
        self.findings.setFixedHeight(theme.grid(FINDINGS))

    # --- refreshing ---

    def enter(self) -> None:
        """Look at the folder again, and let the keyboard begin in the list."""
        self.refresh()
        self.list.table.setFocus()

    def refresh(self) -> None:
        """Read all templates as they are now, behind the window."""
        self.files.read(self._take)

    def _refresh_for(self, changes: Changes) -> None:
        if changes.touches(Kind.TEMPLATE):
            self.refresh()

    def _take(self, states: tuple[TemplateState, ...]) -> None:
        self.list.show_states(states, self.drafts.kinds())
        if self.drafts.brought_back:
            self.drafts.brought_back = False
            said = self.tr("上次改了一半、没有保存的模板已经找回：{names}。请核对后保存。")
            names = "、".join(name_of(kind) for kind in self.drafts.kinds())
            self.message.say(said.format(names=names), icon="info")

    def _show(self, state: TemplateState | None) -> None:
        """Show a paper's template, or what was made of it; where it stands already it stays as it is."""
        before, self._state = self._state, state
        if state is None:
            return
        other = before is None or before.document is not state.document
        draft = self.drafts.of(state.document.kind.id)
        text = draft.text if draft is not None else state.text
        self.names.show_text(lambda view: write_names(view, state))
        if other:
            self.bar.set_state("")
        if other or self.editor.text() != text:
            self.editor.show_text(text)
            self.show_preview()
        self.text_panel.note.setText(state.document.kind.name)
        self._show_findings(() if draft is not None else state.findings)
        self._tell_refused(state)
        self._allow()

    def _tell_refused(self, state: TemplateState) -> None:
        if not state.findings:
            self.message.clear(REFUSED)
            return
        said = self.tr("本局的“{name}”模板不能用，这种文书现在印不出来。请改好后再存，或者恢复自带模板。")
        self.message.say(said.format(name=state.document.kind.name), about=REFUSED)

    def _allow(self) -> None:
        state = self._state
        changed = state is not None and self.drafts.of(state.document.kind.id) is not None
        self.bar.allow(own=state is not None and state.own, changed=changed, busy=self._busy)
        if changed:
            self.bar.set_state(self.tr("有改动，还没有保存"), "pencil")
        elif self.bar.state() == self.tr("有改动，还没有保存"):
            self.bar.set_state("")

    # --- the text in hand ---

    def _note_edit(self) -> None:
        """Keep what is typed; a text as it was before is no change."""
        state = self._state
        if state is None:
            return
        kind, text = state.document.kind.id, self.editor.text()
        before = self.drafts.of(kind)
        if text == state.text:
            self.drafts.drop(kind)
        else:
            shown = before.shown if before is not None else state.sha256
            self.drafts.note(TemplateDraft(kind, text, shown))
        self.list.show_changed(self.drafts.kinds())
        self._allow()

    def check(self) -> None:
        """Check the text as it stands: the keyboard goes to the first line at fault, again to the next."""
        if self._found and self.editor.text() == self._checked_text:
            self._go_on()
        else:
            self._check(self._checked)

    def _go_on(self) -> None:
        lines, here = [one.line for one in self._found], self.editor.textCursor().blockNumber() + 1
        self.editor.go_to_line(next((line for line in lines if line > here), lines[0]))

    def _check(self, done: Callable[[tuple[Finding, ...]], None]) -> None:
        if self._state is not None:
            document, text = self._state.document, self.editor.text()
            self._checking.do(lambda: _findings(document, text), done, raise_error)

    def _checked(self, found: tuple[Finding, ...]) -> None:
        self._show_findings(found)
        if found:
            said = (
                self.tr("检查出 {count} 处问题，再按 F8 到下一处")
                if found[1:]
                else self.tr("检查出 1 处问题")
            )
            self.bar.set_state(said.format(count=len(found)), "warning")
            self.editor.go_to_line(found[0].line)
        else:
            self.bar.set_state(self.tr("检查通过，可以存为本局模板"), "check")

    def _show_findings(self, found: tuple[Finding, ...]) -> None:
        self._found, self._checked_text = found, self.editor.text()
        self.editor.mark_lines({one.line for one in found})
        self.findings.setVisible(bool(found))
        self.rule.setVisible(bool(found))
        self.findings.show_text(lambda view: write_findings(view, found))

    def show_preview(self) -> None:
        """Draw the paper's sample by the text as it stands, marked 样稿."""
        if self._state is not None:
            document, text = self._state.document, self.editor.text()
            self.preview.show_letter(lambda: _draft(document, text))

    # --- the office's file ---

    def save(self) -> None:
        """Save the text as the office's template; where the check finds anything nothing is saved."""
        draft = self.drafts.of(self._state.document.kind.id) if self._state is not None else None
        if draft is not None:
            self.message.clear()
            self._hold(busy=True)
            self.files.keep(draft, lambda: self._saved(draft), self._not_saved)

    def _saved(self, draft: TemplateDraft) -> None:
        self._hold(busy=False)
        if self.drafts.of(draft.kind) == draft:  # else somebody has typed on
            self.drafts.drop(draft.kind)
        said = self.tr("已存为本局的“{name}”模板，以后印发的按它排印")
        self.bar.tell(said.format(name=name_of(draft.kind)), "check")

    def _not_saved(self, error: DeskError) -> None:
        self._hold(busy=False)
        if isinstance(error, InvalidInput):
            self._check(self._refused)
        elif isinstance(error, Conflict):
            latest = (self.tr("放弃这里的改动，看最新的"), self._give_up)
            self.message.say(error.message, latest, (self.tr("用这里的文字"), self._save_over))
            self.refresh()
        else:
            self.message.say(error.message, (self.tr("再保存"), self.save))

    def _refused(self, found: tuple[Finding, ...]) -> None:
        self._checked(found)
        self.bar.set_state(self.tr("有 {count} 处问题，没有保存").format(count=len(found)), "warning")

    def _save_over(self) -> None:
        """Save what was typed over a file that changed meanwhile: it is kept with the former ones."""
        state = self._state
        draft = self.drafts.of(state.document.kind.id) if state is not None else None
        if state is not None and draft is not None:
            self.drafts.note(replace(draft, shown=state.sha256))
            self.save()

    def ask_and_give_up(self) -> None:
        """Forget what was made of the template in hand, after asking."""
        if self._state is None:
            return
        words = self.tr("“{name}”模板里没有保存的改动不能恢复。").format(name=self._state.document.kind.name)
        if confirm(self, self.tr("放弃改动？"), words, self.tr("放弃"), danger=True):
            self._give_up()

    def _give_up(self) -> None:
        if self._state is not None:
            self.message.clear()
            self.drafts.drop(self._state.document.kind.id)
            self.refresh()

    def give_up_all(self) -> None:
        """Forget whatever is not saved, of all papers."""
        self.drafts.clear()
        self.refresh()

    def unsaved(self) -> str:
        """Say whose template was changed and not saved, "" for none."""
        names = "、".join(name_of(kind) for kind in self.drafts.kinds())
        return self.tr("“设置”里改过的文书模板还没有保存：{names}。").format(names=names) if names else ""

    def ask_and_restore(self) -> None:
        """Take the office's template out of use, after asking."""
        state = self._state
        if state is None or not state.own:
            return
        title, accept = self.tr("恢复自带模板？"), self.tr("恢复自带模板")
        if confirm(self, title, self._said_of_restoring(state), accept, danger=True):
            self._hold(busy=True)
            self.files.restore(state, lambda: self._restored(state), self._not_restored)

    def _said_of_restoring(self, state: TemplateState) -> str:
        words = self.tr(
            "“{name}”以后按自带的模板排印，已经印发的不变。本局的模板会留在数据文件夹的 letters/former 里。"
        )
        if self.drafts.of(state.document.kind.id) is not None:
            words += self.tr("没有保存的改动也一并放弃。")
        return words.format(name=state.document.kind.name)

    def _restored(self, state: TemplateState) -> None:
        self._hold(busy=False)
        self.message.clear()
        self.drafts.drop(state.document.kind.id)
        said = self.tr("已恢复自带的“{name}”模板").format(name=state.document.kind.name)
        self.bar.tell(said, "check")

    def _not_restored(self, error: DeskError) -> None:
        self._hold(busy=False)
        self.message.say(error.message)
        self.refresh()

    def _hold(self, *, busy: bool) -> None:
        self._busy = busy
        self._allow()


def _findings(document: RegisteredDocument[Any], text: str) -> tuple[Finding, ...]:
    from ipdesk.documents.letters.office_templates.check import findings_of

    return findings_of(document, text)


def _draft(document: RegisteredDocument[Any], text: str) -> bytes:
    """Draw the sample; what is wrong is told without the name of a file, and leads nowhere else."""
    from ipdesk.documents.letters.office_templates.samples import draft_by

    try:
        return draft_by(document, text)
    except TemplateError as error:
        said = QCoreApplication.translate(
            "Templates", "模板的文字有问题，不能预览。按 F8 检查，改好后再按 F9。"
        )
        raise DocumentError(said) from error
