"""Recording that somebody is related to an applicant, and ending that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.applications.step_checks import own_end_refusal
from ipdesk.models.commands import EndRecusal, RecordRecusal
from ipdesk.models.core.actor import Permission
from ipdesk.models.core.errors import DeskError
from ipdesk.models.records import Person, Recusal
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import Button, ChoiceField, Dialog, Field, TextField, WrappingText


class RecusalDialog(Dialog):
    """Asks who is related to an applicant and how; of somebody recorded already, why that ends."""

    def __init__(
        self,
        desk: Desk,
        applicant: int,
        persons: Sequence[Person],
        recusals: Sequence[Recusal],
        parent: QWidget,
    ) -> None:
        super().__init__(_tr("回避"), _tr("登记"), parent=parent)
        self._desk, self._applicant = desk, applicant
        self._recusals = {str(one.person.id): one for one in recusals}
        self.choice = ChoiceField([(str(one.id), one.name) for one in persons])
        self.text, self.note = TextField(), WrappingText("", "sub")
        self.field = Field(_tr("与申请人的关系"), self.text, optional=False)
        self.end_button = Button(_tr("解除回避"), shortcut="Alt+J")
        self._fill()
        self._listen()
        person = desk.person_or_none()
        self.choice.set_key(str(person.id) if person else "")
        self._show()
        self.text.setFocus()

    def _fill(self) -> None:
        words = _tr("登记以后，这位同事不能受理、初审、审定这个申请人的申请件。")
        for widget in (
            WrappingText(words),
            Field(_tr("姓名"), self.choice, optional=False),
            self.note,
            self.field,
        ):
            self.body.addWidget(widget)
        self.add_left(self.end_button)

    def _listen(self) -> None:
        self.choice.changed.connect(lambda _: self._show())
        self.end_button.clicked.connect(self._end)
        self._desk.guard(Permission.ADMINISTER, self.end_button)

    def _show(self) -> None:
        """Ask for the relation, or say which was recorded and ask why it ends."""
        found = self._recusals.get(self.choice.key())
        self.end_button.setVisible(found is not None)
        self.accept_button.setVisible(found is None)
        self.field.label.setText(_tr("与申请人的关系") if found is None else _tr("解除的理由"))
        self.field.set_hint(_tr("如 配偶、子女、持股、曾任职") if found is None else "")
        self.field.set_error("")
        self.note.setVisible(found is not None)
        self.field.setVisible(True)
        if found is not None:
            self._tell(found)

    def _tell(self, found: Recusal) -> None:
        """Say what was recorded, and why whoever sits here does not end it where that is so."""
        said = _tr("已登记：{relation}（{day}）")
        said = said.format(relation=found.relation, day=found.recorded_on.isoformat())
        me = self._desk.person_or_none()
        own = me is not None and me.id == found.person.id
        refusal = own_end_refusal(self._desk.read(queries.staff), found.person.id) if own else ""
        self.note.setText("\n".join(filter(None, (said, refusal))))
        self.field.setVisible(not refusal)
        self.end_button.enable(not refusal, refusal)

    def accept(self) -> None:
        """Record it; what is wrong is said in its place."""
        if self.accept_button.isVisibleTo(self) and self.choice.key():
            command = RecordRecusal(
                applicant=self._applicant, person=int(self.choice.key()), relation=self.text.text()
            )
            self.hold()
            self._desk.run_later(self, command, lambda _: self._done(), self._refused)

    def _end(self) -> None:
        found = self._recusals.get(self.choice.key())
        if found is not None:
            command = EndRecusal(recusal=found.id, reason=self.text.text())
            self.hold()
            self._desk.run_later(self, command, lambda _: self._done(), self._refused)

    def _done(self) -> None:
        super().accept()

    def _refused(self, error: DeskError) -> None:
        self.field.set_error(error.message)
        self.release()


def _tr(text: str) -> str:
    return QCoreApplication.translate("RecusalDialog", text)
