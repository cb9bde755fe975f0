"""The review of an application, in an office that has that stage."""

import datetime
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.actor import Actor
from ipdesk.models.core.errors import Conflict, InvalidInput, NotPermitted
from ipdesk.models.core.roles import Role
from ipdesk.models.parsing.check_subjects import CheckSubject, Reviewed, check_subjects, subjects_for
from ipdesk.models.records import Batch, Check, CheckResult, RawCheck
from ipdesk.models.store import DATABASE_NAME
from ipdesk.models.workflow import SHORTEST, Procedure, State, Step
from tests.actors import CLERK
from tests.models.begun import begun
from tests.models.desk import Desk, licence
from tests.models.parsing.test_pictures import jpeg, png

OF_A_FIRM = subjects_for((), Reviewed(code="9"))
REVIEWING = Procedure(frozenset({State.REVIEWED}))


def take_up(desk: Desk, procedure: Procedure) -> None:
    """Let the office use these stages from now on."""
    office = desk.store.read(queries.office)
    assert office is not None
    desk.store.run(commands.ChangeOffice(office=replace(office, procedure=procedure)), CLERK)


def accepted(desk: Desk) -> tuple[int, commands.ConfirmApplication]:
    """Return an accepted application, and the command that would decide it."""
    draft = desk.draft(desk.register(), licence())
    return draft.application, desk.confirming(draft.application, desk.accept(draft))


def taking(application: int, step: Step, reason: str = "") -> commands.TakeStep:
    return commands.TakeStep(application=application, step=step, reason=reason)


def found_fine(subject: CheckSubject, day: datetime.date) -> Check:
    """Return that nothing stands against it; of an owner who that is."""
    owner = "权利人即申请人，见登记证书" if subject.id == "right_owner" else ""
    return Check(subject.id, subject.name, subject.source, day, CheckResult.FINE, owner)


def reviewing(
    desk: Desk, application: int, subject: str = "", also: tuple[int, ...] = (), **changed: object
) -> commands.ReviewApplication:
    """Return the review with everything fine but what is changed of one subject; of others ``also``."""
    asked = (*OF_A_FIRM, *desk.store.read(queries.condition_checks, (application, *also)))
    fine = [found_fine(one, desk.clock.today) for one in asked]
    found = [replace(one, **changed) if one.subject == subject else one for one in fine]  # type: ignore[arg-type]
    return commands.ReviewApplication(application=application, checks=tuple(found))


def state_of(desk: Desk, application: int) -> State:
    return desk.detail(application).application.state


@begun
def application(desk: Desk) -> int:
    """Have an application under review."""
    return under_review(desk)


@begun
def received(desk: Desk) -> tuple[int, commands.ConfirmApplication]:
    """Have an application accepted."""
    return accepted(desk)


def test_an_office_that_reviews_decides_nothing_before(
    desk: Desk, received: tuple[int, commands.ConfirmApplication]
) -> None:
    application, deciding = received
    take_up(desk, REVIEWING)
    row = desk.detail(application).application
    assert row.procedure == REVIEWING
    assert (row.may(Step.REVIEW), row.may(Step.CONFIRM)) == (True, False)
    with pytest.raises(Conflict, match="还没有初审，请先初审，再审定"):
        desk.store.run(deciding, CLERK)
    desk.store.run(reviewing(desk, application), CLERK)
    desk.store.run(deciding, CLERK)
    assert [step.state for step in desk.detail(application).steps][-2:] == [State.REVIEWED, State.CONFIRMED]


def test_an_office_without_that_stage_takes_no_such_step(
    desk: Desk, received: tuple[int, commands.ConfirmApplication]
) -> None:
    application, deciding = received
    with pytest.raises(Conflict, match="本单位的办理程序没有“已初审”这一步"):
        desk.store.run(reviewing(desk, application), CLERK)
    desk.store.run(deciding, CLERK)


def test_what_stands_in_a_stage_that_was_given_up_goes_on(
    desk: Desk, received: tuple[int, commands.ConfirmApplication]
) -> None:
    application, deciding = received
    take_up(desk, REVIEWING)
    desk.store.run(reviewing(desk, application), CLERK)
    take_up(desk, SHORTEST)
    desk.store.run(deciding, CLERK)
    assert state_of(desk, application) is State.CONFIRMED


def test_a_review_is_taken_back_with_a_reason_and_what_was_typed_stays(
    desk: Desk, received: tuple[int, commands.ConfirmApplication]
) -> None:
    application, _ = received
    take_up(desk, REVIEWING)
    desk.store.run(reviewing(desk, application), CLERK)
    typing = commands.SaveDecisionDraft(
        application=application, lines=(), minutes_number="局务会纪要〔2024〕8号"
    )
    desk.store.run(typing, CLERK)
    desk.store.run(taking(application, Step.RETURN_REVIEW, "专利权人名称须再核对"), CLERK)
    assert state_of(desk, application) is State.ACCEPTED
    kept = desk.store.read(queries.decision_draft, application)
    assert kept is not None
    assert kept.minutes_number == "局务会纪要〔2024〕8号"


def test_whoever_may_not_review_does_not(
    desk: Desk, received: tuple[int, commands.ConfirmApplication]
) -> None:
    application, _ = received
    take_up(desk, REVIEWING)
    adding = commands.AddPerson(name="黄志强", roles=frozenset({Role.APPROVER}))
    may_only_decide = Actor(desk.store.run(adding, CLERK).value)
    with pytest.raises(NotPermitted, match="须由审核员办理"):
        desk.store.run(reviewing(desk, application), may_only_decide)


def test_a_stage_that_is_taken_up_stands_in_the_audit_log(desk: Desk) -> None:
    take_up(desk, REVIEWING)
    newest = desk.store.read(queries.audit_entries, "office 1")[0]
    assert (newest.action, newest.fields) == ("change", ("procedure",))


BAD = {"result": CheckResult.BAD, "remark": "2023年度报告没有按时公示"}
NO_OWNER = "地理标志没有权利人"
WHY = "已补报，2024年6月18日移出名录"


def under_review(desk: Desk) -> int:
    application, _ = accepted(desk)
    take_up(desk, REVIEWING)
    return application


def test_what_is_looked_up_is_written_down_and_stays_when_the_file_goes_back(
    desk: Desk, application: int
) -> None:
    fine = reviewing(desk, application, "right_owner", result=CheckResult.NOT_APPLICABLE, remark=NO_OWNER)
    spared = ("right_owner",)
    said = tuple(replace(one, unpictured="查无异常" if one.subject in spared else "") for one in fine.checks)
    desk.store.run(replace(fine, checks=said), CLERK)
    detail = desk.detail(application)
    kept = [record.check for record in detail.checks]
    assert tuple(replace(one, unpictured="") for one in kept) == fine.checks
    asked = (one for one in check_subjects() if not one.minors_only)
    usual = {one.id: one.unpictured for one in asked} | {"right_owner": ""}
    usual |= {f"condition:shaoguan-2021/7-patent-transaction:{at}": "核对申报材料" for at in range(5)}
    assert {one.subject: one.unpictured for one in kept} == usual, "why there is no picture of what is fine"
    assert detail.steps[-1].remark == "核查 13 项，没有异常", "with five of its clause"
    desk.store.run(taking(application, Step.RETURN_REVIEW, "专利权人名称须再核对"), CLERK)
    again = reviewing(desk, application, "abnormal_operation", **BAD, reason=WHY)
    desk.store.run(again, CLERK)
    detail = desk.detail(application)
    kept = [record.check for record in detail.checks]
    assert tuple(replace(one, unpictured="") for one in kept) == (*fine.checks, *again.checks)
    assert detail.steps[-1].remark == "核查 13 项，1 项异常，已写明理由"


def test_one_subject_has_one_result(desk: Desk, application: int) -> None:
    once = reviewing(desk, application)
    with pytest.raises(InvalidInput, match="同一项核查写了2次"):
        desk.store.run(replace(once, checks=(*once.checks, once.checks[0])), CLERK)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (BAD, "要写明仍予通过的理由"),
        ({"result": CheckResult.NOT_APPLICABLE}, "结果不适用，请写明为什么不适用"),
        ({**BAD, "reason": "同意"}, "看不出理由"),
        ({**BAD, "remark": " ", "reason": WHY}, "请写明查到的情况"),
        ({"source": " "}, "请填写从哪里查到的"),
        ({"day": datetime.date(2024, 6, 21)}, "核查日期晚于今天"),
        ({"day": datetime.date(2014, 6, 20)}, "请核对年份"),
    ],
)
def test_a_result_that_cannot_stand_stops_the_step(
    desk: Desk, application: int, changed: dict[str, object], sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence) as caught:
        desk.store.run(reviewing(desk, application, "abnormal_operation", **changed), CLERK)
    assert [problem.field for problem in caught.value.problems] == ["abnormal_operation"]
    assert (state_of(desk, application), desk.detail(application).checks) == (State.ACCEPTED, ())


def test_nothing_on_the_list_is_left_out(desk: Desk, application: int) -> None:
    whole = reviewing(desk, application)
    with pytest.raises(InvalidInput, match="“失信被执行人”还没有核查结果"):
        desk.store.run(replace(whole, checks=whole.checks[:4] + whole.checks[5:]), CLERK)


def test_what_was_looked_up_is_never_changed(desk: Desk, application: int, data_dir: Path) -> None:
    desk.store.run(reviewing(desk, application), CLERK)
    with closing(sqlite3.connect(data_dir / DATABASE_NAME)) as connection:
        for change in ("UPDATE application_check SET result = 'fine'", "DELETE FROM application_check"):
            with pytest.raises(sqlite3.IntegrityError, match="application_check is never changed"):
                connection.execute(change)


def test_pictures_are_kept_with_their_check_and_each_of_them_once(
    desk: Desk, received: tuple[int, commands.ConfirmApplication]
) -> None:
    application, _ = received
    take_up(desk, REVIEWING)
    first, second = check_subjects()[0].id, check_subjects()[1].id
    shown = png(), jpeg()
    command = reviewing(desk, application, first, pictures=shown)
    both = tuple(replace(one, pictures=shown[:1]) if one.subject == second else one for one in command.checks)
    desk.store.run(replace(command, checks=both), CLERK)
    kept = {record.check.subject: record.pictures for record in desk.detail(application).checks}
    assert [(one.form, one.width, one.height) for one in kept[first]] == [("png", 3, 2), ("jpeg", 640, 480)]
    assert [desk.store.read(queries.kept_picture, one.sha256) for one in kept[first]] == [*shown]
    assert kept[second] == kept[first][:1], "the same picture stands there once"
    assert not any(found for subject, found in kept.items() if subject not in (first, second))


@pytest.mark.parametrize(
    ("pictures", "said"),
    [((b"%PDF-1.7",), "不是 PNG 或者 JPEG"), ((png()[:-9],), "已损坏"), ((png(),) * 5, "最多附 4 张")],
)
def test_what_is_no_picture_stops_the_review_and_nothing_is_kept(
    desk: Desk, received: tuple[int, commands.ConfirmApplication], pictures: tuple[bytes, ...], said: str
) -> None:
    application, _ = received
    take_up(desk, REVIEWING)
    first = check_subjects()[0]
    with pytest.raises(InvalidInput) as refused:
        desk.store.run(reviewing(desk, application, first.id, pictures=pictures), CLERK)
    [problem] = refused.value.problems
    assert problem.field == first.id
    assert problem.message.startswith(f"“{first.name}”：") and said in problem.message
    assert (state_of(desk, application), desk.detail(application).checks) == (State.ACCEPTED, ())


def typed(desk: Desk, application: int, **changed: object) -> commands.SaveReviewDraft:
    """Return the first line of a review as somebody typed it, with what is changed of it."""
    line = RawCheck(check_subjects()[0].id, "bad", "注册地在邻县", "企业信用信息公示系统", "6月20", "")
    return commands.SaveReviewDraft(application=application, checks=(replace(line, **changed),))  # type: ignore[arg-type]


def test_what_is_typed_of_a_review_is_kept_as_it_stands_until_the_review_is_taken(
    desk: Desk, application: int
) -> None:
    """Also for who opens the database anew; whose it is stands beside it."""
    desk.store.run(typed(desk, application, pictures=(png(), jpeg())), CLERK)
    again = typed(desk, application, reason="迁入手续在办", pictures=(jpeg(),))
    assert desk.store.run(replace(again, revision=1), CLERK).value.revision == 2
    kept = desk.store.read(queries.review_draft, application)
    assert kept is not None
    assert (kept.checks, kept.mark.by, kept.revision) == (again.checks, "陈晓敏", 2)
    assert desk.detail(application).reviewing == kept.mark
    assert desk.detail(application).checks == (), "nothing of it is looked up yet"
    desk.store.run(reviewing(desk, application), CLERK)
    assert desk.store.read(queries.review_draft, application) is None
    with pytest.raises(Conflict, match="已由 陈晓敏"):
        desk.store.run(again, CLERK)


def test_two_who_type_at_one_review_are_told_and_nothing_is_written_over(
    desk: Desk, application: int
) -> None:
    other = Actor(
        desk.store.run(commands.AddPerson(name="王建国", roles=frozenset({Role.REVIEWER})), CLERK).value
    )
    desk.store.run(typed(desk, application, remark="住所待核"), other)
    own = typed(desk, application)
    with pytest.raises(Conflict, match="初审已由 王建国 于"):
        desk.store.run(replace(own, revision=0), CLERK)
    batch = Batch(step=Step.REVIEW, applications=(application,), checks=reviewing(desk, application).checks)
    [row] = desk.store.run(commands.TryBatch(batch=batch), CLERK).value.rows
    assert "王建国" in row.refusal and "请打开逐件初审" in row.refusal
    desk.store.run(own, CLERK)  # chosen over the other's
    kept = desk.store.read(queries.review_draft, application)
    assert kept is not None and kept.checks == own.checks
    desk.store.run(commands.DiscardReviewDraft(application=application), CLERK)
    assert desk.detail(application).reviewing is None


def test_a_draft_that_was_accepted_and_half_reviewed_can_still_be_thrown_away(
    desk: Desk, received: tuple[int, commands.ConfirmApplication]
) -> None:
    application, deciding = received
    take_up(desk, REVIEWING)
    desk.store.run(typed(desk, application, pictures=(png(),)), CLERK)
    back = commands.TakeBackAcceptance(
        application=application, policy=deciding.policy, reason="申请人要求更正作品名称"
    )
    desk.store.run(back, CLERK)
    desk.store.run(commands.DiscardDraft(application=application), CLERK)
    assert desk.store.read(queries.review_draft, application) is None


def test_what_is_no_picture_is_not_kept_with_it(desk: Desk, application: int) -> None:
    with pytest.raises(InvalidInput, match="不是 PNG 或者 JPEG"):
        desk.store.run(typed(desk, application, pictures=(b"GIF89a",)), CLERK)
    assert desk.store.read(queries.review_draft, application) is None


def test_each_condition_of_a_clause_has_a_row_with_what_proves_it(desk: Desk, application: int) -> None:
    asked = desk.store.read(queries.condition_checks, (application,))
    assert [(one.name, one.source) for one in asked] == [
        ("第（七）项：申请人属于中小微企业", "中小微企业声明函"),
        ("第（七）项：须已在国家知识产权局登记备案", "合同备案或登记证明复印件"),
        ("第（七）项：专利须已转化运用", "专利转化实施证明复印件"),
        ("第（七）项：交易双方不得为关联主体", "交易双方无关联关系声明"),
        ("第（七）项：合同金额与票据、凭证一致", "合同价款支付凭证复印件"),
    ]
    without = reviewing(desk, application)
    with pytest.raises(InvalidInput, match="“第（七）项：合同金额与票据、凭证一致”还没有核查结果"):
        desk.store.run(replace(without, checks=without.checks[:-1]), CLERK)


def test_what_a_clause_is_refused_for_stands_in_the_record_as_unmet(desk: Desk) -> None:
    kept = licence()
    kept = replace(kept, facts={**kept.facts, "implemented": "false"})
    draft = desk.draft(desk.register(), kept, licence("10万", id="3", ref="Y2022440000999"))
    desk.accept(draft)
    take_up(desk, REVIEWING)
    fine = reviewing(desk, draft.application)
    with pytest.raises(InvalidInput, match="专利须已转化运用（Y2022440000123）”还没有核查结果"):
        desk.store.run(fine, CLERK)
    [lacking] = desk.store.read(queries.unmet_conditions, (draft.application,))
    assert (lacking.source, lacking.unmet) == ("专利转化实施证明复印件", "尚未转化运用")
    row = Check(lacking.id, lacking.name, lacking.source, desk.clock.today, CheckResult.UNMET)
    for changed, sentence in (
        ({}, "结果不符合，请写明查到的情况"),
        ({"result": CheckResult.FINE}, "核查后符合的，请先改正申报的内容"),
    ):
        with pytest.raises(InvalidInput, match=sentence):
            desk.store.run(replace(fine, checks=(*fine.checks, replace(row, **changed))), CLERK)
    elsewhere = replace(fine.checks[-1], result=CheckResult.UNMET, remark="不属实")
    with pytest.raises(InvalidInput, match="核查后不符合的，请先改正申报的内容"):
        desk.store.run(replace(fine, checks=(*fine.checks[:-1], elsewhere)), CLERK)
    row = replace(row, remark="合同约定的产品尚未投产")
    desk.store.run(replace(fine, checks=(*fine.checks, row)), CLERK)
    detail = desk.detail(draft.application)
    told = detail.checks[-1].check
    assert (told.outcome, told.unpictured) == ("不符合", "核对申报材料")
    assert fine.checks[-1].outcome == "符合", "the same condition of the other one"
    alike = {one.check.name: one.check.outcome for one in detail.checks if "须已转化运用" in one.check.name}
    assert alike == {
        "第（七）项：专利须已转化运用（Y2022440000999）": "符合",
        "第（七）项：专利须已转化运用（Y2022440000123）": "不符合",
    }
    assert "第（七）项：交易双方不得为关联主体" in [one.check.name for one in detail.checks]
    assert detail.steps[-1].remark.endswith("没有异常，1 项不符合条件")


def test_an_owner_is_right_only_where_somebody_says_who_it_is(desk: Desk, application: int) -> None:
    nobody = reviewing(desk, application, "right_owner", remark="")
    with pytest.raises(InvalidInput, match="Y2022440000123没有登记证书上的权利人，请在情况说明里写明"):
        desk.store.run(nobody, CLERK)
    owned = desk.draft(desk.register(), replace(licence(id="9", ref="Y2022440000777"), owners="粤北大学"))
    desk.accept(owned)
    desk.store.run(reviewing(desk, owned.application, "right_owner", remark=""), CLERK)
    assert state_of(desk, owned.application) is State.REVIEWED, "its certificate is compared"
