"""The applicant on the counter, in brief: name, traits, code, account, contact, sums received."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ipdesk.models.records import ApplicantRecord, Received, TraitPeriod
from ipdesk.rules.vocabulary import Vocabulary
from ipdesk.ui import theme
from ipdesk.ui.counter.link import Link
from ipdesk.ui.counter.masking import masked_account, masked_identity, masked_telephone
from ipdesk.ui.widgets import Chip, ElidedText, Text
from ipdesk.ui.widgets.money import fen_text


class ApplicantSummary(QWidget):
    """Two lines about an applicant. ``wanted`` asks for its awards of the year.

    Numbers are always whole: where room is short the bank, the kind and long names give way.
    """

    wanted = Signal()

    def __init__(self, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = vocabulary
        self.name = ElidedText("", "title")
        self.name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._chips = QHBoxLayout()
        self._shown: list[Chip] = []
        self._facts = QGridLayout()
        self.identity, self.account, self.telephone = Text(), Text(), Text()
        self._kind, self._contact = ElidedText(), ElidedText()
        self._bank = ElidedText(middle=True)
        self._lock = QLabel()
        self._identity_cap = Text("", "cap")
        self.received, self.count = Text("", "strong"), Text("", "sub")
        self._look = Link(self.tr("查看"))
        self._look.clicked.connect(self.wanted)
        self._lay_out()
        theme.follow(self.restyle)

    def set_words(self, vocabulary: Vocabulary) -> None:
        """Name traits by another vocabulary from the next applicant shown on."""
        self._words = vocabulary

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.grid(2))
        head.addWidget(self.name)
        head.addLayout(self._chips)
        head.addStretch(1)
        self._chips.setSpacing(theme.grid(2))
        captions = (
            (self._identity_cap, "identity"), (Text(self.tr("类型"), "cap"), "kind"),
            (Text(self.tr("收款账户"), "cap"), "account"), (Text(self.tr("经办人"), "cap"), "contact"),
        )  # fmt: skip
        for column, (caption, key) in enumerate(captions):
            self._facts.addWidget(caption, 0, column)
            self._facts.addLayout(self._value(key), 1, column)
        self._facts.setColumnStretch(len(captions), 1)
        self._add_received(len(captions))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.grid(2))
        box.addLayout(head)
        box.addLayout(self._facts)

    def _value(self, key: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.grid(1.5))
        parts: dict[str, tuple[QWidget, ...]] = {
            "identity": (self.identity,),
            "kind": (self._kind,),
            "account": (self._lock, self._bank, self.account),
            "contact": (self._contact, self.telephone),
        }
        for part in parts[key]:
            row.addWidget(part)
        row.addStretch(1)
        return row

    def _add_received(self, column: int) -> None:
        self._received_cap = Text("", "cap")
        self._received_cap.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.setSpacing(theme.grid(1.5))
        row.addStretch(1)
        for widget in (self.received, self.count, self._look):
            row.addWidget(widget)
        self._facts.addWidget(self._received_cap, 0, column)
        self._facts.addLayout(row, 1, column)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._facts.setHorizontalSpacing(theme.grid(5))
        self._facts.setVerticalSpacing(theme.grid(0.5))
        size = theme.density().glyph
        self._lock.setPixmap(theme.pix("lock", size, "ink2", self.devicePixelRatioF()))

    def show_applicant(self, applicant: ApplicantRecord, today: datetime.date) -> None:
        """Show another applicant; its account and telephone are masked."""
        word = self._words.applicant_kinds[applicant.kind]
        personal = word.identity == "resident_id"
        self.name.set_text(applicant.name)
        self._show_traits(applicant, today)
        caption = self.tr("公民身份号码") if personal else self.tr("统一社会信用代码")
        unusual = self.tr("（已确认）") if applicant.unusual_code else ""
        self._identity_cap.setText(caption + unusual)
        self.identity.setText(masked_identity(applicant.identity, personal))
        self._kind.set_text(word.name)
        self._bank.set_text(applicant.bank)
        self._bank.setVisible(bool(applicant.bank))
        self.account.setText(masked_account(applicant.account) or self.tr("未登记账户"))
        self._lock.setVisible(bool(applicant.account))
        self._show_contact(applicant)

    def _show_contact(self, applicant: ApplicantRecord) -> None:
        telephone = masked_telephone(applicant.telephone)
        self._contact.set_text(applicant.contact if applicant.contact or telephone else self.tr("未登记"))
        self._contact.setVisible(bool(applicant.contact) or not telephone)
        self.telephone.setText(telephone)
        self.telephone.setVisible(bool(telephone))

    def _show_traits(self, applicant: ApplicantRecord, today: datetime.date) -> None:
        for chip in self._shown:
            chip.hide()
            chip.deleteLater()
        self._shown = []
        holding = [period for period in applicant.traits if period.holds_on(today)]
        expired = [period for period in applicant.traits if period not in holding]
        for period in holding:
            self._add_chip(self._trait(period), self._span(period))
        if len(expired) == 1:
            self._add_chip(
                self.tr("{trait}（已过期）").format(trait=self._trait(*expired)), self._span(*expired)
            )
        elif expired:
            told = "\n".join(f"{self._trait(period)}　{self._span(period)}" for period in expired)
            self._add_chip(self.tr("{count} 项已过期").format(count=len(expired)), told)

    def _add_chip(self, word: str, tip: str) -> None:
        chip = Chip(word=word)
        chip.setToolTip(tip)
        self._chips.addWidget(chip)
        self._shown.append(chip)

    def _trait(self, period: TraitPeriod) -> str:
        return self._words.traits.get(period.trait, period.trait)

    def _span(self, period: TraitPeriod) -> str:
        since = period.since.isoformat() if period.since else self.tr("不限")
        until = period.until.isoformat() if period.until else self.tr("不限")
        return self.tr("{since} 至 {until}").format(since=since, until=until)

    def show_received(self, received: tuple[Received, ...], policy: str, year: int, this_year: int) -> None:
        """Show what was granted under the policy in the programme year."""
        own = [one for one in received if one.policy == policy and one.year == year]
        count, amount = sum(one.count for one in own), sum(one.amount for one in own)
        named = (
            self.tr("今年已获资助") if year == this_year else self.tr("{year} 年度已获资助").format(year=year)
        )
        self._received_cap.setText(named)
        self.received.setText(self.tr("{sum} 元").format(sum=fen_text(amount)))
        self.count.setText(self.tr("{count} 笔").format(count=count))
        self._look.setVisible(count > 0)
