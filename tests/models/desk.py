"""A desk to try things on: an office, a clerk, a clock set by hand, the steps of an application."""

from __future__ import annotations

import datetime
from dataclasses import replace

from stdnum.cn import uscc

from ipdesk.documents.letters.after_award.service_announcement import SERVICE_ANNOUNCEMENT
from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.handling.approval import HANDLING_APPROVAL
from ipdesk.models import commands, queries
from ipdesk.models.awards.differences import shown_lines
from ipdesk.models.core.actor import NOBODY
from ipdesk.models.parsing.achievement_rows import numbers_of
from ipdesk.models.records import (
    AccessSettings,
    ApplicantDetails,
    ApplicationDetail,
    ApprovalOrder,
    AttemptDetails,
    DecidedAmount,
    DraftTotals,
    IssuedLetter,
    LoweredAmount,
    Mark,
    Minutes,
    NoticeAnswer,
    Office,
    RawAchievement,
    RenderedLetter,
    SavedDraft,
    ServiceWay,
    TraitPeriod,
)
from ipdesk.models.records.reversals import AskedToCollect
from ipdesk.models.store import Store
from ipdesk.rules.core.result import Result
from ipdesk.rules.evaluation.policy import Policy
from tests.actors import CLERK

CHINA = datetime.timezone(datetime.timedelta(hours=8))
OFFICE = Office(
    name="示例县市场监督管理局",
    red_header="示例县市场监督管理局",
    number_prefix="示知资",
    contact="陈晓敏",
    telephone="0751-8880000",
    address="示例县建设路1号",
    upper_bureau="示例市市场监督管理局",
    rules=(
        "《示例县专项资金管理办法》（示府规〔2021〕5号）第十六条 逾期没有领取的，不再拨付。"
        "第十九条 以虚报、冒领等手段骗取的，追回骗取的资金。第二十条 骗取资金的，三年内不再受理。"
        "《若干措施》第十五条 骗取资金的，追回资金。第十七条 骗取资金的，三年内不再资助。"
    ),
)
SETTING_UP = commands.SetUpOffice(office=OFFICE, person="陈晓敏")


class Clock:
    """The moment at the desk, set by hand."""

    def __init__(self) -> None:
        self.moment = datetime.datetime(2024, 6, 20, 9, 0, tzinfo=CHINA)

    def __call__(self) -> datetime.datetime:
        return self.moment

    @property
    def today(self) -> datetime.date:
        return self.moment.date()


def company_code(number: int) -> str:
    """Return an invented unified social credit code with a right check character."""
    body = f"91440299MA{number:07d}"
    return body + uscc.calc_check_digit(body)


def met(day: datetime.date) -> Minutes:
    """Return the minutes of a meeting on a day."""
    return Minutes(minutes_of(day), day)


def minutes_of(day: datetime.date) -> str:
    """Return the number of the minutes of a meeting on a day; that of 20 June 2024, when most begin, is 3."""
    number = 3 if day == Clock().moment.date() else day.timetuple().tm_yday
    return f"局务会纪要〔{day.year}〕{number}号"


class Desk:
    """One clerk's desk on a store; an office is set up where the store has none."""

    def __init__(self, store: Store, policy: Policy, clock: Clock) -> None:
        self.store = store
        self.policy = policy
        self.clock = clock
        known = store.read(queries.persons)
        self.me = known[0].id if known else store.run(SETTING_UP, NOBODY).value
        self.registered = 0

    def details(self, name: str = "", **changed: object) -> ApplicantDetails:
        """Return a small enterprise of its own, not yet registered."""
        self.registered += 1
        values: dict[str, object] = {
            "kind": "enterprise",
            "name": name or f"示例第{self.registered}精密电子有限公司",
            "identity": company_code(self.registered),
            "traits": (TraitPeriod("sme"),),
        }
        return ApplicantDetails(**{**values, **changed})  # type: ignore[arg-type]

    def register(self, name: str = "", **changed: object) -> int:
        """Register an enterprise and return its id."""
        details = self.details(name, **changed)
        return self.store.run(commands.RegisterApplicant(details=details), CLERK).value

    def draft(self, applicant: int, *rows: RawAchievement, year: int = 2022) -> SavedDraft:
        """Save a new draft."""
        saving = commands.SaveDraft(
            applicant=applicant,
            policy=self.policy.id,
            year=year,
            rows=rows,
            totals=DraftTotals(len(rows)),
            numbers=numbers_of(rows, self.policy.vocabulary, year, self.clock.today),
        )
        return self.store.run(saving, CLERK).value

    def accept(self, draft: SavedDraft) -> Result:
        """Accept a draft."""
        accepting = commands.AcceptApplication(
            application=draft.application, revision=draft.revision, policy=self.policy
        )
        return self.store.run(accepting, CLERK).value

    def confirming(
        self,
        application: int,
        shown: Result,
        decided: tuple[DecidedAmount, ...] = (),
        lowered: tuple[LoweredAmount, ...] = (),
        answers: tuple[NoticeAnswer, ...] = (),
    ) -> commands.ConfirmApplication:
        """Return the request to confirm what was shown."""
        return commands.ConfirmApplication(
            application=application,
            policy=self.policy,
            decided=decided,
            lowered=lowered,
            minutes_number=minutes_of(self.clock.today),
            minutes_date=self.clock.today,
            shown=shown_lines(shown.lines, self.policy),
            answers=answers,
        )

    def confirmed(self, applicant: int, *rows: RawAchievement, year: int = 2022) -> int:
        """Take an application all the way to its confirmation and return its id."""
        draft = self.draft(applicant, *rows, year=year)
        self.store.run(self.confirming(draft.application, self.accept(draft)), CLERK)
        return draft.application

    def approve_nothing(self) -> None:
        """Have the office print papers against somebody without their approvals, which are of no matter."""
        settings = AccessSettings(approval_order=ApprovalOrder.NONE)
        self.store.run(commands.ChangeAccess(settings=settings), CLERK)

    def issue(
        self, application: int, number: str | None = None, asked: AskedToCollect | None = None
    ) -> IssuedLetter:
        """Issue a letter with a small invented PDF; ``asked`` is what it asks for."""
        issuing = commands.IssueDocument(
            kind=AWARD.kind,
            application=application,
            date=self.clock.today,
            render=lambda drawn: replace(letter(drawn), asked=asked),
            number=number,
        )
        return self.store.run(issuing, CLERK).value

    def attempt(self, served: int, **changed: object) -> int:
        """Write down that a letter could not be served today; return the id of the record."""
        values: dict[str, object] = {
            "way": ServiceWay.DIRECT,
            "day": self.clock.today,
            "place": "示例县建设路1号",
            "outcome": "该处已无人办公",
            "servers": "陈晓敏、何伟",
            "witness": "罗广平（社区居委会）",
        }
        details = AttemptDetails(**{**values, **changed})  # type: ignore[arg-type]
        return self.store.run(commands.RecordServiceAttempt(letter=served, details=details), CLERK).value

    def announce(self, served: int, *, attempted: bool = True, **changed: object) -> IssuedLetter:
        """Announce a letter that could not be served otherwise, with a small invented PDF.

        That it was ``attempted`` to serve it is written down before.
        """
        if attempted:
            self.attempt(served)
        values: dict[str, object] = {
            "tried": "住所已无人办公，邮件被退回，电话无人接听",
            "collect_at": "示例县市场监督管理局（示例县建设路1号）",
            "subject": "示例甲有限公司",
            "date": self.clock.today,
        }
        kind = SERVICE_ANNOUNCEMENT.kind
        sheet = HANDLING_APPROVAL.kind
        command = commands.AnnounceService(
            kind=kind, letter=served, render=letter, approval=sheet, render_approval=letter,
            **{**values, **changed},  # type: ignore[arg-type]
        )  # fmt: skip
        return self.store.run(command, CLERK).value

    def detail(self, application: int) -> ApplicationDetail:
        """Return everything about an application."""
        return self.store.read(queries.application_detail, application)


def waits(desk: Desk, application: int) -> tuple[str, bool]:
    """Return the kind of the paper that is to go out next, and whether one that did is not served yet."""
    row = desk.detail(application).application
    return row.due_paper, Mark.UNSERVED in row.marks


def letter(number: str) -> RenderedLetter:
    """Render a letter that only says its number."""
    return RenderedLetter({"number": number, "total": 2_000_000}, f"%PDF {number}".encode())


def works(first: str = "粤作登字-2022-F-00000001", count: str = "", **changed: str) -> RawAchievement:
    """Return a row of work registrations."""
    values = {"id": "1", "date": "2022-03-01", **changed}
    return RawAchievement(
        kind="work_registration", ref=first, count=count, facts={"registrar": "guangdong"}, **values
    )


def licence(amount: str = "80万", **changed: str) -> RawAchievement:
    """Return a row with a recorded, implemented licence from an unrelated firm."""
    facts = {"contract_amount": amount, "recorded": "true", "implemented": "true", "related_party": "false"}
    values = {"id": "2", "ref": "Y2022440000123", "date": "2022-06-01", **changed}
    return RawAchievement(kind="patent_transaction", facts=facts, **values)


def maintained(ref: str = "ZL201010123456.9", **changed: str) -> RawAchievement:
    """Return a row with an invention patent held for more than ten years."""
    facts = {"patent_type": "invention", "years_in_force": "11"}
    values = {"id": "3", "date": "2022-05-01", **changed}
    return RawAchievement(kind="patent_in_force", ref=ref, facts=facts, **values)


def cultivation(ref: str = "SF-PY-001", **changed: str) -> RawAchievement:
    """Return a row with a project whose amount is left to a decision."""
    values = {"id": "4", "date": "2022-04-20", **changed}
    return RawAchievement(kind="project", ref=ref, facts={"type": "high_value_cultivation"}, **values)
