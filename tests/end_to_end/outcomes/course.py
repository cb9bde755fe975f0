"""From the counter to the archive: what the office does with the applications of a year, day by day."""

from __future__ import annotations

from tests.end_to_end.outcomes import forms
from tests.end_to_end.outcomes.office import BOTH, LICENSED, Office
from tests.end_to_end.outcomes.window import ON


def hand_in(office: Office) -> None:
    for form in forms.NEW:
        office.enter(form, registered=False)
        office.accept()
    for form in forms.KNOWN:
        office.enter(form)
    office.act(
        forms.NOT_ACCEPTED.name,
        "不予受理",
        {
            "理由": (
                "经查你单位提交的营业执照复印件，你单位住所为韶关市浈江区东湖路15号，不在本县行政区域内"
            ),
            "依据的条款": "《关于申报2023年度知识产权资助的通知》（澄市监知〔2024〕1号）第二条",
            "应当受理的机关": "韶关市浈江区市场监督管理局",
        },
    )
    office.approve(forms.NOT_ACCEPTED.name)
    office.prove(forms.NOT_ACCEPTED.name)
    office.serve(forms.NOT_ACCEPTED.name, "20240304")
    office.accept_all()
    office.stand_on(forms.UNTAKEN.name)
    office.clerk.press("F9")
    office.accept(lacking=True)
    office.list_state("已受理")
    office.issue_from_menu("受理回执")


CITY = "韶关市市场监督管理局"
PAID = "许可费的付款凭证"
PAID_FROM = "付款银行回单原件、双方不再支付的书面确认原件"
FIRST_MEETING = ("局务会纪要〔2024〕5号", "20240318")


def turn_away(office: Office) -> None:
    office.ask_correction(
        forms.CORRECTED.name,
        "作品登记证书复印件没有盖章",
        "加盖公章后重新提交",
        "申报通知第四条",
        at_once=True,
    )
    office.issue()
    office.prove(forms.CORRECTED.name)
    office.ask_correction(
        forms.LAPSED.name,
        "作品登记清单没有写明登记日期，也没有盖章",
        "补齐登记日期，加盖公章后重新提交",
        "申报通知第四条",
        at_once=False,
    )
    office.issue()
    office.prove(forms.LAPSED.name)
    office.withdraw(forms.WITHDRAWN.name, "申请人书面撤回，另行申报", pages=1)
    office.approve(forms.WITHDRAWN.name)
    office.prove(forms.WITHDRAWN.name)
    office.serve(forms.WITHDRAWN.name, "20240305")


def correct(office: Office) -> None:
    office.record_service(forms.LAPSED.name, "20240306")
    office.enter(forms.FORWARDED)
    office.accept()
    office.stand_on(forms.CORRECTED.name)
    office.clerk.press("F9")
    office.accept()
    for form in (forms.CORRECTED, forms.FORWARDED):
        office.stand_on(form.name)
        office.issue_from_menu("受理回执")


def review(office: Office) -> None:
    both = (forms.REDUCED, forms.UPHELD, forms.CHANGED)
    licensed = (forms.GRANTED, forms.CLAWED_BACK, forms.FORWARDED)
    office.review_all(without=(*both, *licensed))
    office.review_all(BOTH, without=licensed)
    office.review_all(LICENSED)
    office.list_state("已初审")
    office.issue_from_menu("核查记录")
    office.stand_on(forms.FORWARDED.name)
    office.issue_from_menu("资金审核审批表")
    office.forward(forms.FORWARDED.name, CITY)
    office.inquire("澄溪县发展和改革局", "20240315")


def lowered(day: str, declared: str, paid: str, sum_text: str) -> str:
    """Return why a licence is granted less than computed: what was found, the clause, the sum."""
    return (
        f"经{day}核查{PAID}（来源：{PAID_FROM}），合同金额申报为{declared}元，实际支付{paid}元，"
        "不再支付的部分不属于该项规定的“交易并转化运用合同金额”，"
        f"因此按{paid}元（属不足1,000,000.00元一档）的1%计算为{sum_text}元"
    )


def file_confirmation(office: Office, name: str, day: str) -> None:
    """Put into the file what says, besides the slips of a bank, that the rest of a fee is not paid."""
    paper = {"来文": "其他入卷文件", "题名": "许可费其余部分不再支付的书面确认", "责任者": name}
    office.act(name, "登记来文", paper | {"来文日期": day, "页数": "1", "原件或复印件": "复印件"})


def look_into_payment(office: Office) -> None:
    """Look at what was paid for a licence before it is proposed."""
    office.check_later(
        forms.REDUCED.name,
        "补充核查",
        {
            "核查事项": PAID,
            "核查来源": PAID_FROM,
            "核查结果": "异常",
            "查到的情况": (
                "许可合同约定1,000,000.00元，付款银行回单合计600,000.00元；双方书面确认其余400,000.00元不再支付"
            ),
            "处理意见": "拟资助时按实际支付的许可费核减",
        },
        {"银行回单：2023年8月21日": "slip"},
    )
    file_confirmation(office, forms.REDUCED.name, "20240315")


def propose(office: Office) -> None:
    office.note_inquiry("澄发改函〔2024〕17号", "20240315", pages=1)
    paid = lowered("2024年3月15日", "1,000,000.00", "600,000.00", "6,000.00")
    office.decide(forms.REDUCED.name, *FIRST_MEETING, ("", ""), ("", ""), ("6000", paid))
    office.list_state("已初审")
    office.take_together("成批拟资助", *FIRST_MEETING)
    office.list_state("拟资助")
    office.issue_from_menu("资金审核审批表")


SIGNERS = {
    "经办人": "陈晓敏（经办人）",
    "股室负责人": "罗广平（股长）",
    "分管领导": "叶婉清（副局长）",
    "主要领导": "黎志明（局长）",
}


def sign_forms(office: Office) -> None:
    office.record_signatures(forms.GRANTED.name, SIGNERS)


def publish(office: Office) -> None:
    office.publish()


def objections(office: Office) -> None:
    office.object(
        forms.UPHELD.name,
        "澄溪县古城书画社",
        "何工 0751-5550166",
        "许可合同没有全部履行，许可费没有付清",
        only="专利转让许可",
    )
    office.object(
        forms.DISMISSED.name,
        "澄溪县青禾图文店",
        "赵女士 0751-5550188",
        "部分作品与本店作品相同",
        which="00068001、00068002",
    )


def tell_of_objections(office: Office) -> None:
    """Tell the applicants what is objected to their applications, so that they may say what they think."""
    for form in (forms.UPHELD, forms.DISMISSED):
        office.act(form.name, "告知异议", {"陈述意见的期限": "2"})
        office.approve(form.name)
        office.prove(form.name)
        office.serve(form.name, "20240322")


def state_views(office: Office) -> None:
    office.act(
        forms.UPHELD.name,
        "登记来文",
        {"来文": "对异议的陈述意见", "来文日期": "20240325", "页数": "1"},
    )


def look_into_objections(office: Office) -> None:
    """Look up what the objections say before they are answered."""
    office.check_later(
        forms.UPHELD.name,
        "异议核查",
        {
            "常用事项": PAID,
            "核查来源": PAID_FROM,
            "核查结果": "异常",
            "查到的情况": (
                "许可费实际支付300,000.00元，不是公示所依据的600,000.00元，双方书面确认其余不再支付"
            ),
            "处理意见": "按实际支付的许可费重新核算",
        },
        {"银行回单：2023年9月15日": "slip"},
    )
    office.check_later(
        forms.DISMISSED.name,
        "异议核查",
        {
            "常用事项": "权利的登记档案",
            "核查结果": "正常",
            "查到的情况": "调取双方作品的登记档案比对，作品名称、创作内容和完成日期均不相同",
        },
        {"登记档案首页": "archive", "作品样本比对": "samples"},
    )
    file_confirmation(office, forms.UPHELD.name, "20240326")


def look_again(office: Office) -> None:
    """Look at the payments again once the list was shown."""
    office.check_later(
        forms.CHANGED.name,
        "公示复核",
        {
            "常用事项": PAID,
            "核查来源": PAID_FROM,
            "核查结果": "异常",
            "查到的情况": "许可费实际支付400,000.00元，不是申报的500,000.00元，双方书面确认其余不再支付",
            "处理意见": (
                "拟依据《若干措施》第（七）项，按实际支付的400,000.00元的1%重新计算，"
                "由公示的5,000.00元减为4,000.00元"
            ),
        },
        {"银行回单：2023年11月3日": "slip"},
    )
    file_confirmation(office, forms.CHANGED.name, "20240328")
    office.submit_paper(forms.CHANGED.name)
    office.approve(forms.CHANGED.name)
    office.prove(forms.CHANGED.name)
    office.serve(forms.CHANGED.name, "20240328")


def hear_finding(office: Office) -> None:
    paper = {"来文": "对公示复核情况的陈述意见", "来文日期": "20240402", "页数": "1"}
    office.act(forms.CHANGED.name, "登记来文", paper)


def look_into_facts(office: Office) -> None:
    """Look at what was paid before anything is to be taken back."""
    office.check_later(
        forms.CLAWED_BACK.name,
        "追回核查",
        {
            "常用事项": PAID,
            "核查来源": "付款银行回单原件、《专利实施许可合同解除协议》原件",
            "核查结果": "异常",
            "查到的情况": (
                "许可合同约定2,000,000.00元，付款银行回单合计600,000.00元；"
                "双方2023年12月20日签订解除协议，许可合同其余1,400,000.00元不再履行"
            ),
            "处理意见": "按实际支付的许可费核算，骗取的部分拟追回",
        },
        {"银行回单：2023年7月10日": "slip"},
    )


def answer(office: Office) -> None:
    office.answer_objection(
        "澄溪县古城书画社",
        "异议成立",
        "异议反映的许可合同没有全部履行、许可费没有付清的情况都属实，双方已书面确认合同其余部分不再履行，与申报的情况不一致",
        f"{PAID}（异议核查，2024-03-26）",
        {
            "申请人陈述的主要内容": (
                "许可合同约定的许可费为600,000.00元，其余300,000.00元双方已书面确认不再支付，请求按合同金额资助"
            ),
            "是否采纳": "不予采纳",
            "采纳或者不采纳的理由": (
                "不再支付的部分没有交易，不属于《若干措施》第（七）项规定的“交易并转化运用合同金额”"
            ),
            "重新公示的日期": "20240327",
        },
    )
    office.answer_objection(
        "澄溪县青禾图文店",
        "异议不成立",
        "双方作品的名称、创作内容和完成日期均不相同，异议所指的作品与你单位的作品不同",
        "权利的登记档案（异议核查，2024-03-26）",
    )
    for form in (forms.UPHELD, forms.DISMISSED):
        office.approve(form.name)
    office.serve(forms.UPHELD.name, "20240327", "何工，经办人")
    office.serve(forms.DISMISSED.name, "20240327", "赵女士，经办人")
    office.propose_anew(forms.UPHELD.name, "异议成立，重新拟定")
    office.decide(
        forms.UPHELD.name,
        "局务会纪要〔2024〕6号",
        "20240327",
        ("", ""),
        ("3000", lowered("2024年3月26日", "600,000.00", "300,000.00", "3,000.00")),
    )
    office.issue_from_menu("资金审核审批表")
    office.publish()
    for form in (forms.UPHELD, forms.DISMISSED):
        office.submit_paper(form.name)
        office.approve(form.name)
        office.prove(form.name)
        office.serve(form.name, "20240327")


SECOND_MEETING = ("局务会纪要〔2024〕8号", "20240409")


def close(office: Office) -> None:
    for number in ("〕1号", "〕2号"):
        office.close_notice(number, "在澄溪县人民政府门户网站和本局公告栏公示")
    office.decide(
        forms.CHANGED.name,
        *SECOND_MEETING,
        ("", ""),
        (
            "4000",
            lowered("2024年3月28日", "500,000.00", "400,000.00", "4,000.00")
            + "，比公示的5,000.00元减少1,000.00元",
        ),
        departing=("公示复核付款凭证，许可费实际支付400,000.00元，不是申报的500,000.00元"),
        stated=("对复核的情况和减少的金额没有异议", "没有不同意见"),
        unpublished="局务会议研究认为，公示以后复核只减少一项的金额，不影响其他申请人，不再公示（局务会纪要〔2024〕8号）",
    )
    office.list_state("公示中")
    office.take_together("成批审定", *SECOND_MEETING)
    office.decide(forms.REFUSED.name, *SECOND_MEETING)


def file_minutes(office: Office) -> None:
    """Have a copy of the minutes in every file that was proposed or decided by them."""
    for name in (forms.GRANTED.name, forms.GRANTED.name, forms.UPHELD.name):
        office.act(name, "登记来文", {"来文": "会议纪要", "页数": "3"})


def quote_clauses(office: Office) -> None:
    """Type what the clauses say that papers quote."""
    for clause, wording in (
        (
            "第（四）项　作品著作权登记",
            "对我市单位或个人取得广东省作品著作权登记部门颁发的作品著作权登记证书，给予资助200元/个，"
            "同一单位每年受资助的作品数量最高为100件，同一个人每年受资助的作品数量最高为50件。",
        ),
        (
            "第（七）项　专利转让许可",
            "对本市企业以受让、被许可等形式实施非关联主体的专利权，并依法经国家知识产权局登记备案的给予补助，"
            "交易并转化运用合同金额500万元以上的一次性补助5万元；合同金额100—500万元的一次性补助2万元；"
            "合同金额100万元以下的按1%予以补助，单个企业年度获补助金额不超过5万元。",
        ),
    ):
        office.quote(clause, wording)


def notify(office: Office) -> None:
    office.list_state("已审定")
    office.issue_from_menu("资金审核审批表")
    office.list_state("已审定")
    office.clerk.press("F9")
    office.issue()
    office.list_state("已审定")
    office.clerk.press("F9")
    office.issue()
    office.take_answer(forms.FORWARDED.name, "韶市监知〔2024〕31号", "20240408")
    office.stand_on(forms.FORWARDED.name)
    office.issue_from_menu("资金审核审批表")
    office.stand_on(forms.FORWARDED.name)
    office.clerk.press("F9")
    office.issue()


def serve(office: Office) -> None:
    for state in ("已下达", "不予资助"):
        office.list_state(state)
        office.issue_from_menu("送达回证")
    for form in DIRECTLY:
        taker = "唐立春，父亲" if form is forms.CHILD else "叶知秋，经办人"
        office.serve(form.name, "20240411", taker)
    office.attempt(
        forms.BY_NOTICE.name,
        {
            "送达日期": "20240411",
            "时间": "9:30",
            "未成的情况": "该处已无人办公",
            "送达人": "陈晓敏、何文",
            "见证人": "罗广平，河西社区居委会",
            "经过": "门锁已换，同楼商户称该单位春节后搬走；法定代表人和联系人的电话无人接听",
        },
        {"现场照片：门口": "door"},
    )


def announce(office: Office) -> None:
    """Nobody took the paper: its envelope came back, so it is announced in public."""
    name = forms.BY_NOTICE.name
    office.attempt(
        name,
        {
            "送达方式": "邮寄送达",
            "送达日期": "20240411",
            "邮件号": "1068734521544",
            "退回日期": "20240419",
            "未成的情况": "已迁移，新址不明",
        },
        {"退回的信封正面": "front", "退回的信封背面，改退批条": "back"},
    )
    office.prove_attempts(name)
    office.announce(name)
    office.approve(name)


def post(office: Office) -> None:
    """What was posted is photographed on the same day, for the file."""
    office.serve_by_notice(
        forms.BY_NOTICE.name,
        {
            "送达方式": "公告送达",
            "送达日期": "20240422",
            "公告发布的地方": "澄溪县人民政府门户网站和本局公告栏",
            "发布证明": "网页截图1页（附网址）、公告栏张贴照片1张",
            "证明页数": "2",
        },
    )


DIRECTLY = (
    forms.GRANTED, forms.REDUCED, forms.REFUSED, forms.CORRECTED, forms.UPHELD, forms.DISMISSED,
    forms.CHANGED, forms.CHILD, forms.CLAWED_BACK, forms.FORWARDED, forms.UNTAKEN,
)  # fmt: skip
"""Who took the paper about the decision at the desk."""


def lapse(office: Office) -> None:
    office.stand_on(forms.LAPSED.name)
    office.take_from_menu("逾期未补正", "Alt+J", office.done)
    office.approve(forms.LAPSED.name)
    office.prove(forms.LAPSED.name)
    office.serve(forms.LAPSED.name, "20240422")


FUND_RULES = "《澄溪县知识产权专项资金管理办法》（澄府规〔2021〕5号）"
RECOVERY = f"{FUND_RULES}第十九条"
LAPSING = f"{FUND_RULES}第十六条"
BESIDES = f"{FUND_RULES}第二十一条"


def tell_clawback(office: Office) -> None:
    office.act(
        forms.CLAWED_BACK.name,
        "拟追回",
        {
            "查明的事实": (
                "你单位与粤北应用技术研究院2023年5月20日签订的《专利实施许可合同》（备案号Y2023440000912，"
                "专利号ZL201811237761.3“一种电机转子的平衡方法”）约定的金额为2,000,000.00元，实际支付600,000.00元；"
                "双方2023年12月20日签订《专利实施许可合同解除协议》，解除该合同中其余1,400,000.00元的部分，"
                "你单位2024年3月4日的申请表仍按2,000,000.00元填报，属于虚报"
            ),
            "证据": "2023年12月20日的《专利实施许可合同解除协议》、许可费付款凭证、2024年5月28日的询问笔录",
            "补充核查": f"{PAID}（追回核查，2024-05-28）",
            "追回的情形": "以虚报、冒领等手段骗取",
            "追回的依据": RECOVERY,
            "适用的情形": (
                "以虚报、冒领等手段骗取的，撤销资助（奖励）决定的相应部分，按照查实的情况重新核算，追回骗取的资金"
            ),
            "查实不符的申报内容": "合同金额：2,000,000.00 元（Y2023440000912）",
            "查实为": "600000",
            "怎样查到": f"{PAID}（追回核查，2024-05-28）",
            "为什么按查实的计算": (
                "其余1,400,000.00元的部分在申报以前已经解除，没有交易，不属于该项规定的“交易并转化运用合同金额”"
            ),
            "资金拨付的日期": "20240430",
            "同时纳入信用记录": ON,
            "报送的信用平台": "澄溪县公共信用信息平台",
            "纳入信用记录的依据": BESIDES,
            "同时移送其他机关": ON,
            "移送的机关": "澄溪县财政局",
            "移送其他机关的依据": BESIDES,
        },
    )
    office.approve(forms.CLAWED_BACK.name)
    office.prove(forms.CLAWED_BACK.name)
    office.serve(forms.CLAWED_BACK.name, "20240603")
    for title, author, day, pages, form in (
        ("专利实施许可合同解除协议", forms.CLAWED_BACK.name, "20231220", "2", "复印件"),
        ("许可费付款凭证", forms.CLAWED_BACK.name, "20230710", "3", "复印件"),
        ("询问笔录", "澄溪县市场监督管理局", "20240528", "4", "原件"),
    ):
        paper = {"来文": "追回的证据材料", "题名": title, "责任者": author, "来文日期": day, "页数": pages}
        office.act(forms.CLAWED_BACK.name, "登记来文", paper | {"原件或复印件": form})


def claw_back(office: Office) -> None:
    office.act(
        forms.CLAWED_BACK.name,
        "决定追回",
        {
            "陈述申辩和核实的情况": "你单位书面表示，对查明的事实和拟追回的金额没有异议",
            "来文日期": "20240611",
            "页数": "2",
            "退回的截止日期": "20240715",
            "退回账户": ("户名：澄溪县财政局；开户银行：粤北农村商业银行澄溪支行；账号：80020000009900218"),
            "会议纪要编号": "局务会纪要〔2024〕21号",
            "会议日期": "20240612",
            "将有关情况报送澄溪县公共信用信息平台，纳入信用记录": ON,
            "不再办理的理由": "有关问题移送财政部门处理，是否报送信用平台待处理结果作出以后另行决定",
        },
    )
    office.approve(forms.CLAWED_BACK.name)
    office.prove(forms.CLAWED_BACK.name)
    office.serve(forms.CLAWED_BACK.name, "20240612")
    office.act(
        forms.CLAWED_BACK.name,
        "登记来文",
        {"来文": "移送函", "文号": "澄市监知移〔2024〕1号", "来文日期": "20240612", "页数": "2"},
    )


def pay_back(office: Office, amount: str, day: str, slip: str) -> None:
    office.act(
        forms.CLAWED_BACK.name,
        "登记追回款退回",
        {"这次退回的金额": amount, "到账日期": day, "银行回单": slip, "页数": "1"},
    )


def demand(office: Office) -> None:
    """Ask for the rest, which has not come back by its day."""
    office.stand_on(forms.CLAWED_BACK.name)
    office.take_from_menu("催告退回", "Alt+J", office.done)
    office.approve(forms.CLAWED_BACK.name)
    office.prove(forms.CLAWED_BACK.name)
    office.serve(forms.CLAWED_BACK.name, "20240716")


def remind(office: Office) -> None:
    office.act(
        forms.UNTAKEN.name,
        "催领",
        {
            "领取的截止日期": "20240628",
            "逾期不再拨付的依据": LAPSING,
        },
    )
    office.approve(forms.UNTAKEN.name)
    office.prove(forms.UNTAKEN.name)
    office.serve(forms.UNTAKEN.name, "20240513")


def forfeit(office: Office) -> None:
    office.act(
        forms.UNTAKEN.name,
        "逾期未领",
        {
            "没有领取的情况": "期限届满，你单位没有报送收款账户，也没有书面说明正当理由",
            "会议纪要编号": "局务会纪要〔2024〕25号",
            "会议日期": "20240701",
        },
    )
    office.approve(forms.UNTAKEN.name)
    office.prove(forms.UNTAKEN.name)
    office.serve(forms.UNTAKEN.name, "20240701")


def file_later_minutes(office: Office) -> None:
    """Have a copy of the minutes in the files of which they took or kept the money."""
    for name in (forms.CLAWED_BACK.name, forms.UNTAKEN.name):
        office.act(name, "登记来文", {"来文": "会议纪要", "页数": "3"})


def archive(office: Office) -> None:
    office.list_state("全部")
    office.take_from_menu("归档 15 件", "Alt+J", lambda: office.count_pages("2"), office.done)
    office.issue()
    office.issue_waiting("备考表")


DAYS = (
    ("2024-03-04 09:00", hand_in),
    ("2024-03-05 09:00", turn_away),
    ("2024-03-08 09:00", correct),
    ("2024-03-11 09:00", review),
    ("2024-03-15 10:00", look_into_payment),
    ("2024-03-15 11:00", quote_clauses),
    ("2024-03-18 15:00", propose),
    ("2024-03-20 16:00", sign_forms),
    ("2024-03-21 09:00", publish),
    ("2024-03-22 09:00", objections),
    ("2024-03-22 11:00", tell_of_objections),
    ("2024-03-25 10:00", state_views),
    ("2024-03-26 10:00", look_into_objections),
    ("2024-03-27 10:00", answer),
    ("2024-03-28 10:00", look_again),
    ("2024-04-02 10:00", hear_finding),
    ("2024-04-09 10:00", close),
    ("2024-04-10 09:00", file_minutes),
    ("2024-04-10 10:00", notify),
    ("2024-04-11 10:00", serve),
    ("2024-04-22 10:00", lapse),
    ("2024-04-22 11:00", announce),
    ("2024-04-22 16:00", post),
    ("2024-05-13 10:00", remind),
    ("2024-05-23 10:00", lambda office: office.prove(forms.BY_NOTICE.name)),
    ("2024-05-28 10:00", look_into_facts),
    ("2024-06-03 10:00", tell_clawback),
    ("2024-06-12 10:00", claw_back),
    ("2024-07-01 10:00", forfeit),
    ("2024-07-01 11:00", file_later_minutes),
    ("2024-07-05 16:00", lambda office: pay_back(office, "10000", "20240705", "2024070500123")),
    ("2024-07-16 09:00", demand),
    ("2024-07-22 16:00", lambda office: pay_back(office, "4000", "20240722", "2024072200045")),
    ("2024-12-02 10:00", archive),
)
