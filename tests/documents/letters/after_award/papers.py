"""Papers about what became of awards, and of files, to test with; names and numbers are invented."""

from dataclasses import replace
from datetime import date

from ipdesk.documents.letters.after_award.archive_papers import ArchiveList, ArchiveNote
from ipdesk.documents.letters.after_award.clawback_decision import ClawbackDecision
from ipdesk.documents.letters.after_award.clawback_end import ClawbackEnd
from ipdesk.documents.letters.after_award.clawback_notice import ClawbackNotice
from ipdesk.documents.letters.after_award.collection_reminder import CollectionReminder
from ipdesk.documents.letters.after_award.filed_papers import CAME_IN, HANDED_IN, ISSUED, FiledPaper
from ipdesk.documents.letters.after_award.forfeiture_notice import ForfeitureNotice
from ipdesk.documents.letters.after_award.items import ReversedItem
from ipdesk.documents.letters.after_award.publication_proof import ProvenPublication, PublicationProof
from ipdesk.documents.letters.after_award.repayment_reminder import RepaymentReminder
from ipdesk.documents.letters.after_award.service_announcement import ServiceAnnouncementLetter
from ipdesk.documents.letters.after_award.service_attempts import FiledAttempt, ServiceAttempts
from ipdesk.documents.letters.counter.guardian_consent import GuardianConsent
from ipdesk.documents.letters.data import LetterData
from ipdesk.documents.letters.form_data import RequestedLine
from ipdesk.documents.letters.handling_data import HandlingApproval
from ipdesk.models.core.default_remedies import OwnRemedies
from ipdesk.models.records import IntendedBar
from tests.documents.letters import letters
from tests.documents.letters.form_papers import APPLICATION, CHILD

FUND = "《云溪县知识产权专项资金管理办法》（云府规〔2021〕5号）"
LAPSING = "《云溪县知识产权专项资金管理办法》（云府规〔2021〕5号）第十六条"
TAKEN = {
    **APPLICATION,
    "award_number": "云市监知资〔2022〕12号",
    "award_date": date(2022, 9, 5),
    "items": (ReversedItem("专利转让许可（Y2022440000123）", "第七条", 800_000, 500_000),),
    "reason": (
        "合同金额800,000.00元，实际支付300,000.00元，其余已于2022年2月15日协议解除，申请表仍按800,000.00元填报，属于虚报。"
        "按实际支付的1%应为3,000.00元，多领5,000.00元"
    ),
    "basis": "《云溪县知识产权专项资金管理办法》（云府规〔2021〕5号）第十九条",
    "identity": "91440299MA00000015",
    "quoted": ((f"{FUND}第十九条", "以虚报、冒领等手段骗取的，追回骗取的资金。"),),
}
BAR_QUOTED = ((f"{FUND}第二十条", "骗取资金的，三年内不再受理。"),)
NOTICE = ClawbackNotice(
    **{**TAKEN, "number": "云市监知资拟追〔2023〕1号", "date": date(2023, 3, 6)},
    evidence="2022年2月15日的解除协议、银行付款凭证",
    hearing_days=5,
    last_day=date(2023, 3, 13),
    bar=IntendedBar(
        "弄虚作假骗取资助（奖励）资金", "《云溪县知识产权专项资金管理办法》（云府规〔2021〕5号）第二十条", 3
    ),
    bar_quoted=BAR_QUOTED,
)
DECIDING = replace(letters.ISSUER, remedies=OwnRemedies.CLAWBACK.usual("云溪县人民政府"))
DECISION = ClawbackDecision(
    **{**TAKEN, "issuer": DECIDING, "number": "云市监知资追〔2023〕1号", "date": date(2023, 3, 20)},
    evidence="2022年2月15日的解除协议、银行付款凭证",
    told_on=date(2023, 3, 6),
    heard="你单位书面表示，对查明的事实和拟追回的金额没有异议",
    waived="",
    due_on=date(2023, 4, 19),
    pay_to="户名：云溪县财政局；开户银行：粤北农村商业银行云溪支行；账号：80020000009900135",
    bar_since=date(2023, 3, 20),
    bar_until=date(2026, 3, 19),
    bar_basis="《云溪县知识产权专项资金管理办法》（云府规〔2021〕5号）第二十条",
    bar_reason="弄虚作假骗取资助（奖励）资金",
    paid_on=date(2022, 10, 20),
    told_by="云市监知资拟追〔2023〕1号",
    statement="陈述申辩意见",
    stated_on=date(2023, 3, 10),
    left=300_000,
    bar_quoted=BAR_QUOTED,
)
CLAWBACK_ENDED = ClawbackEnd(
    **{**APPLICATION, "number": "云市监知资追终〔2023〕1号", "date": date(2023, 3, 20)},
    identity="91440299MA00000015",
    award_number="云市监知资〔2022〕12号",
    award_date=date(2022, 9, 5),
    award_title="2022年度知识产权资助（奖励）通知书",
    told_by="云市监知资拟追〔2023〕1号",
    told_on=date(2023, 3, 6),
    told_title="拟追回资助（奖励）资金告知书",
    reason="陈述申辩时提交了付款凭证，经核实合同已经全部履行",
    ended_on=date(2023, 3, 20),
)
FORFEITED = ForfeitureNotice(
    **{
        **TAKEN,
        "issuer": replace(letters.ISSUER, remedies=OwnRemedies.FORFEITURE.usual("云溪县人民政府")),
        "number": "云市监知资未领〔2023〕1号",
        "date": date(2023, 3, 20),
        "items": (ReversedItem("专利转让许可（Y2022440000123）", "第七条", 800_000, 800_000),),
        "reason": "期限届满，你单位没有报送收款账户，也没有书面说明正当理由",
        "basis": LAPSING,
        "quoted": ((LAPSING, "逾期没有领取，经催领仍不领取的，不再拨付。"),),
        "whole": True,
    },
    due_on=date(2023, 3, 1),
    reminded_by="云市监知资催领〔2023〕1号",
    reminded_on=date(2023, 1, 16),
    reminder_served=date(2023, 1, 18),
)
REMINDED = CollectionReminder(
    **{
        **TAKEN,
        "number": "云市监知资催领〔2023〕1号",
        "date": date(2023, 1, 16),
        "items": (ReversedItem("专利转让许可（Y2022440000123）", "第七条", 800_000, 800_000),),
        "reason": "书面报送收款账户的户名、开户银行和账号",
        "basis": LAPSING,
    },
    due_on=date(2023, 3, 1),
)
DEMANDED = RepaymentReminder(
    **{**TAKEN, "number": "云市监知资催告〔2023〕1号", "date": date(2023, 4, 20)},
    decided_by="云市监知资追〔2023〕1号",
    decided_on=date(2023, 3, 20),
    served_on=date(2023, 3, 22),
    due_on=date(2023, 4, 19),
    pay_to="户名：云溪县财政局；开户银行：粤北农村商业银行云溪支行；账号：80020000009900135",
    returned=200_000,
)
ANNOUNCED = ServiceAnnouncementLetter(
    **{**APPLICATION, "number": "云市监知资公告〔2022〕1号", "date": date(2022, 10, 10)},
    paper_name="知识产权资助（奖励）通知书",
    paper_number="云市监知资〔2022〕12号",
    paper_date=date(2022, 9, 5),
    tried=(
        "2022年9月8日派员送达时，你单位登记的住所已无人办公；2022年9月15日邮寄的文书被退回，"
        "法定代表人和经办人的电话无人接听"
    ),
    collect_at="云溪县市场监督管理局知识产权股（云溪县云溪街道文昌路8号行政服务中心203室）",
    minor=False,
)
OFFICE, APPLICANT = "云溪县市场监督管理局", "云溪县恒信电子科技股份有限公司"
FILED_PAPERS = (
    FiledPaper("", APPLICANT, "申请表（签字盖章）", date(2022, 3, 18), 4, HANDED_IN),
    FiledPaper("", APPLICANT, "作品登记证书复印件（3份）", date(2022, 3, 18), 3, HANDED_IN, 3),
    FiledPaper("", OFFICE, "知识产权资助（奖励）申请受理回执", date(2022, 3, 18), 1, ISSUED),
    FiledPaper(
        "云发改函〔2022〕21号",
        "云溪县发展和改革局",
        "关于征求意见的复函",
        date(2022, 6, 10),
        0,
        CAME_IN,
        1,
        True,
    ),
    FiledPaper("云市监知资〔2022〕12号", OFFICE, "资助（奖励）通知书", date(2022, 9, 5), 2, ISSUED),
    FiledPaper("", OFFICE, "资助（奖励）通知书送达回证", date(2022, 9, 8), 1, ISSUED),
)
FILED = {
    **APPLICATION,
    "archive_number": "J012-WS·2022-D30-BGS-0001",
    "retention": "30年",
    "archived_on": date(2023, 4, 3),
    "archived_by": "陈晓敏",
    "remark": "",
    "papers": FILED_PAPERS,
}
LETTERS: dict[str, LetterData] = {
    "clawback_notice": NOTICE,
    "clawback_end": CLAWBACK_ENDED,
    "clawback_decision": DECISION,
    "forfeiture_notice": FORFEITED,
    "collection_reminder": REMINDED,
    "repayment_reminder": DEMANDED,
    "service_announcement": ANNOUNCED,
    "service_announcement_minor": replace(
        ANNOUNCED,
        addressee="张某某",
        addressee_is_person=True,
        minor=True,
        tried="2022年9月8日派员送达时，你的住所无人；邮寄的文书被退回，监护人的电话无人接听",
    ),
}
SHEETS: dict[str, LetterData] = {
    "handling_approval": HandlingApproval(
        **APPLICATION,
        approves="clawback_decision",
        party=APPLICATION["addressee"],
        party_is_person=False,
        party_code="91440299MA00000015",
        requested="专利转让许可（Y2022440000123）",
        facts=str(TAKEN["reason"]),
        basis=str(TAKEN["basis"]),
        decision="撤销资助（奖励）通知书（云市监知资〔2022〕12号）中的相应部分，追回资金，限2023年4月19日（含当日）前退回",
        total=500_000,
        minutes="局务会纪要〔2023〕3号，2023年3月17日",
    ),
    "service_attempts": ServiceAttempts(
        **APPLICATION,
        attempts=(
            FiledAttempt(
                "云市监知资〔2022〕12号",
                "直接送达",
                date(2022, 9, 8),
                "2022-09-08 09:30",
                "",
                "云溪县云溪街道文昌路8号",
                "该处已无人办公",
                "门锁已换，电话无人接听",
                "陈晓敏、何伟",
                "罗广平（文昌社区居委会）",
                (),
            ),
            FiledAttempt(
                "云市监知资〔2022〕12号",
                "邮寄送达",
                date(2022, 9, 9),
                "2022-09-09寄出\n2022-09-15退回",
                "1068734521544",
                "云溪县云溪街道文昌路8号",
                "已迁移，新址不明",
                "",
                "陈晓敏",
                "",
                (),
            ),
        ),
    ),
    "publication_proof": PublicationProof(
        **APPLICATION,
        publications=(
            ProvenPublication(
                "云市监知资公告〔2022〕1号",
                "云市监知资〔2022〕12号",
                "云溪县人民政府门户网站和本局公告栏",
                "网页截图1页、张贴照片1张",
                date(2022, 10, 10),
                date(2022, 11, 9),
                "陈晓敏",
                (),
            ),
        ),
    ),
    "archive_list": ArchiveList(**FILED),
    "archive_note": ArchiveNote(**FILED),
    "guardian_consent": GuardianConsent(
        **{**APPLICATION, "addressee": "张喆", "addressee_is_person": True, "guardian": CHILD.guardian},
        applicant=CHILD,
        public_name="张某某",
        lines=(RequestedLine("青少年发明奖（YF-2022-0031）", "第十九条", 200_000),),
    ),
}
