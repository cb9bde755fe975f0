"""One button for all steps beside the usual one: a menu of those that can be taken."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ipdesk.models.core.actor import Permission
from ipdesk.models.records import Mark
from ipdesk.models.workflow import State
from ipdesk.ui.applications.steps.keys import keys_of
from ipdesk.ui.applications.steps.offered_step import NextStep
from ipdesk.ui.applications.steps.papers import papers_of
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.desk.destinations import IssueLetters
from ipdesk.ui.widgets import Button


class StepMenu(Button):
    """The button; not there while no such step can be taken. ``wanted`` carries a NextStep.

    In the menu the digit or letter before a step takes it, which is its own in all states; ``refusal_for``
    says why who sits here may not take one.
    """

    wanted = Signal(object)

    def __init__(self, shortcut: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", "quiet", icon="chevron-up", shortcut=shortcut, parent=parent)
        self.set_text(self.name())
        self._steps: tuple[NextStep, ...] = ()
        self.refusal_for: Callable[[Permission], str] = lambda permission: ""
        self.menu_of_steps = QMenu(self)
        self.clicked.connect(self._open)
        self.hide()

    def name(self) -> str:
        """Return what the button is called."""
        return self.tr("其他办理")

    def show_steps(self, steps: Iterable[NextStep]) -> None:
        """Offer these steps and no others."""
        self._steps = tuple(steps)
        self.setVisible(bool(self._steps))

    def words(self) -> tuple[str, ...]:
        """Return what is offered, in its order."""
        return tuple(step.word for step in self._steps)

    def take(self, place: int) -> None:
        """Ask for a step by its place."""
        self.wanted.emit(self._steps[place])

    def _open(self) -> None:
        """Show the menu above the button, which stands at the foot."""
        self.menu_of_steps.clear()
        for place, (step, key) in enumerate(zip(self._steps, keys_of(self._steps), strict=True)):
            refusal = (self.refusal_for(step.permission) if step.permission else "") or step.why
            words = f"&{key}　{step.word}　{refusal}".rstrip()
            action = self.menu_of_steps.addAction(words)
            action.setEnabled(not refusal)
            action.triggered.connect(lambda _=False, place=place: self.take(place))
        height = self.menu_of_steps.sizeHint().height()
        self.menu_of_steps.popup(self.mapToGlobal(QPoint(0, -height)))


class PaperMenu(StepMenu):
    """The same for the papers of one application, on the pages that deal with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Alt+P", parent)

    def name(self) -> str:
        """Return what the button is called."""
        return self.tr("印表格")

    def offer(self, application: int, state: State, marks: Collection[Mark] = ()) -> None:
        """Offer what an application (0 for none) in a state, with these marks, may get beside its course."""
        self.show_steps(papers_of(state, (application,), marks) if application else ())

    def open_after(self, desk: Desk, save: Callable[[Callable[[], None]], None]) -> None:
        """Lead to a paper that is chosen, after ``save`` has put what was typed into the database."""
        self.wanted.connect(lambda paper: save(lambda: desk.open(IssueLetters(paper.ids, paper.document))))
