"""Acceptance and review of many at once: what keeps one out is told, and taken back all is as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipdesk.models import commands, queries
from ipdesk.models.core.errors import Conflict
from ipdesk.models.parsing.check_subjects import check_subjects, subjects_for
from ipdesk.models.records import (
    Batch,
    Check,
    CheckResult,
    DraftTotals,
    RawAchievement,
    RawDecision,
    SavedDraft,
)  # fmt: skip
from ipdesk.models.workflow import State, Step
from tests.actors import CLERK
from tests.models.desk import Desk, licence, works
from tests.models.handlers import test_calls as calls
from tests.models.handlers.batches.test_decisions import save
from tests.models.handlers.batches.test_taking import kept, run, states, tried, undo
from tests.models.handlers.steps.test_corrections import ITEMS, asking
from tests.models.handlers.steps.test_review import OF_A_FIRM, REVIEWING, found_fine, reviewing, take_up
from tests.models.handlers.test_bars import bar
from tests.models.handlers.test_guardians import child, row
from tests.models.handlers.test_recusals import recuse


def complete(desk: Desk, row: RawAchievement, *but: str) -> RawAchievement:
    """Return a row for which every material was received, but some."""
    return replace(row, received=frozenset(desk.policy.vocabulary.materials) - {*but})


def drafted(desk: Desk, row: RawAchievement, *but: str, applicant: int = 0) -> SavedDraft:
    return desk.draft(applicant or desk.register(), complete(desk, row, *but))


def accepting(desk: Desk, *ids: int) -> Batch:
    return Batch(step=Step.ACCEPT, applications=ids, policies=(desk.policy,))


def numbered(count: int) -> list[RawAchievement]:
    return [licence("80万", ref=f"Y20224400009{n:02d}") for n in range(count)]


def test_drafts_are_evaluated_and_accepted_as_one_by_one(desk: Desk) -> None:
    """1% of 800,000 yuan each; the receipt, the log and the time line are those of an acceptance."""
    ids = tuple(drafted(desk, row).application for row in numbered(3))
    report = tried(desk, accepting(desk, *ids))
    assert states(desk, ids) == [State.DRAFT] * 3, "trying writes nothing"
    assert [(row.after, row.amount_after) for row in report.taken] == [(State.ACCEPTED, 800_000)] * 3
    run(desk, accepting(desk, *ids))
    for one in ids:
        detail = desk.detail(one)
        assert [line.line.amount for line in detail.lines] == [800_000]
        assert (detail.application.state, detail.steps[-1].state) == (State.ACCEPTED, State.ACCEPTED)
        assert detail.application.accepted_on == desk.clock.today


def test_what_keeps_one_out_is_told_of_it_and_the_others_go(desk: Desk) -> None:
    calls.opened(desk, ends_at=calls.at(10, 17, 30))
    late = calls.draft(desk, complete(desk, works("粤作登字-2022-F-00000201")), call=1)
    reasoned = calls.draft(desk, complete(desk, works("粤作登字-2022-F-00000202")), call=1, reason=calls.WHY)
    barred, related, lacking, unread, unknown = (
        calls.draft(desk, complete(desk, row, *but), call=1, reason=calls.WHY)
        for row, but in (
            (works("粤作登字-2022-F-00000203"), ()),
            (works("粤作登字-2022-F-00000204"), ()),
            (works("粤作登字-2022-F-00000205"), ("commitment", "bank_account")),
            (works("粤作登字-2022-F-00000206", date="2022年13月"), ()),
            (replace(licence(), facts={**licence().facts, "contract_amount": ""}), ()),
        )
    )
    bar(desk, desk.detail(barred.application).applicant.id)
    recuse(desk, desk.detail(related.application).applicant.id)
    ids = [one.application for one in (late, reasoned, barred, related, lacking, unread, unknown)]
    report = tried(desk, accepting(desk, *ids))
    assert [row.application for row in report.taken] == [reasoned.application]
    told = {row.application: row.refusal for row in report.refused}
    for draft, words in (
        (late, "已于2024年6月10日17:30截止"), (barred, "申请人在限制资助期内"), (related, "应当回避"),
        (lacking, "材料还缺2份：承诺书（签字盖章）、收款银行账户证明复印件，"),
        (unread, "第1项：只有年和月"), (unknown, "第1项还缺合同金额，不能核算"),
    ):  # fmt: skip
        assert words in told[draft.application], told[draft.application]
    assert run(desk, accepting(desk, reasoned.application))
    assert desk.detail(reasoned.application).application.outside_reason == calls.WHY


def test_one_thing_in_two_files_is_for_somebody_to_look_at(desk: Desk) -> None:
    """Two firms bring the same contract: neither is accepted unseen, the third is."""
    first, second = (drafted(desk, licence("80万", ref="Y2022440000955")) for _ in range(2))
    third = drafted(desk, works())
    report = tried(desk, accepting(desk, *(one.application for one in (first, second, third))))
    assert [row.application for row in report.taken] == [third.application]
    holder = desk.detail(second.application).applicant.name
    assert report.refused[0].refusal == (
        f"Y2022440000955 也在申请件 {second.number} 里（{holder}），请打开逐件受理。"
    )


def test_what_a_correction_asked_for_beside_materials_is_for_somebody_to_look_at(desk: Desk) -> None:
    """The form without a seal is in no list of materials."""
    sealed, other = (drafted(desk, row).application for row in numbered(2))
    desk.store.run(asking(desk, sealed, items=ITEMS[1:]), CLERK)
    report = tried(desk, accepting(desk, sealed, other))
    said = "第1次补正通知的1项请核对已经补正：申请表没有盖章，请打开逐件受理。"
    assert [(row.application, row.refusal) for row in report.refused] == [(sealed, said)]
    run(desk, accepting(desk, other))
    assert states(desk, (sealed, other)) == [State.CORRECTION, State.ACCEPTED]


def test_what_was_typed_behind_the_preview_stops_all(desk: Desk) -> None:
    """The sum is the same and the number of the contract is not: somebody is still typing."""
    drafts = [drafted(desk, row) for row in numbered(2)]
    batch = accepting(desk, *(draft.application for draft in drafts))
    seen = tried(desk, batch).rows
    again = commands.SaveDraft(
        applicant=desk.detail(drafts[1].application).applicant.id, policy=desk.policy.id, year=2022,
        application=drafts[1].application, revision=1, totals=DraftTotals(1),
        rows=(complete(desk, licence("80万", ref="Y2022440000777")),),
    )  # fmt: skip
    desk.store.run(again, CLERK)
    with pytest.raises(Conflict, match=f"{drafts[1].number} 与预览时不同.*全部没有办理"):
        desk.store.run(commands.RunBatch(batch=batch, seen=seen), CLERK)
    assert states(desk, batch.applications) == [State.DRAFT] * 2


def test_taken_back_drafts_can_be_typed_on_and_accepted_again(desk: Desk) -> None:
    """The text and the number it holds are there again; lines, choices and the thing itself are not."""
    ids = tuple(drafted(desk, row).application for row in numbered(2))
    before = [(kept(desk, one), desk.store.read(queries.draft, one)) for one in ids]
    undo(desk, run(desk, accepting(desk, *ids)), Step.ACCEPT)
    assert [(kept(desk, one), desk.store.read(queries.draft, one)) for one in ids] == before
    assert len(desk.store.read(queries.open_holders, ["Y2022440000900"])) == 1
    run(desk, accepting(desk, *ids))
    assert [desk.detail(one).application.amount for one in ids] == [800_000] * 2


def test_what_was_typed_for_the_decision_since_stays(desk: Desk) -> None:
    first = drafted(desk, licence("80万")).application
    taken = run(desk, accepting(desk, first))
    save(desk, first, RawDecision("2", "shaoguan-2021/7-patent-transaction", granted="3000", reason="部分"))
    undo(desk, taken, Step.ACCEPT)
    typed = desk.store.read(queries.decision_draft, first)
    assert typed is not None
    assert [line.granted for line in typed.lines] == ["3000"]


def looked_up(desk: Desk, *ids: int, **changed: object) -> Batch:
    """Return the review of many; ``changed`` is what is otherwise of the first subject."""
    one = reviewing(desk, 0, check_subjects()[0].id, ids, **changed)
    return Batch(step=Step.REVIEW, applications=ids, checks=one.checks)


def reviewed_office(desk: Desk, count: int) -> tuple[int, ...]:
    drafts = [drafted(desk, row) for row in numbered(count)]
    for draft in drafts:
        desk.accept(draft)
    take_up(desk, REVIEWING)
    return tuple(draft.application for draft in drafts)


def test_many_are_reviewed_and_each_has_its_own_look_ups(desk: Desk) -> None:
    ids = reviewed_office(desk, 2)
    taken = run(desk, looked_up(desk, *ids))
    assert states(desk, ids) == [State.REVIEWED] * 2
    assert [len(desk.detail(one).checks) for one in ids] == [len(OF_A_FIRM) + 5] * 2, "five of its clause"
    undo(desk, taken, Step.REVIEW)
    assert states(desk, ids) == [State.ACCEPTED] * 2
    assert [len(desk.detail(one).checks) for one in ids] == [len(OF_A_FIRM) + 5] * 2, "written down for good"


def test_a_review_that_somebody_began_is_for_that_one_to_end(desk: Desk) -> None:
    begun, other = reviewed_office(desk, 2)
    desk.store.run(commands.SaveReviewDraft(application=begun, checks=()), CLERK)
    report = tried(desk, looked_up(desk, begun, other))
    assert [row.application for row in report.taken] == [other]
    assert "陈晓敏 于 2024年6月20日" in report.refused[0].refusal and "逐件初审" in report.refused[0].refusal


def test_of_a_person_a_batch_calls_nothing_fine_that_is_of_units_alone(desk: Desk) -> None:
    """Its proof is its own, too, and a guardian is looked up of whoever is under 18, and only then."""
    person = desk.register("何示例", kind="individual", identity="440203198001010023", traits=())
    drafts = [desk.draft(person, works()), desk.draft(child(desk), row("guardian_consent"))]
    for draft in drafts:
        desk.accept(draft)
    take_up(desk, REVIEWING)
    ids = tuple(draft.application for draft in drafts)
    fine = [
        found_fine(one, desk.clock.today)
        for one in (*subjects_for((), minors=True), *desk.store.read(queries.condition_checks, ids))
    ]
    batch = replace(looked_up(desk, *ids), checks=tuple(fine))
    unguarded = tuple(one for one in fine if one.name != "监护关系")
    assert [row.refusal for row in tried(desk, replace(batch, checks=unguarded)).refused] == [
        "“监护关系”还没有核查结果。"
    ]
    run(desk, batch)
    grown, minor = ({one.check.subject: one.check for one in desk.detail(id_).checks} for id_ in ids)
    nobody = {one.subject: one.remark for one in grown.values() if one.result is CheckResult.NOT_APPLICABLE}
    assert nobody == dict.fromkeys(("existing", "abnormal_operation"), "申请人为自然人")
    assert grown["local"].source == minor["local"].source == "身份证件"
    assert "guardianship" not in grown and minor["guardianship"].result is CheckResult.FINE


def test_rights_are_looked_up_where_those_of_the_file_stand(desk: Desk) -> None:
    """A batch names the registers of all files; each has its own, and what somebody typed stays."""
    rows = (licence(), works())
    drafts = [desk.draft(desk.register(), row) for row in rows]
    for draft in drafts:
        desk.accept(draft)
    take_up(desk, REVIEWING)
    ids = tuple(draft.application for draft in drafts)
    both = {one.id: one.source for one in subjects_for(desk.store.read(queries.kinds_of, ids))}
    assert both["right_status"] == "中国及多国专利审查信息查询、全国作品登记信息公示"
    batch = looked_up(desk, *ids)
    checks = (replace(one, source=both.get(one.subject, one.source)) for one in batch.checks)
    typed = (replace(one, source="实地查看") if one.subject == "right_owner" else one for one in checks)
    run(desk, replace(batch, checks=tuple(typed)))
    found = [{one.check.subject: one.check.source for one in desk.detail(id_).checks} for id_ in ids]
    assert [one["right_status"] for one in found] == ["中国及多国专利审查信息查询", "全国作品登记信息公示"]
    assert [one["right_owner"] for one in found] == ["实地查看"] * 2
    assert {one["credit"] for one in found} == {"信用中国"}


def test_one_sentence_for_several_applicants_names_nobody_as_owner(desk: Desk) -> None:
    """What is said of whose rights these are goes into the file of each; of one it may be a name."""
    ids = reviewed_office(desk, 2)
    batch, named = looked_up(desk, *ids), "著作权人为粤北大学"
    checks = tuple(
        replace(one, remark=named) if one.subject == "right_owner" else one for one in batch.checks
    )
    refused = tried(desk, replace(batch, checks=checks)).refused
    assert [row.application for row in refused] == [*ids]
    assert all("请打开逐件初审" in row.refusal and "权利人即申请人" in row.refusal for row in refused)
    alone = replace(batch, applications=ids[:1], checks=checks)
    assert tried(desk, alone).refused == ()


def test_what_one_sentence_says_of_all_fits_each(desk: Desk) -> None:
    """Told of a file: others on its certificates than the applicant; a condition of it that is unmet."""
    applicant = desk.register("丙科技有限公司")
    rows = (
        works("粤作登字-2022-F-00000301"),
        replace(works("粤作登字-2022-F-00000302"), owners="丙科技有限公司、粤北大学"),
        replace(works("国作登字-2022-F-00000303"), facts={"registrar": "national"}),
    )
    drafts = [drafted(desk, row, applicant=applicant) for row in rows]
    for draft in drafts:
        desk.accept(draft)
    take_up(desk, REVIEWING)
    ids = tuple(draft.application for draft in drafts)
    unmet = desk.store.read(queries.unmet_conditions, ids)
    found = (
        Check(one.id, one.name, one.source, desk.clock.today, CheckResult.UNMET, one.unmet) for one in unmet
    )
    batch, said = looked_up(desk, *ids), "权利人即申请人"
    checks = (replace(one, remark=said) if one.subject == "right_owner" else one for one in batch.checks)
    report = tried(desk, replace(batch, checks=(*checks, *found)))
    [refused] = report.refused
    assert refused.application == ids[1]
    assert "登记证书上的权利人有粤北大学，与“权利人即申请人”不同" in refused.refusal
    assert [row.remark for row in report.taken] == [
        "",
        "“第（四）项：登记机构须为广东省作品登记机构（国作登字-2022-F-00000303）”不符合",
    ]


def test_a_bad_result_is_for_one_file_alone(desk: Desk) -> None:
    """Neither by the batch, nor for one that was found bad before and came back."""
    first, second = ids = reviewed_office(desk, 2)
    bad = {"result": CheckResult.BAD, "remark": "列入名录", "reason": "已移出名录，局务会同意"}
    refused = tried(desk, looked_up(desk, *ids, **bad)).refused
    assert ["请打开逐件初审" in row.refusal for row in refused] == [True, True]
    desk.store.run(reviewing(desk, first, check_subjects()[0].id, **bad), CLERK)
    back = commands.TakeStep(application=first, step=Step.RETURN_REVIEW, reason="再查一次经营异常名录")
    desk.store.run(back, CLERK)
    report = tried(desk, looked_up(desk, *ids))
    assert [row.application for row in report.taken] == [second]
    assert report.refused[0].refusal == f"“{check_subjects()[0].name}”上次核查的结果是异常，请打开逐件初审。"


def test_an_unfinished_list_is_told_as_for_one(desk: Desk) -> None:
    ids = reviewed_office(desk, 1)
    batch = looked_up(desk, *ids)
    [row] = tried(desk, replace(batch, checks=batch.checks[1:])).refused
    assert row.refusal.startswith(f"“{check_subjects()[0].name}”还没有核查结果。")
