"""The applicant on the counter, in brief: name, traits, code, account, contact, sums received."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ipdesk.models.applications.bars import bar_text
from ipdesk.models.parsing.guardians import guardian_problems, needs_guardian
from ipdesk.models.parsing.identifiers.identity_numbers import birth_date
from ipdesk.models.parsing.masking import masked_account, masked_identity, masked_telephone
from ipdesk.models.records import ApplicantRecord, Bar, PassedBar, ReceivedTotal, Recusal, TraitPeriod
from ipdesk.rules.pack.vocabulary import Vocabulary
from ipdesk.ui import theme
from ipdesk.ui.widgets import Chip, ElidedText, Text, WrappingText, WrapRow
from ipdesk.ui.widgets.base import column_in
from ipdesk.ui.widgets.link import Link
from ipdesk.ui.widgets.money import fen_text


class ApplicantSummary(QWidget):
    """Two lines about an applicant, more in a narrow window.

    ``wanted`` asks for its awards of the year, ``accountsWanted`` for its accounts.

    Name and numbers are always whole: where room is short the bank gives way, then a line is added.
    """

    wanted = Signal()
    accountsWanted = Signal()

    def __init__(self, vocabulary: Vocabulary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = vocabulary
        self.name = WrappingText("", "title")
        self._head, self._facts = WrapRow(), WrapRow()
        self._begin_without_chips()
        self.identity, self.account, self.telephone = Text(), Text(), Text()
        self._kind, self._contact = ElidedText(), ElidedText()
        self._bank = ElidedText(middle=True)
        self._lock = QLabel()
        self._identity_cap = Text("", "cap")
        self.received, self.count = Text("", "strong"), Text("", "sub")
        self._look = Link(self.tr("查看"))
        self._look.clicked.connect(self.wanted)
        self.accounts = Link(self.tr("收款账户"))  # no wider than the word that it stands for
        self.accounts.setToolTip("Alt+W")
        self.accounts.setAccessibleDescription("Alt+W")
        self.accounts.clicked.connect(self.accountsWanted)
        QShortcut(QKeySequence("Alt+W"), self.accounts).activated.connect(self.accountsWanted)
        self._lay_out()
        theme.follow(self.restyle)

    def _begin_without_chips(self) -> None:
        self._shown: list[Chip] = []
        self._asked: list[Chip] = []
        self._recused: list[Chip] = []
        self._barred: list[Chip] = []
        self._missing_traits: list[str] = []

    def set_words(self, vocabulary: Vocabulary) -> None:
        """Name traits by another vocabulary from the next applicant shown on."""
        self._words = vocabulary

    def _lay_out(self) -> None:
        self.contact_caption = Text("", "cap")
        self._head.add(self.name)
        captions = (
            (self._identity_cap, "identity"), (Text(self.tr("类型"), "cap"), "kind"),
            (self.accounts, "account"), (self.contact_caption, "contact"),
        )  # fmt: skip
        for caption, key in captions:
            self._facts.add(_under(caption, self._value(key)))
        self._facts.add(self._received_fact(), at_right=True)
        box = column_in(self, 2)
        box.addWidget(self._head)
        box.addWidget(self._facts)

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
        return row

    def _received_fact(self) -> QWidget:
        self._received_cap = Text("", "cap")
        self._received_cap.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.setSpacing(theme.grid(1.5))
        row.addStretch(1)
        for widget in (self.received, self.count, self._look):
            row.addWidget(widget)
        return _under(self._received_cap, row)

    def restyle(self) -> None:
        """Take the measures in force."""
        self._head.set_gaps(theme.grid(2), theme.grid(1))
        self._facts.set_gaps(theme.grid(4), theme.grid(1))
        size = theme.density().glyph
        self._lock.setPixmap(theme.pix("lock", size, "ink2", self.devicePixelRatioF()))

    def show_applicant(self, applicant: ApplicantRecord, today: datetime.date) -> None:
        """Show another applicant; its account and telephone are masked."""
        word = self._words.applicant_kinds[applicant.kind]
        personal = word.identity == "resident_id"
        self.name.setText(applicant.name)
        self._show_traits(applicant, today)
        self._show_guardian(applicant, today)
        self._show_identity(applicant, personal=personal)
        self._kind.set_text(word.name)
        self._show_account(applicant)
        self._show_contact(applicant)
        self._arrange()

    def _show_identity(self, applicant: ApplicantRecord, *, personal: bool) -> None:
        other = personal and birth_date(applicant.identity) is None  # a passport, say
        caption = self.tr("公民身份号码") if personal else self.tr("统一社会信用代码")
        caption = self.tr("其他证件号码") if other else caption
        unusual = self.tr("（已确认）") if applicant.unusual_code else ""
        self._identity_cap.setText(caption + unusual)
        self.identity.setText(masked_identity(applicant.identity, personal))

    def _show_account(self, applicant: ApplicantRecord) -> None:
        self._bank.set_text(applicant.bank)
        self._bank.setVisible(bool(applicant.bank))
        self.account.setText(masked_account(applicant.account) or self.tr("未登记账户"))
        self._lock.setVisible(bool(applicant.account))

    def _arrange(self) -> None:
        for row in (self._head, self._facts):
            row.arrange()

    def _show_contact(self, applicant: ApplicantRecord) -> None:
        telephone = masked_telephone(applicant.telephone)
        only_number = bool(telephone) and not applicant.contact
        self.contact_caption.setText(self.tr("联系电话") if only_number else self.tr("经办人"))
        self._contact.set_text(applicant.contact if applicant.contact or telephone else self.tr("未登记"))
        self._contact.setVisible(bool(applicant.contact) or not telephone)
        self.telephone.setText(telephone)
        self.telephone.setVisible(bool(telephone))

    def _show_traits(self, applicant: ApplicantRecord, today: datetime.date) -> None:
        for chip in self._shown:
            self._head.remove(chip)
        self._shown = []
        holding = [period for period in applicant.traits if period.holds_on(today)]
        expired = [period for period in applicant.traits if period not in holding]
        for period in holding:
            self._add_chip(self._trait(period), self._span(period))
        self._show_expired(expired)

    def _show_expired(self, expired: Sequence[TraitPeriod]) -> None:
        if len(expired) == 1:
            words = self.tr("{trait}（已过期）")
            self._add_chip(words.format(trait=self._trait(*expired)), self._span(*expired))
        elif expired:
            told = "\n".join(f"{self._trait(period)}　{self._span(period)}" for period in expired)
            self._add_chip(self.tr("{count} 项已过期").format(count=len(expired)), told)

    def _show_guardian(self, applicant: ApplicantRecord, today: datetime.date) -> None:
        """Show who acts for an applicant under 18, and that something lacks of what a guardian needs."""
        if not needs_guardian(applicant, today):
            return
        lacking = [one.message for one in guardian_problems(applicant, today, consent=True)]
        word = self._guardian_word(applicant, complete=not lacking)
        self._shown.append(self._chip(Chip("refused" if lacking else "", word), "\n".join(lacking)))

    def _guardian_word(self, applicant: ApplicantRecord, *, complete: bool) -> str:
        if not applicant.guardian:
            return self.tr("未满18周岁，未登记监护人")
        relation = f"（{applicant.guardian_relation}）" if applicant.guardian_relation else ""
        word = self.tr("未满18周岁　监护人 {name}").format(name=f"{applicant.guardian}{relation}")
        return word if complete else self.tr("{guardian}，资料不全").format(guardian=word)

    def _add_chip(self, word: str, tip: str) -> None:
        self._shown.append(self._chip(Chip(word=word), tip))

    def _chip(self, chip: Chip, tip: str) -> Chip:
        chip.setToolTip(tip)
        self._head.add(chip)
        return chip

    def show_missing_traits(self, traits: Sequence[str]) -> None:
        """Show traits that clauses ask for and nobody has registered."""
        if list(traits) == self._missing_traits:
            return
        self._missing_traits = list(traits)
        for chip in self._asked:
            self._head.remove(chip)
        tip = self.tr("这份申请里有条款要求；如属实，按 Alt+T 当场补登")
        words = [self.tr("未登记 {trait}").format(trait=trait) for trait in traits]
        self._asked = [self._chip(Chip("incomplete", word), tip) for word in words]
        self._arrange()

    def show_recusals(self, recusals: Sequence[Recusal]) -> None:
        """Show who does not act on its applications, with the relation in the tool tip."""
        for chip in self._recused:
            self._head.remove(chip)
        word = self.tr("回避：{name}")
        self._recused = [
            self._chip(Chip("incomplete", word.format(name=one.person.name)), one.relation)
            for one in recusals
        ]
        self._arrange()

    def show_bars(self, bars: Sequence[Bar], passed: Sequence[PassedBar], today: datetime.date) -> None:
        """Show the bars that hold, with what they rest on in the tool tip, and which of them is let pass."""
        for chip in self._barred:
            self._head.remove(chip)
        reasons = {one.bar: one.reason for one in passed}
        held = [bar for bar in bars if bar.holds_on(today)]
        self._barred = [self._bar_chip(bar, reasons.get(bar.id, "")) for bar in held]
        self._arrange()

    def _bar_chip(self, bar: Bar, passed: str) -> Chip:
        if passed:
            word = self.tr("限制资助至 {day}，准予办理")
            return self._chip(
                Chip("incomplete", word.format(day=bar.until.isoformat())), f"{bar_text(bar)}\n{passed}"
            )
        word = self.tr("限制资助至 {day}")
        return self._chip(Chip("refused", word.format(day=bar.until.isoformat())), bar_text(bar))

    def _trait(self, period: TraitPeriod) -> str:
        return self._words.traits.get(period.trait, period.trait)

    def _span(self, period: TraitPeriod) -> str:
        since = period.since.isoformat() if period.since else self.tr("不限")
        until = period.until.isoformat() if period.until else self.tr("不限")
        return self.tr("{since} 至 {until}").format(since=since, until=until)

    def show_received(
        self, received: tuple[ReceivedTotal, ...], policy: str, year: int, this_year: int
    ) -> None:
        """Show what was granted under the policy in the programme year."""
        own = [one for one in received if one.policy == policy and one.year == year]
        count, amount = sum(one.count for one in own), sum(one.amount for one in own)
        words = self.tr("今年已获资助") if year == this_year else self.tr("{year} 年度已获资助")
        self._received_cap.setText(words.format(year=year))
        self.received.setText(self.tr("{sum} 元").format(sum=fen_text(amount)))
        self.count.setText(self.tr("{count} 笔").format(count=count))
        self._look.setVisible(bool(received))
        self._arrange()


def _under(caption: QWidget, value: QHBoxLayout) -> QWidget:
    """Return a value with its caption above it."""
    fact = QWidget()
    column = column_in(fact, 0.5)
    column.addWidget(caption)
    column.addLayout(value)
    return fact
