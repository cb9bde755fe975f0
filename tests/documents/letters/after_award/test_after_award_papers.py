"""Papers after the award: what is clawed back, heard and decided, what was never taken, what is archived."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ipdesk.documents.errors import LetterDataError
from ipdesk.documents.letters.after_award.forfeiture_notice import FORFEITURE_NOTICE
from ipdesk.documents.letters.document import ApplicationSource
from ipdesk.documents.letters.issue import Request, Sources, issue, preview_pdf
from ipdesk.documents.letters.issuing.notice_papers import NoticePapers
from ipdesk.documents.letters.issuing.submission import submitting
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.models import commands, queries
from ipdesk.models.core.default_remedies import OwnRemedies
from ipdesk.models.core.errors import DeskError, InvalidInput
from ipdesk.models.records import (
    Check,
    CheckResult,
    CheckStage,
    DraftTotals,
    IncomingDetails,
    IntendedBar,
    Matter,
    MissingItem,
    PageCount,
    Repayment,
    Retention,
    ReversedLine,
    ServiceWay,
    Sheets,
)
from ipdesk.models.records.checks import Taken
from ipdesk.models.records.reversals import Consequence, ConsequenceKind
from ipdesk.models.store import Store
from ipdesk.models.workflow import Step
from ipdesk.rules.library.policy_library import standard_library
from tests.actors import CLERK
from tests.documents.letters import papers
from tests.documents.letters.paper import characters, pages, text, turned
from tests.models.desk import OFFICE, Clock, Desk, licence, works
from tests.models.handlers.test_archiving import NUMBERED, say
from tests.models.handlers.test_clawbacks import (
    LAPSING,
    RECOVERY,
    deciding,
    lapsing,
    propose,
    reminding,
    terms,
)
from tests.models.handlers.test_recusals import colleague, recuse
from tests.models.parsing.test_pictures import png
from tests.stores import with_database

BODY = "示例县人民政府"
BARRING = "《若干措施》第十七条规定：“骗取资金的，三年内不再资助。”"


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    clock = Clock()
    store = Store.open(with_database(data_dir), clock)
    desk = Desk(store, standard_library().policy("shaoguan-2021"), clock)
    desk.approve_nothing()
    yield desk
    store.close()


def sources(desk: Desk) -> Sources:
    return Sources(desk.store, standard_library())


def paper(desk: Desk, kind: str, application: int) -> bytes:
    return preview_pdf(sources(desk), Request(DOCUMENTS[kind], application, desk.clock.today))


def said(pdf: bytes) -> str:
    words = "".join(char["text"] for page in pages(pdf) for char in characters(page) if not turned(char))
    return words.replace("　", "").replace(" ", "")


def issued(desk: Desk, kind: str, application: int) -> None:
    issue(sources(desk), Request(DOCUMENTS[kind], application, desk.clock.today), CLERK)


def withdraw(desk: Desk, application: int) -> None:
    """Let an applicant withdraw, and confirm that by a paper that is served."""
    desk.store.run(commands.TakeStep(application=application, step=Step.WITHDRAW, reason="书面撤回"), CLERK)
    issued(desk, "termination_notice", application)
    told, today = desk.detail(application).letters[0].id, desk.clock.today
    serving = commands.RecordService(
        letter=told, way=ServiceWay.DIRECT, day=today, place="本局受理窗口", minutes=480, receiver="林敏"
    )
    desk.store.run(serving, CLERK)


def award(desk: Desk) -> int:
    application = desk.confirmed(desk.register("示例甲有限公司"), licence(), works(count="3"))
    issued(desk, "award_notification", application)
    return application


TERM_OVER = datetime.date(2024, 7, 11)
"""The last of fifteen working days after Thursday, 20 June 2024."""


def overdue(desk: Desk, application: int) -> int:
    """Have the letter about an award served, and wait until the term that it gave is over."""
    for one in desk.detail(application).letters:
        serving = commands.RecordService(
            letter=one.id, way=ServiceWay.POST, day=desk.clock.today, receiver="林敏"
        )
        desk.store.run(serving, CLERK)
    desk.clock.moment += datetime.timedelta(days=32)
    return application


def licence_line(desk: Desk, application: int) -> int:
    return next(one.id for one in desk.detail(application).lines if one.kind == "patent_transaction")


def some(desk: Desk, application: int, amount: int) -> tuple[ReversedLine, ...]:
    return (ReversedLine(licence_line(desk, application), amount),)


def test_the_notice_tells_facts_evidence_sums_and_until_when_one_is_heard(desk: Desk) -> None:
    application = award(desk)
    propose(desk, application, lines=some(desk, application, 500_000))
    words = said(paper(desk, "clawback_notice", application))
    for known in (
        "许可合同没有实际履行，款项当日转回", "银行流水、询问笔录",
        f"{RECOVERY}规定：“以虚报、冒领等手段骗取的，追回骗取的资金。”依据上述规定，我局拟撤销",
        "示知资〔2024〕1号",
        "2024年6月20日", "5,000.00元（大写：人民币伍仟元整）",
        "原按《若干措施》第（七）项审定8,000.00元，拟追回5,000.00元",
        "5个工作日内（收到当日不计算在内），即于2024年6月27日（含当日）前，", "相应部分",
    ):  # fmt: skip
        assert known in words
    assert "行政复议" not in words, "a notice decides nothing yet"


def test_the_decision_names_what_is_revoked_until_when_and_where_to_appeal(desk: Desk) -> None:
    application = award(desk)
    lines = some(desk, application, 500_000)
    told = IntendedBar("骗取资助资金", "《若干措施》第十七条", 3)
    credit = Consequence(ConsequenceKind.CREDIT, RECOVERY, "县公共信用信息平台")
    clawback = propose(desk, application, lines=lines, bar=told, follows=(credit,))
    notice = said(paper(desk, "clawback_notice", application))
    issued(desk, "clawback_notice", application)
    assert f"{BARRING}同时，因骗取资助资金，依据上述规定，我局拟自作出追回决定之日起3年内不再受理" in notice
    applicant = desk.detail(application).applicant.id
    barring = commands.BarApplicant(
        applicant=applicant, reason="骗取资助资金", basis="《若干措施》第十七条", since=desk.clock.today,
        until=datetime.date(2027, 6, 27),
    )  # fmt: skip
    given = {"lines": lines, "heard": "申辩称合同已经部分履行，经核实不予采纳", "bar": barring}
    desk.clock.moment += datetime.timedelta(days=8)
    given["bar"] = replace(barring, since=desk.clock.today)
    found = Check(
        "", "银行流水", "开户银行", desk.clock.today, CheckResult.BAD, "款项转回", "追回", (), "复印"
    )
    record = commands.RecordCheck(application=application, stage=CheckStage.CLAWBACK, check=found)
    desk.store.run(record, CLERK)
    stated = datetime.date(2024, 6, 25)
    sheets = Sheets(title="申辩书", pages=2)
    sender = "示例甲有限公司"
    given["without"] = "已经全部退回"
    given["paper"] = IncomingDetails(matter=Matter.STATEMENT, sender=sender, day=stated, sheets=sheets)
    given["repayment"] = Repayment(due_on=datetime.date(2024, 7, 28), pay_to="县财政专户（缴款码440200）")
    desk.store.run(deciding(desk, application, clawback, **given), CLERK)
    words = said(paper(desk, "clawback_decision", application))
    for known in (
        "撤销我局2024年6月20日作出的《2022年度知识产权资助（奖励）通知书》（示知资〔2024〕1号）中的相应部分，资助（奖励）金额由8,600.00元变更为3,600.00元，追回",
        "5,000.00元（大写：人民币伍仟元整）",
        "我局已以2024年6月20日作出的《拟追回资助（奖励）资金告知书》（示知资追告〔2024〕1号）将拟作出",
        "上述告知书于2024年6月20日送达，陈述和申辩的期限至2024年6月27日（含当日）止。"
        "我局收到你单位2024年6月25日提交的申辩书。申辩称合同已经部分履行，经核实不予采纳。",
        "2024年7月28日（含当日）前按下列方式退回上述资金", "申请编号2024-0001：县财政专户；缴款码：440200。",
        "第五十三条、第五十四条的规定，经书面催告后申请人民法院强制执行。",
        f"{BARRING}同时，因骗取资助资金，依据上述规定，自2024年6月28日起至2027年6月27日（含当日）止",
        "我局不再受理和给予你单位",
        "将有关情况报送县公共信用信息平台，纳入信用记录的事项，经研究不再办理，理由：已经全部退回。",
        f"向{BODY}申请行政复议", "6个月内", "的权利告知你单位，2024年6月20日送达。",
    ):  # fmt: skip
        assert known in words, known
    assert "没有提出陈述和申辩" not in words
    form = said(paper(desk, "approval_form", application))
    assert "审定金额8,600.00元" in form and "银行流水" not in form, "nobody knew that when it was decided"
    assert (
        "审定后变动2024年6月28日决定追回5,000.00元（局务会纪要〔2024〕180号）；审定金额变更为3,600.00元。"
        in form
    )


def test_who_owes_is_named_on_the_form_by_which_more_is_granted(desk: Desk) -> None:
    """Until the decision all that is owed stands there; later ones are not of what was decided then."""
    application, day = award(desk), desk.clock.today
    before = desk.confirmed(desk.detail(application).applicant.id, works("粤作登字-2022-F-00000101"))
    desk.clock.moment += datetime.timedelta(days=1)
    lines = some(desk, application, 500_000)
    clawback = propose(desk, application, lines=lines, paid_on=day)
    desk.store.run(deciding(desk, application, clawback, lines=lines, waived="书面放弃陈述申辩"), CLERK)
    issued(desk, "clawback_decision", application)
    draft = desk.draft(desk.detail(application).applicant.id, works("粤作登字-2022-F-00000201"))
    desk.accept(draft)
    desk.clock.moment += datetime.timedelta(days=31)
    form = said(paper(desk, "approval_form", draft.application))
    owed = "申请人2024年6月21日决定追回5,000.00元（示知资追〔2024〕1号），尚有5,000.00元没有退回，"
    assert f"未退回的追回款{owed}退回期限至2024年7月21日（含当日）止，已经逾期。" in form
    assert "未退回的" not in said(paper(desk, "approval_form", before))
    back = {"clawback": clawback, "returned_on": desk.clock.today, "amount": 500_000, "slip": "回单0001"}
    desk.store.run(commands.RecordReturn(**back), CLERK)  # type: ignore[arg-type]
    assert "未退回的" not in said(paper(desk, "approval_form", draft.application))


def test_whole_and_silent(desk: Desk) -> None:
    application = desk.confirmed(desk.register(), licence())
    issued(desk, "award_notification", application)
    clawback = propose(desk, application)
    desk.clock.moment += datetime.timedelta(days=8)
    desk.store.run(deciding(desk, application, clawback), CLERK)
    words = said(paper(desk, "clawback_decision", application))
    assert "追回全部资金共计8,000.00元" in words and "在规定的期限内没有提出陈述和申辩。" in words
    assert "相应部分" not in words and "不再受理" not in words
    assert "不再受理" not in said(paper(desk, "clawback_decision", application))


def test_both_papers_name_the_policy_once_in_full_and_the_recipient_by_its_code(desk: Desk) -> None:
    application = award(desk)
    policy = standard_library().policy("shaoguan-2021").pack
    basis = f"《{policy.title}》（{policy.document}）第十五条"
    clawback = propose(desk, application, lines=some(desk, application, 500_000), basis=basis)
    found = [said(paper(desk, "clawback_notice", application))]
    desk.store.run(
        deciding(desk, application, clawback, lines=some(desk, application, 500_000), waived="书面放弃"),
        CLERK,
    )
    found.append(said(paper(desk, "clawback_decision", application)))
    for words in found:
        assert words.count(f"《{policy.title}》（{policy.document}，以下简称《若干措施》）") == 1
        assert (
            words.count(policy.title) == 1
            and "《若干措施》第十五条规定：“骗取资金的，追回资金。”依据上述规定" in words
        )
        assert f"（统一社会信用代码：{desk.detail(application).applicant.identity}）" in words


def test_no_decision_goes_out_with_an_unnamed_body(desk: Desk) -> None:
    application = desk.confirmed(desk.register(), licence())
    issued(desk, "award_notification", application)
    clawback = propose(desk, application)
    desk.store.run(deciding(desk, application, clawback, waived="书面放弃陈述申辩"), CLERK)
    office = desk.store.read(queries.office)
    assert office is not None
    own = {**office.own_remedies, OwnRemedies.CLAWBACK: "不服的，可以依法申请行政复议。"}
    desk.store.run(commands.ChangeOffice(office=replace(office, own_remedies=own)), CLERK)
    with pytest.raises(LetterDataError, match="没有写明行政复议机关") as refused:
        paper(desk, "clawback_decision", application)
    assert refused.value.setting == "remedies_clawback"


def test_who_does_not_pay_back_is_told_what_is_left_and_what_follows(desk: Desk) -> None:
    """As the law on enforcement asks: how much, until when, in which way, and that one may be heard."""
    application = award(desk)
    lines = some(desk, application, 500_000)
    clawback = propose(desk, application, lines=lines)
    desk.store.run(deciding(desk, application, clawback, lines=lines, waived="书面放弃陈述申辩"), CLERK)
    desk.clock.moment += datetime.timedelta(days=31)
    with pytest.raises(LetterDataError, match="还没有印发追回决定书"):
        paper(desk, "repayment_reminder", application)
    desk.clock.moment -= datetime.timedelta(days=31)
    issued(desk, "clawback_decision", application)
    with pytest.raises(LetterDataError, match="退回期限到2024年7月20日止，还没有届满"):
        paper(desk, "repayment_reminder", application)
    desk.clock.moment += datetime.timedelta(days=31)
    unpaid = said(paper(desk, "repayment_reminder", application))
    assert "期限届满，尚有5,000.00元没有退回" in unpaid
    back = {"clawback": clawback, "returned_on": desk.clock.today, "amount": 200_000, "slip": "回单0001"}
    desk.store.run(commands.RecordReturn(**back), CLERK)  # type: ignore[arg-type]
    words = said(paper(desk, "repayment_reminder", application))
    for known in (
        "我局于2024年6月20日对你单位", "《追回资助（奖励）资金决定书》（示知资追〔2024〕1号）",
        "你单位已于2024年7月21日退回2,000.00元；至期限届满，尚有3,000.00元没有退回",
        "3,000.00元（大写：人民币叁仟元整）",
        "自收到本催告书之日起10个工作日内", "非税缴款码440200", "有权向我局进行陈述和申辩",
        "申请人民法院强制执行",
    ):  # fmt: skip
        assert known in words, known
    desk.store.run(commands.RecordReturn(**{**back, "amount": 300_000, "slip": "回单0002"}), CLERK)  # type: ignore[arg-type]
    with pytest.raises(LetterDataError, match="没有还应退回的追回款"):
        paper(desk, "repayment_reminder", application)


def test_who_does_not_take_its_award_is_told_what_is_missing_and_by_which_rule_it_lapses(desk: Desk) -> None:
    application = overdue(desk, award(desk))
    partly = {"lines": some(desk, application, 300_000), "due_on": TERM_OVER, "unreminded": "住所已无人办公"}
    desk.store.run(lapsing(desk, application, **partly), CLERK)
    desk.store.run(reminding(desk, application, due_on=datetime.date(2024, 7, 31)), CLERK)
    words = said(paper(desk, "collection_reminder", application))
    assert "没有写明办理领取手续的期限" not in words
    for known in (
        "共计5,600.00元（大写：人民币伍仟陆佰元整）", "审定8,000.00元，其中5,000.00元没有领取",
        "该通知书已于2024年6月20日送达，其中规定的领取期限至2024年7月11日（含当日）止，"
        "你单位逾期没有按要求书面报送收款账户的户名、开户银行和账号，并附收款银行账户证明复印件",
        "请你单位于2024年7月31日（含当日）前办理下列事项：书面报送收款账户的户名、开户银行和账号",
        f"{LAPSING}规定：“逾期没有领取的，不再拨付。”逾期没有办理，", "依据上述规定，上述资金不再拨付",
    ):  # fmt: skip
        assert known in words, known


def test_where_no_term_was_told_the_reminder_gives_one_and_says_by_what(desk: Desk) -> None:
    account = {"bank": "示例银行示例支行", "account": "80020000090000001"}
    application = desk.confirmed(desk.register("示例甲有限公司", **account), licence())
    issued(desk, "award_notification", application)
    asked = reminding(desk, application, missing="提交质量提升项目的验收报告", grounds=RECOVERY)
    desk.store.run(asked, CLERK)
    words = said(paper(desk, "collection_reminder", application))
    assert "《2022年度知识产权资助（奖励）通知书》没有写明办理领取手续的期限，现予写明。" in words
    named = RECOVERY.replace("5号", "5号，以下简称《管理办法》")
    quoted = f"{named}规定：“以虚报、冒领等手段骗取的，追回骗取的资金。”依据上述规定，请你单位在下述期限内"
    assert quoted in words and "其中规定的领取期限" not in words
    form, today = DOCUMENTS["handling_approval"], desk.clock.today
    asking = Request(form, application, today, approves="collection_reminder")
    sheet = said(preview_pdf(sources(desk), asking))
    assert f"{named}规定" in sheet and "《管理办法》第十六条规定" in sheet and "回避情况" not in sheet
    recuse(desk, desk.detail(application).applicant.id, colleague(desk).person or 0)
    sheet = said(preview_pdf(sources(desk), asking))
    assert "回避情况与申请人有利害关系、已登记回避的人员：黄志强（2024年6月20日登记）。" in sheet


def test_an_award_that_was_not_taken_is_told_with_its_last_day(desk: Desk) -> None:
    application = desk.confirmed(desk.register(), licence())
    issued(desk, "award_notification", application)
    overdue(desk, application)
    desk.store.run(lapsing(desk, application, due_on=TERM_OVER, unreminded="住所已无人办公"), CLERK)
    words = said(paper(desk, "forfeiture_notice", application))
    for known in (
        "领取期限至2024年7月11日（含当日）止", "经两次书面催告仍未提供收款账户",
        f"{LAPSING}规定：“逾期没有领取的，不再拨付。”依据上述规定，下列资金不再拨付",
        "审定8,000.00元，全部不再拨付", "中未支付的部分，自本通知书送达之日起不再执行。",
    ):  # fmt: skip
        assert known in words
    assert f"向{BODY}申请行政复议" in words and "陈述和申辩" not in words, "nobody reminded it"


def test_who_states_its_view_before_an_award_lapses_is_answered(desk: Desk) -> None:
    application = overdue(desk, award(desk))
    last = datetime.date(2024, 7, 31)
    desk.store.run(reminding(desk, application, due_on=last), CLERK)
    issued(desk, "collection_reminder", application)
    told, today = desk.detail(application).letters[0], desk.clock.today
    serving = commands.RecordService(
        letter=told.id, way=ServiceWay.DIRECT, day=today, place="本局受理窗口", minutes=480, receiver="林敏"
    )
    desk.store.run(serving, CLERK)
    assert "也可以在上述期限内就本通知书所述的事实" in said(paper(desk, "collection_reminder", application))
    stated = IncomingDetails(matter=Matter.STATEMENT, sender="示例甲有限公司", day=today)
    desk.store.run(commands.RecordIncomingPaper(application=application, paper=stated), CLERK)
    desk.clock.moment += datetime.timedelta(days=10)
    lapse = lapsing(desk, application, lines=some(desk, application, 300_000), due_on=last, unreminded="")
    with pytest.raises(InvalidInput, match="收到申请人2024-07-22的“陈述申辩意见”，请写明") as refused:
        desk.store.run(lapse, CLERK)
    assert [one.field for one in refused.value.problems] == ["heard"]
    heard = "你单位称账户正在变更，经核实至期限届满没有变更申请，不予采纳"
    with pytest.raises(InvalidInput, match="其余资金的情况") as refused:
        desk.store.run(replace(lapse, heard=heard, rest="无"), CLERK)
    desk.store.run(replace(lapse, heard=heard, rest="我局于2024年7月25日拨付"), CLERK)
    words = said(paper(desk, "forfeiture_notice", application))
    assert "其余5,600.00元不受影响：" in words and "600.00元，我局于2024年7月25日拨付。" in words
    own = desk.store.read(queries.office)
    assert own is not None
    call = desk.store.read(queries.call_of, desk.detail(application).application.call)
    source = ApplicationSource(own, desk.detail(application), desk.policy, call=call)
    by_the_books = replace(source, paid=(datetime.date(2024, 7, 26),), paid_out=560_000)
    assert FORFEITURE_NOTICE.build(by_the_books, today, None).rest_told == "已于2024年7月26日拨付"
    in_part = replace(by_the_books, paid_out=559_999)
    assert FORFEITURE_NOTICE.build(in_part, today, None).rest_told == "我局于2024年7月25日拨付"
    assert f"我局收到你单位2024年7月22日提交的陈述申辩意见。{heard}。" in words


def test_an_attempt_without_a_picture_says_what_is_filed_instead() -> None:
    paper = papers.ALL["service_attempts"]
    unshown = [
        one.values["unshown"] for one in DOCUMENTS["service_attempts"].content(paper).lists["attempts"]
    ]
    assert unshown == ["无图", "退回的邮件附后"] and "无图" in text(papers.render(paper))


@pytest.mark.parametrize(
    "kind",
    [
        "clawback_notice",
        "clawback_decision",
        "forfeiture_notice",
        "archive_list",
        "collection_reminder",
        "repayment_reminder",
    ],
)
def test_without_its_matter_no_paper_is_made(desk: Desk, kind: str) -> None:
    application = desk.confirmed(desk.register(), licence())
    issued(desk, "award_notification", application)
    with pytest.raises(LetterDataError):
        paper(desk, kind, application)


def test_what_nobody_could_be_found_to_take_is_announced_and_the_proof_goes_to_the_file(desk: Desk) -> None:
    """In public a child is named by its surname; the announcement names the paper as it went out."""
    guardian = {
        "guardian": "李明",
        "guardian_relation": "父亲",
        "guardian_identity": "440204198506121016",
        "account_name": "李明",
    }
    consented = replace(works(), received=frozenset({"guardian_consent"}))
    child = desk.register("李小禾", kind="individual", identity="440204201503020011", **guardian)
    papers = NoticePapers(OFFICE, desk.clock.today)
    announced = {}
    for name, applicant, row in (("child", child, consented), ("firm", desk.register("示例甲厂"), licence())):
        application = desk.confirmed(applicant, row)
        issued(desk, "award_notification", application)
        detail = desk.detail(application)
        told = desk.store.read(queries.letter, detail.letters[0].id)
        desk.attempt(told.row.id)
        tried, place = "邮件于2024年6月18日被退回，电话无人接听", "示例县市场监督管理局（建设路1号）"
        letter = desk.store.run(papers.announce(detail, desk.policy, told, tried, place), CLERK).value
        announced[name] = said(desk.store.read(queries.letter, letter.id).pdf)
        for part in (
            "送达公告", told.row.number, "知识产权资助（奖励）通知书", tried, f"到{place}领取",
            "参照《中华人民共和国民事诉讼法》第九十五条的规定", "自本公告发布之日起经过30日，即视为送达",
            "自视为送达之日的次日起计算", "特此公告",
        ):  # fmt: skip
            assert part in announced[name], part
    assert "，决定给予资助（奖励）资金8,000.00元。邮件" in announced["firm"]
    assert "李某某：" in announced["child"] and "请你的监护人" in announced["child"]
    assert not [one for one in ("李小禾", "李明", "440204") if one in announced["child"]]
    assert "示例甲厂：" in announced["firm"] and "监护" not in announced["firm"]
    serving = commands.RecordService(
        letter=told.row.id,
        way=ServiceWay.PUBLIC,
        day=desk.clock.today,
        posted="本局公告栏",
        proof="张贴照片1张",
        proof_pages=2,
    )
    desk.store.run(serving, CLERK)
    say(desk, **NUMBERED)
    desk.clock.moment += datetime.timedelta(days=32)  # until Monday the notice serves nothing
    archiving = commands.ArchiveApplication(application=application, retention=Retention.THIRTY_YEARS)
    desk.store.run(archiving, CLERK)
    words = said(paper(desk, "archive_list", application))
    assert "送达公告（示知资公告〔2024〕2号）在本局公告栏发布的证明：张贴照片1张" in words
    assert "共3份，其中本单位文书3份6页" in said(paper(desk, "archive_note", application))
    with pytest.raises(LetterDataError, match="没有附发布证明的图片"):
        paper(desk, "publication_proof", application)
    seen = Taken("本局公告栏", desk.clock.today, 510)
    desk.store.run(
        replace(serving, correction="补附张贴照片", pictures=(png(400, 300),), taken=(seen,)), CLERK
    )
    shown = said(paper(desk, "publication_proof", application))
    assert "图1示知资公告〔2024〕2号，地点：本局公告栏，2024年7月22日8时30分拍摄（" in shown
    assert told.row.number in shown
    issued(desk, "publication_proof", application)
    words = said(paper(desk, "archive_list", application))
    assert "送达公告发布证明20240722" in words and "发布的证明：" not in words


def test_what_was_handed_in_stays_in_the_file_of_an_application_that_came_to_nothing(desk: Desk) -> None:
    say(desk, **NUMBERED)
    draft = desk.draft(desk.register(), replace(licence(), received=frozenset({"application_form"})))
    desk.accept(draft)
    issued(desk, "acceptance_receipt", draft.application)
    asking = commands.AskCorrection(
        application=draft.application, policy=desk.policy, working_days=5,
        items=(MissingItem("申请表没有盖章", "盖章后重新提交"),), served_on=desk.clock.today,
    )  # fmt: skip
    desk.store.run(asking, CLERK)
    withdraw(desk, draft.application)
    archiving = commands.ArchiveApplication(application=draft.application, retention=Retention.THIRTY_YEARS)
    desk.store.run(archiving, CLERK)
    assert "申报材料1份" in said(paper(desk, "archive_note", draft.application))
    assert "申请表（签字盖章）20240620" in said(paper(desk, "archive_list", draft.application))


@pytest.mark.parametrize(
    ("missing", "general"),
    [
        (("缺少承诺书（第1行）",), False),
        (("缺少承诺书", "申请表没有盖章"), True),
        (("成果名称与证书不一致",), True),
    ],
)
def test_what_came_by_a_correction_has_its_own_day_in_the_file(
    desk: Desk, missing: tuple[str, ...], *, general: bool
) -> None:
    say(desk, **NUMBERED)
    row = replace(licence(), received=frozenset({"application_form"}))
    draft = desk.draft(desk.register(), row)
    items = tuple(MissingItem(one, "补齐后提交") for one in missing)
    asking = commands.AskCorrection(
        application=draft.application, policy=desk.policy, working_days=5, items=items,
        served_on=desk.clock.today,
    )  # fmt: skip
    desk.store.run(asking, CLERK)
    issued(desk, "correction_notice", draft.application)
    desk.clock.moment += datetime.timedelta(days=4)
    applicant, number = desk.detail(draft.application).applicant.id, draft.number
    saving = commands.SaveDraft(
        application=draft.application, applicant=applicant, policy=desk.policy.id, year=2022,
        rows=(replace(row, received=row.received | {"commitment"}),), totals=DraftTotals(1),
        revision=draft.revision,
    )  # fmt: skip
    desk.accept(desk.store.run(saving, CLERK).value)
    withdraw(desk, draft.application)
    archiving = commands.ArchiveApplication(application=draft.application, retention=Retention.THIRTY_YEARS)
    desk.store.run(archiving, CLERK)
    words = said(paper(desk, "archive_list", draft.application))
    assert "申请表（签字盖章）20240620" in words and "承诺书（签字盖章）20240624" in words, number
    assert ("补正材料（示知资补〔2024〕1号）20240624" in words) == general


def served_award(desk: Desk) -> int:
    """Return an application with two materials whose notification, of two pages, was served a day later."""
    say(desk, **NUMBERED)
    row = replace(licence(), received=frozenset({"application_form", "commitment"}))
    application = desk.confirmed(desk.register("示例甲有限公司"), row)
    issued(desk, "award_notification", application)
    issued(desk, "service_record", application)
    desk.clock.moment += datetime.timedelta(days=1)
    letter = next(one.id for one in desk.detail(application).letters if one.number)
    desk.store.run(
        commands.RecordService(
            letter=letter,
            way=ServiceWay.DIRECT,
            place="本局受理窗口",
            minutes=480,
            day=desk.clock.today,
            receiver="林敏",
        ),
        CLERK,
    )
    return application


def archived(desk: Desk, application: int, **pages: int) -> None:
    counts = tuple(PageCount(application, f"material:{one}", count) for one, count in pages.items())
    archiving = commands.ArchiveApplication(
        application=application, retention=Retention.THIRTY_YEARS, pages=counts
    )
    desk.store.run(archiving, CLERK)


def test_the_archive_lists_every_paper_by_its_day_with_its_pages(desk: Desk) -> None:
    """Handed in were 4 and 1 pages, issued 2, came in a day later 3; the proof of service has one."""
    application = served_award(desk)
    sheets = Sheets(title="许可费付款凭证", pages=3, is_copy=True)
    late = IncomingDetails(
        matter=Matter.LATE,
        sender="示例银行",
        day=datetime.date(2024, 6, 21),
        number="示银证[2024]3号",
        sheets=sheets,
    )
    desk.store.run(commands.RecordIncomingPaper(application=application, paper=late), CLERK)
    met = IncomingDetails(
        matter=Matter.MINUTES,
        sender="示例县市场监督管理局",
        day=datetime.date(2024, 6, 21),
        number="示市监党组会纪要〔2024〕3号",
        sheets=Sheets(title="会议纪要", pages=1),
    )
    desk.store.run(commands.RecordIncomingPaper(application=application, paper=met), CLERK)
    archived(desk, application, application_form=4, commitment=1)
    words = said(paper(desk, "archive_list", application))
    rows = (
        "1示例甲有限公司申请表（签字盖章）202406201–4",
        "2示例甲有限公司承诺书（签字盖章）202406205",
        "3示知资〔2024〕1号示例县市场监督管理局2022年度知识产权资助（奖励）通知书202406206–7",
        "4示银证〔2024〕3号示例银行许可费付款凭证（复印件）202406218–10",
        "5示市监党组会纪要〔2024〕3号中共示例县市场监督管理局党组会议纪要2024062111",
        "6示例县市场监督管理局2022年度知识产权资助（奖励）通知书送达回证2024062112",
    )
    assert "档号：J012-WS·2024-D30-ZCK-0001" in words and "保管期限：30年" in words
    places = [words.index(row) for row in rows]
    assert places == sorted(places)
    note = said(paper(desk, "archive_note", application))
    assert (
        "共6份，其中本单位文书3份4页，申报材料2份5页，来文和其他材料1份3页" in note and "立卷人年月日" in note
    )
    issued(desk, "archive_list", application)
    assert said(paper(desk, "archive_list", application)) == words, "the list does not list itself"


def test_behind_what_nobody_counted_no_page_is_told(desk: Desk) -> None:
    """The form has 4 pages, the pledge nobody knows how many: its numbers are left to the hand."""
    application = served_award(desk)
    archived(desk, application, application_form=4)
    words = said(paper(desk, "archive_list", application))
    for row in ("申请表（签字盖章）202406201–4", "通知书202406202页"):
        assert row in words, row
    assert "承诺书（签字盖章）202406205" not in words
    note = said(paper(desk, "archive_note", application))
    assert "申报材料2份缺损" in note, "of how many pages nobody knows"
    assert "有1份没有填写页数，页号装订后手填" in note


def test_a_file_of_an_earlier_version_says_what_is_not_known_of_it(desk: Desk) -> None:
    """Its withdrawal has no paper that was written down."""
    say(desk, **NUMBERED)
    draft = desk.draft(desk.register("示例甲有限公司"), licence())
    desk.accept(draft)
    withdraw(desk, draft.application)
    archived(desk, draft.application)
    told = "来文没有登记，是否在卷和页数不详：撤回申请（示例甲有限公司，2024年6月20日）"
    assert told in said(paper(desk, "archive_note", draft.application))


def test_each_paper_that_is_served_has_a_proof_of_its_own(desk: Desk) -> None:
    """That of the award is there; the notice of a clawback waits for another."""
    application, proof = served_award(desk), DOCUMENTS["service_record"]

    def waiting() -> tuple[int, ...]:
        assert proof.wanted is not None
        return desk.store.read(queries.awaiting, proof.kind, proof.wanted)

    assert waiting() == ()
    propose(desk, application)
    issued(desk, "clawback_notice", application)
    assert waiting() == (application,)
    assert "拟追回" in said(paper(desk, "service_record", application))
    issued(desk, "service_record", application)
    assert waiting() == ()
    first = desk.confirmed(desk.register("示例乙厂"), licence(ref="Y2022440000888"))
    issued(desk, "award_notification", first)
    propose(desk, first)
    issued(desk, "clawback_notice", first)
    numbers = []
    while first in waiting():
        issued(desk, "service_record", first)
        form = desk.detail(first).letters[0].id
        numbers.append(desk.store.read(queries.letter, form).data["paper_number"])
    assert len({*numbers}) == 2, "two papers one after the other have a form each"


@pytest.mark.parametrize("kind", ["clawback_notice", "collection_reminder", "handling_approval"])
def test_nothing_goes_out_against_somebody_on_a_rule_that_nobody_has_typed(desk: Desk, kind: str) -> None:
    """A number of an article tells its recipient nothing; who prints the paper is sent where it is typed."""
    application = overdue(desk, award(desk))
    other = "《示例县专项资金管理办法》（示府规〔2021〕5号）第三十条"
    desk.store.run(reminding(desk, application, basis=other, due_on=datetime.date(2024, 7, 31)), CLERK)
    propose(desk, application, basis=other)
    with pytest.raises(LetterDataError, match=r"第三十条的原文还没有录入.*“设置 › 单位和人员”") as refused:
        paper(desk, kind, application)
    assert refused.value.setting == "rules"


def test_what_rests_on_a_rule_that_nobody_has_typed_is_not_even_submitted(desk: Desk) -> None:
    application, other = award(desk), "《示例县专项资金管理办法》（示府规〔2021〕5号）第三十条"
    doing = commands.ProposeClawback(application=application, terms=terms(desk, application, basis=other))
    command = submitting(sources(desk), application, "clawback_notice", doing, desk.clock.today)
    with pytest.raises(DeskError, match="第三十条的原文还没有录入"):
        desk.store.run(command, CLERK)
    assert (desk.detail(application).handlings, desk.detail(application).clawbacks) == ((), ())
