"""What is asked once a sheet was signed on paper 登记签批: whether they agreed, who, on which day."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.models import queries
from ipdesk.models.applications.approvals import APPROVED, BAR, HANDLED
from ipdesk.models.commands import DropHandling, SignHandling
from ipdesk.models.parsing.values.numbers import read_pages
from ipdesk.models.records import ApplicationDetail, Handling, Signature
from ipdesk.ui.applications.pictures.button import PicturesButton
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, DateField, NumberField, ParagraphField, TextField
from ipdesk.ui.widgets.fields.signer_field import SignerField

_AGREED, _REFUSED = "agreed", "refused"


class SignDialog(CommandDialog):
    """Asks what was signed. A form made outside the program has a number of its own."""

    def __init__(
        self,
        desk: Desk,
        detail: ApplicationDetail,
        handling: Handling,
        then: Callable[[object], None],
        parent: QWidget,
    ) -> None:
        row = detail.application
        title = f"{_tr('登记签批')}　{row.number}　{row.applicant_name}"
        super().__init__(desk, title, _tr("登记签批"), then, parent)
        self._handling = handling
        self.answer = ChoiceField([(_AGREED, _tr("同意")), (_REFUSED, _tr("不同意"))])
        self.signers = SignerField(desk.read(queries.known_signers))
        self.day, self.pages = DateField(desk.today), NumberField(read_pages)
        self.number, self.opinion = TextField(), ParagraphField(2)
        self.picture_button = PicturesButton(_tr("签批页的图片"), captioned=False)
        told = _tr("{act}。{by} 送审。按签过字的审批表填写，原件入卷。")
        paper = _tr("{act}，拟发{paper}。{by} 送审。按签过字的审批表填写，原件入卷。")
        said = told if handling.kind == BAR else paper
        named = {"act": HANDLED[handling.kind], "paper": APPROVED[handling.kind], "by": handling.by}
        self.add_sentence(said.format(**named))
        self._put_fields()
        self.answer.set_key(_AGREED)
        self.day.set_day(desk.today())
        self.pages.set_number(1)
        self.answer.changed.connect(lambda _: self._tell_result())
        self.signers.setFocus()

    def _put_fields(self) -> None:
        self.add("result", _tr("签批结果"), self.answer, optional=False)
        self.add("signed_on", _tr("签批日期"), self.day, hint=_tr("最后一位领导签字的日期"), optional=False)
        hint = _tr("写明职务，如 黎志明（局长）；几位的用顿号分开。按 ↓ 选签过的人")
        self.add("signers", _tr("签批人"), self.signers, 2, hint=hint, optional=False)
        self.add("opinion", _tr("签批意见"), self.opinion, 2, optional=True)
        self.add("pages", _tr("页数"), self.pages)
        hint = _tr("在别的审批单、办公系统上签批的，填它的编号")
        self.add("number", _tr("纸质审批件编号"), self.number, optional=True, hint=hint)
        self.add("pictures", _tr("图片"), self.picture_button, 2, optional=True)

    def _tell_result(self) -> None:
        agreed = self.answer.key() == _AGREED
        self.accept_button.set_text(_tr("登记签批") if agreed else _tr("登记不同意"))
        self.fields["opinion"].set_mark(_tr("选填") if agreed else _tr("必填"))
        self.fields["opinion"].set_hint("" if agreed else _tr("退回修改的意见，重新送审时显示在表单旁边"))
        if not agreed:
            self.opinion.setFocus()

    def content(self) -> object:
        """Return what stands in the form, pictures included: it asks before it forgets any."""
        return super().content(), self.picture_button.entered()

    def entered(self) -> SignHandling | None:
        """Return what was signed, None without a day."""
        day = self.day_of("signed_on")
        if day is None:
            return None
        signature = Signature(
            agreed=self.answer.key() == _AGREED,
            day=day,
            signers=self.signers.text(),
            pages=int(self.pages.number() or 0),
            number=self.number.text(),
            opinion=self.opinion.text(),
        )
        pictures, _ = self.picture_button.entered()
        known = self._handling
        return SignHandling(
            handling=known.id, revision=known.revision, signature=signature, pictures=pictures
        )

    @property
    def agreed(self) -> bool:
        """Say whether they agreed."""
        return self.answer.key() == _AGREED


class DropHandlingDialog(CommandDialog):
    """Asks why something is not submitted any more 撤销送审."""

    def __init__(
        self,
        desk: Desk,
        detail: ApplicationDetail,
        handling: Handling,
        then: Callable[[object], None],
        parent: QWidget,
    ) -> None:
        row = detail.application
        title = f"{_tr('撤销送审')}　{row.number}　{row.applicant_name}"
        super().__init__(desk, title, _tr("撤销送审"), then, parent)
        self._handling, self.reason = handling.id, ParagraphField(2)
        said = _tr("“{act}”不再办理，审批表作废，申请件照旧往下办。").format(act=HANDLED[handling.kind])
        self.add_sentence(said)
        self.add("reason", _tr("理由"), self.reason, 2, optional=False)
        self.reason.setFocus()

    def entered(self) -> DropHandling:
        """Return what gives it up, for the reason typed."""
        return DropHandling(handling=self._handling, reason=self.reason.text())


def _tr(text: str) -> str:
    return QCoreApplication.translate("SignDialog", text)
