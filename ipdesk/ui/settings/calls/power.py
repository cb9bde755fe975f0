"""By what power this office decides in a call: its own, or for a principal in whose name papers go out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject

from ipdesk.models.core.default_remedies import reviewing_body
from ipdesk.models.core.errors import Problem
from ipdesk.models.records import CallDetails
from ipdesk.ui.widgets import ChoiceField, FormDialog, TextField, confirm

_OWN, _ENTRUSTED = "own", "entrusted"
_HANDED_OVER = re.compile("交由|下放|赋权|移交|授权|委托")


def _tr(text: str) -> str:
    return QCoreApplication.translate("CallPower", text)


def power_doubt(delegation: str, *, entrusted: bool) -> str:
    """Return that the title of a paper says another power than was chosen, "" where it does not."""
    said = set(_HANDED_OVER.findall(delegation))
    if not entrusted and "委托" in said:
        return _tr("文件名称写的是“委托”：受委托的应当以委托机关的名义决定，请对照文件的内容核对。")
    if entrusted and said and "委托" not in said:
        words = _tr("文件名称写的是“{said}”，不是委托：请对照文件的内容核对。")
        return words.format(said="”“".join(sorted(said)))
    return ""


def power_agreed(parent: FormDialog, details: CallDetails) -> bool:
    """Ask where the title of the paper says another power; say whether the call may be saved."""
    said = power_doubt(details.delegation, entrusted=details.entrusted)
    title, word = _tr("权限的性质与文件名称不一致，仍然保存？"), _tr("仍然保存")
    return not said or confirm(parent, title, said, word)


class PowerPart(QObject):
    """The fields of a form on the power behind a paper; they are asked once there is a ``delegation``."""

    def __init__(self, form: FormDialog, delegation: TextField) -> None:
        super().__init__(form)
        self._form, self._delegation, self._own_level = form, delegation, True
        words = {_OWN: _tr("交由、下放：以本局名义"), _ENTRUSTED: _tr("委托：以委托机关名义")}
        self.kind, self.principal, self.review = ChoiceField(words.items()), TextField(), TextField()
        self._proposed = ""
        form.add("entrusted", _tr("权限的性质"), self.kind, 4, optional=False)
        named = _tr("写明全称；通知书、决定书以它的名义印发，盖它的章")
        form.add("principal", _tr("委托机关"), self.principal, 2, hint=named, optional=False)
        heard = _tr("不服的向它申请复议，委托机关是被申请人")
        form.add("principal_review", _tr("行政复议机关"), self.review, 2, hint=heard, optional=False)
        for told in (delegation.textChanged, self.kind.changed):
            told.connect(lambda _: self.follow())
        self.principal.textChanged.connect(self._propose)

    def _propose(self, principal: str) -> None:
        """Propose who hears appeals by the name of the principal, as long as nobody typed another."""
        if self.review.text() == self._proposed:
            self._proposed = reviewing_body(principal)
            self.review.show_text(self._proposed)

    def follow_level(self, own: bool) -> None:
        """Ask only where this office decides."""
        self._own_level = own
        self.follow()

    def follow(self) -> None:
        """Show what is asked by now, and a title that says another power."""
        asked = self._own_level and bool(self._delegation.text().strip())
        self._form.fields["entrusted"].setVisible(asked)
        for name in ("principal", "principal_review"):
            self._form.fields[name].setVisible(asked and self.entrusted())
        doubt = power_doubt(self._delegation.text(), entrusted=self.entrusted()) if self.kind.key() else ""
        usual = _tr(
            "看文件怎么写：由本局负责、以本局名义决定的是交由、下放；委托本局办理的是委托，复议机关和被告不同"
        )
        self._form.fields["entrusted"].set_hint(doubt or usual)

    def entrusted(self) -> bool:
        """Say whether papers go out in the name of a principal."""
        return self.kind.key() == _ENTRUSTED

    def show_call(self, call: CallDetails) -> None:
        """Show what a call says; one without a paper says nothing."""
        kind = _ENTRUSTED if call.entrusted else _OWN
        self.kind.set_key(kind if call.delegation else "")
        self.principal.show_text(call.principal)
        self.review.show_text(call.principal_review)
        self.follow()

    def missing(self) -> Iterator[Problem]:
        """Yield that nobody said which power it is."""
        if not self._form.fields["entrusted"].isHidden() and not self.kind.key():
            yield Problem("entrusted", _tr("请选择是交由、下放，还是委托。"))

    def given(self) -> tuple[bool, str, str]:
        """Return whether there is a principal, who that is, and who hears appeals against it."""
        hidden = self._form.fields["principal"].isHidden()
        return (False, "", "") if hidden else (True, self.principal.text(), self.review.text())
