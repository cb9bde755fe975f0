"""What fields of records are called in the audit log, on the screen and in a workbook."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ipdesk.ui.applicants.form_rows import logged_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("AuditWords", text)


def field_words() -> dict[str, str]:
    """Return the word of each field of what is registered and set; ids of rules and hashes have none."""
    return (
        _of_applicants()
        | _of_the_office()
        | _of_the_procedure()
        | _of_the_archive()
        | _of_payments()
        | _of_applications()
        | _of_calls()
        | _of_the_log()
    )


def _of_applicants() -> dict[str, str]:
    return logged_words() | {"confirmed": _tr("已确认的疑问"), "bar": _tr("限制")}


def _of_the_office() -> dict[str, str]:
    return {
        "red_header": _tr("红头"),
        "number_prefix": _tr("发文代字"),
        "second_telephone": _tr("第二个电话"),
        "supervision_telephone": _tr("监督电话"),
        "court": _tr("受理行政诉讼的法院"),
        "upper_bureau": _tr("上一级主管部门"),
        "payment_channel": _tr("资金拨付的方式"),
        "collection_asks": _tr("领取手续"),
        "collection_days": _tr("领取期限"),
        "collection_basis": _tr("领取手续和期限的依据"),
        "project_duties": _tr("项目的要求"),
        "postcode": _tr("邮政编码"),
        "remedies": _tr("权利告知"),
        "own_remedies": _tr("个别文书的权利告知"),
        "rules": _tr("文书引用的条款原文"),
        "own_series": _tr("文号编法"),
        "guards": _tr("国家规定提示"),
        "next_number": _tr("下一个文号"),
    }


def _of_the_procedure() -> dict[str, str]:
    return {
        "procedure": _tr("办理步骤"),
        "clawback": _tr("追回"),
        "paper": _tr("来文"),
        "hearing_days": _tr("陈述申辩期限"),
        "review_days": _tr("审核的承诺期限"),
        "payment_days": _tr("拨付的承诺期限"),
        "bank_template": _tr("常用的银行文件格式"),
        "minutes_from": _tr("须有会议纪要的起点金额"),
        "asks_password": _tr("登录时要密码"),
        "lock_minutes": _tr("自动锁定的时间"),
        "separates_decision": _tr("受理和审定分开"),
        "separates_payment": _tr("拨付编制和签批分开"),
        "accepted_by_same_person": _tr("受理和审定是同一人"),
        "approval_order": _tr("处理事项的审批"),
        "handling": _tr("处理事项"),
        "submitted_by_same_person": _tr("送审和登记签批是同一人"),
        "ended_by_oneself": _tr("由回避人自己解除"),
    }


def _of_the_archive() -> dict[str, str]:
    return {
        "fonds": _tr("全宗号"),
        "archive_category": _tr("档案门类代码"),
        "archive_section": _tr("档案机构代码"),
    }


def _of_payments() -> dict[str, str]:
    return {
        "payer_name": _tr("付款户名"),
        "payer_account": _tr("付款账号"),
        "payer_bank": _tr("付款账户的开户行"),
        "account": _tr("收款账号"),
    }


def _of_applications() -> dict[str, str]:
    return {
        "applicant_id": _tr("申请人"),
        "policy": _tr("政策"),
        "year": _tr("申报年度"),
        "call": _tr("申报批次"),
        "outside_reason": _tr("批次以外受理的原因"),
    }


def _of_calls() -> dict[str, str]:
    return {
        "title": _tr("批次名称"),
        "notice_number": _tr("申报通知文号"),
        "begins_at": _tr("开始时间"),
        "ends_at": _tr("截止时间"),
        "achieved_from": _tr("成果期间起"),
        "achieved_to": _tr("成果期间止"),
        "notice_title": _tr("申报通知全称"),
        "articles": _tr("申报通知的条款"),
        "upper_body": _tr("上级审定机关"),
        "delegation": _tr("由本局审定的依据文件"),
        "entrusted": _tr("是否受委托审定"),
        "principal": _tr("委托机关"),
        "principal_review": _tr("委托机关的行政复议机关"),
        "materials": _tr("申报通知另外要求的材料"),
        "budget": _tr("预算"),
        "level": _tr("审定层级"),
    }


def _of_the_log() -> dict[str, str]:
    return {
        "audit_entry": _tr("操作记录"),
        "check_pictures": _tr("核查截图"),
        "material_files": _tr("材料文件"),
        "objector_contact": _tr("异议人的联系方式"),
        "payment_file": _tr("给银行的文件"),
        "fund_tables": _tr("资金各表"),
        "payment_tables": _tr("拨付各表"),
        "register": _tr("成果登记"),
        "import_result": _tr("导入结果"),
        "history": _tr("申请人历年资助"),
        "payment_result": _tr("银行结果的核对表"),
        "recheck": _tr("重新核算的结果"),
        **_faults_of_the_chain(),
        "rows": _tr("行数"),
        "begins": _tr("公示开始日"),
        "entered": _tr("补录日"),
        "person": _tr("人员"),
        "entry": _tr("序号"),
        "entries": _tr("条数"),
    }


def _faults_of_the_chain() -> dict[str, str]:
    return {
        "changed": _tr("内容不符"),
        "detached": _tr("前后不接"),
        "cut_off": _tr("缺少最后部分"),
    }
