"""What the template of the award notification may name, and what a clerk calls it."""

from __future__ import annotations

from ipdesk.documents.letters.application_letter import ADDRESSEES, APPLICATION_NAMES
from ipdesk.documents.letters.content import REMEDIES
from ipdesk.documents.letters.template import TemplateVocabulary

_NAMES = {
    **APPLICATION_NAMES,
    "announced": "告知的说法",
    "accepted_on": "受理日期",
    "meeting": "审定会议",
    "delegation": "授权本局审定的文件，不需要授权的为空",
    "upper_answer": "上级批复",
    "upper_body": "上级审定的机关",
    "total": "审定总额",
    "total_words": "审定总额大写",
    "account_given_by": "填报收款账户的人",
    "account_name": "收款户名",
    "bank_name": "开户银行",
    "account_number": "收款账号",
    "account_gaps": "账户缺少的内容",
    "to_others": "付给他人的部分",
    "channel": "资金拨付的方式",
    "paid_on": "资金已经拨付的日期，没有拨付的为空",
    "heard": "审定少于公示的，告知和听取意见的情况，没有的为空",
    "disputed_about": "可以提出异议的是怎样的事项",
    "collect_asks": "领取手续",
    "collect_days": "领取期限的工作日数",
    "collect_basis": "领取手续和期限的依据，没有的为空",
}
ITEM = {
    "title": "事项名称",
    "article": "政策条款",
    "basis": "计算依据",
    "computed": "核算金额",
    "granted": "审定金额",
    "cut": "核减金额",
    "reason": "核减或者不予资助的理由",
    "decision": "审批核定的限额",
    "score": "专家评审的平均分，没有评审的为空",
    "why": "核定低于最高限额的理由，没有填写的为空",
    "bound": "限额的规定，全部因限额核减的",
    "used": "此前已经使用的限额",
    "those": "因限额不予资助的件数",
}
_DUTY = {"duty": "收款人的义务"}

DECIDED = {name: f"decided_{name}" for name in ("awarded", "reduced", "excluded", "refused")}
"""The outcomes of a sum that an authority decided."""
BOUND = "limited"
"""The outcome of an item for which a limit of its own clause leaves nothing."""
NOTHING_GRANTED = ("excluded", "ineligible", "incomplete", "undecided", "referred", "refused")
"""The outcomes of an item for which nothing is granted."""
VARIANTS = {variant: name for name, variant in DECIDED.items()} | {
    "uncovered": "ineligible",
    "raised": "awarded",
    BOUND: "excluded",
}
VOCABULARY = TemplateVocabulary(
    needed=REMEDIES,
    names=_NAMES,
    lists={"granted": ITEM, "refused": ITEM, "duties": _DUTY},
    outcomes={
        "granted": ("awarded", "reduced"),
        "refused": NOTHING_GRANTED,
    },
    variants=VARIANTS,
    conditions={
        **ADDRESSEES,
        "refused": "有未予资助的事项",
        "disputed": "有核减、核定金额低于最高限额或者未予资助的事项，收件人不是行政机关",
        "disputed_by_authority": "有核减、核定金额低于最高限额或者未予资助的事项，收件人是行政机关",
        "duties": "收款人有义务",
        "heard": "审定少于公示，已经告知收件人、听取意见",
        "account": "收件人不是行政机关，账户信息齐全",
        "paid_here": "收件人不是行政机关，账户信息齐全，本级审定，没有拨付",
        "paid_already": "收件人不是行政机关，账户信息齐全，已经拨付",
        "paid_above": "收件人不是行政机关，账户信息齐全，上级审定，没有拨付",
        "no_account": "收件人不是行政机关，账户信息不齐",
        "asked": "收件人要办理领取手续",
        "changeable": "收件人不是行政机关，账户信息齐全，资金没有拨付",
        "unchangeable": "收件人不是行政机关，账户信息不齐或者资金已经拨付",
    },
)
