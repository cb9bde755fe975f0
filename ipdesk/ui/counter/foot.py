"""The bar at the foot of the counter: the state of saving, and what can be done."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from ipdesk.models.records import Mark
from ipdesk.models.workflow import FIRST, State
from ipdesk.ui.applications.steps.menu import PaperMenu
from ipdesk.ui.desk.autosave import SavingState, Stage
from ipdesk.ui.widgets import ActionBar, Button
from ipdesk.ui.widgets.days import saved_moment


class CounterFoot(ActionBar):
    """New, save, accept; for an accepted application the way on to its decision."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.discard = Button(self.tr("删除草稿"), "quiet", shortcut="Alt+D")
        self._there = self._kept = False
        self.new = Button(self.tr("新建"), shortcut="Ctrl+N")
        self.save = Button(self.tr("保存草稿"), icon="save", shortcut="Ctrl+S")
        self.accept = Button(self.tr("受理"), "primary", icon="check", shortcut="F9")
        self.decide = Button(self.tr("去办理"), "primary", icon="arrow-right", shortcut="F10")
        self.papers = PaperMenu()
        for button in (self.discard, self.papers, self.new, self.save, self.accept, self.decide):
            self.add(button)
        self.show_state(FIRST)

    def show_state(self, state: State, application: int = 0, marks: Collection[Mark] = ()) -> None:
        """Offer what can be done with an application (its id, 0 for none yet) in a state, with its marks."""
        self.papers.offer(application, state, marks)
        fixed = not state.editable
        self.save.setVisible(not fixed)
        self.accept.setVisible(not fixed)
        self.decide.set_text(self.tr("看申请件") if state.decided else self.tr("去办理"))
        self.decide.setVisible(fixed)

    def allow_discarding(self, there: bool) -> None:
        """Let a draft be thrown away where there is one."""
        self._there = there
        self._show_discard()

    def keep_file(self, kept: bool) -> None:
        """Let nobody throw a draft away of which something stays in the records."""
        self._kept = kept
        self._show_discard()

    def _show_discard(self) -> None:
        self.discard.setVisible(self._there and not self._kept)

    def show_waiting(self) -> None:
        """Say that a save has to end before it goes on."""
        self.set_state(self.tr("正在保存……"), "clock")

    def show_saving(self, saving: SavingState, today: datetime.date) -> None:
        """Say how it stands with what was typed; of another day than today also on which it was saved."""
        at = saved_moment(saving.at, today)
        said = {
            Stage.NOTHING: ("", ""),
            Stage.NOT_YET: (self.tr("还没有保存：选定申请人后自动保存"), "warning"),
            Stage.WAITING: (self.tr("正在填写，停下后自动保存"), "clock"),
            Stage.SAVED: (self.tr("草稿已自动保存 {time}").format(time=at), "check"),
            Stage.FAILED: (self.tr("还没有存上，稍后自动再试；内容都在屏幕上"), "warning"),
            Stage.REFUSED: (self.tr("没有保存；内容都在屏幕上"), "warning"),
        }
        self.set_state(*said[saving.stage])
