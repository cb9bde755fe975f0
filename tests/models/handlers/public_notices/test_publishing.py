"""A list is published before the decision, and the decision is held to it."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.awards.departures import departures_from
from ipdesk.models.core.errors import Conflict, DeskError, InvalidInput
from ipdesk.models.parsing.guardians import CONSENT
from ipdesk.models.periods.period import Unit
from ipdesk.models.records import AuditFilter, AuditRecord, LateEntry, LoweredAmount, NoticePeriod
from ipdesk.models.store import DATABASE_NAME
from ipdesk.models.workflow import State, Step
from tests.actors import CLERK
from tests.documents.letters import paper
from tests.models.begun import begun
from tests.models.desk import Desk, licence, works
from tests.models.handlers.batches.test_decisions import deciding
from tests.models.handlers.batches.test_taking import run
from tests.models.handlers.public_notices.office import (
    CONTACT,
    DETAILS,
    FIRST,
    LAST,
    go_to,
    lines,
    object_to,
    papers,
    propose,
    proposed,
    publish,
    read,
    recomputed,
    take_up,
)

NEXT = LAST + datetime.timedelta(days=1)
CHILD = "440204201503020011"
GUARDIAN = {
    "guardian": "李大禾", "guardian_relation": "父亲", "guardian_identity": "440204198001010038",
    "account_name": "李大禾",
}  # fmt: skip
WORKS = "shaoguan-2021/4-work-registration"


def state(desk: Desk, application: int) -> State:
    return desk.detail(application).application.state


def two(desk: Desk) -> tuple[int, int]:
    """Return a file of a unit and one of a child."""
    unit = desk.register()
    child = desk.register("李小禾", kind="individual", identity=CHILD, traits=(), **GUARDIAN)
    own = replace(works("粤作登字-2022-F-00000002"), received=frozenset({CONSENT}))
    return proposed(desk, unit), proposed(desk, child, own)


@begun
def application(desk: Desk) -> int:
    """Have a file proposed."""
    return proposed(desk, desk.register())


def test_a_list_is_published_with_its_paper_and_all_its_files(desk: Desk) -> None:
    first, second = two(desk)
    notice = publish(desk, first, second)
    assert (notice.last_day, notice.number) == (LAST, "示知资公示〔2024〕1号")
    assert [(line.person, line.recipient) for line in notice.lines] == [
        (False, "示例第1精密电子有限公司"), (True, "李某某"),
    ]  # fmt: skip
    assert [state(desk, one) for one in (first, second)] == [State.PUBLISHED] * 2
    [row] = desk.store.read(queries.letters)
    assert (row.kind, row.number, row.amount) == ("public_notice", notice.number, notice.total)
    said = paper.text(desk.store.read(queries.letter, row.id).pdf)
    assert "李某某" in said and "李小禾" not in said and CHILD[-4:] not in said
    assert "经受理和审核" in said, "nothing was looked up about them"
    assert desk.detail(first).letters[0].id == row.id
    [summary] = desk.store.read(queries.public_notices)
    assert (summary.applications, summary.lines, summary.amount) == (2, 2, notice.total)


def test_its_lines_never_change(desk: Desk, data_dir: Path) -> None:
    publish(desk, proposed(desk, desk.register()))
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute("UPDATE published_line SET amount = 1")


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"title": " "}, "title", "请填写公示标题"),
        ({"basis": ""}, "basis", "请填写公示依据"),
        ({"title": "无"}, "title", "“无”不能作为公示标题"),
        ({"contact": replace(CONTACT, address="……")}, "address", "不能作为联系地址"),
        ({"title": f"公示{CHILD}"}, "title", "公示标题里有身份证件号码"),
        ({"contact": replace(CONTACT, contact="")}, "contact", "请填写联系人"),
        ({"contact": replace(CONTACT, contact=f"陈晓敏{CHILD}")}, "contact", "联系人里有身份证件号码"),
        ({"contact": replace(CONTACT, telephone="12")}, "telephone", "联系电话应为"),
        ({"contact": replace(CONTACT, postcode="51")}, "postcode", "6位数字"),
        ({"contact": replace(CONTACT, closes=0)}, "closes", "24:00以前"),
        ({"period": NoticePeriod(begins=FIRST - datetime.timedelta(days=1))}, "begins", "已经过去"),
        ({"period": NoticePeriod(begins=datetime.date(2024, 6, 22))}, "begins", "不是工作日"),
        ({"period": NoticePeriod(begins=FIRST, length=0)}, "length", "1至60天"),
        ({"period": NoticePeriod(begins=FIRST, unit=Unit.MONTHS)}, "length", "工作日或者自然日"),
        ({"answer_days": 0}, "answer_days", "1至60个工作日"),
    ],
)
def test_what_cannot_be_published_is_refused_at_its_field(
    desk: Desk, application: int, changed: dict[str, object], field: str, said: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        publish(desk, application, **changed)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert said in refused.value.message
    assert state(desk, application) is State.PROPOSED
    assert desk.store.read(queries.letters) == () == desk.store.read(queries.public_notices)


LATE = LateEntry("县政府公告栏", "周五下午停电，没有录入")
FRIDAY, MONDAY = datetime.date(2024, 6, 21), datetime.date(2024, 6, 24)


def test_a_list_that_hangs_since_friday_is_entered_on_monday_and_ends_when_it_would_have(desk: Desk) -> None:
    """Five working days from Friday the 21st end on the 27th, whenever it is entered."""
    application = proposed(desk, desk.register())
    go_to(desk, MONDAY)
    with pytest.raises(InvalidInput, match="1至60天"):
        publish(desk, application, period=NoticePeriod(begins=FRIDAY, length=0), late=LATE)
    notice = publish(desk, application, period=NoticePeriod(begins=FRIDAY), late=LATE)
    end = datetime.date(2024, 6, 27)
    assert (notice.last_day, notice.details.late) == (end, LATE)
    row = desk.store.read(queries.letter, notice.letter).row
    assert (row.date, row.number) == (FRIDAY, "示知资公示〔2024〕1号")
    said = paper.text(desk.store.read(queries.letter, notice.letter).pdf).replace("\n", "")
    assert "2024年6月21日至2024年6月27日" in said and said.endswith("2024年6月21日") and "24日" not in said
    [entry] = [one for one in audit(desk) if one.action == "publish"]
    assert entry.at.date() == MONDAY and entry.reason == LATE.why
    assert set(entry.fields) == {"begins:2024-06-21", "entered:2024-06-24"}
    go_to(desk, end)
    with pytest.raises(Conflict, match="公示期到2024年6月27日止，还没有满"):
        desk.store.run(papers(desk).close(notice.id, LATE.shown), CLERK)
    go_to(desk, end + datetime.timedelta(days=1))
    report = desk.store.run(papers(desk).close(notice.id, LATE.shown), CLERK).value
    told = paper.text(desk.store.read(queries.letter, report.id).pdf).replace("\n", "")
    assert "在县政府公告栏公示。名单于公示当日公布，2024年6月24日补录登记（周五下午停电，没有录入）" in told


@pytest.mark.parametrize(
    ("begins", "late", "field", "said"),
    [
        (FRIDAY, None, "begins", "已经过去"),
        (FRIDAY, replace(LATE, shown=" "), "late_shown", "请写明在哪里公示"),
        (FRIDAY, replace(LATE, why="无"), "late_why", "不能作为补录的原因"),
        (FRIDAY, replace(LATE, why=f"按{CHILD}"), "late_why", "身份证件号码"),
        (MONDAY, LATE, "begins", "不是补录"),
        (FIRST - datetime.timedelta(days=1), LATE, "begins", "申请件2024-0001到2024年6月20日才提出拟资助"),
        (datetime.date(2024, 6, 14), LATE, "begins", "已经期满"),
    ],
)
def test_what_cannot_have_been_shown_is_not_entered_later(
    desk: Desk, begins: datetime.date, late: LateEntry | None, field: str, said: str
) -> None:
    application = proposed(desk, desk.register())
    go_to(desk, MONDAY)
    with pytest.raises(InvalidInput) as refused:
        publish(desk, application, period=NoticePeriod(begins=begins), late=late)
    assert [problem.field for problem in refused.value.problems] == [field]
    assert said in refused.value.message
    assert desk.store.read(queries.letters) == () == desk.store.read(queries.public_notices)


def test_a_list_is_of_the_day_on_which_its_files_were_proposed_last(desk: Desk) -> None:
    """It may have hung since that very day; what was proposed again since then did not stand on it."""
    same, again = (
        proposed(desk, desk.register()),
        proposed(desk, desk.register(), works("粤作登字-2022-F-00000002")),
    )
    go_to(desk, MONDAY)
    back = commands.TakeStep(application=again, step=Step.RETURN_PROPOSAL, reason="评分须再核对")
    desk.store.run(back, CLERK)
    propose(desk, again, recomputed(desk, again))
    with pytest.raises(InvalidInput, match="申请件2024-0002到2024年6月24日才提出拟资助"):
        publish(desk, same, again, period=NoticePeriod(begins=FIRST), late=LATE)
    assert publish(desk, same, period=NoticePeriod(begins=FIRST), late=LATE).last_day == LAST


def audit(desk: Desk) -> tuple[AuditRecord, ...]:
    return desk.store.read(queries.audit_rows, desk.store.read(queries.audit_ids, AuditFilter()))


def test_an_empty_list_is_refused(desk: Desk) -> None:
    take_up(desk)
    with pytest.raises(InvalidInput, match="名单是空的"):
        publish(desk)


def test_a_year_without_holidays_is_said(desk: Desk, application: int) -> None:
    with pytest.raises(DeskError, match="还没有2091年的放假安排"):
        publish(desk, application, period=NoticePeriod(begins=datetime.date(2091, 3, 5)))
    assert state(desk, application) is State.PROPOSED


def test_a_number_pasted_into_a_name_keeps_the_whole_list_back(desk: Desk) -> None:
    pasted = f"某作品{CHILD}"
    rows = works(name=pasted), licence()
    first, second = proposed(desk, desk.register(), *rows), two(desk)[1]
    with pytest.raises(InvalidInput, match="2024-0001 的成果名称里有身份证件号码"):
        publish(desk, first, second)
    assert state(desk, second) is State.PROPOSED
    assert desk.store.read(queries.letters) == ()


def test_a_file_is_not_in_two_notices(desk: Desk) -> None:
    first, second = two(desk)
    shown = lines(desk, first, second)
    publish(desk, first)
    with pytest.raises(Conflict, match=r"2024-0001 已由 陈晓敏 于 .* 公示"):
        desk.store.run(papers(desk).publish(DETAILS, (first, second), shown), CLERK)
    assert state(desk, second) is State.PROPOSED
    assert len(desk.store.read(queries.public_notices)) == 1


def test_a_file_that_was_withdrawn_or_changed_meanwhile_stops_the_list(desk: Desk) -> None:
    first, second = two(desk)
    shown = lines(desk, first, second)
    applicant = desk.detail(first).applicant
    details = replace(desk.details("另一家有限公司"), identity=applicant.identity)
    change = commands.ChangeApplicant(applicant=applicant.id, revision=applicant.revision, details=details)
    desk.store.run(change, CLERK)
    with pytest.raises(Conflict, match="2024-0001 的拟资助内容与刚才预览的不同"):
        desk.store.run(papers(desk).publish(DETAILS, (first, second), shown), CLERK)
    shown = lines(desk, first, second)
    leave = commands.TakeStep(application=second, step=Step.WITHDRAW, reason="申请人书面撤回申请")
    desk.store.run(leave, CLERK)
    with pytest.raises(Conflict, match="2024-0002"):
        desk.store.run(papers(desk).publish(DETAILS, (first, second), shown), CLERK)
    assert state(desk, first) is State.PROPOSED
    publish(desk, first)


def test_nothing_is_decided_before_the_period_is_over_nor_by_a_meeting_within_it(
    desk: Desk, application: int
) -> None:
    notice = publish(desk, application)
    result = recomputed(desk, application)
    for day in (FIRST, LAST):
        go_to(desk, day)
        with pytest.raises(Conflict, match="公示期到2024年6月26日止"):
            desk.store.run(desk.confirming(application, result), CLERK)
    go_to(desk, NEXT)
    early = replace(desk.confirming(application, result), minutes_date=LAST)
    with pytest.raises(InvalidInput, match="会议日期（2024-06-26）在公示期满"):
        desk.store.run(early, CLERK)
    desk.store.run(desk.confirming(application, result), CLERK)
    assert state(desk, application) is State.CONFIRMED
    assert read(desk, notice).closed_on is None


def test_what_changed_after_publication_needs_a_reason_and_is_named(desk: Desk, application: int) -> None:
    notice = publish(desk, application)
    go_to(desk, NEXT)
    lowered = (LoweredAmount("1", WORKS, 10_000, "重复登记，减半资助"),)
    confirming = desk.confirming(application, recomputed(desk, application), lowered=lowered)
    proposal = desk.store.read(queries.proposal, application)
    departing = replace(confirming, departures=departures_from(proposal, {("1", WORKS): 10_000}))
    departing = replace(departing, departure_reason="重复登记，会议决定减半")
    for reason, said in (("", "不重新公示的，请填写不重新公示的理由"), ("同意", "不重新公示的理由")):
        with pytest.raises(InvalidInput, match=said) as refused:
            desk.store.run(replace(departing, unpublished_reason=reason), CLERK)
        assert [one.field for one in refused.value.problems] == ["unpublished_reason"]
    with pytest.raises(InvalidInput, match="不重新公示的理由请写明依据：政策"):
        desk.store.run(replace(departing, unpublished_reason="只减少这一件的金额，不影响其他申请人"), CLERK)
    why = "局务会纪要〔2024〕9号研究：只减少这一件的金额，不影响其他申请人"
    desk.store.run(replace(departing, unpublished_reason=why), CLERK)
    detail = desk.detail(application)
    assert "公示200.00元，现为100.00元" in detail.steps[-1].remark and why in detail.steps[-1].remark
    assert detail.unpublished is not None and detail.unpublished.reason == why
    letter = desk.store.run(papers(desk).close(notice.id, "在公告栏公示"), CLERK).value
    report = desk.store.read(queries.letter, letter.id)
    assert report.row.amount == 200_00, "what was published"
    told = paper.text(report.pdf).replace("\n", "")
    assert f"公示200.00元，现为100.00元（不重新公示的理由：{why}，{confirming.minutes_number}）" in told


def test_another_name_of_the_taker_needs_a_reason_too(desk: Desk, application: int) -> None:
    publish(desk, application)
    applicant = desk.detail(application).applicant
    details = replace(desk.details("更名后的有限公司"), identity=applicant.identity)
    change = commands.ChangeApplicant(applicant=applicant.id, revision=applicant.revision, details=details)
    desk.store.run(change, CLERK)
    go_to(desk, NEXT)
    confirming = desk.confirming(application, recomputed(desk, application))  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="公示的对象是“示例第1精密电子有限公司”，现在是“更名后的有限公司”"):
        desk.store.run(confirming, CLERK)
    desk.store.run(
        replace(confirming, unpublished_reason="《示例办法》第八条：企业更名，主体没有变化"), CLERK
    )
    assert state(desk, application) is State.CONFIRMED


def test_a_notice_is_closed_after_its_period_with_its_report(desk: Desk, application: int) -> None:
    notice = publish(desk, application)
    go_to(desk, LAST)
    closing = papers(desk).close(notice.id, "在县人民政府门户网站公示")
    with pytest.raises(Conflict, match="公示期到2024年6月26日止，还没有满，结束公示要在"):
        desk.store.run(closing, CLERK)
    go_to(desk, NEXT)
    with pytest.raises(InvalidInput, match="请写明在哪里公示的"):
        desk.store.run(papers(desk).close(notice.id, " "), CLERK)
    letter = desk.store.run(papers(desk).close(notice.id, "在县人民政府门户网站公示"), CLERK).value
    closed = read(desk, notice)
    assert (closed.closed_on, closed.report) == (NEXT, letter.id)
    report = desk.store.read(queries.letter, letter.id)
    assert "没有收到" in paper.text(report.pdf)
    assert report.row.amount == notice.total
    with pytest.raises(Conflict, match="已于2024-06-27结束"):
        desk.store.run(closing, CLERK)


def test_a_notice_with_an_open_objection_is_not_closed(desk: Desk, application: int) -> None:
    notice = publish(desk, application)
    object_to(desk, notice, application)
    go_to(desk, NEXT)
    with pytest.raises(Conflict, match="还有1件异议没有答复"):
        desk.store.run(papers(desk).close(notice.id, "在公告栏公示"), CLERK)


def test_what_is_taken_back_from_a_notice_keeps_its_proposal_and_may_be_published_again(
    desk: Desk, application: int
) -> None:
    publish(desk, application)
    back = commands.TakeStep(
        application=application, step=Step.RETURN_PUBLICATION, reason="名单有误，重新公示"
    )
    desk.store.run(back, CLERK)
    detail = desk.detail(application)
    assert detail.application.state is State.PROPOSED and detail.proposal is not None
    again = publish(desk, application)
    assert again.number == "示知资公示〔2024〕2号"
    said = str(desk.store.read(queries.letter, again.letter).data["again"])
    assert f"曾列入《{DETAILS.title}》（示知资公示〔2024〕1号，" in said
    assert "因名单有误，现重新公示。" in said


def test_where_nothing_is_proposed_nothing_has_to_be_published(desk: Desk) -> None:
    lowered = (LoweredAmount("1", WORKS, 0, "登记证书已被撤销"),)
    application = proposed(desk, desk.register(), lowered=lowered)
    assert lines(desk, application) == ()
    row = desk.detail(application).application
    assert row.may(Step.CONFIRM) and not row.may(Step.PUBLISH)
    granted = proposed(desk, desk.register("乙机械有限公司"), works("粤作登字-2022-F-00000200"))
    publish(desk, granted)
    go_to(desk, NEXT)
    run(desk, deciding(desk, application, granted))
    after = [state(desk, one) for one in (application, granted)]
    assert after == [State.CONFIRMED, State.CONFIRMED], "one meeting decides on both"
    assert [desk.detail(one).application.amount for one in (application, granted)] == [0, 20_000]
