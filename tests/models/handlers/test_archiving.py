"""Files that are settled are put into the archive, each under a number of its own, beside whatever state."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from ipdesk.documents.letters.award.document import AWARD
from ipdesk.documents.letters.counter.termination import TERMINATION_NOTICE
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models import commands, queries
from ipdesk.models.applications.approvals import approved_next
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, InvalidInput, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.parsing.values.numbers import MOST_PAGES
from ipdesk.models.records import (
    AccessSettings,
    ApplicationFilter,
    HitKind,
    Mark,
    Office,
    PageCount,
    Retention,
    ServiceWay,
)
from ipdesk.models.records.archive import counted_material, counted_paper
from ipdesk.models.workflow import Act, State, Step
from tests.actors import CLERK
from tests.models.desk import OFFICE, Desk, letter, licence, works
from tests.models.handlers.test_clawbacks import deciding, propose
from tests.models.handlers.test_services import serve

NUMBERED = {"fonds": "J012", "archive_category": "WS", "archive_section": "ZCK"}


UNSERVED = "申请人已当面领取，送达回证遗失"


def say(desk: Desk, **parts: str) -> Office:
    office = replace(desk.store.read(queries.office) or OFFICE, **parts)
    desk.store.run(commands.ChangeOffice(office=office), CLERK)
    return office


def archive(desk: Desk, application: int, retention: Retention = Retention.THIRTY_YEARS) -> str:
    command = commands.ArchiveApplication(application=application, retention=retention, unserved=UNSERVED)
    return desk.store.run(command, CLERK).value


def notified(desk: Desk, ref: str = "Y2022440000123") -> int:
    application = desk.confirmed(desk.register(), licence(ref=ref))
    desk.issue(application)
    return application


def withdrawn(desk: Desk) -> int:
    draft = desk.draft(desk.register(), works())
    desk.accept(draft)
    ending = commands.TakeStep(application=draft.application, step=Step.WITHDRAW, reason="申请人另行安排")
    desk.store.run(ending, CLERK)
    desk.approve_nothing()
    kind = TERMINATION_NOTICE.kind
    telling = commands.IssueDocument(
        kind=kind, application=draft.application, date=desk.clock.today, render=letter
    )
    told = desk.store.run(telling, CLERK).value.id
    serve(desk, told, day=desk.clock.today)
    return draft.application


def test_a_withdrawn_file_is_told_of_that_before_it_is_archived(desk: Desk) -> None:
    say(desk, **NUMBERED)
    application = withdrawn(desk)
    [told] = desk.detail(application).letters
    assert desk.detail(application).application.due_paper == ""
    voiding = commands.VoidLetter(
        letter=told.id, kind=TERMINATION_NOTICE.kind, reason="落款日期写错，另行印发"
    )
    desk.store.run(voiding, CLERK)
    assert desk.detail(application).application.due_paper == told.kind, "one that is void told nothing"
    with pytest.raises(Conflict, match="的终止办理通知书还没有印发，请印发并登记送达，然后归档"):
        archive(desk, application)


def test_codes_of_a_number_are_kept_in_capitals(desk: Desk) -> None:
    say(desk, fonds="j012", archive_category="ws", archive_section="ｚck")
    assert archive(desk, withdrawn(desk)) == "J012-WS·2024-D30-ZCK-0001"


def test_numbers_count_by_retention_and_year_without_gaps(desk: Desk) -> None:
    say(desk, **NUMBERED)
    one, two, three = notified(desk), withdrawn(desk), notified(desk, "Y2022440000124")
    assert archive(desk, one) == "J012-WS·2024-D30-ZCK-0001"
    assert archive(desk, two, Retention.TEN_YEARS) == "J012-WS·2024-D10-ZCK-0001"
    assert archive(desk, three) == "J012-WS·2024-D30-ZCK-0002"
    found = desk.detail(two)
    assert found.application.state is State.WITHDRAWN, "the archive follows any ending, and is no state"
    assert found.archive is not None and found.archive.retention.label == "10年"
    desk.clock.moment = desk.clock.moment.replace(year=2025)
    assert archive(desk, notified(desk, "Y2022440000125")) == "J012-WS·2025-D30-ZCK-0001"


def test_a_file_lies_there_once_and_not_before_it_is_settled(desk: Desk) -> None:
    say(desk, **NUMBERED)
    application = desk.confirmed(desk.register(), works())
    with pytest.raises(Conflict, match="现在是“已审定”，不能办理“归档”"):
        archive(desk, application)
    desk.issue(application)
    number = archive(desk, application)
    with pytest.raises(Conflict, match=f"已经归档，档号 {number}"):
        archive(desk, application)


def test_an_office_that_names_no_parts_archives_nothing(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="还没有设置档号的组成"):
        archive(desk, notified(desk))


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({"fonds": "J012"}, "archive_category"),
        ({**NUMBERED, "fonds": "J-12"}, "fonds"),
        ({**NUMBERED, "archive_section": "政策科"}, "archive_section"),
    ],
)
def test_parts_of_a_number_are_codes_and_come_together(desk: Desk, parts: dict[str, str], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        say(desk, **parts)
    assert field in [problem.field for problem in refused.value.problems]


def test_a_file_with_a_paper_that_nobody_served_says_why(desk: Desk) -> None:
    """Service is no longer recorded there; where it was, nothing is asked and no reason is kept."""
    say(desk, **NUMBERED)
    unserved, served = notified(desk), notified(desk, "Y2022440000124")
    letter = desk.detail(served).letters[0]
    serving = commands.RecordService(
        letter=letter.id,
        way=ServiceWay.DIRECT,
        place="本局受理窗口",
        minutes=480,
        day=desk.clock.today,
        receiver="叶知秋（经办人）",
    )
    desk.store.run(serving, CLERK)
    assert [Mark.UNSERVED in desk.detail(one).application.marks for one in (unserved, served)] == [
        True,
        False,
    ]
    offered = desk.store.read(queries.filter_choices).marks
    assert Mark.UNSERVED in offered and Mark.ARCHIVED not in offered
    both = commands.ArchiveApplications(applications=(unserved, served), retention=Retention.THIRTY_YEARS)
    for reason, said in (("", "2024-0001 的示知资〔2024〕1号 还没有登记送达"), ("无", "写具体")):
        with pytest.raises(InvalidInput, match=said) as refused:
            desk.store.run(replace(both, unserved=reason), CLERK)
        assert [one.field for one in refused.value.problems] == ["unserved"]
    assert desk.detail(served).archive is None, "nothing half done"
    desk.store.run(replace(both, unserved=UNSERVED), CLERK)
    kept = [desk.detail(one).archive for one in (unserved, served)]
    assert [one and one.unserved for one in kept] == [UNSERVED, ""]
    assert Mark.UNSERVED not in desk.detail(unserved).application.marks, "nothing waits there any more"
    offered = desk.store.read(queries.filter_choices).marks
    assert Mark.UNSERVED not in offered and Mark.ARCHIVED in offered
    hits = desk.store.read(queries.find_anything, "2024-0001").shown
    assert "已归档" in next(one.detail for one in hits if one.kind is HitKind.APPLICATION)


def test_a_paper_served_by_public_notice_is_not_served_before_thirty_days(desk: Desk) -> None:
    """Until then a reason is asked for; on the day itself nothing is."""
    say(desk, **NUMBERED)
    application = notified(desk)
    letter, published = desk.detail(application).letters[0], desk.clock.today
    desk.announce(letter.id)
    serve(desk, letter.id, ServiceWay.PUBLIC, day=published)
    counts = published + datetime.timedelta(days=32)  # the thirtieth day is a Saturday
    command = commands.ArchiveApplication(application=application, retention=Retention.THIRTY_YEARS)
    desk.clock.moment += datetime.timedelta(days=31)
    with pytest.raises(InvalidInput, match=f"已公告送达，到 {counts} 才视为送达") as refused:
        desk.store.run(command, CLERK)
    assert [one.field for one in refused.value.problems] == ["unserved"]
    assert "还没有登记送达" not in refused.value.message
    desk.clock.moment += datetime.timedelta(days=1)
    desk.store.run(command, CLERK)
    assert (kept := desk.detail(application).archive) is not None and kept.unserved == ""


def test_of_an_archived_file_nothing_is_done_but_a_clawback(desk: Desk) -> None:
    say(desk, **NUMBERED)
    application = notified(desk)
    archive(desk, application)
    lapsing = commands.LapseAward(
        application=application, lines=(), due_on=desk.clock.today, reason="x", basis="x"
    )
    with pytest.raises(Conflict, match="已经归档，不能再办理“逾期未领”"):
        desk.store.run(lapsing, CLERK)
    clawback = propose(desk, application)
    desk.store.run(deciding(desk, application, clawback, waived="书面放弃陈述申辩"), CLERK)
    assert desk.detail(application).reversals


def test_a_clawback_on_its_way_is_decided_first(desk: Desk) -> None:
    say(desk, **NUMBERED)
    application = notified(desk)
    propose(desk, application)
    with pytest.raises(Conflict, match="有一项追回正在办理"):
        archive(desk, application)


UNDECIDED_ENDS = (State.NOT_ACCEPTED, State.WITHDRAWN, State.UNCORRECTED)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", State)
def test_every_act_in_every_state_is_allowed_or_refused_with_a_sentence(act: Act, state: State) -> None:
    allowed = state is (State.OBJECTED if act is Act.TELL_OBJECTION else State.NOTIFIED)
    allowed = allowed or (act in (Act.ARCHIVE, Act.TAKE_OUT) and state.ended)
    allowed = allowed or (act in (Act.RECEIVE, Act.SIGN_SHEET) and state is not State.DRAFT)
    unseen = (State.DRAFT, State.CORRECTION, State.ACCEPTED, *UNDECIDED_ENDS)
    allowed = allowed or (act is Act.CHECK and state not in unseen)
    kept = act in (Act.PROPOSE_CLAWBACK, Act.CLAW_BACK, Act.TAKE_OUT, Act.RECEIVE, Act.CHECK)
    elsewhere = f"现在是“{state.label}”，不能办理“{act.label}”"
    if act is Act.TAKE_OUT:
        assert act.refusal(state) == ("没有归档，不能办理“撤销归档”" if allowed else elsewhere)
    else:
        assert act.refusal(state) == ("" if allowed else elsewhere)
    assert (act.refusal(state, archived=True) == "") is (allowed and kept)


def taking_out(application: int, reason: str = "送达回证漏装，补齐后再归档") -> commands.TakeOutOfArchive:
    return commands.TakeOutOfArchive(application=application, reason=reason)


def test_taken_out_it_goes_on_and_comes_back_under_another_number(desk: Desk) -> None:
    """The first number stays used, for this file and all others; both times and the reason are told."""
    say(desk, **NUMBERED)
    application, other = notified(desk), notified(desk, "Y2022440000124")
    first = archive(desk, application)
    desk.store.run(taking_out(application), CLERK)
    detail = desk.detail(application)
    assert detail.archive is None and Mark.ARCHIVED not in detail.application.marks
    assert queries_ids(desk) == ()
    void = commands.VoidLetter(letter=detail.letters[0].id, kind=AWARD.kind, reason="收款账号写错，另行下达")
    desk.store.run(void, CLERK)
    desk.issue(application)
    assert archive(desk, other) == "J012-WS·2024-D30-ZCK-0002"
    assert archive(desk, application) == "J012-WS·2024-D30-ZCK-0003"
    kept = desk.detail(application).archived
    assert [one.number for one in kept] == [first, "J012-WS·2024-D30-ZCK-0003"]
    assert [one.taken_out and one.taken_out.reason for one in kept] == ["送达回证漏装，补齐后再归档", None]
    assert [one.action for one in desk.store.read(queries.audit_entries, f"application {application}")].count(
        "take_out"
    ) == 1


def queries_ids(desk: Desk) -> tuple[int, ...]:
    return tuple(desk.store.read(queries.application_ids, ApplicationFilter(mark=Mark.ARCHIVED)))


def test_it_is_taken_out_with_a_reason_by_who_decides_and_once(desk: Desk) -> None:
    say(desk, **NUMBERED)
    application = withdrawn(desk)
    with pytest.raises(Conflict, match="没有归档，不能办理“撤销归档”"):
        desk.store.run(taking_out(application), CLERK)
    archive(desk, application)
    with pytest.raises(InvalidInput):
        desk.store.run(taking_out(application, "　"), CLERK)
    adding = commands.AddPerson(name="黄志强", roles=frozenset({Role.CLERK}))
    with pytest.raises(NotPermitted):
        desk.store.run(taking_out(application), Actor(desk.store.run(adding, CLERK).value))
    assert desk.detail(application).archive is not None, "nothing half done"
    desk.store.run(taking_out(application), CLERK)
    with pytest.raises(Conflict, match="没有归档"):
        desk.store.run(taking_out(application), CLERK)


def test_pages_are_counted_of_what_lies_in_the_file_alone_and_once(desk: Desk) -> None:
    say(desk, **NUMBERED)
    one, other = withdrawn(desk), withdrawn(desk)
    item = counted_material("applicant_identity")
    alone = commands.ArchiveApplication(application=one, retention=Retention.THIRTY_YEARS)
    both = commands.ArchiveApplications(applications=(one, other), retention=Retention.THIRTY_YEARS)
    for page, said in (
        (PageCount(other, item, 1), "页数填到了别的件上"),
        (PageCount(one, counted_material(""), 1), "页数填到了别的件上"),
        (PageCount(one, "paper:第一份", 1), "页数填到了别的件上"),
        (PageCount(one, item, 0), "页数应为1至"),
        (PageCount(one, item, MOST_PAGES + 1), "页数应为1至"),
    ):
        with pytest.raises(InvalidInput, match=said) as refused:
            desk.store.run(replace(alone, pages=(page,)), CLERK)
        assert [found.field for found in refused.value.problems] == ["pages"]
    with pytest.raises(InvalidInput, match="同一份填了两次"):
        desk.store.run(replace(alone, pages=(PageCount(one, item, 1), PageCount(one, item, 2))), CLERK)
    with pytest.raises(InvalidInput, match="页数填到了别的件上"):
        desk.store.run(replace(both, pages=(PageCount(999, item, 1),)), CLERK)
    counted = (
        PageCount(one, item, 1),
        PageCount(other, item, MOST_PAGES),
        PageCount(one, counted_paper(7), 3),
    )
    desk.store.run(replace(both, pages=counted), CLERK)
    kept = [desk.detail(each).archive for each in (one, other)]
    assert [found and found.pages for found in kept] == [
        {item: 1, counted_paper(7): 3},
        {item: MOST_PAGES},
    ]


def test_many_go_into_the_archive_together_or_not_at_all(desk: Desk) -> None:
    say(desk, **NUMBERED)
    first, second, archived = (notified(desk, f"Y202244000012{at}") for at in range(3))
    archive(desk, archived)
    command = commands.ArchiveApplications(
        applications=(first, second, archived), retention=Retention.THIRTY_YEARS, unserved=UNSERVED
    )
    with pytest.raises(Conflict, match=desk.detail(archived).application.number):
        desk.store.run(command, CLERK)
    assert desk.detail(first).archive is None
    tried = desk.store.run(commands.TryArchiving(archiving=command), CLERK).value
    lies = desk.detail(archived).archive
    assert lies is not None
    refusal = f"申请件 2024-0003 已经归档，档号 {lies.number}。"
    assert [(one.number, one.kept_as[-4:], one.refusal) for one in tried] == [
        ("2024-0001", "0002", ""), ("2024-0002", "0003", ""), ("2024-0003", "", refusal),
    ]  # fmt: skip
    assert desk.detail(first).archive is None, "it was only tried"
    numbers = desk.store.run(replace(command, applications=(second, first)), CLERK).value
    assert [number[-4:] for number in numbers] == ["0002", "0003"]
    kept = desk.detail(first).archive
    assert kept is not None and kept.number == numbers[1]
    out = commands.TakeAllOutOfArchive(applications=(first, second), reason="撤销成批归档")
    desk.store.run(out, CLERK)
    assert [desk.detail(one).archive for one in (first, second)] == [None, None]
    with pytest.raises(Conflict):
        desk.store.run(replace(out, applications=(archived, first)), CLERK)
    assert desk.detail(archived).archive is not None, "all of them or none"


def test_of_many_only_the_lack_of_a_reason_is_of_one_file_alone(desk: Desk) -> None:
    say(desk, **NUMBERED)
    unserved, gone = notified(desk), withdrawn(desk)
    both = commands.ArchiveApplications(applications=(unserved, gone), retention=Retention.THIRTY_YEARS)
    first, second = desk.store.run(commands.TryArchiving(archiving=both), CLERK).value
    assert "还没有登记送达" in first.refusal and not first.kept_as
    assert second.refusal == "" and second.kept_as.endswith("0001")
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(commands.TryArchiving(archiving=replace(both, remark="无" * 500)), CLERK)
    assert [one.field for one in refused.value.problems] == ["remark"]


def test_a_paper_against_somebody_is_archived_with_its_approval_alone(desk: Desk) -> None:
    """What says it of one file says it of many; an approval is for one paper, and goes before it."""
    application = notified(desk)
    say(desk, **NUMBERED)

    def waits() -> tuple[bool, str]:
        wanted = ApplicationFilter(mark=Mark.TO_APPROVE)
        ids = desk.store.read(queries.application_ids, wanted)
        found = approved_next(desk.detail(application))
        assert bool(found) is (application in ids)
        return bool(ids), found

    def issued(kind: str, about: str = "") -> None:
        issuing = commands.IssueDocument(
            kind=DOCUMENTS[kind].kind, application=application, date=desk.clock.today, render=letter,
            about=about,
        )  # fmt: skip
        desk.store.run(issuing, CLERK)

    assert waits() == (False, "")
    clawback = propose(desk, application)
    assert waits() == (True, "clawback_notice")
    with pytest.raises(Conflict, match="拟追回告知书没有经过审批"):
        issued("clawback_notice")
    desk.approve_nothing()
    issued("clawback_notice")
    desk.store.run(commands.ChangeAccess(settings=AccessSettings()), CLERK)
    assert waits() == (True, "clawback_notice"), "it went out without one"
    desk.store.run(deciding(desk, application, clawback, waived="书面放弃陈述申辩"), CLERK)
    issued("handling_approval", "clawback_notice")
    assert waits() == (True, "clawback_decision")
    desk.approve_nothing()
    issued("clawback_decision")
    desk.store.run(commands.ChangeAccess(settings=AccessSettings()), CLERK)
    with pytest.raises(Conflict, match="追回决定书没有处理事项审批表，请在“其他办理”里补印"):
        archive(desk, application)
    issued("handling_approval", "clawback_decision")
    assert waits() == (False, "")
    archive(desk, application)
    assert desk.detail(application).archive is not None
