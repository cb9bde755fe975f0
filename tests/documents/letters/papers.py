"""Papers of every kind to test with, the award letters among them; names and numbers are invented."""

import hashlib
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

from ipdesk.documents.letters import compose as composing
from ipdesk.documents.letters.application_letter import ApplicationLetter
from ipdesk.documents.letters.content import ShownPicture
from ipdesk.documents.letters.counter.correction import CorrectionNotice
from ipdesk.documents.letters.counter.deemed_withdrawn import DeemedWithdrawnNotice
from ipdesk.documents.letters.counter.not_accepted import NotAcceptedNotice
from ipdesk.documents.letters.counter.receipt import AcceptanceReceipt
from ipdesk.documents.letters.counter.received import ReceivedPaper
from ipdesk.documents.letters.counter.termination import TerminationNotice
from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.forwarding.data import (
    ForwardedLine,
    ForwardedList,
    ForwardedTable,
    RecommendationLetter,
)
from ipdesk.documents.letters.proposal.check_record import CheckRecordPaper, FiledCheck, LaterCheckRecord
from ipdesk.documents.letters.proposal.data import (
    ExpertScore,
    ExpertSheet,
    ExpertSummary,
    JudgedItem,
    ProposalSummary,
    SummaryRow,
)
from ipdesk.documents.letters.refusal import RefusalDecision, RefusedItem
from ipdesk.documents.letters.registry import DOCUMENTS
from ipdesk.documents.letters.service import ServiceRecord
from ipdesk.models.core.default_remedies import OwnRemedies
from ipdesk.models.records import MissingItem
from tests.documents.letters import letters
from tests.documents.letters.after_award import papers as after_award
from tests.documents.letters.form_papers import FORMS
from tests.documents.letters.notices import papers as notices
from tests.models.parsing.test_pictures import png

DOCUMENT = {document.data: document for document in DOCUMENTS.values()}


def render(letter: LetterData, templates_dir: Path | None = None) -> bytes:
    """Return a paper of any kind as a PDF."""
    return composing.render(DOCUMENT[type(letter)], letter, templates_dir=templates_dir)


MISSING = (
    MissingItem(
        "缺少专利实施许可合同备案证明复印件（第2行专利转让许可）",
        "补交专利实施许可合同备案证明复印件，带原件核对",
        "申报指南第五条",
    ),
    MissingItem("申请表没有盖章", "盖章后重新提交"),
    MissingItem("营业执照已过期", "提交有效期内的营业执照复印件"),
)
CORRECTION = CorrectionNotice(
    issuer=letters.ISSUER,
    number="云市监知资补〔2022〕3号",
    date=date(2022, 9, 5),
    addressee="云溪县恒信电子科技股份有限公司",
    addressee_is_person=False,
    application_number="YX2022-0021",
    policy_title=letters.ONE.policy_title,
    policy_number=letters.ONE.policy_number,
    programme_year=2022,
    items=MISSING,
    working_days=5,
    last_day=date(2022, 9, 13),
)
CORRECTION_TO_ONE = replace(
    CORRECTION,
    addressee="陈𬭎喆",
    addressee_is_person=True,
    items=MISSING[:1],
    last_day=None,
    number=None,
)
CORRECTION_TO_AUTHORITY = replace(
    CORRECTION,
    addressee="云溪县科学技术局",
    addressee_is_authority=True,
    items=MISSING * 5,
)
REFUSED = replace(letters.ISSUER, remedies=OwnRemedies.NOT_ACCEPTED.usual("云溪县人民政府"))
NOT_ACCEPTED = NotAcceptedNotice(
    issuer=REFUSED,
    number="云市监知资不受〔2022〕1号",
    date=date(2022, 9, 5),
    addressee="云溪县恒信电子科技股份有限公司",
    addressee_is_person=False,
    application_number="YX2022-0021",
    policy_title=letters.ONE.policy_title,
    policy_number=letters.ONE.policy_number,
    programme_year=2022,
    identity="91440299MA00000015",
    registered_on=date(2022, 8, 29),
    reason="你单位注册地在韶关市浈江区，不在本县，不属于本局受理范围。",
    basis="《关于申报2022年度知识产权资助的通知》（云市监知〔2022〕5号）第二条",
    quoted=(
        (
            "《关于申报2022年度知识产权资助的通知》（云市监知〔2022〕5号）第二条",
            "申请人的住所地应当在本县。住所地不在本县的，不予受理。",
        ),
    ),
    other_office="韶关市浈江区市场监督管理局",
)
NOT_ACCEPTED_AUTHORITY = replace(
    NOT_ACCEPTED, issuer=letters.ISSUER, addressee="云溪县科学技术局", addressee_is_authority=True
)
DEEMED_WITHDRAWN = DeemedWithdrawnNotice(
    issuer=replace(letters.ISSUER, remedies=OwnRemedies.DEEMED_WITHDRAWN.usual("云溪县人民政府")),
    number="云市监知资视撤〔2022〕1号",
    date=date(2022, 9, 15),
    addressee="云溪县恒信电子科技股份有限公司",
    addressee_is_person=False,
    application_number="YX2022-0021",
    policy_title=letters.ONE.policy_title,
    policy_number=letters.ONE.policy_number,
    programme_year=2022,
    identity="91440299MA00000015",
    asked_by="云市监知资补〔2022〕3号",
    asked_on=date(2022, 9, 5),
    served_on=date(2022, 9, 6),
    last_day=date(2022, 9, 14),
    missing=tuple(one.missing for one in MISSING[:2]),
    receipt_on=date(2022, 8, 29),
    call_ends_on=date(2022, 8, 31),
    bases=("申报通知第四条",),
)
DEEMED_WITHDRAWN_AUTHORITY = replace(
    DEEMED_WITHDRAWN,
    issuer=letters.ISSUER,
    addressee="云溪县科学技术局",
    addressee_is_authority=True,
    asked_by="",
    missing=DEEMED_WITHDRAWN.missing[:1],
    receipt_on=None,
    call_ends_on=date(2022, 9, 15),
    bases=(),
)
TERMINATION = TerminationNotice(
    issuer=letters.ISSUER,
    number="云市监知资终〔2022〕1号",
    date=date(2022, 8, 30),
    addressee="云溪县恒信电子科技股份有限公司",
    addressee_is_person=False,
    application_number="YX2022-0021",
    policy_title=letters.ONE.policy_title,
    policy_number=letters.ONE.policy_number,
    programme_year=2022,
    identity="91440299MA00000015",
    asked_on=date(2022, 8, 30),
    ended_on=date(2022, 8, 30),
    receipt_on=date(2022, 8, 29),
    call_ends_on=date(2022, 8, 31),
)
TERMINATION_AUTHORITY = replace(
    TERMINATION,
    addressee="云溪县科学技术局",
    addressee_is_authority=True,
    asked_on=None,
    receipt_on=None,
    call_ends_on=date(2022, 8, 29),
    listed=True,
)
REASON = "同一单位每年资助的作品著作权登记最多100件，本年度已满100件。"
WORKS_CLAUSE = "作品著作权登记每件资助200元，同一单位每年最多100件，个人每年最多20件。"
LICENCE_CLAUSE = "企业受让或者被许可专利并实施的，按合同金额的1%资助，单个合同最高5万元。"
REFUSAL = RefusalDecision(
    issuer=replace(letters.ISSUER, remedies=OwnRemedies.REFUSAL.usual("云溪县人民政府")),
    number="云市监知资不予〔2022〕2号",
    date=date(2022, 9, 5),
    addressee="云溪县恒信电子科技股份有限公司",
    addressee_is_person=False,
    application_number="YX2022-0021",
    policy_title=letters.ONE.policy_title,
    policy_number=letters.ONE.policy_number,
    programme_year=2022,
    identity="91440299MA00000015",
    accepted_on=date(2022, 3, 18),
    meeting="2022年8月30日局务会议",
    items=(
        RefusedItem(
            "专利转让许可（Y2022440000123）",
            "第七条",
            "awarded",
            800000,
            0,
            "合同金额的1%",
            "合同未实际履行",
            clause=LICENCE_CLAUSE,
        ),
        RefusedItem(
            "作品著作权登记（粤作登字-2022-F-00000101）",
            "第四条",
            "excluded",
            20000,
            0,
            "",
            REASON,
            clause=WORKS_CLAUSE,
        ),
        RefusedItem(
            "企业知识产权管理体系认证",
            "第十一条",
            "ineligible",
            0,
            0,
            "",
            "有效发明专利0件，没有达到规定的数量",
            clause="首次通过认证的，奖励5万元。",
        ),
        RefusedItem("侵权举报", "各条", "uncovered", 0, 0, "", "其中没有适用于该项成果的条款"),
    ),
    form="资助（奖励）",
)
REFUSAL_TO_ONE = replace(
    REFUSAL,
    addressee="陈𬭎喆",
    addressee_is_person=True,
    identity="440204********1234",
    items=REFUSAL.items[:1],
    form="资助",
    number=None,
)
REFUSAL_TO_AUTHORITY = replace(
    REFUSAL,
    issuer=letters.ISSUER,
    addressee="云溪县科学技术局",
    addressee_is_authority=True,
    meeting="",
)
RECEIPT = AcceptanceReceipt(
    issuer=letters.ISSUER,
    number="",
    date=date(2022, 3, 18),
    addressee="云溪县恒信电子科技股份有限公司",
    addressee_is_person=False,
    application_number="YX2022-0021",
    policy_title=letters.ONE.policy_title,
    policy_number=letters.ONE.policy_number,
    programme_year=2022,
    accepted_on=date(2022, 3, 18),
    clerk="陈晓敏",
    achievements=2,
    materials=(
        ReceivedPaper("申请表", 1),
        ReceivedPaper("专利实施许可合同备案证明复印件", 2),
    ),
    matters=("专利转让许可2项",),
)
SERVICE = ServiceRecord(
    issuer=letters.ISSUER,
    number="",
    date=date(2022, 9, 5),
    addressee="云溪县恒信电子科技股份有限公司",
    addressee_is_person=False,
    application_number="YX2022-0021",
    policy_title=letters.ONE.policy_title,
    policy_number=letters.ONE.policy_number,
    programme_year=2022,
    paper_name="2022年度知识产权资助（奖励）申请不予资助决定书",
    paper_number="云市监知资不予〔2022〕2号",
    paper_date=date(2022, 9, 5),
    place="云溪县工业大道 3 号",
    matter="申请的审定",
    accepted=True,
)
FORWARDED = (
    ForwardedLine(
        "YX2022-0021", "云溪县恒信电子科技股份有限公司", "91440299MA00000015", False,
        "专利转让许可（Y2022440000123）", "第七条", 800000, False,
    ),
    ForwardedLine(
        "YX2022-0021", "云溪县恒信电子科技股份有限公司", "91440299MA00000015", False,
        "标准制修订（T/YX 001—2022）", "第十条", 0, False,
        "《关于进一步促进科技创新的若干政策措施》（韶府〔2019〕19号）",
    ),
    ForwardedLine(
        "YX2022-0022", "陈𬭎喆", "440204********1234", True, "专利代理师资格考试", "第二十一条", 60000, False
    ),
    ForwardedLine(
        "YX2022-0023", "云溪县第一中学", "12440299MB00000023", False,
        "知识产权培育（SF-PY-001）", "第五条", 0, True,
    ),
)  # fmt: skip
RECOMMENDATION = RecommendationLetter(
    issuer=letters.ISSUER,
    number="云市监知资〔2022〕9号",
    date=date(2022, 9, 5),
    addressee="韶关市市场监督管理局（知识产权局）",
    policy_title=letters.ONE.policy_title,
    policy_number=letters.ONE.policy_number,
    notice="韶市监知〔2022〕8号",
    programme_year=2022,
    reviewed=True,
    lines=FORWARDED,
)
FORWARDED_TABLE = ForwardedTable(
    **{
        field.name: getattr(RECOMMENDATION, field.name)
        for field in fields(ForwardedList)
        if field.name not in ("number", "lines")
    },
    number="",
    lines=FORWARDED * 12,
    letter_number="云市监知资〔2022〕9号",
)
EXPERT_SHEET = ExpertSheet(
    **{field.name: getattr(SERVICE, field.name) for field in fields(ApplicationLetter)},
    items=(
        JudgedItem("高价值专利培育项目（SF-PY-001）", "第五条", 50_000_000, None, 20_000_000, "88.25"),
        JudgedItem("知识产权优质服务项目（CX-YZ-2022-005）", "第十四条", 30_000_000, 5_000_000, None, ""),
    ),
    scores=(
        ExpertScore(1, "邓永康", "粤北知识产权研究会", "86.5", False),
        ExpertScore(1, "陈𬭎喆", "韶关市专利代理行业协会咨询服务中心（有限合伙）", "90", False),
        ExpertScore(1, "骆晓岚", "云溪县科技服务中心", "", True),
    ),
)
EXPERT_SUMMARY = ExpertSummary(
    **{field.name: getattr(EXPERT_SHEET, field.name) for field in fields(ExpertSheet)}
)
CHECKED = date(2022, 3, 21)
PICTURES = tuple(
    ShownPicture(hashlib.sha256(content).hexdigest(), *size, content)
    for size in ((1000, 500), (240, 180), (180, 320))
    for content in (png(*size, (b"\0" + b"\xd0\xd8\xe0" * size[0]) * size[1]),)
)
CHECK_RECORD = CheckRecordPaper(
    **{field.name: getattr(SERVICE, field.name) for field in fields(ApplicationLetter)},
    identity="91440299MA00000015",
    checks=tuple(
        FiledCheck(
            name, "国家企业信用信息公示系统", *found, date(2022, 3, 21), "陈晓敏", date(2022, 3, 21), shown
        )
        for name, found, shown in (
            ("主体存续", ("正常", "", ""), PICTURES[:1]),
            ("失信和行政处罚记录", ("异常", "有一条行政处罚记录。", "处罚与知识产权无关"), PICTURES[1:]),
            ("权利的法律状态", ("正常", "有效", ""), ()),
        )
    ),
)
_OF_LATER = {one.name: getattr(CHECK_RECORD, one.name) for one in fields(CHECK_RECORD)}
LATER_RECORD = LaterCheckRecord(**{**_OF_LATER, "checks": CHECK_RECORD.checks[1:2], "stage": "异议核查"})
PROPOSAL_SUMMARY = ProposalSummary(
    issuer=letters.ISSUER,
    number="",
    date=date(2022, 9, 5),
    addressee="",
    call="2022年度第一批",
    notice="云市监知〔2022〕8号",
    budget=10_000_000,
    programme_years=(2021, 2022),
    rows=(
        SummaryRow(
            "YX2022-0021", "云溪县恒信电子科技股份有限公司", False, "专利转让许可（Y2022440000123）",
            "第七条", 800_000, 500_000, False, "合同只履行了一部分", "无异常",
        ),
        SummaryRow(
            "YX2022-0022", "陈𬭎喆", True, "专利代理师资格考试", "第二十一条",
            60_000, 60_000, False, "", "异常：失信被执行人",
        ),
        SummaryRow(
            "YX2022-0023", "云溪县第一中学", False, "高价值专利培育项目（SF-PY-001）", "第五条",
            0, 0, True, "", "未核查",
        ),
    ) * 9,
)  # fmt: skip
SHEETS: dict[str, LetterData] = {
    "receipt": RECEIPT,
    "receipt_draft": replace(RECEIPT, number=None, superseded=(date(2022, 3, 4),)),
    "service": SERVICE,
    **notices.SHEETS,
    **FORMS,
    **after_award.SHEETS,
    "forwarded_table": FORWARDED_TABLE,
    "check_record": CHECK_RECORD,
    "later_check_record": LATER_RECORD,
    "expert_scores": EXPERT_SHEET,
    "expert_summary": EXPERT_SUMMARY,
    "blank_scores": replace(EXPERT_SHEET, number=None, scores=()),
    "proposal_summary": PROPOSAL_SUMMARY,
    "summary_over_budget": replace(PROPOSAL_SUMMARY, budget=1_000_000, rows=PROPOSAL_SUMMARY.rows[:2]),
}
OTHERS: dict[str, LetterData] = {
    **after_award.LETTERS,
    "recommendation": RECOMMENDATION,
    "recommendation_of_one": replace(
        RECOMMENDATION, reviewed=False, notice="", number=None, lines=FORWARDED[:1]
    ),
    "correction": CORRECTION,
    "correction_to_one": CORRECTION_TO_ONE,
    "correction_to_authority": CORRECTION_TO_AUTHORITY,
    "refusal": REFUSAL,
    "refusal_to_one": REFUSAL_TO_ONE,
    "refusal_to_authority": REFUSAL_TO_AUTHORITY,
    "not_accepted": NOT_ACCEPTED,
    "not_accepted_authority": NOT_ACCEPTED_AUTHORITY,
    "deemed_withdrawn": DEEMED_WITHDRAWN,
    "deemed_withdrawn_authority": DEEMED_WITHDRAWN_AUTHORITY,
    "termination": TERMINATION,
    "termination_authority": TERMINATION_AUTHORITY,
    **notices.LETTERS,
}
LETTERS: dict[str, LetterData] = {**letters.ALL, **OTHERS}
ALL: dict[str, LetterData] = {**LETTERS, **SHEETS}
