"""One application of each outcome, from the counter to the archive through the real window.

The office's year is played once; each test looks at what became of one application, and reads its papers.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from ipdesk.documents.letters.issue import Sources
from ipdesk.documents.letters.registers.of_year import ACCEPTANCE_REGISTER, LETTER_REGISTER, register_pdf
from ipdesk.models import queries
from ipdesk.models.records import ApplicationDetail, ApplicationFilter, ReversalKind
from ipdesk.models.store import Store
from ipdesk.models.workflow import State
from ipdesk.rules.library.policy_library import standard_library
from tests.documents.pdf_words import words
from tests.end_to_end.outcomes import forms
from tests.end_to_end.outcomes.course import CITY, DAYS, LAPSING, RECOVERY, SIGNERS
from tests.end_to_end.outcomes.office import Form
from tests.end_to_end.outcomes.opening import COURT, DELEGATION, GOVERNMENT, open_office, set_up

BASIS = "韶府办发函〔2021〕188号"
UPPER_NOTICE = "《关于组织申报2023年度市级知识产权资助的通知》（韶市监知〔2024〕3号）"
RECOVERED = f"{RECOVERY}规定：“以虚报、冒领等手段骗取的，撤销资助（奖励）决定的相应部分"
LAPSED = (
    f"{LAPSING}规定：“申请人没有在规定的期限内办理领取手续，经书面催领仍不办理，"
    "也没有书面说明正当理由的，不再拨付。”"
)
REMEDIES = f"60日内向{GOVERNMENT}申请行政复议"
SUIT = f"6个月内依法向{COURT}提起行政诉讼"
UNNAMED = ("notice_report", "recommendation")
"""Papers about many that name nobody."""
ARCHIVED = ("archive_list", "archive_note")


@pytest.fixture(scope="module")
def year(_dressed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Play the year of the office, and return what it left."""
    folder = tmp_path_factory.mktemp("outcomes")
    set_up(folder)
    with open_office(folder) as office:
        for moment, act in DAYS:
            office.go_on_to(moment)
            act(office)
    store = Store.open_to_read(folder)
    yield store
    store.close()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an application ended: state, sum granted (fen), and for each of its papers what it has to say."""

    form: Form
    state: State
    granted: int
    papers: Mapping[str, tuple[str, ...]]
    steps: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = UNNAMED


def award(sum_text: str, words: str, *said: str) -> dict[str, tuple[str, ...]]:
    """Return what the papers of an award say that was published, decided and notified."""
    return {
        "acceptance_receipt": ("受理回执",),
        "approval_form": (
            "局务会纪要〔2024〕8号",
            "审定金额由会议（",
            "公示〔2024〕1号，公示期2024年3月21日至2024年3月27日",
            f"审定权限政策由韶关市人民政府办公室制定，按照{DELEGATION}的规定由本局审定。",
        ),
        "award_notification": (
            f"{sum_text}元（大写：人民币{words}）",
            BASIS,
            f"按照{DELEGATION}的规定，经审核，并经我局",
            "2024年4月10日",
            *said,
        ),
        "service_record": ("送达回证", "2024年4月10日"),
        "check_record": ("失信被执行人", "中国执行信息公开网", "2024-03-11"),
        "inquiry": (),
        "public_notice": (),
        "notice_report": (),
    }


def without(papers: dict[str, tuple[str, ...]], *kinds: str) -> dict[str, tuple[str, ...]]:
    """Return papers but for those that others got: nobody is asked about offences of a child."""
    return {kind: said for kind, said in papers.items() if kind not in kinds}


OUTCOMES = {
    "granted": Outcome(
        forms.GRANTED,
        State.NOTIFIED,
        8_000_00,
        award("8,000.00", "捌仟元整"),
    ),
    "reduced": Outcome(
        forms.REDUCED,
        State.NOTIFIED,
        26_000_00,
        award(
            "26,000.00",
            "贰万陆仟元整",
            "关于每个单位每年资助不超过100件的规定，该件不予资助（奖励），核算金额200.00元全部核减。",
            "理由：经2024年3月15日核查许可费的付款凭证（来源：付款银行回单原件、双方不再支付的书面确认原件），合同金额申报为1,000,000.00元",
            "因此按600,000.00元（属不足1,000,000.00元一档）的1%计算为6,000.00元。",
            REMEDIES,
        )
        | {
            "later_check_record": ("核查记录（补充核查）", "双方书面确认其余400,000.00元不再支付"),
            "approval_form": ("与票据、凭证一致初审符合；2024年3月15日补充核查查到不一致，见下",),
        },
    ),
    "refused": Outcome(
        forms.REFUSED,
        State.REFUSED,
        0,
        {
            "acceptance_receipt": ("作品登记证书", "作品登记清单"),
            "approval_form": (
                "审批阶段拟资助印制日期2024年3月18日",
                "审批阶段审定印制日期2024年4月10日",
                "拟办结果拟不予资助（理由见上表）",
                "局务会纪要〔2024〕8号",
                "审定结果不予资助（理由见上表）",
                "受理、核查和审定登记由陈晓敏一人经办，审定结果由会议（局务会纪要〔2024〕8号",
            ),
            "inquiry": (),
            "check_record": (),
            "service_record": ("不予资助", "2024年4月10日"),
            "refusal_decision": (
                "不予资助",
                BASIS,
                "第（四）项",
                "第（四）项规定：“对我市单位或个人取得广东省作品著作权登记部门颁发的作品著作权登记证书，",
                "经审查，材料载明的登记机构为中国版权保护中心",
                REMEDIES,
                SUIT,
                "2024年4月10日",
            ),
        },
    ),
    "corrected and then granted": Outcome(
        forms.CORRECTED,
        State.NOTIFIED,
        2_400_00,
        award("2,400.00", "贰仟肆佰元整")
        | {
            "acceptance_receipt": ("已补正",),
            "correction_notice": ("作品登记证书复印件没有盖章", "加盖公章后重新提交", "2024年3月5日"),
            "approval_form": ("2024年3月4日收到，补正后2024年3月8日受理",),
        },
        steps=("通知补正",),
    ),
    "withdrawn": Outcome(
        forms.WITHDRAWN,
        State.WITHDRAWN,
        0,
        {
            "acceptance_receipt": (),
            "termination_notice": (
                "于2024年3月5日书面要求撤回该申请",
                "自2024年3月5日起终止办理",
                "2024年3月4日的受理回执同时失效",
                "本次申报期限至2024年3月7日（含当日）止",
            ),
            "handling_approval": (
                "申请人撤回申请，终止办理",
                "当事人于2024年3月5日书面要求撤回上述申请，当日登记撤回",
                "当事人2024年3月5日撤回申请的书面材料；《关于申报2023年度知识产权资助的通知》",
                "确认撤回，终止办理，2024年3月4日的受理回执失效，书面告知当事人",
            ),
            "service_record": ("终止办理通知书", "申请的终止办理"),
        },
        steps=("申请人撤回",),
    ),
    "lapsed": Outcome(
        forms.LAPSED,
        State.UNCORRECTED,
        0,
        {
            "acceptance_receipt": (),
            "correction_notice": (
                "作品登记清单没有写明登记日期",
                "本次申报期限至2024年3月7日（含当日）止，补正期限届满后不能就本次申报重新提出申请",
            ),
            "handling_approval": (
                "逾期没有补正，视为撤回申请",
                "于2024年3月6日送达，补正期限至2024年3月13日（含当日）止",
                "视为撤回上述申请，终止办理，2024年3月4日的受理回执失效",
                "拟发文书2023年度知识产权资助（奖励）申请视为撤回通知书",
            ),
            "deemed_withdrawn_notice": (
                "作品登记清单没有写明登记日期",
                "（澄市监知〔2024〕1号，以下简称《申报通知》）第四条规定：“申报材料应当齐全",
                "依据上述规定和上述补正通知书关于逾期后果的告知",
                "2024年3月6日送达，补正期限至2024年3月13日（含当日）止",
                "视为你单位撤回上述申请，我局终止办理。2024年3月4日的受理回执自本通知书送达之日起失效",
                "本次申报期限至2024年3月7日（含当日）止，已经届满",
                REMEDIES.replace("内向", "内先向"),
                "15日内，依法向有管辖权的人民法院提起行政诉讼",
                "2024年4月22日",
            ),
            "service_record": ("补正通知书", "视为撤回通知书", "申请视为撤回"),
        },
        steps=("逾期未补正",),
    ),
    "objected to and upheld": Outcome(
        forms.UPHELD,
        State.NOTIFIED,
        7_000_00,
        award("7,000.00", "柒仟元整", "经2024年3月26日核查许可", "实际支付300,000.00元", REMEDIES)
        | {
            "handling_approval": (
                "对公示异议的处理和答复",
                "当事人澄溪县古城书画社",
                "异议成立，退回重新拟定；重新拟定后仍予资助（奖励）的，自2024年3月27日起在发布原公示的网站和公告栏重新公示",
                "许可费实际支付300,000.00元",
                "申请人的意见：申请人于2024年3月25日书面陈述意见，主要内容是：许可合同约定的许可费为600,000.00元",
                "经核查不予采纳，理由：不再支付的部分没有交易",
                "答复异议以前，向申请人告知异议情况",
                "自送达之日起2个工作日内听取意见；不告知异议人的姓名（名称）和联系方式",
                "告知申请人异议处理结果",
                "签订的《专利实施许可合同》）的异议，当事人陈述的主要内容：许可合同约定的许可费为600,000.00元",
                "公示的拟资助金额6,000.00元，重新拟定为3,000.00元",
            ),
            "later_check_record": ("核查记录（异议核查）", "处理意见：按实际支付的许可费重新核算", "图1"),
            "objection_reply": (
                "2024年3月26日核查许可费的付款凭证",
                "申报的专利转让许可“一种宣纸的防潮处理方法”（Y2023440000907，专利号ZL202010119083.1，2023年5月20日"
                "与许可方粤北应用技术研究院签订的《专利实施许可合同》）提出的异议",
                "异议成立",
                "其余20件（1项）不在异议范围内",
                "许可合同没有全部履行、许可费没有付清的情况都属实",
                "自2024年3月27日起在发布原公示的网站和公告栏重新公示",
                "2024年3月27日",
            ),
            "objection_notice": (
                "我局于2024年3月22日收到异议人对专利转让许可“一种宣纸的防潮处理方法”（Y2023440000907，专利号ZL202010119083.1，",
                "许可合同没有全部履行，许可费没有付清",
                "2个工作日内（收到当日不计算在内），就上述异议",
                "2024年3月22日",
            ),
            "objection_outcome": (
                "已于2024年3月22日以《公示异议情况告知书》（澄市监知异告〔2024〕1号）告知你单位",
                "我局收到你单位2024年3月25日提交的对异议的陈述意见",
                "请求按合同金额资助。经核查，我局对上述意见不予采纳，理由：不再支付的部分没有交易",
                "经研究，异议成立。",
                "公示的拟资助金额为6,000.00元；因上述异议成立，依据《若干措施》第（七）项，经2024年3月",
                "26日核查许可费的付款凭证（来源",
                "按300,000.00元（属不足1,000,000.00元一档）的1%计算为3,000.00元，重新拟定为3,000.00元",
                "2号重新公示，公示期自2024年3月27日起",
                "按照该通知书或者决定书写明的途径和期限申请行政复议",
            ),
            "approval_form": (
                "收到对本申请的异议1件（成立1件）",
                "没有收到对本申请的异议",
                "审批阶段重新拟资助",
            ),
            "notice_report": (
                "澄市监知公示〔2024〕2号，公示期为2024年3月27日至2024年4月2日，公示期内没有收到异议",
                "名单公示（重新公示）》（澄市监知公示〔2024〕2号）",
                "曾列入澄市监知公示〔2024〕1号公示，本次为重新公示",
                "金额合计3,000.00元",
            ),
            "public_notice": (
                "《关于申报2023年度知识产权资助的通知》（澄市监知〔2024〕1号），经受理、核查",
                "监督电话：0751-5550109",
                "名单公示（重新公示）澄市监知公示〔2024〕2号",
                "其余20件（1项）没有变动，仍按原公示办理",
                "调减",
            ),
        },
        steps=("提出异议", "异议成立", "退回"),
    ),
    "objected to and rejected": Outcome(
        forms.DISMISSED,
        State.NOTIFIED,
        6_000_00,
        award("6,000.00", "陆仟元整")
        | {
            "objection_reply": ("不成立", "创作内容和完成日期均不相同", "2024年3月27日"),
            "later_check_record": ("核查记录（异议核查）", "登记档案首页", "图2"),
            "notice_report": (
                "清风印刷有限公司：作品著作权登记",
                "申报的专利转让许可“一种山泉水的过滤装置”（Y2023440000909，专利号ZL201910640572.9，",
                "签订的《专利实施许可合同》），公示金额5,000.00元：许可费实际支付400,000.00元",
                "（韶府办发函〔2021〕188号，以下简称《若干措施》）",
                "2024年3月28日送达，申请人2024年4月2日书面陈述意见（意见书附后）",
            ),
            "handling_approval": (
                "异议不成立，仍按公示的内容办理",
                "部分作品与本店作品相同",
                "申请人的意见：申请人在规定的期限内没有陈述意见",
            ),
            "objection_notice": ("主要内容是：部分作品与异议人作品相同",),
            "objection_outcome": (
                "你单位在规定的期限内没有陈述意见，该期限至2024年3月26日（含当日）止",
                "异议不成立，上述事项仍按公示的内容办理",
            ),
        },
        steps=("提出异议", "异议不成立"),
    ),
    "changed after the notice": Outcome(
        forms.CHANGED,
        State.NOTIFIED,
        12_000_00,
        award("12,000.00", "壹万贰仟元整", "比公示的5,000.00元减少1,000.00元", REMEDIES)
        | {
            "approval_form": (
                "不重新公示的理由：局务会议研究认为，公示以后复核只减少一项的金额",
                "已以公示复核情况告知书（澄市监知复告〔2024〕1号）告知申请人，2024年3月28日送达",
                "申请人2024年4月2日书面陈述意见，主要内容是：对复核的情况和减少的金额没有异议",
                "审定金额",
                "公示复核",
            ),
            "finding_notice": (
                "公示复核情况告知书",
                "名单公示》（澄市监知公示〔2024〕",
                "的公示金额为5,000.00元。公示期满以后我局进行了复核",
                "2024年3月28日，我局核查了许可费的付款凭证（来源：付款银行回单原件、双方不再支付的书面确认原件），查到：许可费实际支付",
                "由公示的5,000.00元减为4,000.00元",
                "5个工作日内（收到当日不计算在内），就上述情况和拟作的处理向我局书面陈述意见",
            ),
            "handling_approval": (
                "审定以前，告知申请人公示复核的情况",
                "公示期满以后，2024年3月28日核查",
                "自送达之日起5个工作日内听取意见",
            ),
            "later_check_record": ("核查记录（公示复核）", "400,000.00元，不是申报的500,000.00元"),
        },
    ),
    "served by public notice": Outcome(
        forms.BY_NOTICE,
        State.NOTIFIED,
        1_800_00,
        award("1,800.00", "壹仟捌佰元整")
        | {
            "service_announcement": (
                "送达公告",
                "2024年4月11日派员到",
                "该处已无人办公",
                "邮件于2024年4月19日被退回（已迁移，新址不明）",
                "自本公告发布之日起30日内",
                "《中华人民共和国民事诉讼法》第九十五条",
                "派员持营业执照复印件",
                "经过30日，即视为送达",
            ),
            "handling_approval": (
                "以公告方式送达文书",
                "粤作登字-2023-F-00070001至00070009，共9件",
                "采用其他方式无法送达",
                "《中华人民共和国民事诉讼法》第九十五条（参照）",
                "公告送达上述文书",
            ),
            "publication_proof": (
                "澄溪县人民政府门户网站和本局公告栏",
                "图1",
                "图2",
                "公告栏张贴的公告",
                "2024年4月22日15时30分截图",
                "2024-04-22至2024-05-22",
                "期满核对（公告期满以后填写）",
            ),
            "service_attempts": (
                "下列文书经直接送达、邮寄送达，没有送到，共2次。",
                "2024-04-11",
                "09:30",
                "罗广平",
                "2024-04-19退回",
                "退回的信封正面",
                "图3",
            ),
        },
    ),
    "a minor's": Outcome(
        forms.CHILD,
        State.NOTIFIED,
        600_00,
        without(award("600.00", "陆佰元整", "你的监护人唐立春应当对申报材料的真实性负责"), "inquiry")
        | {
            "acceptance_receipt": ("监护人收到本回执",),
            "service_record": ("受送达人的监护人签名",),
        },
        unnamed=(*UNNAMED, "public_notice"),
    ),
    "partly clawed back": Outcome(
        forms.CLAWED_BACK,
        State.NOTIFIED,
        20_000_00,
        award("20,000.00", "贰万元整")
        | {
            "later_check_record": ("核查记录（追回核查）", "双方2023年12月20日签订解除协议"),
            "handling_approval": (
                "拟撤销《2023年度知识产权资助（奖励）通知书》（澄市监知〔2024〕13号）中的相应部分",
                "先书面告知当事人，自送达之日起5个工作日内",
                "14,000.00元（大写：人民币壹万肆仟元整）",
                "（韶府办发函〔2021〕188号，以下简称《若干措施》）第（七）项给予20,000.00元",
                RECOVERED.replace("5号）", "5号，以下简称《管理办法》）"),
                "追回骗取的资金”；《管理办法》第二十一条规定",
                "移送有关机关处理”。拟作出的处",
                "拟发文书拟追回资助（奖励）资金告知书",
                "陈述申辩的情况：当事人书面表示",
                "限2024年7月15日（含当日）前退回",
                "；将有关问题移送澄溪县财政局处理",
                "所述将有关情况报送澄溪县公共信用信息平台，纳入信用记录的事项不再办理，理由：有关问题移送财政部门处理",
                "于2024年6月3日送达，陈述申辩的期限至2024年6月11日（含当日）止",
                "☑已经会议研究会议纪要：局务会纪要〔2024〕21号，2024年6月12日",
                "拟发文书追回资助（奖励）资金决定书",
            ),
            "clawback_notice": (
                "14,000.00元",
                "人民币壹万肆仟元整",
                "拟追回金额的计算：《若干措施》第（七）项规定“对本市企业以受让、被许可等形式",
                "对应的每项20,000.00元计算，审定20,000.00元。申报的合同金额为2,000,000.00元",
                "28日核查许可费的付款凭证",
                "查实为600,000.00元；",
                "因此以查实的600,000.00元代替申报的2,000,000.00元；按合同金额600,000.00元",
                "20,000.00元减去6,000.00元，相差的14,000.00元应予追回",
                RECOVERED,
                "原按《若干措施》第（七）项审定20,000.00元，拟追回14,000.00元",
                "追回骗取的资金。”依据上述规定，我局拟撤销",
                "追回。上述办法第二十一条规定：“骗取资金的，有关情况报送公共信用信息平台",
                "”依据上述规定，我局同时拟将有关情况报送澄溪县公共信用信息平台，纳入信用记录，并将有关问题移送澄溪县财政局处理。",
                "陈述",
                "2024年6月3日",
            ),
            "clawback_decision": (
                "14,000.00元",
                "人民币壹万肆仟元整",
                "2024年7月15日",
                RECOVERED,
                "”依据上述规定，同时将有关问题移送澄溪县财政局处理。",
                "第五十三条、第五十四条的规定，经书面催告后",
                "资金已于2024年4月30日拨付",
                "上述告知书于2024年6月3日送达，陈述和申辩的期限至2024年6月11日（含当日）止。",
                "将有关情况报送澄溪县公共信用信息平台，纳入信用记录的事项，经研究不再办理，理由：有关问题移送财政部门处理",
                "户名：澄溪县财政局；开户银行：",
                REMEDIES,
                "2024年6月12日",
            ),
            "repayment_reminder": (
                "退回期限至2024年7月15日（含当日）止",
                "你单位已于2024年7月5日退回10,000.00元；至期限届满，尚有4,000.00元没有退回",
                "4,000.00元（大写：人民币肆仟元整）",
                "10个工作日内",
                "户名：澄溪县财政局；开户银行：",
                "有权向我局进行陈述和申辩",
                "第五十三条、第五十四条的规定，申请人民法院强制执行",
                "2024年7月16日",
            ),
        },
    ),
    "forwarded to the city": Outcome(
        forms.FORWARDED,
        State.NOTIFIED,
        9_000_00,
        {
            "acceptance_receipt": ("审核后报送韶关市市场监督管理局审定", "上级审定和拨付的时间另计"),
            "approval_form": (
                "审批阶段推荐上报",
                "推荐意见",
                "审批阶段上级批复",
                "推荐金额9,000.00元推荐函澄市监知〔2024〕2号",
                "批复金额9,000.00元",
                "办理分工受理：陈晓敏；核查：陈晓敏；审定：上级审定机关。",
                "韶市监知〔2024〕31号",
            ),
            "check_record": (),
            "recommendation": (
                CITY,
                "推荐金额共计9,000.00元",
                "记录在卷",
                "同意推荐",
                "函复我局",
                UPPER_NOTICE,
            ),
            "forwarded_table": ("核算金额推荐金额", "9,000.009,000.00"),
            "award_notification": (
                "由韶关市市场监督管理局按规定程序拨付至你单位填报的下列账户",
                "9,000.00元（大写：人民币玖仟元整）",
                "韶市监知〔2024〕31号",
                "2024年4月10日",
            ),
            "service_record": (),
        },
    ),
    "not taken": Outcome(
        forms.UNTAKEN,
        State.NOTIFIED,
        1_600_00,
        award("1,600.00", "壹仟陆佰元整", f"依据{LAPSING}，上述资金不再拨付")
        | {
            "acceptance_receipt": ("尚未收到：收款银行账户证明复印件（账号），请在资金拨付前补交",),
            "approval_form": ("（未填报）", "征求澄溪县发展和改革局意见无异议"),
            "handling_approval": (
                "逾期没有按要求书面报送收款账户的户名、开户银行和账号，并附收款银行账户证明复印件。至今没有领取，共1,600.00元。",
                "2024年5月13日以《资助（奖励）资金催领通知书》（澄市监知催领〔2024〕1号）书面催领",
                "期限届满，当事人没有报送收款账户",
                "1,600.00元（大写：人民币壹仟陆佰元整）",
                LAPSED.removesuffix("。”"),
                "不再拨付",
                "会议纪要：局务会纪要〔2024〕25号，2024年7月1日",
            ),
            "collection_reminder": (
                "审定1,600.00元，全部没有领取",
                "前办理下列事项：书面报送收款账户的户名、开户银行和账号，并附收款银行账户证明复印件",
                f"{LAPSED}逾期没有办理",
                "依据上述规定，上述资金不再拨付",
                "2024年5月13日",
            ),
            "forfeiture_notice": (
                "该通知书已于2024年4月11日送达，其中规定的领取期限至2024年5月6日（含当日）止，你单位逾期没有按要求书面报送收款账户",
                f"{LAPSED}依据上述规定，下列资金不再拨付",
                "我局于2024年5月13日以《资助（奖励）资金催领通知书》（澄市监知催领〔2024〕1号）书面催领",
                "该通知书于2024年5月13日送达。期限届满，",
                "你单位在规定的期限内没有提出陈述和申辩",
                "1,600.00元",
                "人民币壹仟陆佰元整",
                "2024年6月28日",
                REMEDIES,
                "2024年7月1日",
            ),
        },
    ),
    "not accepted": Outcome(
        forms.NOT_ACCEPTED,
        State.NOT_ACCEPTED,
        0,
        {
            "service_record": ("不予受理通知书",),
            "handling_approval": (
                "当事人住所为韶关市浈江区东湖路15号，不在本县行政区域内",
                "对上述申请不予受理，告知当事人向韶关市浈江区市场监督管理局申请",
                "（澄市监知〔2024〕1号）第二条",
                "作品著作权登记",
                "法制审核意见",
                "主要领导意见",
            ),
            "not_accepted_notice": (
                "申请事项为作品著作权登记（粤作登字-2023-F-00075001至00075002，共2件），我局于",
                "经查你单位提交的营业执照复印件，你单位住所为韶关市浈江区东湖路15号",
                "（澄市监知〔2024〕1号，以下简称《申报通知》）进行了审查",
                "《申报通知》第二条规定：“申请人的住所地（户籍所在地）应当在本县行政区域内。",
                "住所地不在本县的，不予受理。”依据上述规定，上述申请不符合受理条件",
                "上述事项由韶关市浈江区市场监督管理局受理，请向该机关申请",
                "申请行政复议",
                "2024年3月4日",
            ),
        },
    ),
}


def file_of(year: Store, form: Form) -> ApplicationDetail:
    [found] = year.read(queries.application_ids, ApplicationFilter(text=form.name))
    return year.read(queries.application_detail, found)


def papers_of(year: Store, detail: ApplicationDetail) -> dict[str, str]:
    """Return what the papers of a file say, by kind: of one that went out twice all of it."""
    said: dict[str, str] = {}
    for one in detail.letters:
        said[one.kind] = said.get(one.kind, "") + words(year.read(queries.letter, one.id).pdf)
    return said


def test_works_alone_are_looked_up_in_no_register_of_patents(year: Store) -> None:
    works, both, patents = (False, True), (True, True), (True, False)
    for form, found in ((forms.DISMISSED, works), (forms.REDUCED, both), (forms.GRANTED, patents)):
        said = "".join(one.check.source for one in file_of(year, form).checks)
        assert ("专利审查信息" in said, "全国作品登记信息公示" in said) == found, form.name
        told = "".join(one.check.remark for one in file_of(year, form).checks)
        assert ("许可方" in told, "著作权人" in told) == ((False, False) if found == works else found), (
            form.name
        )


def lacking(outcome: Outcome, papers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what a person looks for in the papers of an outcome and does not find, with the paper."""
    wanted = {kind: (outcome.form.name, *said) for kind, said in outcome.papers.items()}
    return [
        (kind, text)
        for kind, said in wanted.items()
        for text in said
        if text not in papers[kind] and not (text == outcome.form.name and kind in outcome.unnamed)
    ]


@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_an_application_goes_from_the_counter_to_the_archive(year: Store, outcome: Outcome) -> None:
    detail = file_of(year, outcome.form)
    papers = papers_of(year, detail)
    assert detail.application.state is outcome.state
    assert sum(line.granted or 0 for line in detail.lines) == outcome.granted
    assert detail.archive is not None and detail.archive.number.startswith("J012-WS·2024-D30-ZCK-")
    taken = [step.step.label for step in detail.steps if step.step is not None]
    assert [label for label in outcome.steps if label in taken] == list(outcome.steps)
    assert set(papers) == {*outcome.papers, *ARCHIVED}
    assert lacking(outcome, papers) == []


def test_registers_list_what_was_given_back_since_and_what_was_published(year: Store) -> None:
    sources = Sources(year, standard_library())
    said = words(register_pdf(sources, ACCEPTANCE_REGISTER, 2024, datetime.date(2024, 12, 31)))
    accepted = {forms.LAPSED.name: "2024-03-04", forms.CORRECTED.name: "2024-03-08"}
    assert all(f"{day}{name}" in said for name, day in accepted.items()), said
    assert f"{forms.LAPSED.name}2024年度第一批：作品著作权登记7件" in said, "named by its form alone"
    assert "共14件申请，" in said and forms.NOT_ACCEPTED.name not in said
    assert (
        "6,000.00" in said and "追回14,000.00元，已全部退回" in said and "已通知，不再拨付1,600.00元" in said
    )
    assert "金额合计78,800.00元（大写：人民币柒万捌仟捌佰元整）" in said, (
        "what was withdrawn or taken back is no more"
    )
    sent = words(register_pdf(sources, LETTER_REGISTER, 2024, datetime.date(2024, 12, 31)))
    assert "2023年度知识产权拟资助（奖励）名单公示（重新公示）公开发布" in sent
    assert "公示复核情况告知书澄溪县白泉饮品有限公司陈晓敏黎志明（局长）2024-03-28" in sent, (
        "who signed the approval, and the day of service"
    )


def test_a_minor_is_known_by_surname_alone_on_the_notice(year: Store) -> None:
    papers = papers_of(year, file_of(year, forms.CHILD))
    hidden = ("唐小禾", "唐立春", *(forms.CHILD.particulars[name] for name in ("公民身份号码", "收款账号")))
    assert "唐某某" in papers["public_notice"]
    assert not [text for text in hidden if text in papers["public_notice"]]


def test_what_was_taken_back_lessens_what_stands(year: Store) -> None:
    def back(form: Form) -> tuple[set[ReversalKind], int]:
        found = file_of(year, form).reversals
        return {one.kind for one in found}, sum(one.line.amount for one in found)

    assert back(forms.CLAWED_BACK) == ({ReversalKind.CLAWED_BACK}, 14_000_00)
    assert back(forms.UNTAKEN) == ({ReversalKind.NOT_TAKEN}, 1_600_00)


def test_a_paper_served_by_public_notice_counts_thirty_days_later(year: Store) -> None:
    def served(form: Form) -> list[tuple[str, str]]:
        return [(one.way.label, one.served_on.isoformat()) for one in file_of(year, form).services]

    assert served(forms.BY_NOTICE) == [("公告送达", "2024-05-22")]
    [posted] = [one.publication for one in file_of(year, forms.BY_NOTICE).services]
    assert posted is not None and "公告〔2024〕1号" in posted.number and posted.posted and posted.proof
    assert served(forms.GRANTED) == [("直接送达", "2024-04-11")]


FILED = {
    forms.GRANTED.name: (
        "局务会纪要〔2024〕5号澄溪县市场监督管理局局务会纪要（复印件）20240318",
        "局务会纪要〔2024〕8号澄溪县市场监督管理局局务会纪要（复印件）20240409",
    ),
    forms.WITHDRAWN.name: ("撤回申请20240305", "终止办理通知书20240305", "终止办理通知书送达回证20240305"),
    forms.UPHELD.name: (
        "异议书20240322",
        "局务会纪要〔2024〕6号",
        "异议情况告知书送达回证20240322",
        "对异议的陈述意见20240325",
        "异议处理结果告知书送达回证20240327",
        "异议的答复送达回证20240327",
        "核查记录（异议核查）20240326",
        "处理事项审批表（异议答复）20240327",
        "审批表（拟资助）20240318",
        "审批表（重新拟资助）20240327",
        "审批表（审定）20240410",
        "名单公示（重新公示）20240327",
        "澄发改函〔2024〕17号澄溪县发展和改革局关于征求意见的复函（复印件）20240315",
    ),
    forms.DISMISSED.name: ("澄溪县青禾图文店异议书20240322", "核查记录（异议核查）20240326"),
    forms.CHANGED.name: (
        "核查记录（公示复核）20240328",
        "公示复核情况告知书20240328",
        "公示复核情况告知书送达回证20240328",
        "对公示复核情况的陈述意见20240402",
    ),
    forms.BY_NOTICE.name: (
        "送达情况记录20240422",
        "送达公告澄市监知〔2024〕12号20240422",
        "送达公告发布证明20240422",
        "送达回证（公告送达）20240522",
    ),
    forms.CORRECTED.name: ("补正通知书送达回证20240305", "补正材料（澄市监知补〔2024〕1号）20240308", "作废"),
    forms.LAPSED.name: (
        "补正通知书送达回证20240306",
        "视为撤回通知书20240422",
        "视为撤回通知书送达回证20240422",
    ),
    forms.CLAWED_BACK.name: (
        "局务会纪要〔2024〕21号澄溪县市场监督管理局局务会纪要（复印件）20240612",
        "核查记录（追回核查）20240528",
        "处理事项审批表（拟追回告知书）20240603",
        "处理事项审批表（追回决定书）20240612",
        "澄市监知移〔2024〕1号澄溪县市场监督管理局移送函20240612",
        "陈述申辩意见20240611",
        "20240603",
        "20240612",
        "询问笔录20240528",
        "许可费付款凭证（复印件）20230710",
        "退回追回款的银行回单（2024070500123）（复印件）20240705",
        "处理事项审批表（催告书）20240716",
        "催告书20240716",
        "催告书送达回证20240716",
        "20240722",
    ),
    forms.UNTAKEN.name: (
        "澄市监知催领〔2024〕1号",
        "催领通知书20240513",
        "催领通知书送达回证20240513",
        "局务会纪要〔2024〕25号",
    ),
    forms.CHILD.name: (
        "唐小禾、唐立春承诺书",
        "唐立春监护人同意书",
        "唐立春监护人身份证件复印件",
        "唐立春监护关系证明复印件",
    ),
    forms.FORWARDED.name: (
        "韶市监知〔2024〕31号韶关市市场监督管理局",
        "申请的复函］20240408",
        "核查记录",
        "审批表（推荐上报）20240311",
        "审批表（上级批复）20240410",
    ),
}
"""What the list of a file has to say beside the office's papers and what was handed in."""


NOTED = {
    forms.GRANTED.name: ("审定资助8,000.00元，截至归档资金账上没有拨付记录；拨付后的支付凭证按会计档案归档",),
    forms.WITHDRAWN.name: ("申请人2024年3月5日撤回申请，终止办理，2024年3月4日的受理回执失效",),
    forms.LAPSED.name: ("2024年4月22日视为撤回申请，终止办理，2024年3月4日的受理回执失效",),
    forms.CORRECTED.name: ("2024年3月4日的受理回执作废，以2024年3月8日的受理回执为准",),
    forms.UPHELD.name: ("异议成立（2024年3月27日），退回重新拟定，以澄市监知公示〔2024〕2号重新公示",),
    forms.REDUCED.name: (
        "审定核减1项，共14,000.00元、未予资助1项（核算200.00元），理由见2023年度知识产权资助（奖励）通知书（澄市监知〔2024〕8号）",
    ),
    forms.DISMISSED.name: ("公示期内异议不成立（2024年3月27日），仍按公示的内容办理",),
    forms.FORWARDED.name: (
        "韶关市市场监督管理局（韶市监知〔2024〕31号）批复资助9,000.00元，资金由审定机关拨付，支付凭证不在本卷",
    ),
    forms.CHANGED.name: ("审定与公示不一致，没有重新公示：",),
    forms.BY_NOTICE.name: (
        "（澄市监知〔2024〕12号）直接送达、邮寄送达未成2次（见送达情况记录），公告送达，2024年5月22日视为送达",
    ),
    forms.UNTAKEN.name: (
        "审定资助1,600.00元，逾期未领，1,600.00元不再拨付（澄市监知逾〔2024〕1号，2024年7月1日）",
    ),
    forms.CLAWED_BACK.name: (
        "已全部退回；决定将有关问题移送澄溪县财政局处理（移送函澄市监知移〔2024〕1号，2024年6月12日）",
        "审定资助20,000.00元，决定追回14,000.00元（澄市监知追〔2024〕1号，2024年6月12日），变更为6,000.00元",
        "资金已于2024年4月30日拨付，支付凭证按会计档案另行归档",
        "来文和其他材料6份",
        "初审以后追回核查1项，另有核查记录",
    ),
}
"""What the note that closes a file says happened to it, 无 where nothing did."""
LACKING = ("没有填写", "没有登记", "没有送达", "没有退回")
IN_ORDER = {
    forms.UNTAKEN.name: ("局务会纪要〔2024〕25号", "处理事项审批表（逾期未领通知书）"),
    forms.CLAWED_BACK.name: (
        "资助（奖励）通知书送达回证",
        "许可费付款凭证（复印件）20230710",
        "处理事项审批表（拟追回告知书）",
        "资金告知书20240603",
        "处理事项审批表（追回决定书）",
        "资金决定书20240612",
    ),
    forms.REDUCED.name: ("许可费其余部分不再支付的书面确认（复印件）20240315",),
    forms.UPHELD.name: ("处理事项审批表（异议答复）", "异议的答复", "异议的答复送达回证", "（重新拟资助）"),
}


def test_each_file_lists_all_that_lies_in_it_by_its_day_with_its_pages(year: Store) -> None:
    """Every paper was served, every step has its paper, and everything was counted."""
    for form in (*forms.NEW, *forms.KNOWN, forms.FORWARDED):
        detail = file_of(year, form)
        papers = papers_of(year, detail)
        listed, note = papers["archive_list"], papers["archive_note"]
        assert [text for text in FILED.get(form.name, ()) if text not in listed] == [], (form.name, listed)
        assert [text for text in NOTED.get(form.name, ()) if text not in note] == [], (form.name, note)
        places = [listed.index(text) for text in IN_ORDER.get(form.name, ())]
        assert places == sorted(places), (form.name, listed)
        lacking = [text for text in LACKING if text in note]
        assert detail.archive is not None and (detail.archive.unserved, detail.unrecorded) == ("", ())
        assert "起" not in listed.partition("备注")[2] and lacking == [], form.name
    ids = year.read(queries.application_ids, ApplicationFilter())
    assert year.read(queries.unserved_letters, tuple(ids), datetime.date(2024, 12, 31)) == ()


def test_what_was_signed_by_hand_on_the_forms_of_a_meeting_is_in_the_file_of_each(year: Store) -> None:
    for form in (forms.GRANTED, forms.DISMISSED, forms.CHILD):
        [signed] = file_of(year, form).signed
        assert {one.post.label: one.signer for one in signed.opinions} == SIGNERS, form.name
        assert {one.day for one in signed.opinions} == {datetime.date(2024, 3, 20)}
    assert not file_of(year, forms.WITHDRAWN).signed
