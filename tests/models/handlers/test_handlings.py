"""What is decided against somebody is submitted, signed on paper, and only then done and told."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest

from ipdesk.documents.letters.data import frozen
from ipdesk.documents.letters.handling.approval import HANDLING_APPROVAL
from ipdesk.documents.letters.issue import Request, Sources, source_in
from ipdesk.documents.letters.issuing.submission import carrying_out, submitting
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models import commands, queries
from ipdesk.models.applications.approvals import APPROVAL as SHEET
from ipdesk.models.applications.approvals import APPROVED, BROUGHT
from ipdesk.models.commands.handlings import Doing
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, InvalidInput, NotPermitted
from ipdesk.models.core.session import Session
from ipdesk.models.records import (
    AccessSettings,
    ApprovalOrder,
    Check,
    CheckResult,
    CheckStage,
    Grounds,
    Handling,
    IssuedLetter,
    RawAchievement,
    RenderedLetter,
    Signature,
)
from ipdesk.models.workflow import HandlingState, State, Step
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.models.desk import Desk, letter, licence, works
from tests.models.handlers.public_notices.office import object_to, proposed, publish
from tests.models.handlers.public_notices.office import papers as notice_papers
from tests.models.handlers.steps.test_corrections import asking, taking
from tests.models.handlers.test_archiving import NUMBERED, archive, say
from tests.models.handlers.test_clawbacks import LAPSING, award, deciding, lapsing, propose, terms, unanswered
from tests.models.handlers.test_recusals import colleague, recuse
from tests.models.parsing.test_pictures import png

__all__ = ["award"]
REASON = "注册地不在本县，不属于受理范围"


class Case(NamedTuple):
    """What is to be done for a kind of paper: begun in a file, and the command that does it."""

    kind: str
    begin: Callable[[Desk], tuple[int, Doing | None]]
    differs: str = "当事人（签批的是“示例甲有限公司”，现在是“示例丙有限公司”）"


def refusal(application: int) -> tuple[str, Doing]:
    """Return that an application is not accepted, as what is submitted."""
    grounds = Grounds("申报通知第二条", "韶关市浈江区市场监督管理局")
    step = commands.TakeStep(application=application, step=Step.DECLINE, reason=REASON, grounds=grounds)
    return "not_accepted_notice", step


def declining(desk: Desk) -> tuple[int, Doing]:
    one = desk.draft(desk.register("示例甲有限公司"), licence()).application
    return one, refusal(one)[1]


def ending(desk: Desk) -> tuple[int, Doing]:
    one = desk.draft(desk.register("示例甲有限公司"), licence()).application
    desk.store.run(asking(desk, one), CLERK)
    desk.clock.moment += datetime.timedelta(days=15)
    return one, taking(one, Step.LAPSE, "")


def awarded(desk: Desk) -> int:
    one = desk.confirmed(desk.register("示例甲有限公司"), licence())
    desk.issue(one)
    return one


def telling(desk: Desk) -> tuple[int, Doing]:
    one = awarded(desk)
    return one, commands.ProposeClawback(application=one, terms=terms(desk, one))


def clawing(desk: Desk) -> tuple[int, Doing]:
    one = awarded(desk)
    desk.store.run(ordered(desk, ApprovalOrder.NONE), CLERK)
    clawback = propose(desk, one)
    desk.store.run(ordered(desk), CLERK)
    return one, deciding(desk, one, clawback, waived="法定代表人书面放弃陈述申辩")


def lapsed(desk: Desk) -> tuple[int, Doing]:
    one = awarded(desk)
    desk.store.run(ordered(desk, ApprovalOrder.NONE), CLERK)
    unanswered(desk, one)
    desk.store.run(ordered(desk), CLERK)
    return one, lapsing(desk, one)


def owing(desk: Desk) -> tuple[int, None]:
    one = awarded(desk)
    desk.store.run(ordered(desk, ApprovalOrder.NONE), CLERK)
    clawback = propose(desk, one)
    desk.store.run(deciding(desk, one, clawback, waived="法定代表人书面放弃陈述申辩"), CLERK)
    paper(desk, one, "clawback_decision")
    desk.store.run(ordered(desk), CLERK)
    desk.clock.moment += datetime.timedelta(days=40)
    return one, None


def given_up(desk: Desk) -> tuple[int, None]:
    one = awarded(desk)
    desk.store.run(ordered(desk, ApprovalOrder.NONE), CLERK)
    clawback = propose(desk, one)
    paper(desk, one, "clawback_notice")
    desk.store.run(commands.DropClawback(clawback=clawback, reason="申辩成立，合同已经履行"), CLERK)
    desk.store.run(ordered(desk), CLERK)
    return one, None


def reminding(desk: Desk) -> tuple[int, Doing]:
    one = awarded(desk)
    missing, basis = "书面报送收款账户的户名、开户银行和账号", LAPSING
    due = desk.clock.today + datetime.timedelta(days=20)
    return one, commands.RemindOfAward(
        application=one, missing=missing, due_on=due, basis=basis, grounds=LAPSING
    )


def objected_to(desk: Desk) -> tuple[int, int]:
    """Have a file published and objected to; return its id and that of the objection."""
    one = proposed(desk, desk.register("示例甲有限公司"))
    return one, object_to(desk, publish(desk, one), one).id


def telling_of(desk: Desk) -> tuple[int, Doing]:
    one, objection = objected_to(desk)
    return one, commands.TellObjection(objection=objection, gist="申报的作品与登记在先的作品相同", days=3)


FOUND = "经查登记簿，作品登记在先，权属清楚"


def replying(desk: Desk) -> tuple[int, Doing]:
    one, objection = objected_to(desk)
    return one, notice_papers(desk).answer(objection, FOUND, upheld=False)


def answered(desk: Desk) -> tuple[int, None]:
    one, objection = objected_to(desk)
    desk.store.run(ordered(desk, ApprovalOrder.NONE), CLERK)
    desk.store.run(notice_papers(desk).answer(objection, FOUND, upheld=False), CLERK)
    desk.store.run(ordered(desk), CLERK)
    return one, None


def withdrawn(desk: Desk) -> tuple[int, None]:
    draft = desk.draft(desk.register("示例甲有限公司"), works())
    desk.accept(draft)
    why = "申请人另行安排"
    desk.store.run(commands.TakeStep(application=draft.application, step=Step.WITHDRAW, reason=why), CLERK)
    return draft.application, None


def announcing(desk: Desk) -> tuple[int, Doing]:
    one = desk.confirmed(desk.register("示例甲有限公司"), licence())
    served = desk.issue(one)
    desk.attempt(served.id)
    return one, announced_of(desk, one, served.id)


def announced_of(desk: Desk, application: int, served: int) -> commands.AnnounceService:
    told = desk.store.read(queries.letter, served)
    tried, place = "2024年6月20日派员送达，该处已无人办公", "示例县市场监督管理局（示例县建设路1号）"
    return notice_papers(desk).announce(desk.detail(application), desk.policy, told, tried, place)


def barring(desk: Desk) -> tuple[int, Doing]:
    draft = desk.draft(desk.register("示例甲有限公司"), licence())
    since, applicant = desk.clock.today, desk.detail(draft.application).applicant.id
    basis = "《广东省知识产权保护条例》第四十九条"
    bar = commands.BarApplicant(
        applicant=applicant, reason="有故意侵犯知识产权的行为", basis=basis, since=since,
        until=since.replace(year=since.year + 3),
    )  # fmt: skip
    return draft.application, bar


CASES = (
    Case("not_accepted_notice", declining),
    Case("deemed_withdrawn_notice", ending),
    Case("clawback_notice", telling),
    Case("clawback_decision", clawing),
    Case("forfeiture_notice", lapsed),
    Case("repayment_reminder", owing),
    Case("collection_reminder", reminding),
    Case("objection_notice", telling_of),
    Case("objection_reply", replying, "事实和理由（签批的是"),
    Case("objection_outcome", answered),
    Case("termination_notice", withdrawn),
    Case("clawback_end_notice", given_up),
    Case("service_announcement", announcing),
    Case("applicant_bar", barring),
)


def ordered(desk: Desk, order: ApprovalOrder = ApprovalOrder.FIRST, **changed: bool) -> commands.ChangeAccess:
    return commands.ChangeAccess(settings=AccessSettings(approval_order=order, **changed))


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Return a desk whose office approves first."""
    desk.store.run(ordered(desk), CLERK)
    return desk


def sources(desk: Desk) -> Sources:
    return Sources(desk.store, standard_library())


def paper(desk: Desk, application: int, kind: str) -> None:
    issuing = commands.IssueDocument(
        kind=DOCUMENTS[kind].kind, application=application, date=desk.clock.today, render=letter
    )
    desk.store.run(issuing, CLERK)


def submit(
    desk: Desk, application: int, kind: str, doing: Doing | None, former: Handling | None = None
) -> IssuedLetter:
    """Submit with the real data of the sheet, without the pages that nobody looks at here."""
    command = submitting(sources(desk), application, kind, doing, desk.clock.today, former)
    if kind in BROUGHT:  # which makes its sheet itself
        return desk.store.run(command, CLERK).value
    wanted = Request(HANDLING_APPROVAL, application, desk.clock.today, approves=kind)

    def rendered(session: Session, number: str) -> RenderedLetter:
        built = HANDLING_APPROVAL.build(
            source_in(session, wanted, sources(desk).policies), wanted.date, number
        )
        return RenderedLetter(frozen(built), b"%PDF sheet")

    return desk.store.run(replace(command, render=rendered), CLERK).value


def newest(desk: Desk, application: int) -> Handling:
    return desk.detail(application).handlings[-1]


def sign(desk: Desk, application: int, by: Actor = CLERK, **changed: object) -> None:
    values: dict[str, object] = {"agreed": True, "day": desk.clock.today, "signers": "黎志明（局长）"}
    pictures = changed.pop("pictures", ())
    handling = newest(desk, application)
    command = commands.SignHandling(
        handling=handling.id, revision=handling.revision,
        signature=Signature(**{**values, **changed}), pictures=pictures,  # type: ignore[arg-type]
    )  # fmt: skip
    desk.store.run(command, by)


def carry_out(desk: Desk, application: int) -> IssuedLetter | None:
    command = carrying_out(sources(desk), newest(desk, application), desk.clock.today)
    return desk.store.run(replace(command, render=lambda _, number: letter(number)), CLERK).value


def rename(desk: Desk, application: int) -> None:
    known = desk.detail(application).applicant
    details = desk.details("示例丙有限公司", identity=known.identity)
    renamed = commands.ChangeApplicant(applicant=known.id, revision=known.revision, details=details)
    desk.store.run(renamed, CLERK)


def find_out(desk: Desk, application: int) -> None:
    """Write down what stands against an application, which the sheet of an answer to an objection tells."""
    found = Check(
        "later", "作品登记", "登记档案", desk.clock.today, CheckResult.BAD, "另一件作品登记在先", "另行核实",
        unpictured="登记机关不提供图片",
    )  # fmt: skip
    if desk.detail(application).objections:
        recording = commands.RecordCheck(application=application, stage=CheckStage.OBJECTION, check=found)
        desk.store.run(recording, CLERK)


def standing(desk: Desk, application: int) -> tuple[object, ...]:
    """Return what would be otherwise if anything had been done to the file."""
    found = desk.detail(application)
    return (
        found.application.state, len(found.steps), found.reversals,
        [(one.decided_on, one.dropped_why) for one in found.clawbacks],
        found.reminders, [(one.objection.state, one.hearing) for one in found.objections],
        [one.kind for one in found.letters if one.kind != SHEET], found.bars,
    )  # fmt: skip


def test_the_sheet_names_what_was_applied_for_whatever_a_clause_grants(office: Desk) -> None:
    fee = RawAchievement(
        id="5", kind="patent_annual_fee", date="2022-03-01", ref="ZL201010123456.9",
        facts={"patent_type": "invention", "year_after_grant": "3", "fee": "1200"},
    )  # fmt: skip
    undated = replace(works(), date="")
    applied = (
        ((), "申请没有载明具体事项"),
        ((licence(), fee), "专利转让许可（Y2022440000123）、专利年费（ZL201010123456.9）"),
        ((undated,), "作品著作权登记"),
    )
    for place, (rows, told) in enumerate(applied):
        one = office.draft(office.register(f"示例第{place}有限公司"), *rows).application
        sheet = submit(office, one, *refusal(one))
        assert office.store.read(queries.letter, sheet.id).data["requested"] == told


@pytest.mark.parametrize("case", CASES, ids=[case.kind for case in CASES])
def test_nothing_is_done_before_it_is_signed_and_then_what_was_signed(office: Desk, case: Case) -> None:
    desk, (application, doing) = office, case.begin(office)
    before, name = standing(desk, application), APPROVED[case.kind]

    def refused(doing_it: Callable[[], object], why: str) -> None:
        with pytest.raises(Conflict, match=why):
            doing_it()
        assert standing(desk, application) == before

    if doing is not None:
        refused(lambda: desk.store.run(doing, CLERK), "要先经审批")
    else:
        refused(lambda: paper(desk, application, case.kind), f"{name}没有经过审批")
    first = submit(desk, application, case.kind, doing)
    assert standing(desk, application) == before, "it was tried and given up again"
    refused(lambda: carry_out(desk, application), "还没有签批")
    sign(desk, application, agreed=False, opinion="事实不清，补充核实后再报")
    assert newest(desk, application).state is HandlingState.REFUSED
    refused(lambda: carry_out(desk, application), "现在是“不同意”")
    submit(desk, application, case.kind, doing)
    sign(desk, application, pages=2)
    rename(desk, application)
    find_out(desk, application)
    refused(lambda: carry_out(desk, application), case.differs)
    if isinstance(doing, commands.AnnounceService):  # made of the file as it stands
        doing = announced_of(desk, application, doing.letter)
    again = submit(desk, application, case.kind, doing, newest(desk, application))
    refused(lambda: carry_out(desk, application), "还没有签批")
    sign(desk, application)
    issued = carry_out(desk, application)
    found = desk.detail(application)
    assert found.handlings[-1].state is HandlingState.DONE
    assert found.handlings[-1].paper == (issued.id if issued is not None else None)
    shown = (SHEET, case.kind)
    since = [one for one in reversed(found.letters) if one.id >= first.id and one.kind in shown]
    told = [(case.kind, False)] if case.kind != "applicant_bar" else []
    sheets = [(SHEET, False), (SHEET, True), (SHEET, False)]
    assert [(one.kind, one.is_void) for one in since] == [*sheets, *told]
    assert issued is None or again.id < issued.id, "the sheet lies before what it approves"
    assert standing(desk, application) != before
    with pytest.raises(Conflict, match=f"{name}没有经过审批|要先经审批"):
        if doing is not None and case.kind in (*BROUGHT, "applicant_bar"):
            desk.store.run(doing, CLERK)
        paper(desk, application, case.kind)


@pytest.fixture
def waiting(office: Desk) -> int:
    """Return a draft that is not to be accepted, which was submitted."""
    application, doing = declining(office)
    submit(office, application, "not_accepted_notice", doing)
    return application


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"day": datetime.date(2024, 6, 21)}, "签批日期晚于今天"),
        ({"day": datetime.date(2024, 6, 19)}, "签批日期早于审批表的日期（2024-06-20）"),
        ({"signers": " "}, "请填写签批人"),
        ({"signers": "罗广平（副局长）、黎志明"}, "签批人“黎志明”没有写明职务"),
        (
            {"signers": "黎志明（局长）、罗广平（副局长）"},
            "“罗广平”与申请人有利害关系（兄弟），应当回避，不能签批。",
        ),
        ({"pages": 0}, "页数应为1至"),
        ({"agreed": False}, "请写明不同意的意见"),
        ({"agreed": False, "opinion": "无"}, "签批意见"),
        ({"pictures": (b"no picture",)}, "图片"),
    ],
)
def test_a_signature_that_cannot_be_is_refused(
    office: Desk, waiting: int, changed: dict[str, object], why: str
) -> None:
    leader = office.store.run(commands.AddPerson(name="罗广平"), CLERK).value
    recuse(office, office.detail(waiting).applicant.id, leader, "兄弟")
    with pytest.raises(InvalidInput, match=why):
        sign(office, waiting, **changed)
    assert newest(office, waiting).state is HandlingState.PENDING


def test_what_was_signed_elsewhere_is_a_paper_of_the_file(office: Desk, waiting: int) -> None:
    """A form of the office's own has a number, and may be older than the sheet of the program."""
    office.clock.moment += datetime.timedelta(days=1)
    shown = png()
    sign(
        office,
        waiting,
        day=datetime.date(2024, 6, 20),
        number="示市监批〔2024〕8号",
        pages=2,
        pictures=(shown,),
    )
    detail = office.detail(waiting)
    [kept] = detail.incoming
    assert (kept.details.title, kept.details.number) == ("审批件（不予受理通知书）", "示市监批〔2024〕8号")
    assert (kept.details.sender, kept.details.sheets.pages) == ("示例县市场监督管理局", 2)
    signed = detail.handlings[0].signature
    assert signed is not None and office.store.read(queries.kept_picture, signed.pictures[0].sha256) == shown
    carry_out(office, waiting)
    assert office.detail(waiting).application.state is State.NOT_ACCEPTED


def test_who_submitted_does_not_sign_off_where_two_have_to_act(office: Desk, waiting: int) -> None:
    office.store.run(ordered(office, separates_decision=True), CLERK)
    with pytest.raises(NotPermitted, match="这项处理是您送审或者受理的"):
        sign(office, waiting)
    sign(office, waiting, by=colleague(office))
    signed = newest(office, waiting).signature
    assert signed is not None and signed.by == "黄志强"
    carry_out(office, waiting)


def test_a_file_that_waits_goes_no_other_way_until_that_is_given_up(office: Desk, waiting: int) -> None:
    number = office.detail(waiting).application.number
    draft = office.store.read(queries.draft, waiting)
    assert draft is not None
    accepting = commands.AcceptApplication(application=waiting, revision=draft.revision, policy=office.policy)
    held: tuple[commands.Command[object], ...] = (
        accepting,
        commands.DiscardDraft(application=waiting),
        asking(office, waiting),
    )
    for command in held:
        with pytest.raises(
            Conflict, match=f"{number} (的“不予受理”已经送审|印发过文书、送审过处理事项，不能删除)"
        ):
            office.store.run(command, CLERK)
    with pytest.raises(Conflict, match="已经送审，先办完或者撤销送审"):
        submit(office, waiting, *refusal(waiting))
    dropping = commands.DropHandling(handling=newest(office, waiting).id, reason="")
    with pytest.raises(InvalidInput, match="理由"):
        office.store.run(dropping, CLERK)
    office.store.run(replace(dropping, reason="申请人补充了注册地证明"), CLERK)
    [sheet] = office.detail(waiting).letters
    assert sheet.is_void and newest(office, waiting).state is HandlingState.DROPPED
    office.store.run(accepting, CLERK)


def test_what_is_submitted_could_be_done_and_is_of_its_file(office: Desk, waiting: int) -> None:
    other = office.draft(office.register("示例乙有限公司"), licence(ref="Y2022440000777")).application
    kind, doing = refusal(other)
    blank = replace(doing, reason="")
    with pytest.raises(InvalidInput, match="理由"):
        submit(office, other, kind, blank)
    with pytest.raises(Conflict, match="与拟发的文书不符"):
        submit(office, other, kind, refusal(waiting)[1])
    with pytest.raises(Conflict, match="与拟发的文书不符"):
        submit(office, other, "deemed_withdrawn_notice", doing)
    assert office.detail(other).letters == (), "not even a sheet"
    stale = replace(newest(office, waiting), revision=0)
    with pytest.raises(Conflict, match="在另一处改过"):
        submit(office, waiting, kind, refusal(waiting)[1], stale)


@pytest.mark.parametrize(
    ("elsewhere", "why"),
    [("123", "机关的全称"), ("浈江", "机关的全称"), ("示例县市场监督管理局", "写的是本单位")],
)
def test_where_to_go_instead_is_an_organ_and_another(office: Desk, elsewhere: str, why: str) -> None:
    one = office.draft(office.register("示例甲有限公司"), licence()).application
    kind, doing = refusal(one)
    assert isinstance(doing, commands.TakeStep)
    with pytest.raises(InvalidInput, match=why):
        submit(office, one, kind, replace(doing, grounds=Grounds("申报通知第二条", elsewhere)))


@pytest.mark.parametrize("order", [ApprovalOrder.ALONG, ApprovalOrder.NONE])
@pytest.mark.parametrize("begin", [replying, announcing])
def test_what_is_not_signed_first_brings_its_sheet_along_or_none(
    desk: Desk, begin: Callable[[Desk], tuple[int, Doing]], order: ApprovalOrder
) -> None:
    _, doing = begin(desk)
    desk.store.run(ordered(desk, order), CLERK)
    paper = desk.store.run(doing, CLERK).value
    assert isinstance(paper, IssuedLetter)
    before = [one for one in desk.store.read(queries.letters, "", 50, SHEET) if one.id < paper.id]
    assert len(before) == (order is ApprovalOrder.ALONG), "it lies before what it approves"


def test_a_period_that_runs_out_while_it_is_signed_is_looked_at_again(desk: Desk, award: int) -> None:
    desk.approve_nothing()
    clawback = propose(desk, award)
    desk.store.run(ordered(desk), CLERK)
    submit(
        desk, award, "clawback_decision", deciding(desk, award, clawback, waived="法定代表人书面放弃陈述申辩")
    )
    desk.clock.moment += datetime.timedelta(days=31)
    sign(desk, award)
    with pytest.raises(InvalidInput, match="退回的截止日期应在今天（2024-07-21）以后"):
        carry_out(desk, award)
    assert newest(desk, award).state is HandlingState.APPROVED and desk.detail(award).reversals == ()


def test_no_file_goes_into_the_archive_while_something_waits(desk: Desk, award: int) -> None:
    say(desk, **NUMBERED)
    submit(
        desk, award, "clawback_notice", commands.ProposeClawback(application=award, terms=terms(desk, award))
    )
    with pytest.raises(Conflict, match="的“拟追回”已经送审，先办完或者撤销送审再归档"):
        archive(desk, award)


def test_a_sheet_that_something_rests_on_is_not_void_by_itself(office: Desk, waiting: int) -> None:
    [sheet] = office.detail(waiting).letters
    voiding = commands.VoidLetter(letter=sheet.id, kind=HANDLING_APPROVAL.kind, reason="打印错页")
    with pytest.raises(Conflict, match="更改送审内容或者撤销送审"):
        office.store.run(voiding, CLERK)
    sign(office, waiting)
    carry_out(office, waiting)
    with pytest.raises(Conflict, match="已经按这份审批表办理"):
        office.store.run(voiding, CLERK)


def test_what_was_done_before_the_office_approved_first_has_its_paper_submitted(desk: Desk) -> None:
    """Its sheet is of no use by itself then: nobody would have signed it."""
    application, doing = declining(desk)
    desk.store.run(doing, CLERK)
    desk.store.run(ordered(desk), CLERK)
    printing = commands.IssueDocument(
        kind=HANDLING_APPROVAL.kind, application=application, date=desk.clock.today, render=letter,
        about="not_accepted_notice",
    )  # fmt: skip
    with pytest.raises(Conflict, match="不予受理通知书要先经审批"):
        desk.store.run(printing, CLERK)
    submit(desk, application, "not_accepted_notice", None)
    sign(desk, application)
    carry_out(desk, application)
    assert [one.kind for one in desk.detail(application).letters] == [
        "not_accepted_notice",
        "handling_approval",
    ]
