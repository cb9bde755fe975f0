"""Which kind of document the lists show; nothing to be seen of it while there is only one kind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.ui import theme
from ipdesk.ui.letters.load import WaitingLetters
from ipdesk.ui.widgets import Button, ChoiceField


class DocumentKindFilter(QWidget):
    """One choice for what waits, a kind at a time, and one for what went out, which may be of all kinds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waiting, self.issued = ChoiceField(), ChoiceField(placeholder=self.tr("全部文书"))
        self.reissue = Button(self.tr("补发…"), "link", shortcut="Alt+R")
        self.registers = Button(self.tr("登记簿…"), "link", shortcut="Alt+B")
        self._stack, self._box = QStackedWidget(), QHBoxLayout(self)
        self._lay_out()
        kinds = ((document.kind.id, document.kind.name) for document in DOCUMENTS.values())
        self.issued.set_choices((("", self.issued.placeholderText()), *kinds))
        theme.follow(self._restyle)

    def _lay_out(self) -> None:
        for field, name in ((self.waiting, self.tr("待下达的文书")), (self.issued, self.tr("已印发的文书"))):
            field.setAccessibleName(name)
            self._stack.addWidget(field)
        self._box.addWidget(self._stack, 1)
        self._box.addWidget(self.registers)
        self._box.addWidget(self.reissue)

    def _restyle(self) -> None:
        self._box.setContentsMargins(theme.grid(2), theme.grid(1), theme.grid(3), theme.grid(1))

    def offer(self, waiting: Sequence[WaitingLetters], *, arriving: bool = False) -> None:
        """Offer the kinds that something can wait for, each with how many can be printed; one stays.

        Those that must be issued come first. Who is ``arriving`` stands on one of them, where there is one.
        """
        due = [waits for waits in waiting if waits.rows and waits.document.due]
        others = [waits for waits in waiting if waits not in due]
        self.waiting.set_choices(
            (waits.document.kind.id, f"{waits.document.kind.name} {waits.ready}") for waits in (*due, *others)
        )
        shown, kinds = self.waiting.key(), [waits.document.kind.id for waits in due]
        if waiting and (not shown or (arriving and kinds and shown not in kinds)):
            self.waiting.set_key((due or others)[0].document.kind.id)

    def show_place(self, place: int) -> None:
        """Show the choice of a list, where there is more than one kind to choose from."""
        self._stack.setCurrentIndex(place)
        for button in (self.registers, self.reissue):
            button.setVisible(place > 0)
        field = (self.waiting, self.issued)[place]
        alone = 1 if field is self.waiting else 2  # beside its kind, all kinds
        self.setVisible(field.count() > alone)
