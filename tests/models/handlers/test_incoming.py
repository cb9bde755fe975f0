"""Papers that came in: written down with the steps that rest on them, or alone, and put right."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.applications.file_papers import unfiled_minutes
from ipdesk.models.core.errors import Conflict, InvalidInput
from ipdesk.models.records import (
    ApplicationDetail,
    IncomingDetails,
    InquiryDetails,
    Matter,
    Minutes,
    Sheets,
)
from ipdesk.models.workflow import Step
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, licence, works
from tests.models.handlers.public_notices import office
from tests.models.handlers.steps.test_answer_return import taking_back, two_answered
from tests.models.handlers.steps.test_forwarding import BODY, NUMBER, answer, answering, forwarded, open_call
from tests.models.handlers.steps.test_forwarding import accepted as accepted_for_above
from tests.models.handlers.test_archiving import notified
from tests.models.handlers.test_clawbacks import deciding, propose

DAY = datetime.date(2024, 6, 20)
FIRM = "示例甲有限公司"
LATE = IncomingDetails(
    matter=Matter.LATE, sender=FIRM, day=DAY, sheets=Sheets(title="许可费付款凭证", pages=3)
)


def listed(detail: ApplicationDetail) -> list[tuple[str, str, str, str, int, bool]]:
    papers = (one.details for one in detail.incoming)
    return [
        (one.sender, one.number, one.title, one.day.isoformat(), one.sheets.pages, one.sheets.is_copy)
        for one in papers
    ]


def lacking(detail: ApplicationDetail) -> list[tuple[str, str]]:
    return [(one.title, one.sender) for one in detail.unrecorded]


def accepted(desk: Desk) -> int:
    draft = desk.draft(desk.register(FIRM), works())
    desk.accept(draft)
    return draft.application


def withdrawing(application: int, paper: IncomingDetails | None) -> commands.TakeStep:
    return commands.TakeStep(
        application=application, step=Step.WITHDRAW, reason="申请人另行安排", paper=paper
    )


@begun
def application(desk: Desk) -> int:
    """Have an application accepted."""
    return accepted(desk)


def test_a_withdrawal_brings_its_paper_and_one_without_is_told(desk: Desk) -> None:
    one, other = accepted(desk), accepted(desk)
    paper = IncomingDetails(matter=Matter.WITHDRAWAL, sender=FIRM, day=DAY, sheets=Sheets(pages=1))
    desk.store.run(commands.RecordIncomingPaper(application=one, paper=paper), CLERK)
    desk.store.run(withdrawing(one, paper), CLERK)  # which has just this paper already
    desk.store.run(withdrawing(other, None), CLERK)
    assert listed(desk.detail(one)) == [(FIRM, "", "撤回申请", "2024-06-20", 1, False)]
    assert (lacking(desk.detail(one)), lacking(desk.detail(other))) == ([], [("撤回申请", FIRM)])
    with pytest.raises(ValueError, match="no paper leads to"):
        commands.TakeStep(application=one, step=Step.RETURN_REVIEW, reason="x", paper=paper)


BringingSheets = commands.RecordInquiryAnswer | commands.RecordObjection | commands.RecordUpperAnswer


def refused_for_pages(desk: Desk, command: BringingSheets, wrong: str) -> None:
    """Have a command refused that lacks one thing and has impossible pages; both are told at once."""
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(replace(command, sheets=Sheets(pages=-1)), CLERK)
    assert [one.field for one in refused.value.problems] == [wrong, "pages"]


def test_what_a_notice_brought_lies_in_the_file_of_each_it_is_about(desk: Desk) -> None:
    """The answer of an office asked about both, the objection to one of them."""
    one, other = (
        office.proposed(desk, desk.register(), works(f"粤作登字-2022-F-0000099{n}")) for n in (1, 2)
    )
    asking = InquiryDetails(
        addressee="示例税务局", matter="有无欠税", answer_by=office.LAST, applications=(one, other)
    )
    inquiry = desk.store.run(
        office.papers(desk).inquire(asking, ("《示例办法》（示府规〔2022〕1号）",)), CLERK
    ).value
    replying = commands.RecordInquiryAnswer(
        inquiry=inquiry, day=DAY, source="示税函[2024]7号", sheets=Sheets(pages=2, is_copy=True)
    )
    refused_for_pages(desk, replace(replying, source=""), "source")
    desk.store.run(replying, CLERK)
    notice = office.publish(desk, one, other)
    given = commands.RecordObjection(
        notice=notice.id, details=office.objection(one), sheets=Sheets(title="关于作品权属的异议", pages=4)
    )
    refused_for_pages(desk, replace(given, details=office.objection(one, text="")), "text")
    desk.store.run(given, CLERK)
    reply = ("示例税务局", "示税函〔2024〕7号", "关于征求意见的复函", "2024-06-20", 2, True)
    objected = ("云溪县嘉禾机械厂", "", "关于作品权属的异议", "2024-06-20", 4, False)
    assert (listed(desk.detail(one)), listed(desk.detail(other))) == ([reply, objected], [reply])
    assert lacking(desk.detail(one)) == lacking(desk.detail(other)) == []


def test_the_answer_of_the_level_above_goes_when_it_was_recorded_wrongly(desk: Desk) -> None:
    first, second, _ = two_answered(desk)
    desk.store.run(commands.RecordIncomingPaper(application=first, paper=LATE), CLERK)
    handed_in = listed(desk.detail(first))[1:]
    own = (BODY, NUMBER, "批复", "2024-06-20", 0, False)
    assert (listed(desk.detail(first)), listed(desk.detail(second))) == ([own, *handed_in], [own])
    desk.store.run(taking_back(first), CLERK)
    assert (listed(desk.detail(first)), listed(desk.detail(second))) == (handed_in, [own])
    assert [one[2] for one in handed_in] == ["许可费付款凭证"], "which rests on nothing that was taken back"


def test_the_answer_of_the_level_above_has_pages_that_can_be(desk: Desk) -> None:
    application = accepted_for_above(desk, open_call(desk), licence())
    forwarded(desk, application)
    wrong = replace(answering(desk, answer(desk, application, 800_000)), number="")
    refused_for_pages(desk, wrong, "number")


def test_what_was_said_at_a_hearing_is_a_paper_and_so_is_giving_it_up(desk: Desk) -> None:
    told, waived = notified(desk), notified(desk, "Y2022440000124")
    said = IncomingDetails(matter=Matter.STATEMENT, sender=FIRM, day=DAY, sheets=Sheets(pages=2))
    desk.store.run(deciding(desk, told, propose(desk, told), waived="书面放弃陈述申辩", paper=said), CLERK)
    desk.store.run(deciding(desk, waived, propose(desk, waived), waived="书面放弃陈述申辩"), CLERK)
    assert [one[2] for one in listed(desk.detail(told))] == ["陈述申辩意见"]
    assert [one[0] for one in lacking(desk.detail(waived))] == ["放弃陈述申辩的声明", "追回的证据材料"]
    sheets = Sheets(title="询问笔录", pages=4)
    proof = IncomingDetails(matter=Matter.EVIDENCE, sender="示例局", day=DAY, sheets=sheets)
    desk.store.run(commands.RecordIncomingPaper(application=waived, paper=proof), CLERK)
    assert [one[0] for one in lacking(desk.detail(waived))] == ["放弃陈述申辩的声明"], "whoever wrote it"


def test_a_paper_is_put_right_and_struck_out_with_a_reason(desk: Desk, application: int) -> None:
    wrong = desk.store.run(commands.RecordIncomingPaper(application=application, paper=LATE), CLERK).value
    right = replace(LATE, sheets=replace(LATE.sheets, pages=5))
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(commands.CorrectIncomingPaper(paper=wrong, details=right, reason=" "), CLERK)
    assert [one.field for one in refused.value.problems] == ["correction"]
    mending = commands.CorrectIncomingPaper(paper=wrong, details=right, reason="页数数错")
    mended = desk.store.run(mending, CLERK).value
    assert [one[4] for one in listed(desk.detail(application))] == [5]
    with pytest.raises(Conflict, match="已经更正过"):
        desk.store.run(mending, CLERK)
    with pytest.raises(InvalidInput, match="请填写责任者"):
        desk.store.run(replace(mending, paper=mended, details=replace(right, sender="")), CLERK)
    striking = commands.CorrectIncomingPaper(paper=mended, details=None, reason="放错了卷，不是这件的")
    desk.store.run(striking, CLERK)
    assert listed(desk.detail(application)) == []
    actions = [one.action for one in desk.store.read(queries.audit_entries, f"application {application}")]
    assert (actions.count("receive_paper"), actions.count("correct_paper")) == (1, 2)


def test_a_paper_of_the_applicant_is_known_again_whoever_signed_it(desk: Desk, application: int) -> None:
    """One of another office is not: it may be of any."""
    signed = IncomingDetails(matter=Matter.WITHDRAWAL, sender="李大禾（监护人）", day=DAY)
    desk.store.run(commands.RecordIncomingPaper(application=application, paper=signed), CLERK)
    desk.store.run(withdrawing(application, None), CLERK)
    assert lacking(desk.detail(application)) == []


def test_of_two_statements_given_up_one_paper_stands_for_one(desk: Desk) -> None:
    """Nothing is given up where somebody was heard."""
    file, heard = notified(desk), notified(desk, "Y2022440000124")
    said = IncomingDetails(matter=Matter.STATEMENT, sender=FIRM, day=DAY)
    for paper in (said, None):
        clawback = propose(desk, file, 100_000)
        command = deciding(desk, file, clawback, 100_000, waived="书面放弃陈述申辩", paper=paper)
        desk.store.run(command, CLERK)
    assert [one[0] for one in lacking(desk.detail(file))].count("放弃陈述申辩的声明") == 1
    clawback = propose(desk, heard, 100_000)
    desk.clock.moment += datetime.timedelta(days=30)
    desk.store.run(deciding(desk, heard, clawback, 100_000, heard="申请人称合同已经履行，没有凭证"), CLERK)
    assert "放弃陈述申辩的声明" not in [one[0] for one in lacking(desk.detail(heard))]


def test_the_answer_of_an_office_that_was_struck_out_must_still_have_come(desk: Desk) -> None:
    one = office.proposed(desk, desk.register())
    asking = InquiryDetails(
        addressee="示例税务局", matter="有无欠税", answer_by=office.LAST, applications=(one,)
    )
    sending = office.papers(desk).inquire(asking, ("《示例办法》（示府规〔2022〕1号）",))
    inquiry = desk.store.run(sending, CLERK).value
    assert lacking(desk.detail(one)) == [], "it is not answered yet"
    replying = commands.RecordInquiryAnswer(inquiry=inquiry, day=DAY, source="示税函[2024]7号")
    desk.store.run(replying, CLERK)
    [kept] = desk.detail(one).incoming
    striking = commands.CorrectIncomingPaper(paper=kept.id, details=None, reason="放错了卷，不是这件的")
    desk.store.run(striking, CLERK)
    assert lacking(desk.detail(one)) == [("关于征求意见的复函", "示例税务局")]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"sender": "　"}, "sender"),
        ({"sender": "无"}, "sender"),
        ({"number": "无"}, "number"),
        ({"day": DAY + datetime.timedelta(days=1)}, "paper_day"),
        ({"day": datetime.date(1949, 12, 31)}, "paper_day"),
        ({"day": datetime.date(1999, 6, 20)}, "paper_day"),
        ({"day": DAY - datetime.timedelta(days=1)}, "paper_day"),
        ({"sheets": Sheets(pages=10_000)}, "pages"),
        ({"sheets": Sheets(pages=-1)}, "pages"),
        ({"sheets": Sheets(title="略")}, "title"),
    ],
)
def test_what_cannot_be_of_a_paper_is_refused(
    desk: Desk, application: int, changed: dict[str, object], field: str
) -> None:
    """By the command of its own and with a step alike, which is not taken."""
    paper = replace(LATE, **changed)  # type: ignore[arg-type]
    for command in (
        commands.RecordIncomingPaper(application=application, paper=paper),
        withdrawing(application, paper),
    ):
        with pytest.raises(InvalidInput) as refused:
            desk.store.run(command, CLERK)
        assert [one.field for one in refused.value.problems] == [field]
    detail = desk.detail(application)
    assert (detail.incoming, detail.application.state) == ((), Step.ACCEPT.target), "nothing half done"


def test_a_paper_from_before_the_application_is_taken_once_its_day_is_confirmed(
    desk: Desk, application: int
) -> None:
    """A voucher that is handed in later bears a day of its own."""
    early = replace(LATE, day=DAY - datetime.timedelta(days=300))
    recording = commands.RecordIncomingPaper(application=application, paper=early)
    with pytest.raises(InvalidInput, match="早于这件申请登记的日期（2024-06-20），请核对年份") as refused:
        desk.store.run(recording, CLERK)
    assert all(one.confirmable for one in refused.value.problems)
    evidence = replace(early, matter=Matter.EVIDENCE, sheets=Sheets(title="付款凭证"))
    desk.store.run(replace(recording, paper=evidence), CLERK)
    paper = desk.store.run(replace(recording, early=True), CLERK).value
    assert [one[3] for one in listed(desk.detail(application))] == ["2023-08-25", "2023-08-25"]
    mending = commands.CorrectIncomingPaper(
        paper=paper, details=replace(early, number="7"), reason="漏了编号"
    )
    with pytest.raises(InvalidInput, match="请核对年份"):
        desk.store.run(mending, CLERK)
    desk.store.run(replace(mending, early=True), CLERK)


def test_the_same_paper_is_not_there_twice_and_a_draft_has_none(desk: Desk) -> None:
    application, draft = accepted(desk), desk.draft(desk.register(), works("粤作登字-2022-F-00000777"))
    recording = commands.RecordIncomingPaper(application=application, paper=LATE)
    desk.store.run(recording, CLERK)
    with pytest.raises(Conflict, match="已经登记过这份来文"):
        desk.store.run(recording, CLERK)
    with pytest.raises(Conflict, match="现在是“草稿”，不能办理“登记来文”"):
        desk.store.run(replace(recording, application=draft.application), CLERK)


def test_minutes_lie_in_every_file_that_they_decided_and_a_file_without_is_told(desk: Desk) -> None:
    first, second, third = (notified(desk, f"Y202244000012{number}") for number in range(3))
    waiting, decided = accepted(desk), desk.detail(first)
    cited = (Minutes(decided.minutes_number, decided.minutes_date),)
    assert cited[0].number and cited[0].date is not None
    assert unfiled_minutes(decided) == unfiled_minutes(desk.detail(second)) == cited

    def filed(*ids: int) -> list[int]:
        return [len(listed(desk.detail(one))) for one in ids]

    paper = IncomingDetails(matter=Matter.MINUTES, sender=FIRM, day=cited[0].date, number=cited[0].number)
    alone = commands.RecordIncomingPaper(application=first, paper=paper)
    other = replace(alone, paper=replace(paper, number="局务会纪要〔2024〕99号"), alike=True)
    desk.store.run(other, CLERK)
    assert filed(first, second) == [1, 0] and unfiled_minutes(desk.detail(first)) == cited, "other minutes"
    desk.store.run(alone, CLERK)
    assert filed(first, second, third) == [2, 0, 0] and unfiled_minutes(desk.detail(first)) == ()
    with pytest.raises(Conflict, match="已经登记过这份来文"):
        desk.store.run(replace(alone, alike=True), CLERK)
    desk.store.run(replace(alone, application=second, alike=True), CLERK)
    assert filed(first, second, third, waiting) == [2, 1, 1, 0]


def test_a_late_paper_ticks_what_it_brings_and_struck_out_no_more(desk: Desk, application: int) -> None:
    """Taken back and accepted again the file has it still; what is no material of it is refused."""
    [row] = {one.row for one in desk.detail(application).achievements}
    bringing = replace(LATE, brings=((row, "bank_account"),))
    paper = desk.store.run(commands.RecordIncomingPaper(application=application, paper=bringing), CLERK).value
    detail = desk.detail(application)
    assert detail.received == {row: frozenset({"bank_account"})}
    assert [one.details.brings for one in detail.incoming] == [bringing.brings]
    typed = desk.store.read(queries.draft, application)
    assert [one.received for one in typed.rows] == [frozenset({"bank_account"})]
    other = replace(bringing, sheets=Sheets(title="另一份"))
    for wrong in (other.brings, ((row, ""),), (("9", "bank_account"),), ((row, "commitment"),) * 2):
        with pytest.raises(InvalidInput) as refused:
            asked = commands.RecordIncomingPaper(application=application, paper=replace(other, brings=wrong))
            desk.store.run(asked, CLERK)
        assert {one.field for one in refused.value.problems} == {"brings"}
    moved = replace(bringing, brings=((row, "commitment"),))
    correcting = commands.CorrectIncomingPaper(paper=paper, details=moved, reason="收到的是承诺书，勾错了")
    paper = desk.store.run(correcting, CLERK).value
    assert desk.detail(application).received == {row: frozenset({"commitment"})}
    striking = commands.CorrectIncomingPaper(paper=paper, details=None, reason="不是这件申请的材料")
    desk.store.run(striking, CLERK)
    assert desk.detail(application).received == {}
