"""What actions and kinds of records are called in the audit log, and what an entry says of its fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ipdesk.documents.letters.registry import name_of
from ipdesk.models.core.errors import DeskError
from ipdesk.models.core.roles import Role
from ipdesk.models.records import AuditRecord
from ipdesk.models.services.policies_in_force import known_policy
from ipdesk.models.workflow import State
from ipdesk.rules.library.policy_library import PolicyLibrary
from ipdesk.rules.pack.vocabulary import standard_vocabulary
from ipdesk.ui.settings.audit.field_words import field_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("AuditWords", text)


def action_words() -> dict[str, str]:
    """Return the word of each action, in the order in which a filter offers them."""
    return (
        _done_with_records()
        | {state.value: _tr("转为“{state}”").format(state=state.label) for state in State}
        | _done_with_funds()
        | _done_in_the_course()
        | _done_with_papers()
        | _done_for_the_office()
        | _done_about_applicants()
        | _done_after_the_award()
        | _done_with_accounts()
        | _done_with_policies()
        | {"chain": _tr("建立校验链"), "chain_broken": _tr("核对发现问题")}
    )


def _done_with_records() -> dict[str, str]:
    return {
        "view": _tr("查看个人信息"),
        "export": _tr("导出"),
        "register": _tr("登记申请人"),
        "open": _tr("新建"),
        "close": _tr("截止或者结束"),
        "change": _tr("修改"),
        "discard": _tr("删除草稿"),
        "import_list": _tr("导入清单"),
    }


def _done_with_funds() -> dict[str, str]:
    return {
        "add_task": _tr("添加任务"),
        "post": _tr("记账"),
        **_done_with_results(),
        "reverse": _tr("冲销"),
        "charge": _tr("指定列支任务"),
        "charge_awards": _tr("补记列支"),
        "ceiling": _tr("设置资助上限"),
        **_done_with_payments(),
        "settle": _tr("汇总核定"),
        "unsettle": _tr("撤销汇总核定"),
    }


def _done_with_results() -> dict[str, str]:
    return {
        "keep_contract": _tr("登记项目任务书"),
        "keep_funding": _tr("修改分担和配套"),
        "record_project_check": _tr("登记项目检查"),
        "import_indicators": _tr("导入绩效指标"),
        "keep_indicators": _tr("修改绩效指标"),
        "keep_texts": _tr("修改绩效报告文字"),
    }


def _done_with_payments() -> dict[str, str]:
    return {
        "prepare_batch": _tr("编制拨付批次"),
        "change_batch": _tr("修改拨付批次"),
        "drop_batch": _tr("作废拨付批次"),
        "sign_batch": _tr("签批拨付批次"),
        "send_batch": _tr("提交拨付批次"),
        "enter_results": _tr("登记支付结果"),
        "keep_vouchers": _tr("登记支付凭证"),
        "return_payment": _tr("登记退回"),
        "correct_quota": _tr("付款更正"),
        "forfeit": _tr("不再支付"),
        "repeat_checks": _tr("支付前再核查"),
    }


def _done_in_the_course() -> dict[str, str]:
    return {
        "answer": _tr("答复提示"),
        "serve_correction": _tr("记录补正送达"),
        "undo_batch": _tr("撤销成批办理"),
        "return_answer": _tr("撤销批复登记"),
        "return_decision": _tr("撤回审定"),
        "take_out": _tr("撤销归档"),
        "decide": _tr("确定金额"),
        "attach_file": _tr("附上材料文件"),
        "move_file": _tr("改附材料文件"),
        "take_off_file": _tr("取下材料文件"),
    }


def _done_with_papers() -> dict[str, str]:
    return {
        "issue": _tr("印发文书"),
        "publish": _tr("公示"),
        **_done_with_objections(),
        "inquire": _tr("征求意见"),
        "inquiry_answer": _tr("登记复函"),
        "reissue": _tr("补发文书"),
        "reopen": _tr("重新打开批次"),
        "void": _tr("作废文书"),
        "serve_letter": _tr("登记送达"),
        "check_later": _tr("补充核查"),
        "serve_in_vain": _tr("登记送达未成"),
        "correct_attempt": _tr("更正送达未成"),
        "strike_attempt": _tr("作废送达未成"),
        "correct_service": _tr("更正送达登记"),
    }


def _done_with_objections() -> dict[str, str]:
    return {
        "object": _tr("登记异议"),
        "answer_objection": _tr("答复异议"),
        "tell_objection": _tr("告知异议"),
        "correct_objection": _tr("更正异议事项"),
    }


def _done_for_the_office() -> dict[str, str]:
    return {
        "set_series": _tr("调整文号"),
        "set_calendar": _tr("设置节假日"),
        "set_up": _tr("首次设置"),
        "add": _tr("添加人员"),
        "roles": _tr("调整角色"),
    }


def _done_about_applicants() -> dict[str, str]:
    return {
        "recuse": _tr("登记回避"),
        "end_recusal": _tr("结束回避"),
        "record_account": _tr("登记收款账户"),
        "bar": _tr("登记限制资助"),
        "lift_bar": _tr("解除限制资助"),
    }


def _done_after_the_award() -> dict[str, str]:
    return {
        **_done_with_clawbacks(),
        **_done_with_handlings(),
        "remind_of_award": _tr("催领"),
        "lapse_award": _tr("逾期未领"),
        "archive": _tr("归档"),
        "receive_paper": _tr("登记来文"),
        "correct_paper": _tr("更正来文"),
        "pass_bar": _tr("限制期内仍予办理"),
    }


def _done_with_clawbacks() -> dict[str, str]:
    return {
        "propose_clawback": _tr("拟追回"),
        "serve_clawback": _tr("记录追回告知送达"),
        "claw_back": _tr("追回"),
        "drop_clawback": _tr("终止追回"),
        "return_clawback": _tr("登记退回"),
    }


def _done_with_handlings() -> dict[str, str]:
    return {
        "submit_handling": _tr("处理事项送审"),
        "sign_handling": _tr("登记签批（纸质补录）"),
        "sign_sheet": _tr("登记审批表签字（纸质补录）"),
        "drop_handling": _tr("撤销送审"),
        "carry_out_handling": _tr("按签批办理"),
    }


def _done_with_accounts() -> dict[str, str]:
    return {
        "retire": _tr("停用人员"),
        "reinstate": _tr("恢复人员"),
        "sign_in": _tr("登录"),
        "wrong_password": _tr("密码输错"),
        "password": _tr("改密码"),
        "reset_password": _tr("重置密码"),
        "recover_password": _tr("用恢复码设密码"),
        "recovery_codes": _tr("生成恢复码"),
        "access": _tr("改登录和分工"),
    }


def _done_with_policies() -> dict[str, str]:
    return {
        "import": _tr("导入政策"),
        "replace": _tr("替换政策"),
        "keep_wordings": _tr("录入条款原文"),
        "remove": _tr("移除政策"),
        "save_template": _tr("修改文书模板"),
        "restore_template": _tr("恢复自带模板"),
        "save_bank_template": _tr("导入银行文件格式"),
        "restore_bank_template": _tr("停用银行文件格式"),
    }


def kind_words() -> dict[str, str]:
    """Return the word of each kind of record."""
    return {
        "office": _tr("本单位"),
        "person": _tr("人员"),
        "applicant": _tr("申请人"),
        "application": _tr("申请件"),
        "achievement": _tr("成果登记"),
        "letter": _tr("文书"),
        "policy": _tr("政策"),
        "template": _tr("文书模板"),
        "call": _tr("申报批次"),
        "notice": _tr("公示"),
        "inquiry": _tr("征求意见函"),
        "fund": _tr("专项资金"),
    }


TitleOf = Callable[[str], str]
"""Gives what a clause is called, by its full id; "" for one that nobody knows any more."""
_RULE = "/"  # in the full id of a clause, behind that of its policy


def titles_in(policies: PolicyLibrary) -> TitleOf:
    """Return what names the clauses of these policies."""

    def title(rule: str) -> str:
        try:
            return known_policy(policies, rule.partition(_RULE)[0]).rule(rule).title
        except (DeskError, KeyError):
            return ""

    return title


def action_text(row: AuditRecord) -> str:
    """Return what was done."""
    return action_words().get(row.action, row.action)


def record_text(row: AuditRecord) -> str:
    """Return to what it was done, as the office knows it; of what is there no more that it was deleted."""
    kind, _, number = row.record.partition(" ")
    word = kind_words().get(kind, kind)
    if kind == "office":
        return word
    if row.action in ("save_bank_template", "restore_bank_template"):
        return _tr("银行文件格式 {name}").format(name=number)
    if kind == "template":
        return f"{word} {name_of(number)}"
    if row.paper is not None:
        document, about = row.paper
        return f"{name_of(document)} {about}".rstrip()
    return f"{word} {row.label}" if row.label else _tr("{word}（已删除）").format(word=word)


def fields_text(row: AuditRecord, title_of: TitleOf) -> str:
    """Return which of its fields it was about; what a field holds is never in the log.

    Lines of an application are named by what their clause is called, with how many there are.
    """
    words = field_words()
    lines = [field for field in row.fields if _RULE in field.partition(":")[0]]
    titles = Counter(title_of(line.partition(":")[0]) or _tr("核定的事项") for line in lines)
    counted = (_tr("{title} {count} 项").format(title=title, count=count) for title, count in titles.items())
    rest = (_field_text(field, words) for field in row.fields if field not in lines)
    return _tr("、").join((*counted, *rest))


def _field_text(field: str, words: dict[str, str]) -> str:
    if field[:1] in ("+", "-") and field[1:] in {*Role}:
        return field[0] + Role(field[1:]).label
    name, colon, number = field.partition(":")
    word = words.get(name)
    if name == "material":
        return standard_vocabulary().materials.get(number, number)
    if word is None:
        return field
    return f"{word} {number}" if colon else word
