"""The sheet of experts' scores and the summary for the meeting, from real applications."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.documents.errors import DocumentError, LetterDataError
from ipdesk.documents.letters.award.approval_form import APPROVAL_FORM
from ipdesk.documents.letters.issue import (
    Request,
    Sources,
    issue,
    issued_together,
    issued_words,
    preview_pdf,
    stored_pdfs,
)
from ipdesk.documents.letters.list_documents import issuing_list, list_source, meeting_source
from ipdesk.documents.letters.proposal.check_record import CHECK_RECORD
from ipdesk.documents.letters.proposal.data import MeetingSource
from ipdesk.documents.letters.proposal.expert_scores import EXPERT_SCORES, EXPERT_SUMMARY
from ipdesk.documents.letters.proposal.summary import PROPOSAL_SUMMARY
from ipdesk.models import commands, queries
from ipdesk.models.awards.departures import departures_from
from ipdesk.models.core.errors import InvalidInput
from ipdesk.models.records import CheckResult, DecidedAmount, LoweredAmount, RawAchievement, RawDecision
from ipdesk.models.store import Store
from ipdesk.models.workflow import Procedure, State
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.documents.letters import papers
from tests.documents.letters.forwarding.test_papers import said
from tests.documents.letters.paper import lines, pages
from tests.models.desk import Clock, Desk, cultivation, licence, works
from tests.models.handlers.steps.test_proposals import (
    DECIDE,
    JUDGED,
    TRANSACTION,
    decided_result,
    proposing,
    take_up,
)
from tests.models.handlers.steps.test_review import REVIEWING, reviewing
from tests.models.handlers.steps.test_review import take_up as review_office
from tests.models.handlers.test_recusals import colleague, recuse
from tests.models.parsing.test_pictures import png
from tests.stores import with_database


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    clock = Clock()
    store = Store.open(with_database(data_dir), clock)
    desk = Desk(store, standard_library().policy("shaoguan-2021"), clock)
    take_up(desk)
    yield desk
    store.close()


NAMES = ("刘建平", "何志芬", "邱国强")


def sources(desk: Desk) -> Sources:
    return Sources(desk.store, standard_library())


def accepted(desk: Desk, *rows: object) -> int:
    draft = desk.draft(desk.register(legal_representative="马启航"), *rows)  # type: ignore[arg-type]
    desk.accept(draft)
    return draft.application


def judged(desk: Desk) -> int:
    """Propose 200,000.00 for a project that two experts judged and one stayed away from."""
    application = accepted(desk, cultivation())
    decided = (DecidedAmount("4", DECIDE, 20_000_000, basis=JUDGED),)
    result = decided_result(desk, application, 20_000_000)
    desk.store.run(proposing(desk, application, result, decided=decided), CLERK)
    return application


def sheet(desk: Desk, application: int) -> str:
    return said(preview_pdf(sources(desk), Request(EXPERT_SCORES, application, desk.clock.today)))


def test_the_sheet_says_who_scored_what_and_who_stayed_away(desk: Desk) -> None:
    text = said(preview_pdf(sources(desk), Request(EXPERT_SUMMARY, judged(desk), desk.clock.today)))
    for words in (
        "刘建平",
        "粤北理工学院",
        "86.5",
        "何志芬",
        "邱国强",
        "200,000.00",
        "88.25",
        "最高500,000.00元",
    ):
        assert words in text, words
    assert "示例县科技局回避" in text and "任职于" not in text


def test_each_expert_has_a_sheet_to_sign_with_criteria_and_pledge(desk: Desk) -> None:
    """Two scored the project and one stayed away: three sheets, each with the name and the item."""
    pdf = preview_pdf(sources(desk), Request(EXPERT_SCORES, judged(desk), desk.clock.today))
    sheets = ["".join(line.text for line in lines(page)) for page in pages(pdf)]
    assert [next(name for name in NAMES if name in one) for one in sheets] == list(NAMES)
    for one in sheets:
        for words in ("高价值专利培育项目", "评审指标", "分值", "回避承诺", "签名：", "年　　月　　日"):
            assert words in one, words
    assert [one.count("☑") for one in sheets] == [0, 0, 1], "who takes part ticks that itself"
    assert "☑回避" in sheets[2] and "□近亲属　□任职或者聘用" in sheets[2]
    assert "☑任职或者聘用" not in sheets[2], "nobody knows why"
    assert not [one for one in sheets if "86.5" in one], "no total over scores that are not there"


def test_who_works_for_the_applicant_is_said_to() -> None:
    """It stands beside the name on the summary, and is ticked on the sheet."""
    away = papers.EXPERT_SHEET.scores[-1]
    scores = (replace(away, unit=papers.EXPERT_SHEET.addressee),)
    summary, sheet = (replace(one, scores=scores) for one in (papers.EXPERT_SUMMARY, papers.EXPERT_SHEET))
    assert "回避任职于申请人单位" in said(papers.render(summary))
    assert "☑任职或者聘用" in said(papers.render(sheet)) and "☑近亲属" not in said(papers.render(sheet))


def test_each_kind_of_matter_has_criteria_of_its_own(desk: Desk) -> None:
    station = RawAchievement(
        id="5", kind="project", ref="ZD-001", date="2022-04-20", facts={"type": "guidance_station"}
    )
    request = Request(EXPERT_SCORES, accepted(desk, cultivation(), station), desk.clock.today)
    pdf = preview_pdf(sources(desk), request)
    first, second = ("".join(line.text for line in lines(page)) for page in pages(pdf))
    assert "培育目标和布局" in first and "建设条件" not in first
    assert "建设条件" in second and "创新性" not in second and "培育目标" not in second


@pytest.mark.parametrize(("amount", "told"), [(20_000_000, "200,000.00"), (60_000_000, "500,000.00")])
def test_bounds_and_sum_stand_on_the_summary_also_after_the_decision(
    desk: Desk, amount: int, told: str
) -> None:
    """What is decided above the ceiling is told as it counts: held to that."""
    application = judged(desk)
    result, decided = (
        decided_result(desk, application, amount),
        (DecidedAmount("4", DECIDE, amount, "会议认为培育目标偏低"),),
    )
    granted = {("4", DECIDE): min(amount, 50_000_000)}
    found = departures_from(desk.store.read(queries.proposal, application), granted)
    confirming = desk.confirming(application, result, decided)
    desk.store.run(replace(confirming, departures=found, departure_reason="会议核定"), CLERK)
    text = said(preview_pdf(sources(desk), Request(EXPERT_SUMMARY, application, desk.clock.today)))
    assert f"最高500,000.00元88.25{told}" in text
    form = said(preview_pdf(sources(desk), Request(APPROVAL_FORM, application, desk.clock.today)))
    assert "理由：经专家评审，平均分88.25分" in form
    assert ("；会议认为培育目标偏低" in form) is (amount < 50_000_000), "of the most there is nothing to say"


def test_the_sheet_is_blank_before_anybody_scored(desk: Desk) -> None:
    text = sheet(desk, accepted(desk, cultivation()))
    assert "高价值专利培育项目（SF-PY-001）" in text and "刘建平" not in text


def test_what_no_clause_leaves_open_is_not_judged(desk: Desk) -> None:
    application = accepted(desk, licence())
    with pytest.raises(LetterDataError, match="没有需要核定金额的事项"):
        sheet(desk, application)
    assert EXPERT_SCORES.wanted is not None
    assert not desk.store.read(queries.application_ids, EXPERT_SCORES.wanted)


def test_the_summary_lists_what_is_proposed_and_what_was_prepared(desk: Desk) -> None:
    """200,000.00 proposed, 5,000.00 of 8,000.00 prepared, 30 works of 200.00 as computed, one undecided."""
    first = judged(desk)
    prepared = accepted(desk, licence())
    typed = (RawDecision("2", TRANSACTION, granted="5000", reason="合同只履行了一部分", ground="other"),)
    desk.store.run(commands.SaveDecisionDraft(application=prepared, lines=typed), CLERK)
    rest = accepted(desk, works(count="30"), cultivation("SF-PY-009"))
    source = meeting_source(sources(desk), (first, prepared, rest))
    command = issuing_list(PROPOSAL_SUMMARY, source, desk.clock.today, "拟资助汇总表")
    issued = desk.store.run(command, CLERK).value
    text = said(desk.store.read(queries.letter, issued.id).pdf)
    assert "共3件申请、4项，涉及单位3家，拟资助合计211,000.00元（大写：人民币贰拾壹万壹仟元整）" in text
    for words in ("合同只履行了一部分", "未核查", "待核定", "合计214,000.00211,000.00"):
        assert words in text, words


def test_the_approval_form_shows_what_was_proposed_beside_what_is_granted(desk: Desk) -> None:
    draft = desk.draft(desk.register(), licence())
    result = desk.accept(draft)
    rule = "《韶关市促进知识产权创新发展和强化知识产权保护的若干措施》（韶府办发函〔2021〕188号）第（七）项"
    plain = LoweredAmount("2", TRANSACTION, 500_000, "合同只履行了一部分")
    lowered = (replace(plain, lowered_by=rule),)
    for wrong in ("略", "见附件"):
        unfit = (replace(plain, lowered_by=wrong),)
        with pytest.raises(InvalidInput, match="不能作为核减依据"):
            desk.store.run(proposing(desk, draft.application, result, lowered=unfit), CLERK)
    desk.store.run(proposing(desk, draft.application, result, lowered=lowered), CLERK)
    form = said(preview_pdf(sources(desk), Request(APPROVAL_FORM, draft.application, desk.clock.today)))
    assert "理由：合同只履行了一部分（核减依据：《" in form and "8,000.005,000.00" in form
    assert "第（七）项）" in form
    assert "拟资助金额5,000.00元" in form and "局务会纪要〔2024〕3号" in form
    assert "没有登记" not in form, "a hand writes in what was looked up meanwhile"
    deciding = desk.confirming(draft.application, result, lowered=lowered)
    desk.store.run(replace(deciding, minutes_number="局务会纪要〔2024〕9号"), CLERK)
    form = said(preview_pdf(sources(desk), Request(APPROVAL_FORM, draft.application, desk.clock.today)))
    assert "拟资助金额5,000.00元会议纪要局务会纪要〔2024〕3号" in form
    assert "审定金额5,000.00元" in form and "局务会纪要〔2024〕9号" in form
    assert "公示情况没有登记公示。核查情况没有登记核查。" in form
    assert desk.detail(draft.application).lines[0].lowered_by == rule


def test_the_approval_form_tells_what_was_looked_up(desk: Desk) -> None:
    """It is for the proposal from the start, where the office proposes before it decides."""
    review_office(desk, Procedure(frozenset({State.REVIEWED, State.PROPOSED})))
    draft = desk.draft(desk.register(), replace(licence(), received=frozenset({"application_form"})))
    desk.accept(draft)
    blank = said(preview_pdf(sources(desk), Request(APPROVAL_FORM, draft.application, desk.clock.today)))
    assert "审批阶段拟资助印制日期" in blank and "回避情况" not in blank
    assert "尚缺材料承诺书（签字盖章）、主体资格证明复印件、中小微企业声明函、转让或许可合同复印件" in blank
    assert "拟资助金额元（大写：人民币）还没有初审，核查以后填写" in blank and "8,000.00元" not in blank
    recuse(desk, desk.detail(draft.application).applicant.id, colleague(desk).person or 0)
    desk.store.run(reviewing(desk, draft.application), CLERK)
    form = said(preview_pdf(sources(desk), Request(APPROVAL_FORM, draft.application, desk.clock.today)))
    for check in desk.detail(draft.application).checks:
        assert check.check.name in form and check.check.name in blank, "what is due has its row for the hand"
        assert f"{check.check.day:%Y-%m-%d}{check.by}" in form
    assert "8,000.00元（大写" in form and "还没有初审" not in form
    assert "回避情况与申请人有利害关系、已登记回避的人员：黄志强（2024年6月20日登记）。" in form


def test_the_record_of_checks_shows_them_with_their_pictures_and_never_changes(desk: Desk) -> None:
    review_office(desk, REVIEWING)
    draft = desk.draft(desk.register(), licence())
    desk.accept(draft)
    wanted = Request(CHECK_RECORD, draft.application, desk.clock.today)
    with pytest.raises(LetterDataError, match="还没有核查记录"):
        preview_pdf(sources(desk), wanted)
    shown = png(300, 150)
    seen = reviewing(
        desk,
        draft.application,
        "credit",
        result=CheckResult.BAD,
        remark="有一条处罚记录",
        reason="与知识产权无关",
        pictures=(shown,),
    )
    desk.store.run(seen, CLERK)
    issued, _ = issue(sources(desk), wanted, CLERK)
    kept = desk.store.read(queries.letter, issued.id)
    text = said(kept.pdf)
    for check in seen.checks:
        assert check.name in text and check.source in text
    for words in ("有一条处罚记录", "仍予通过的理由：与知识产权无关", "图1", "2024-06-20", "陈晓敏"):
        assert words in text, words
    [(width, height)] = [
        (one["srcsize"], (round(one["width"]), round(one["height"])))
        for page in pages(kept.pdf)
        for one in page.images
    ]
    assert (width, height) == ((300, 150), (180, 90)), "120 points to an inch"
    assert shown not in str(kept.data).encode() and "sha256" in str(kept.data), "kept once, by its hash"
    assert stored_pdfs(sources(desk), (issued.id,)) == (kept.pdf,)
    with pytest.raises(DocumentError, match="附有图片"):
        issued_words(sources(desk), issued.id)
    other, _ = issue(sources(desk), wanted, CLERK)
    together = issued_together(sources(desk), (issued.id, other.id), False, lambda _: None)
    assert together.stored == 2 and [len(page.images) for page in pages(together.pdf)] == [0, 1, 0, 1]


def test_a_source_of_a_meeting_knows_its_call(desk: Desk) -> None:
    application = accepted(desk, licence())
    source = meeting_source(sources(desk), (application,))
    assert isinstance(source, MeetingSource)
    assert (source.call, len(source.files)) == (None, 1)
    assert source.applications == list_source(sources(desk), (application,)).applications
