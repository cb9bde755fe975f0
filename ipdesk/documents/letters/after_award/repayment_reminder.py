"""The demand 催告书: what was clawed back has not come back, and a court will be asked unless it does.

Sources: 行政强制法 art. 35 (what it says), art. 53 and 54 (before a court is asked, ten days), art. 69 (which
are working days).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.after_award.clawback_decision import ACCOUNT, CLAWBACK_DECISION, paid_to
from ipdesk.documents.letters.after_award.items import (
    Reason,
    ReversalLetter,
    is_whole,
    reversal_content,
    reversal_fields,
    reversal_vocabulary,
)
from ipdesk.documents.letters.content import Content
from ipdesk.documents.letters.document import ApplicationSource, RegisteredDocument
from ipdesk.documents.text.citations import titled
from ipdesk.documents.text.numerals import chinese_date, day_text, in_words
from ipdesk.documents.typesetting.printed_text import phrase
from ipdesk.models.applications.reminded import service_of
from ipdesk.models.records import ApplicationFilter, Clawback, DocumentKind, LetterRow, Mark
from ipdesk.models.records.services import REPAYMENT_REMINDER as KIND
from ipdesk.models.workflow import Act
from ipdesk.rules.core.money import grouped_yuan

NOTHING_OWED = "这件申请没有还应退回的追回款，不用催告。"
NOT_ISSUED = "还没有印发追回决定书，不能催告。"
NOT_DUE = "追回决定书写的退回期限到{due}止，还没有届满，不能催告。"


@dataclass(frozen=True, slots=True)
class RepaymentReminder(ReversalLetter):
    """A demand. ``decided_by`` and ``decided_on`` are number and day of the decision 追回决定书.

    ``served_on`` is the day of its service, None where nobody recorded that, ``due_on`` the last day on which
    the money was to come back; of what was decided so much came back (``returned``, fen), on which
    days in ``parts``. ``decided_title`` is what the decision calls itself.
    """

    decided_by: str
    decided_on: datetime.date
    due_on: datetime.date
    pay_to: str
    returned: int
    served_on: datetime.date | None = field(default=None, kw_only=True)
    decided_title: str = field(default="", kw_only=True)
    parts: tuple[tuple[datetime.date, int], ...] = field(default=(), kw_only=True)

    @property
    def owed(self) -> int:
        """Return what is still to be paid back, in fen."""
        return self.total - self.returned


VOCABULARY = reversal_vocabulary(
    {
        "decided_by": "追回决定书的文号",
        "decided_cited": "追回决定书的标题",
        "decided_on": "追回决定书的日期",
        "served_on": "追回决定书的送达日期",
        "due_on": "追回决定书写的退回截止日期",
        "pay_to": "退回的账户",
        "returned": "已经退回的金额，没有退回的为空",
        "returned_on": "已经退回的各笔日期和金额，没有退回的为空",
        "owed": "还应退回的金额",
        "owed_words": "还应退回的金额大写",
    },
    {"account": "退回到账户", "payment": "按缴款码等其他方式缴款"},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> RepaymentReminder:
    detail = source.detail
    owing = next((one for one in detail.clawbacks if one.decided_on and one.owed), None)
    if owing is None or owing.due_on is None:
        raise LetterDataError(NOTHING_OWED)
    if date <= owing.due_on:
        raise LetterDataError(NOT_DUE.format(due=chinese_date(owing.due_on)))
    letter = _decision(source, owing)
    service = service_of(detail, letter)
    own = [one.line for one in detail.reversals if one.clawback == owing.id]
    return RepaymentReminder(
        **reversal_fields(source, own, Reason(owing.facts, owing.basis), whole=is_whole(detail)),
        number=number,
        date=date,
        decided_by=letter.number,
        decided_on=letter.date,
        due_on=owing.due_on,
        pay_to=owing.pay_to,
        returned=owing.returned,
        served_on=service.served_on if service else None,
        decided_title=letter.title,
        parts=tuple((one.day, one.amount) for one in owing.returns),
    )


def _decision(source: ApplicationSource, owing: Clawback) -> LetterRow:
    """Return the letter by which a clawback was decided. Raises LetterDataError without one."""
    kind, since = CLAWBACK_DECISION.kind.id, owing.decided_on
    own = [one for one in source.detail.letters if one.kind == kind and not one.is_void]
    found = [one for one in own if since is not None and one.date >= since]
    if not found:
        raise LetterDataError(NOT_ISSUED)
    return found[-1]


def returned_on(reminder: RepaymentReminder) -> str:
    """Tell what came back on which day; "" where nothing did."""
    told = ((day, amount) for day, amount in reminder.parts if amount)
    return "，".join(f"于{chinese_date(day)}退回{grouped_yuan(amount)}元" for day, amount in told)


def content(reminder: RepaymentReminder) -> Content:
    """Return what fills the template."""
    own = {
        "decided_by": phrase(reminder.decided_by),
        "decided_cited": titled(reminder.decided_title, CLAWBACK_DECISION.kind.name),
        "decided_on": chinese_date(reminder.decided_on),
        "served_on": day_text(reminder.served_on),
        "due_on": chinese_date(reminder.due_on),
        "pay_to": paid_to(reminder.pay_to),
        "returned": grouped_yuan(reminder.returned) if reminder.returned else "",
        "returned_on": returned_on(reminder),
        "owed": grouped_yuan(reminder.owed),
        "owed_words": in_words(reminder.owed),
    }
    return reversal_content(reminder, own, ["account" if ACCOUNT in reminder.pay_to else "payment"])


REPAYMENT_REMINDER = RegisteredDocument(
    kind=DocumentKind(KIND, "催告书", states=Act.CLAW_BACK.states, series="催告"),
    template="repayment_reminder.yaml",
    vocabulary=VOCABULARY,
    data=RepaymentReminder,
    build=_build,
    content=content,
    matter="追回资金的退回",
    wanted=ApplicationFilter(mark=Mark.OWED),
    due=False,
    says_sum=False,
)
"""The demand 催告书, issued where what was clawed back has not come back in time."""
