"""The approval form 资金审核审批表: every line with its computation, to be signed on paper."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from ipdesk.documents.letters.applicant_fields import (
    FORM_CONDITIONS,
    FORM_NAMES,
    form_conditions,
    form_values,
)
from ipdesk.documents.letters.application_letter import application_fields
from ipdesk.documents.letters.award.approval_data import ApprovalCheck, ApprovalForm, ApprovalLine
from ipdesk.documents.letters.award.approval_stage import (
    alone,
    changed_since,
    checked_by,
    competence,
    looked_up,
    minutes_before,
    minutes_of,
    owed_by_then,
    recommendation_of,
    returned_on,
    stage_of,
    still_missing,
    taken_by,
    unrecorded,
    unreviewed,
)
from ipdesk.documents.letters.award.bounds import limits_told
from ipdesk.documents.letters.award.published import published
from ipdesk.documents.letters.content import Content, Member
from ipdesk.documents.letters.document import ApplicationSource, Layout, RegisteredDocument
from ipdesk.documents.letters.handling_data import recused_from
from ipdesk.documents.letters.template import TemplateVocabulary
from ipdesk.documents.text.numerals import chinese_date, day_text, in_words
from ipdesk.documents.typesetting.printed_text import phrase, sentence, trimmed
from ipdesk.models.records import (
    ApplicationFilter,
    DocumentKind,
    UpperAnswer,
)
from ipdesk.models.workflow import EVALUATED, Level, Step
from ipdesk.rules.core.money import grouped_yuan

OPEN, REFERRED = "待核定", "另按规定"
NOT_GIVEN = "（未填报）"
_ALONE, _ALONE_CHECKED = "受理和审定登记", "受理、核查和审定登记"
CORRECTED = "{came}收到，补正后{day}受理"
_HANDLED = {"accepted": "受理", "checked": "核查", "proposed": "拟定", "decided": "审定登记"}

VOCABULARY = TemplateVocabulary(
    names={
        **FORM_NAMES,
        "accepted_on": "受理日期",
        "accepted_by": "受理人",
        "minutes": "会议纪要",
        "proposed_minutes": "拟资助的会议纪要",
        "proposed_total": "拟资助的金额",
        "total": "拟资助或者审定的金额",
        "total_words": "金额大写",
        "limits": "达到的限额",
        "open_lines": "待核定金额的事项数",
        "unpublished": "审定与公示不一致的地方",
        "unpublished_why": "不重新公示的理由",
        "unpublished_minutes": "不重新公示的会议纪要，理由里已经写明的为空",
        "returned_on": "异议成立退回重新拟定的日期",
        "owed": "申请人其他资助（奖励）没有退回的追回款",
        "late_grants": "2025年以前授权、其后审定的专利授权资助在第几项",
        "elsewhere": "不按本政策资助的，另按办理的文件",
        "upheld": "成立的异议查明的情况",
        "since": "审定以后追回、不再支付和逾期未领的金额，变更后的金额",
        "published": "公示的文号、期限和异议",
        "missing": "尚未收到的材料",
        "recused": "登记了回避的人员和登记日期",
        "upper_answer": "上级批复的机关、文号和日期",
        "authority": "由本局审定的依据，或者没有登记依据",
        "stage": "审批阶段",
        "printed": "印制日期",
        "recommendation": "推荐函的文号和日期",
        "left_lines": "推荐时由上级核定金额的事项数",
        "alone_steps": "受理人一人经办的几项",
        "others_checked": "受理人以外的核查人，一人经办时",
        "decided_what": "会议审定的是金额还是结果（不予资助的）",
        "handled": "各环节的经办人，整句",
    },
    lists={
        "lines": {
            "title": "事项和编号",
            "article": "依据条款",
            "basis": "计算依据",
            "computed": "核算金额",
            "proposed": "拟资助金额",
            "granted": "审定金额",
            "reason": "核减或者不予资助的理由",
        },
        "checks": {"check": "核查事项", "result": "核查结果", "day": "核查日期", "person": "核查人"},
    },
    conditions={
        **FORM_CONDITIONS,
        "decided": "已经审定",
        "proposed_before": "已经审定，此前拟定过",
        "proposed_nothing": "已经审定，此前拟不予资助",
        "undecided": "还没有审定",
        "alone": "受理和审定是同一人",
        "alone_met": "受理和审定登记是同一人，审定有会议纪要",
        "alone_unmet": "受理和审定是同一人，没有会议纪要",
        "limited": "达到了限额",
        "open": "有待核定金额的事项",
        "unpublished": "审定与公示不一致，没有重新公示",
        "published": "公示过",
        "unannounced": "本级审定，给予资助，没有登记公示",
        "checks": "有核查记录，或者还没有审定",
        "unchecked": "已经审定，没有登记核查",
        "lacking": "有尚未收到的材料",
        "recused": "有人员登记了回避",
        "authority": "政策由上级制定、本级审定",
        "here": "本级审定的",
        "upper": "上级审定的",
        "here_undecided": "本级审定，还没有审定",
        "here_proposing": "本级审定，还没有审定，拟给予资助或者有待核定金额的事项",
        "here_nothing": "本级审定，还没有审定，拟不予资助",
        "here_unreviewed": "本级审定，还没有初审",
        "here_elsewhere": "本级审定，还没有审定，另按其他文件办理的",
        "upper_elsewhere": "上级审定，还没有批复，另按其他文件办理的",
        "upheld": "有成立的异议",
        "handled_apart": "审定登记与受理不是同一人",
        "returned": "异议成立，退回重新拟定，还没有重新拟定",
        "owed": "申请人有没有退回的追回款",
        "late_grants": "有2025年以前授权、其后审定的专利授权资助",
        "since": "审定以后有追回、不再支付或者逾期未领",
        "here_granted": "本级审定，已经审定，给予资助",
        "recommended": "上级审定，还没有批复",
        "recommending": "上级审定，还没有推荐，有可以推荐的事项",
        "sent": "上级审定，已经推荐，还没有批复",
        "not_recommended": "上级审定，还没有批复，没有可以推荐的事项",
        "forwarded": "上级审定，已经批复",
        "answered": "上级审定，已经批复，给予资助",
        "here_refused": "本级审定，不予资助",
        "upper_refused": "上级批复不予资助",
    },
    amounts={"lines": ("sum_computed", "sum_proposed", "sum_granted")},
)


def _build(source: ApplicationSource, date: datetime.date, number: str | None) -> ApprovalForm:
    # Only a new form asks policies and awards; to print one again takes none of them.
    from ipdesk.documents.letters.award.assemble import approval_lines
    from ipdesk.documents.letters.award.due_checks import due_checks, upheld
    from ipdesk.documents.letters.award.form_checks import form_checks
    from ipdesk.documents.letters.award.late_grants import late_grants
    from ipdesk.documents.letters.form_lines import applicant_fields

    returned = returned_on(source.detail)
    detail = source.detail if returned is None else replace(source.detail, proposal=None)
    minutes, before = minutes_of(detail), minutes_before(detail)
    lines = approval_lines(detail, source.policy)
    return ApprovalForm(
        **application_fields(source),
        number=number,
        date=date,
        applicant=applicant_fields(detail.applicant, source.policy, date),
        accepted_on=detail.application.accepted_on,
        accepted_by=detail.application.accepted_by,
        received_on=detail.steps[0].at.date() if detail.corrections else None,
        lines=lines,
        limits=tuple(limits_told([use for line in detail.lines for use in line.line.limits])),
        minutes_number=minutes.number,
        minutes_date=minutes.date,
        proposed_number=before.number,
        proposed_date=before.date,
        alone=alone(detail),
        checks=tuple(form_checks(looked_up(detail), lines)) or due_checks(source, date),
        unreviewed=unreviewed(detail),
        upheld=upheld(detail),
        unpublished=detail.unpublished.changes if detail.unpublished else "",
        unpublished_why=detail.unpublished.reason if detail.unpublished else "",
        refused=detail.application.state.decided and not any(line.granted for line in detail.lines),
        upper=detail.application.procedure.level is Level.UPPER,
        upper_answer=_answer(detail.upper_answer),
        published=tuple(published(notice, date) for notice in source.notices),
        stage=stage_of(source.detail),
        authority=competence(source.authority),
        recommendation=recommendation_of(detail),
        checked_by=checked_by(detail),
        proposed_by=taken_by(detail, Step.PROPOSE),
        decided_by=taken_by(detail, Step.CONFIRM),
        returned_on=returned,
        since=changed_since(detail),
        missing=still_missing(source),
        **unrecorded(source),
        owed=owed_by_then(source.detail, date),
        late_grants=late_grants(detail, source.policy, date),
        recused=recused_from(detail.recusals),
    )


def _answer(answer: UpperAnswer | None) -> str:
    """Return how the form names what the level above answered, "" before it did."""
    return f"{answer.cited}，{chinese_date(answer.day)}" if answer else ""


def content(form: ApprovalForm) -> Content:
    """Return what fills the template."""
    values = {
        "accepted_on": _accepted(form),
        "accepted_by": trimmed(form.accepted_by),
        "authority": sentence(form.authority),
        "minutes": _cited(form.minutes_number, form.minutes_date),
        "proposed_minutes": _cited(form.proposed_number, form.proposed_date),
        "proposed_total": grouped_yuan(form.proposed_total),
        "total": grouped_yuan(form.total),
        "total_words": in_words(form.total),
        "limits": "；".join(map(sentence, form.limits)),
        "open_lines": str(form.open_lines or ""),
        "unpublished": sentence(form.unpublished),
        "unpublished_why": sentence(form.unpublished_why),
        "unpublished_minutes": _unless_told(form),
        "returned_on": day_text(form.returned_on),
        "since": sentence(form.since),
        "elsewhere": "、".join(map(phrase, form.elsewhere)),
        "upheld": "\n".join(map(phrase, form.upheld)),
        "owed": "；".join(map(sentence, form.owed)),
        "late_grants": "、".join(map(str, form.late_grants)),
        "published": "\n".join(map(phrase, form.published)),
        "missing": "、".join(map(phrase, form.missing)),
        "recused": phrase(form.recused),
        "upper_answer": phrase(form.upper_answer),
        "stage": form.stage,
        "printed": chinese_date(form.date),
        "recommendation": phrase(form.recommendation),
        "left_lines": str(form.left_lines or ""),
        "decided_what": "审定结果" if form.refused else "审定金额",
        **_account(form),
        **_handled(form),
    }
    return Content(
        {**form_values(form, form.applicant), **values},
        {"lines": list(_members(form)), "checks": [_check(one) for one in form.checks]},
        _conditions(form),
    )


def _unless_told(form: ApprovalForm) -> str:
    """Return the minutes, unless the reason not to publish anew has named them."""
    told = form.minutes_number and form.minutes_number in form.unpublished_why
    return "" if told else _cited(form.minutes_number, form.minutes_date)


def _accepted(form: ApprovalForm) -> str:
    """Return the day of acceptance; of what was corrected first also when it came in."""
    day = day_text(form.accepted_on)
    return CORRECTED.format(came=day_text(form.received_on), day=day) if form.received_on and day else day


def _account(form: ApprovalForm) -> dict[str, str]:
    """Return where the money goes; what an applicant left out is named: blanks are filled in by anybody."""
    known = {name: trimmed(getattr(form.applicant, name)) for name in ("account_name", "bank", "account")}
    left_out = "" if form.addressee_is_authority else NOT_GIVEN
    return {name: value or left_out for name, value in known.items()}


def _handled(form: ApprovalForm) -> dict[str, str]:
    """Say who took which step: what one alone did is another sentence than who did what."""
    others = [one for one in form.checked_by if one != form.accepted_by]
    alone = _ALONE_CHECKED if form.checked_by and not others else _ALONE
    who = {"accepted": form.accepted_by, "proposed": form.proposed_by, "decided": form.decided_by}
    who["checked"] = "、".join(form.checked_by)
    told = (f"{said}：{who[step]}" for step, said in _HANDLED.items() if who[step])
    return {"alone_steps": alone, "others_checked": "、".join(others), "handled": phrase("；".join(told))}


def _cited(number: str, day: datetime.date | None) -> str:
    return "，".join(filter(None, (number, day_text(day))))


def _check(found: ApprovalCheck) -> Member:
    values = {"check": phrase(found.check), "result": phrase(found.result)}
    day = f"{found.day:%Y-%m-%d}" if found.day else ""
    return Member({**values, "day": day, "person": trimmed(found.person)})


def _conditions(form: ApprovalForm) -> set[str]:
    met = bool(form.minutes_number or form.minutes_date)
    found = {"decided": form.decided, "undecided": not form.decided, "alone": form.alone}
    found |= {"alone_met": form.alone and met, "alone_unmet": form.alone and not met}
    proposed = form.decided and bool(form.proposed_number or form.proposed_date)
    nothing = form.refused and not form.proposed_total
    found |= {"proposed_before": proposed and not nothing, "proposed_nothing": proposed and nothing}
    found |= {"limited": bool(form.limits), "open": form.open_lines > 0}
    found["unpublished"] = form.decided and bool(form.unpublished)
    found |= {"returned": form.returned_on is not None, "since": bool(form.since)}
    found |= {"owed": bool(form.owed), "late_grants": bool(form.late_grants)}
    found |= {"published": bool(form.published), "authority": bool(form.authority)}
    found |= {"checks": not form.unchecked, "lacking": bool(form.missing)}
    found |= {"unchecked": form.unchecked, "unannounced": form.unannounced}
    found |= {"recused": bool(form.recused), "upheld": bool(form.upheld)}
    found["handled_apart"] = bool(form.decided and form.decided_by) and not (form.alone or form.upper)
    found |= _endings(form)
    return form_conditions(form, form.applicant) | {name for name, holds in found.items() if holds}


def _endings(form: ApprovalForm) -> dict[str, bool]:
    """Say how it ended, and who decides it: each form has one of them."""
    granted = form.decided and not form.refused
    waits = form.upper and not (form.upper_answer or form.to_nothing or form.elsewhere)
    open_here = not (form.upper or form.decided or form.returned_on)
    waiting = open_here and not (form.unreviewed or form.elsewhere)
    return {
        "here": not form.upper,
        "upper": form.upper,
        "here_undecided": not (form.upper or form.decided),
        "here_proposing": waiting and not form.to_nothing,
        "here_nothing": waiting and form.to_nothing,
        "here_unreviewed": open_here and form.unreviewed and not form.elsewhere,
        "here_elsewhere": open_here and bool(form.elsewhere),
        "upper_elsewhere": form.upper and not form.upper_answer and bool(form.elsewhere),
        "here_granted": granted and not form.upper,
        "here_refused": form.refused and not form.upper,
        "recommended": form.upper and not form.upper_answer,
        "recommending": waits and not form.recommendation,
        "sent": waits and bool(form.recommendation),
        "not_recommended": form.upper and not form.upper_answer and form.to_nothing,
        "forwarded": form.upper and bool(form.upper_answer) and bool(form.recommendation),
        "answered": form.upper and bool(form.upper_answer) and not form.refused,
        "upper_refused": form.upper and bool(form.upper_answer) and form.refused,
    }


def _members(form: ApprovalForm) -> Iterator[Member]:
    """Yield the lines; of what is to be proposed, or proposed anew, no sum stands proposed."""
    waits = form.unreviewed or form.returned_on is not None
    for line, member in zip(form.lines, map(_member, form.lines), strict=True):
        if line.document or not waits:
            yield member
        else:
            sums = {name: fen for name, fen in member.amounts.items() if name != "sum_proposed"}
            yield replace(member, values={**member.values, "proposed": ""}, amounts=sums)


def _member(line: ApprovalLine) -> Member:
    granted = line.granted
    values = {
        "title": phrase(line.title),
        "article": phrase(line.article),
        "basis": sentence(line.basis),
        "computed": _sum(line, line.computed),
        "proposed": _sum(line, line.proposed),
        "granted": "" if granted is None else grouped_yuan(granted),
        "reason": sentence(line.reason),
    }
    sums = {"sum_computed": 0 if line.left else line.computed, "sum_proposed": line.recommended}
    sums = {} if line.document else sums
    return Member(values, amounts=sums if granted is None else sums | {"sum_granted": granted})


def _sum(line: ApprovalLine, fen: int) -> str:
    """Return a sum as the form writes it, or the word for one that was not known yet."""
    if line.document:
        return REFERRED
    return OPEN if line.open or line.left else grouped_yuan(fen)


APPROVAL_FORM = RegisteredDocument(
    kind=DocumentKind(
        "approval_form",
        "资金审核审批表",
        states=EVALUATED,
        series=None,
        shows=frozenset({"account", "guardian_identity", "identity", "telephone"}),
    ),
    template="approval_form.yaml",
    vocabulary=VOCABULARY,
    data=ApprovalForm,
    build=_build,
    content=content,
    wanted=ApplicationFilter(),
    layout=Layout.SHEET,
    due=False,
    reads_notices=True,
)
"""The approval form 资金审核审批表, for the decision and for the archive after it."""
