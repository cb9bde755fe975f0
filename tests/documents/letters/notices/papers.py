"""Papers of a public notice to test with; names and numbers are invented."""

from dataclasses import replace
from datetime import date
from typing import Any

from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.notices.data import (
    AskedParty,
    ChangedRow,
    InquiryLetter,
    NoticeList,
    NoticeReport,
    NoticeRow,
    ObjectionReply,
    ReportedObjection,
)
from ipdesk.documents.letters.notices.finding import FindingNotice, FoundAfterNotice
from ipdesk.documents.letters.notices.hearing import ObjectionNotice
from ipdesk.documents.letters.notices.outcome import (
    AnsweredObjection,
    ChangedLine,
    ObjectionOutcome,
    StatedView,
)
from ipdesk.models.records import NoticeContact
from tests.documents.letters import letters

UNITS = (
    NoticeRow("云溪县恒信电子科技股份有限公司", "一种示例装置（ZL202110001234.4）", "发明专利授权", 500_000),
    NoticeRow(
        "云溪县嘉禾机械厂",
        "粤作登字-2022-F-00000101至00000197，共97件",
        "作品著作权登记",
        1_940_000,
    ),
    NoticeRow(
        "云溪县鸿远农业专业合作社",
        "“云溪黄烟”地理标志证明商标（第12345678号）",
        "地理标志商标注册",
        10_000_000,
        "92.5分",
    ),
)
INDIVIDUALS = (
    NoticeRow("陈𬭎喆", "一种折叠扁担（ZL202220001234.5）", "青少年发明奖", 300_000),
    NoticeRow("张某某（申请编号2022-0007）", "智能书包", "青少年发明奖", 200_000),
    NoticeRow("张某某（申请编号2022-0011）", "", "青少年发明奖", 200_000),
)
LIST = NoticeList(
    issuer=letters.ISSUER,
    number="云市监知资公示〔2022〕1号",
    date=date(2022, 8, 29),
    addressee="",
    title="云溪县市场监督管理局2022年度知识产权拟资助（奖励）名单公示",
    basis="《云溪县知识产权资助办法》（云府规〔2021〕3号）和《关于开展2022年度知识产权资助申报工作的通知》（云市监知〔2022〕5号）",
    period="2022年8月29日至2022年9月2日（5个工作日）",
    objections_until="2022年9月2日17:30",
    contact=NoticeContact(
        contact="陈晓敏",
        telephone="0751-8881234",
        second_telephone="0751-8885678",
        address="云溪县工业大道 3 号市场监督管理局知识产权股",
        postcode="512700",
    ),
    count=102,
    units=UNITS,
    individuals=INDIVIDUALS,
)
LONG = replace(LIST, units=UNITS * 20, individuals=INDIVIDUALS * 12)
ANEW = replace(
    LIST,
    number="云市监知资公示〔2022〕2号",
    units=(replace(UNITS[0], amount=400_000), UNITS[1]),
    individuals=(),
    count=98,
    again=f"本次公示的事项曾列入《{LIST.title}》（云市监知资公示〔2022〕1号，2022年8月29日发布）公示，因异议成立，现重新公示。",
    changes=(
        ChangedRow(*[UNITS[0].recipient, UNITS[0].name, UNITS[0].item], 500_000, 400_000, "调减"),
        ChangedRow(UNITS[0].recipient, "Y2022440000123", "专利转让许可", 800_000, None, "取消"),
    ),
)
OBJECTIONS = (
    ReportedObjection(
        "云溪县嘉禾机械厂",
        date(2022, 8, 31),
        "云溪县恒信电子科技股份有限公司",
        "该专利的权属存在争议，已经起诉。",
        "异议不成立",
        "经核查，法院已经裁定不予受理，专利登记簿记载的权利人没有变化",
        date(2022, 9, 5),
    ),
    ReportedObjection(
        "李明",
        date(2022, 9, 1),
        "陈𬭎喆",
        "获奖作品与本人作品相同",
        "异议成立",
        "获奖证书已被撤销",
        date(2022, 9, 6),
    ),
    ReportedObjection(
        "王芳",
        date(2022, 9, 2),
        "云溪县嘉禾机械厂",
        "登记数量过多",
        "不予受理",
        "没有身份证明和证据材料",
        None,
    ),
)
REPORT = NoticeReport(
    issuer=letters.ISSUER,
    number="",
    date=date(2022, 9, 7),
    addressee="",
    title=LIST.title,
    list_number=LIST.number or "",
    period=LIST.period,
    shown="在云溪县人民政府门户网站和本局公告栏公示",
    count=102,
    units=3,
    individuals=3,
    total=13_140_000,
    objections=OBJECTIONS,
    handled_by="陈晓敏",
    left=99,
    left_total=12_440_000,
    rows=6,
    left_rows=5,
)
REPLY = ObjectionReply(
    issuer=letters.ISSUER,
    number="云市监知资〔2022〕9号",
    date=date(2022, 9, 5),
    addressee="云溪县嘉禾机械厂",
    addressee_is_person=False,
    title=LIST.title,
    received_on=date(2022, 8, 31),
    recipient="云溪县恒信电子科技股份有限公司",
    item="发明专利授权",
    text="该专利的权属存在争议，已经起诉",
    upheld=False,
    reason="经查专利登记簿，该专利的权利人自授权以来没有变化；云溪县人民法院已于2022年8月20日裁定对你单位的起诉不予受理",
    list_number=LIST.number or "",
)
INQUIRY = InquiryLetter(
    issuer=letters.ISSUER,
    number="云市监知资〔2022〕7号",
    date=date(2022, 8, 1),
    addressee="国家税务总局云溪县税务局",
    matter="请核实附件所列单位和个人有无欠税、骗取出口退税等重大税收违法行为",
    answer_by=date(2022, 8, 12),
    parties=(
        AskedParty("云溪县恒信电子科技股份有限公司", "91440299MA00000015", person=False),
        AskedParty("陈𬭎喆", "440204198001010038", person=True),
    ),
    policies=("《云溪县知识产权资助办法》（云府规〔2021〕3号）",),
)
SHEETS: dict[str, LetterData] = {
    "public_list": LIST,
    "public_list_draft": replace(LIST, number=None, individuals=(), count=99),
    "public_list_long": LONG,
    "public_list_anew": ANEW,
    "notice_report": REPORT,
    "notice_report_quiet": replace(REPORT, objections=()),
}
TOLD: dict[str, Any] = {
    "issuer": letters.ISSUER, "date": date(2022, 9, 20), "addressee": "云溪县恒信电子科技股份有限公司",
    "addressee_is_person": False, "application_number": "YX2022-0021",
    "policy_title": letters.ONE.policy_title, "policy_number": letters.ONE.policy_number,
    "programme_year": 2022, "identity": "91440299MA00000015",
    "list_title": "2022年度知识产权拟资助（奖励）名单公示", "list_number": "云市监知资公示〔2022〕1号",
}  # fmt: skip
HEARING = ObjectionNotice(
    **TOLD, number="云市监知资异告〔2022〕1号", received_on=date(2022, 9, 19), objector="",
    lines="专利转让许可（Y2022440000123）", gist="许可合同没有全部履行，许可费没有付清", days=3,
    last_day=date(2022, 9, 23),
)  # fmt: skip
FOUND = FoundAfterNotice(
    date(2022, 9, 19), "许可费的付款凭证", "付款银行回单原件", "许可费实际支付400,000.00元",
    "依据第（七）项按实际支付的1%计算，由公示的5,000.00元减为4,000.00元",
)  # fmt: skip
FINDING = FindingNotice(
    **{name: value for name, value in TOLD.items() if name != "list_number"},
    items="专利转让许可（Y2022440000123）", published=500_000,
    notice_number="云市监知资公示〔2022〕1号",
    number="云市监知资复告〔2022〕1号", findings=(FOUND, FOUND), days=5,
)  # fmt: skip
OUTCOME = ObjectionOutcome(
    **TOLD, number="云市监知资异果〔2022〕1号",
    objections=(
        AnsweredObjection(
            date(2022, 9, 19), "专利转让许可（Y2022440000123）", "许可费没有付清", "许可费只支付了一半", True
        ),
    ),
    changes=(ChangedLine("专利转让许可（Y2022440000123）", 800_000, 400_000),),
    told_by="云市监知资异告〔2022〕1号", told_on=date(2022, 9, 20),
    statement="对异议的陈述意见", stated_on=date(2022, 9, 22),
    views=(
        StatedView("专利转让许可（Y2022440000123）", "其余将在期限内付清", "不予采纳", "没有支付的没有交易"),
    ),
)  # fmt: skip
LETTERS: dict[str, LetterData] = {
    "objection_notice": HEARING,
    "objection_notice_named": replace(HEARING, objector="陈𬭎喆", last_day=None, whole=True),
    "objection_outcome": OUTCOME,
    "objection_outcome_dismissed": replace(
        OUTCOME,
        objections=(replace(OUTCOME.objections[0], upheld=False),) * 2,
        changes=(),
        statement="",
        stated_on=None,
        views=(),
        view_until=date(2022, 9, 23),
        over=True,
    ),
    "finding_notice": FINDING,
    "finding_notice_child": replace(
        FINDING, addressee="李明", addressee_is_person=True, guardian="李建国", identity="4402**********0016"
    ),
    "objection_reply": REPLY,
    "objection_reply_upheld": replace(
        REPLY,
        upheld=True,
        addressee="李明",
        addressee_is_person=True,
        recipient="陈𬭎喆",
        item="青少年发明奖",
        text="获奖作品与本人作品相同",
        reason="经向发证单位核实，该获奖证书已于2022年9月1日被撤销",
    ),
    "inquiry": INQUIRY,
    "inquiry_long": replace(INQUIRY, parties=INQUIRY.parties * 30),
}
