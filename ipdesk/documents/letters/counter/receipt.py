"""The receipt 受理回执: a slip that says what was received, who received it, and what comes next."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.application_letter import (
    ADDRESSEES,
    APPLICATION_NAMES,
    ApplicationLetter,
    addressee_conditions,
    application_fields,
    application_values,
)
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.counter.received import (
    ReceivedPaper,
    missing_of,
    needed_of,
    received_of,
)
from ipdesk.documents.letters.document import ApplicationSource, Layout, RegisteredDocument
from ipdesk.documents.letters.form_data import form_of, printed_name
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date, counted
from ipdesk.documents.typesetting.printed_text import phrase, trimmed
from ipdesk.models.records import ApplicationDetail, ApplicationFilter, DocumentKind, StoredAchievement
from ipdesk.models.records.applicants import ACCOUNT_PROOF
from ipdesk.models.records.marks import AUTHORITY
from ipdesk.models.workflow import EVALUATED, Level, State, Step

if TYPE_CHECKING:
    from ipdesk.models.awards.materials import Material

KIND = "acceptance_receipt"
NAMED = 6  # matters that a receipt names
CORRECTED = "已补正"
UPPER_BODY = "上级主管部门"
EXAMINED = "审核"
"""What is promised where the office has no review 初审 of its own: what it proposes or decides."""
NO_ACCOUNT = (
    "已登记收到收款银行账户证明，申请人却没有收款账号，不能印发受理回执。请先把证明上的账号录入申请人；"
    "没有收到证明的，去掉收到的标记。"
)
NOTHING_RECEIVED = (
    "这件申请没有登记收到的材料，不能印受理回执。请先退回受理，登记收到的材料，重新受理以后再印。"
)


@dataclass(frozen=True, slots=True)
class AcceptanceReceipt(ApplicationLetter):
    """A receipt; ``clerk`` accepted the application.

    ``matters`` are the achievements that it names, each with how many there are of it. ``superseded`` are the
    days of receipts that it takes the place of: the application was accepted again since. ``missing`` are the
    materials that are still to come, ``missing_account`` that which proves the account. ``upper_body`` is the
    organ of the level above that decides it, "" where this office does. A review is promised within
    ``review_days`` working days, 0 for no promise; ``review`` is what the office calls it. Once it is
    ``decided`` nobody is asked for a material. ``unproven`` is what is applied for that none is asked for.
    """

    accepted_on: datetime.date
    clerk: str
    achievements: int
    materials: tuple[ReceivedPaper, ...]
    matters: tuple[str, ...]
    superseded: tuple[datetime.date, ...] = field(default=(), kw_only=True)
    missing: tuple[str, ...] = field(default=(), kw_only=True)
    missing_account: str = field(default="", kw_only=True)
    upper_body: str = field(default="", kw_only=True)
    review_days: int = field(default=20, kw_only=True)
    decided: bool = field(default=False, kw_only=True)
    review: str = field(default=EXAMINED, kw_only=True)
    unproven: tuple[str, ...] = field(default=(), kw_only=True)


VOCABULARY = TemplateVocabulary(
    names={
        **APPLICATION_NAMES,
        "accepted_on": "受理日期",
        "clerk": "受理人",
        "achievements": "成果项数",
        "counted": "成果件数和项数，写法与公示相同，只有一项的为空",
        "matters": "成果名称和数量",
        "date": "回执日期，就是受理日期",
        "printed": "印制日期，受理当日印制的为空",
        "copies_of_all": "材料份数合计",
        "superseded": "收回作废的原回执的日期",
        "missing": "还没有收到的材料，已经审定的为空",
        "lacking": "已经审定而没有收到的材料",
        "missing_account": "还没有收到的收款账户证明",
        "upper_body": "上级审定的机关",
        "review_days": "承诺的审核期限，工作日，不作承诺的为空",
        "review": "承诺在期限内办完的步骤：初审，不设初审的写审核",
        "unproven": "没有单独提交材料的申请事项，没有的为空",
    },
    lists={
        "materials": {
            "name": "材料名称",
            "form": "原件或者复印件",
            "copies": "份数",
            "remark": "补正以后收到的注明已补正",
        }
    },
    conditions={**ADDRESSEES, "here": "本级审定的", "upper": "上级审定的"},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> AcceptanceReceipt:
    row = source.detail.application
    if row.accepted_on is None:
        raise ValueError(f"application {row.number} is not accepted")
    needed = needed_of(source)
    received = received_of(source, needed)
    if not received:
        raise LetterDataError(NOTHING_RECEIVED)
    if _without_account(source):
        raise LetterDataError(NO_ACCOUNT)
    return AcceptanceReceipt(
        **application_fields(source),
        number=number,
        date=date,
        accepted_on=row.accepted_on,
        clerk=row.accepted_by,
        achievements=row.achievements,
        materials=received,
        matters=tuple(_matters(source)),
        superseded=_superseded(source.detail),
        missing=missing_of(source, needed),
        missing_account=_missing_account(source, needed),
        upper_body=_upper_body(source),
        review_days=source.office.review_days,
        decided=row.state.decided,
        review=_review(source.detail),
        unproven=tuple(_unproven(source, needed)),
    )


def _without_account(source: ApplicationSource) -> bool:
    """Say that an account was proved whose number nobody typed: a later letter would call it missing."""
    detail = source.detail
    known = detail.applicant.account or detail.applicant.kind == AUTHORITY
    return not known and any(ACCOUNT_PROOF in one for one in detail.received.values())


def _upper_body(source: ApplicationSource) -> str:
    """Return who decides the application where the level above does, "" where this office does."""
    if source.detail.application.procedure.level is not Level.UPPER:
        return ""
    return (source.call.upper_body if source.call is not None else "") or UPPER_BODY


def _superseded(detail: ApplicationDetail) -> tuple[datetime.date, ...]:
    """Return the days of the receipts that stand: nobody keeps two of them."""
    found = (one.date for one in reversed(detail.letters) if one.kind == KIND and not one.is_void)
    return tuple(dict.fromkeys(found))


def _review(detail: ApplicationDetail) -> str:
    """Return what is over when the promised time ends: the reminder of it goes once that step is taken."""
    return Step.REVIEW.label if Step.REVIEW.target in detail.application.procedure.stages else EXAMINED


def _matters(source: ApplicationSource) -> Iterator[str]:
    """Yield what is applied for, named as on all papers of its file: 作品著作权登记30件."""
    yield from _counted(source, source.detail.achievements)


def _unproven(source: ApplicationSource, needed: Sequence[Material]) -> Iterator[str]:
    """Yield what is applied for that no material is asked for: by no clause, or by one that asks for none."""
    asked = {one.row for one in needed if one.number}
    yield from _counted(source, (one for one in source.detail.achievements if one.row not in asked))


def _counted(source: ApplicationSource, chosen: Iterable[StoredAchievement]) -> Iterator[str]:
    from ipdesk.models.services.item_names import counted_items

    yield from counted_items(source.detail, source.policy, (one.achievement for one in chosen))


def _missing_account(source: ApplicationSource, needed: Iterable[Material]) -> str:
    """Return the proof of the account where it is still to come: without it nothing is paid.

    An authority is paid into none.
    """
    applicant = source.detail.applicant
    names = (one.name for one in needed if not one.received and one.id == ACCOUNT_PROOF)
    name = "" if applicant.kind == AUTHORITY else next(names, "")
    return f"{name}（账号）" if name and not applicant.account else name


def content(receipt: AcceptanceReceipt) -> Content:
    """Return what fills the template."""
    said = {
        **_days(receipt),
        **_still_missing(receipt),
        "clerk": trimmed(receipt.clerk),
        "achievements": str(receipt.achievements),
        "counted": counted(receipt.achievements, matters) if (matters := len(receipt.matters)) > 1 else "",
        "matters": _named(receipt.matters),
        "copies_of_all": str(sum(one.copies for one in receipt.materials)),
        "superseded": "、".join(map(chinese_date, receipt.superseded)),
        "missing_account": phrase(receipt.missing_account),
        "upper_body": phrase(receipt.upper_body),
        "review_days": str(receipt.review_days or ""),
        "review": receipt.review,
        "unproven": _named(receipt.unproven),
    }
    return Content(
        {**application_values(receipt), **said},
        {"materials": [_member(paper) for paper in receipt.materials]},
        addressee_conditions(receipt) | {"upper" if receipt.upper_body else "here"},
    )


def _days(receipt: AcceptanceReceipt) -> dict[str, str]:
    """Return the days: one that is printed later proves the acceptance, and bears its day."""
    accepted = chinese_date(receipt.accepted_on)
    later = receipt.date != receipt.accepted_on
    printed = chinese_date(receipt.date) if later else ""
    return {"accepted_on": accepted, "date": accepted, "printed": printed}


def _still_missing(receipt: AcceptanceReceipt) -> dict[str, str]:
    named = "、".join(map(phrase, receipt.missing))
    return {"missing": "", "lacking": named} if receipt.decided else {"missing": named, "lacking": ""}


def _named(matters: Sequence[str]) -> str:
    """Return the first of what is applied for, so many that they fit a cell."""
    return "、".join(map(phrase, matters[:NAMED])) + ("等" if len(matters) > NAMED else "")


def _member(paper: ReceivedPaper) -> Member:
    name, form = printed_name(paper.name, paper.form), form_of(paper.name, paper.form)
    said = {"name": phrase(name), "form": form, "copies": str(paper.copies)}
    return Member({**said, "remark": CORRECTED if paper.corrected else ""})


RECEIPT = RegisteredDocument(
    kind=DocumentKind(KIND, "受理回执", states=EVALUATED, series=None),
    template="acceptance_receipt.yaml",
    vocabulary=VOCABULARY,
    data=AcceptanceReceipt,
    build=_build,
    content=content,
    wanted=ApplicationFilter(state=State.ACCEPTED),
    layout=Layout.SHEET,
    due=False,
    says_sum=False,
)
"""The receipt 受理回执, handed over at the counter once an application is accepted; no decision."""
