"""What is asked once an approval sheet 审批表 was signed by hand: every opinion, by whom, on which day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ipdesk.documents.letters.registry import heading
from ipdesk.models import queries
from ipdesk.models.applications.signed_sheets import NO_SHEET, POSTS, opinions_on, sheets_to_sign
from ipdesk.models.applications.superseded_papers import APPROVAL
from ipdesk.models.commands import RecordSignatures
from ipdesk.models.core.errors import Conflict
from ipdesk.models.records import ApplicationDetail, LetterRow
from ipdesk.models.records.handlings import SheetOpinion, SheetPost, SignedOpinions
from ipdesk.ui.applications.pictures.button import PicturesButton
from ipdesk.ui.desk.command_dialog import CommandDialog
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets import ChoiceField, DateField, Field, Switch, TextField
from ipdesk.ui.widgets.fields.signer_field import SignerField

Then = Callable[[Any], None]
_AGREED = "同意"


class SheetDialog(CommandDialog):
    """Asks for the opinions on a sheet; what was written down before is shown, to be added to or put right.

    A place without a name is one where nobody has signed yet. Raises Conflict where no sheet went out.
    """

    def __init__(self, desk: Desk, detail: ApplicationDetail, then: Then, parent: QWidget) -> None:
        if not (sheets := sheets_to_sign(detail)):
            raise Conflict(NO_SHEET)
        row = detail.application
        title = f"{_tr('登记审批表签字')}　{row.number}　{row.applicant_name}"
        super().__init__(desk, title, _tr("登记签字"), then, parent, columns=4)
        self._detail, self._kinds = detail, {str(one.id): one.kind for one in sheets}
        self.sheet, self.reason = ChoiceField([(str(one.id), _named(one)) for one in sheets]), TextField()
        known = desk.read(queries.known_signers)
        self.signers = {post: SignerField(known) for post in SheetPost}
        self.opinions = {post: TextField() for post in SheetPost}
        self.days = {post: DateField(desk.today) for post in SheetPost}
        self.picture_button = PicturesButton(_tr("审批表签字页的图片"), captioned=False)
        self.alike = Switch(_tr("同一次会议的其他申请件，审批表签字相同的一并登记（已登记过的不动）"))
        self._put_fields()
        self.sheet.changed.connect(lambda _: self._begin())
        self.sheet.set_key(str(sheets[0].id))
        self._begin()

    def _put_fields(self) -> None:
        said = _tr("按签过字的审批表补录，日志记为“纸质补录”，原件入卷；还没有签的留空。按 ↓ 选签过的人。")
        self.add_sentence(said)
        self.add("sheet", _tr("审批表"), self.sheet, 4)
        for post in SheetPost:
            label = _tr("{post}签字").format(post=post.label)
            self.add(f"{post.value}:signer", label, self.signers[post])
            self.add(f"{post.value}:opinion", _tr("意见"), self.opinions[post], 2)
            self.add(f"{post.value}:day", _tr("签字日期"), self.days[post])
        self.add("pictures", _tr("图片"), self.picture_button, 2, optional=True)
        kept = _tr("改动已登记的签字才填；原来的登记保留")
        self.add("reason", _tr("更正的理由"), self.reason, 2, hint=kept, optional=False)
        self.place(self.alike, 4)

    def _known(self) -> SignedOpinions | None:
        return opinions_on(self._detail, int(self.sheet.key()))

    def _begin(self) -> None:
        """Show what is written down of the chosen sheet, and ask for the places that it has."""
        known, kind = self._known(), self._kinds[self.sheet.key()]
        said = {one.post: one for one in known.opinions} if known is not None else {}
        for post in SheetPost:
            self._show(post, said.get(post))
        self.picture_button.show_pictures(self._pictures(known))
        self.alike.setChecked(False)
        self.grid.leave_out(self._not_asked(kind, known))
        self.signers[self._first_open()].setFocus()

    def _not_asked(self, kind: str, known: SignedOpinions | None) -> Iterator[QWidget]:
        """Yield what is not asked of a kind of sheet of which something is known, or nothing yet."""
        for post in SheetPost:
            if post not in POSTS[kind]:
                yield from self._fields_of(post)
        if len(self._kinds) == 1:
            yield self.fields["sheet"]
        if known is None:
            yield self.fields["reason"]
        if known is not None or kind != APPROVAL or not self._is_of_a_meeting():
            yield self.alike

    def _show(self, post: SheetPost, known: SheetOpinion | None) -> None:
        self.signers[post].setText(known.signer if known else "")
        self.opinions[post].setText(known.opinion if known else _AGREED)
        self.days[post].set_day(known.day if known else self._desk.today())

    def _first_open(self) -> SheetPost:
        posts = POSTS[self._kinds[self.sheet.key()]]
        return next((post for post in posts if not self.signers[post].text()), posts[0])

    def _fields_of(self, post: SheetPost) -> Iterator[Field]:
        yield from (self.fields[f"{post.value}:{name}"] for name in ("signer", "opinion", "day"))

    def _is_of_a_meeting(self) -> bool:
        proposal = self._detail.proposal
        return bool(self._detail.minutes_number or (proposal is not None and proposal.minutes.number))

    def _pictures(self, known: SignedOpinions | None) -> list[bytes]:
        kept = known.pictures if known is not None else ()
        return [self._desk.read(queries.kept_picture, one.sha256) for one in kept]

    def content(self) -> object:
        """Return what stands in the form, pictures included: it asks before it forgets any."""
        return super().content(), self.picture_button.entered()

    def entered(self) -> RecordSignatures | None:
        """Return what was signed; None where a day is missing."""
        said = []
        for post in POSTS[self._kinds[self.sheet.key()]]:
            if not self._is_filled(post):
                continue
            day = self.day_of(f"{post.value}:day")
            if day is None:
                return None
            said.append(self._opinion(post, day))
        pictures, _ = self.picture_button.entered()
        alike = not self.alike.isHidden() and self.alike.isChecked()
        return RecordSignatures(
            letter=int(self.sheet.key()),
            opinions=tuple(said),
            reason=self.reason.text(),
            pictures=pictures,
            alike=alike,
        )

    def _is_filled(self, post: SheetPost) -> bool:
        return bool(self.signers[post].text().strip()) or self.opinions[post].text().strip() != _AGREED

    def _opinion(self, post: SheetPost, day: datetime.date) -> SheetOpinion:
        return SheetOpinion(
            post=post, signer=self.signers[post].text(), opinion=self.opinions[post].text(), day=day
        )


def _named(sheet: LetterRow) -> str:
    return _tr("{name}（{day} 印）").format(name=heading(sheet), day=sheet.date.isoformat())


def _tr(text: str) -> str:
    return QCoreApplication.translate("SheetDialog", text)
