"""Who is granted less than was published by what the office itself found is told and heard before."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.documents.letters.handling.approval import HANDLING_APPROVAL
from ipdesk.documents.letters.issue import Request, Sources, preview_pdf
from ipdesk.documents.letters.notices.finding import FINDING_NOTICE
from ipdesk.documents.letters.notices.report import NOTICE_REPORT
from ipdesk.models import commands, queries
from ipdesk.models.awards.departures import departures_from
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.records import (
    Check,
    CheckResult,
    CheckStage,
    IncomingDetails,
    LoweredAmount,
    Matter,
    PublicNotice,
    RenderedLetter,
)
from ipdesk.models.records.decisions import ViewOutcome, WeighedView
from ipdesk.models.workflow import State
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.documents.letters.forwarding.test_papers import said
from tests.models.begun import begun
from tests.models.desk import Desk, letter
from tests.models.handlers.public_notices.office import (
    LAST,
    go_to,
    proposed,
    publish,
    recomputed,
)
from tests.models.handlers.test_services import serve

WORKS = "shaoguan-2021/4-work-registration"
FOUND = LAST + datetime.timedelta(days=1)
REASON = f"经2024年6月{FOUND.day}日核查登记簿（来源：登记机关档案），实际只登记一半，减半资助"
DEPARTING = "登记簿与申报不一致，减半资助"
WHY = "局务会纪要〔2024〕9号研究：只减少这一件，不再公示"


@begun
def application(desk: Desk) -> int:
    """Have a file published, its period over, and something found on the day after."""
    one = proposed(desk, desk.register())
    publish(desk, one)
    go_to(desk, FOUND)
    check = Check(
        "later", "登记簿", "登记机关档案", FOUND, CheckResult.BAD, "只登记一半", "拟减半资助", (), "在卷"
    )
    command = commands.RecordCheck(application=one, stage=CheckStage.AFTER_NOTICE, check=check)
    desk.store.run(command, CLERK)
    return one


VIEW = WeighedView("对复核的情况没有异议", ViewOutcome.TAKEN, "与查到的情况一致")


def decide(desk: Desk, application: int, view: WeighedView | None = None) -> None:
    lowered = (LoweredAmount("1", WORKS, 10_000, REASON, "《若干措施》第（四）项"),)
    confirming = desk.confirming(application, recomputed(desk, application), lowered=lowered)
    found = departures_from(desk.store.read(queries.proposal, application), {("1", WORKS): 10_000})
    told = {"departures": found, "departure_reason": DEPARTING, "unpublished_reason": WHY, "view": view}
    desk.store.run(replace(confirming, **told), CLERK)


def close(desk: Desk, application: int) -> str:
    """Close the notice, and return how its report says that the applicant was heard."""
    [notice] = [one.id for one in desk.store.read(queries.public_notices)]
    told = list[str]()

    def render(closed: PublicNotice) -> RenderedLetter:
        told.append(closed.heard[application])
        return letter("")

    shown = "在县人民政府门户网站公示"
    closing = commands.CloseNotice(kind=NOTICE_REPORT.kind, notice=notice, shown=shown, render=render)
    desk.store.run(closing, CLERK)
    return told[0]


def tell(desk: Desk, application: int) -> str:
    """Issue the letter that tells of it; return its number."""
    issuing = commands.IssueDocument(
        kind=FINDING_NOTICE.kind, application=application, date=desk.clock.today, render=letter
    )
    return desk.store.run(issuing, CLERK).value.number


def test_nothing_is_decided_before_who_gets_less_was_told_and_had_its_time(
    desk: Desk, application: int
) -> None:
    desk.approve_nothing()
    row = desk.detail(application).application
    assert row.due_paper == FINDING_NOTICE.kind.id, "what comes next"
    for step, why in (
        (lambda: None, "请印发公示复核情况告知书并登记送达"),
        (lambda: tell(desk, application), "还没有登记送达"),
        (lambda: serve(desk, desk.detail(application).letters[0].id, day=FOUND), "还没有届满"),
    ):
        step()
        with pytest.raises(Conflict, match=why):
            decide(desk, application)
    assert close(desk, application).endswith(
        "申请人陈述意见的期限至2024年7月4日（含当日）止，尚未届满，还没有收到陈述意见"
    )
    desk.clock.moment += datetime.timedelta(days=8)
    with pytest.raises(InvalidInput, match="没有登记过申请人对公示复核情况的陈述意见"):
        decide(desk, application, VIEW)
    decide(desk, application)
    assert desk.detail(application).application.state is State.CONFIRMED
    kept = desk.detail(application).unpublished
    assert kept is not None and kept.reason.startswith(f"{WHY}；已以公示复核情况告知书（")
    assert kept.reason.endswith("送达，申请人在规定的期限内没有陈述意见")


def test_what_it_stated_ends_the_wait_and_is_weighed(desk: Desk, application: int) -> None:
    desk.approve_nothing()
    tell(desk, application)
    serve(desk, desk.detail(application).letters[0].id, day=FOUND)
    statement = IncomingDetails(matter=Matter.FINDING_STATEMENT, sender="李大禾", day=FOUND)
    desk.store.run(commands.RecordIncomingPaper(application=application, paper=statement), CLERK)
    for view, lacking in (
        (None, ["view_gist", "view_why", "view_outcome"]),
        (replace(VIEW, outcome=None), ["view_outcome"]),
    ):
        with pytest.raises(InvalidInput) as refused:
            decide(desk, application, view)
        assert [one.field for one in refused.value.problems] == lacking
    decide(desk, application, agreed := WeighedView("对复核的情况没有异议", ViewOutcome.AGREED, ""))
    kept = desk.detail(application).unpublished
    assert kept is not None and kept.view == agreed
    assert kept.reason.endswith("日书面陈述意见，主要内容是：对复核的情况没有异议"), "nothing to take or not"


def test_papers_tell_whether_something_was_found_while_the_list_was_shown(
    desk: Desk, application: int
) -> None:
    found = Check("", "作品清单", "样本", LAST, CheckResult.BAD, "少一件", "拟减半资助", (), "在卷")
    command = commands.RecordCheck(application=application, stage=CheckStage.AFTER_NOTICE, check=found)
    desk.store.run(command, CLERK)
    sources = Sources(desk.store, standard_library())
    told, sheet = (
        said(preview_pdf(sources, wanted))
        for wanted in (
            Request(FINDING_NOTICE, application, FOUND),
            Request(HANDLING_APPROVAL, application, FOUND, approves=FINDING_NOTICE.kind.id),
        )
    )
    assert "公示期间和公示期满以后我局进行了复核" in told
    for when, day, name in (("公示期间", LAST, "作品清单"), ("公示期满以后", FOUND, "登记簿")):
        assert f"{when}，{day.year}年{day.month}月{day.day}日核查{name}" in sheet
