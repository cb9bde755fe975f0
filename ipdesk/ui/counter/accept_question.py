"""What is asked before an application is accepted: what it comes to, what is missing, what is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from ipdesk.models import queries
from ipdesk.models.applications.correction_period import running_correction
from ipdesk.models.applications.told_certificates import unnoted
from ipdesk.models.awards.asked_facts import names
from ipdesk.models.awards.line_status import shown_status
from ipdesk.models.awards.materials import Material, beside_materials, unanswered
from ipdesk.models.awards.unpaid_rows import UnpaidRow, unpaid_rows
from ipdesk.models.core.errors import Problem
from ipdesk.models.records import MissingItem
from ipdesk.models.records.applicants import ACCOUNT_PROOF
from ipdesk.rules.analysis.national_guards import by_code
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.ui import theme
from ipdesk.ui.awards.achievement_rows import counts_text
from ipdesk.ui.awards.guard_notices import rows_text
from ipdesk.ui.awards.material_view import missing_text
from ipdesk.ui.awards.policy_place import place_notice
from ipdesk.ui.awards.total_view import remark
from ipdesk.ui.counter.application_draft import ApplicationDraft
from ipdesk.ui.counter.call_check import outside_text
from ipdesk.ui.counter.kind_words import kind_word
from ipdesk.ui.counter.particulars.in_force import expiry_notice
from ipdesk.ui.desk.desk import Desk
from ipdesk.ui.widgets.money import fen_text

_ITEMS = 8
"""Of a correction, each in a line of its own."""
_NAMED = 3  # reasons, or other applications; more would fill the dialog


def question(
    desk: Desk,
    draft: ApplicationDraft,
    materials: Sequence[Material],
    deleted: Sequence[str],
    elsewhere: Sequence[str],
) -> str:
    """Return the lines of the question.

    ``deleted`` are sentences on rows that can still be put back, ``elsewhere`` on other open
    applications that hold a number of this one, or take of the same limits.
    """
    parts = [_sum(draft), _nothing(draft), _open(draft), _incomplete(draft), _unnoted(draft)]
    asked = _unanswered(desk, draft, materials)
    parts += [outside_text(draft), _no_account(draft), asked or missing_text(materials), _deleted(deleted)]
    parts += [*elsewhere[:_NAMED], _noticed(draft), place_notice(desk, draft.policy)]
    parts += [expiry_notice(draft.policy, draft.today(), draft.year)]
    day = draft.today().isoformat()
    parts.append(_tr("受理日期 {day}，受理后内容不能再改。").format(day=day))
    return "\n".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("AcceptQuestion", text)


def _sum(draft: ApplicationDraft) -> str:
    """Say what it comes to, and what it was before limits, in the words of the list."""
    words, totals = _tr("{name}：成果 {count}，核算 {sum} 元。"), draft.totals()
    if totals.amount < totals.computed:
        words = _tr("{name}：成果 {count}，核算 {sum} 元，核减后 {left} 元。")
    name = draft.applicant.name if draft.applicant else ""
    sums = {"sum": fen_text(totals.computed), "left": fen_text(totals.amount)}
    said = words.format(name=name, count=counts_text(draft.counts()), **sums)
    more = remark(draft.result.lines) if draft.result else ""
    return f"{said}{more}。" if more else said


def _nothing(draft: ApplicationDraft) -> str:
    """Say which rows, things of a row, or clauses on them, come to nothing, each reason once."""
    said = _tr("{rows} 0.00 元：{reason}")
    rows = list(unpaid_reasons(draft).items())
    named = [said.format(rows=_unpaid_text(draft, at), reason=reason) for reason, at in rows[:_NAMED]]
    left = {row for _, at in rows[_NAMED:] for row in at}
    if left:
        named.append(_tr("另有 {count} 项 0.00 元，见核算。").format(count=len(left)))
    return "\n".join(named)


def _unpaid_text(draft: ApplicationDraft, at: Mapping[int, int]) -> str:
    """Name whole rows, and of the others how many of their things come to nothing."""
    whole = [row for row, count in at.items() if not count]
    said, words = [rows_text(whole)] if whole else [], _tr("{row}中的 {count} {measure}")
    for row, count in at.items():
        if count:
            measure = kind_word(draft.policy.vocabulary, draft.rows[row - 1].kind).measure
            said.append(words.format(row=rows_text([row]), count=count, measure=measure))
    return "、".join(said)


def _open(draft: ApplicationDraft) -> str:
    """Say which questions nobody answered, each once with its rows: they count as no."""
    found: dict[str, set[int]] = {}
    for place in range(len(draft.rows)):
        if said := as_no_text(draft, place):
            found.setdefault(said, set()).add(place + 1)
    return "\n".join(f"{rows_text(at)}{said}" for said, at in found.items())


def as_no_text(draft: ApplicationDraft, place: int) -> str:
    """Say which questions of a row were left open and what they count as; nothing where none was."""
    asked = names(draft.policy, draft.rows[place].kind, draft.asked(place).as_no)
    return _tr("未答、按“否”核算：{names}。").format(names=asked) if asked else ""


def _noticed(draft: ApplicationDraft) -> str:
    """Say what the decision will have to answer, so that it is asked for while the applicant is there."""
    count = len(by_code(draft.result.notices)) if draft.result else 0
    words = _tr("国家规定提示 {count} 条，审定前要逐条写明处理意见。")
    return words.format(count=count) if count else ""


def _unanswered(desk: Desk, draft: ApplicationDraft, materials: Sequence[Material]) -> str:
    """Say of the running correction, item by item, what is unanswered or for the clerk to look at.

    With what else is missing of the materials; nothing where no correction runs.
    """
    rounds = desk.read(queries.corrections, draft.file.id) if draft.file.id is not None else ()
    asked = running_correction(rounds)
    if asked is None:
        return ""
    left, unknown = unanswered(asked.items, materials), beside_materials(asked.items, materials)
    words = _tr("第 {round} 次补正通知的 {all} 项，还有 {count} 项没有补正：")
    open_ = words.format(round=asked.round, all=len(asked.items), count=len(left))
    check = _tr("第 {round} 次补正通知的下列各项，请核对已经补正：").format(round=asked.round)
    said = _numbered(open_, asked.items, left) + _numbered(check, asked.items, unknown)
    if sum(not one.received for one in materials) > len(left):
        said.append(missing_text(materials))
    return "\n".join(said)


def _numbered(head: str, items: Sequence[MissingItem], named: Sequence[MissingItem]) -> list[str]:
    """Return the named ones of all items below a head, by their numbers in the notice; nothing for none."""
    if not named:
        return []
    words = _tr("（{number}）{item}")
    lines = [words.format(number=items.index(one) + 1, item=one.missing) for one in named[:_ITEMS]]
    lines.insert(0, head)
    left = len(named) - _ITEMS
    return [*lines, _tr("另有 {count} 项，见补正通知书。").format(count=left)] if left > 0 else lines


def _no_account(draft: ApplicationDraft) -> str:
    if draft.applicant is not None and draft.applicant.account:
        return ""
    if any(ACCOUNT_PROOF in row.received for row in draft.rows):
        return _tr("收到了收款银行账户证明，申请人却没有收款账号：录入以前，受理回执印不出来。")
    return _tr("申请人未登记收款账户。")


def _incomplete(draft: ApplicationDraft) -> str:
    by_row: dict[int, list[Problem]] = {}
    for one in draft.missing():
        by_row.setdefault(draft.place_of(one.row) + 1, []).append(one)
    words = _tr("第 {number} 项还缺{names}")
    said = [words.format(number=at, names=_names(found)) for at, found in by_row.items()]
    return _tr("{rows}，暂时不能核算。").format(rows="；".join(said)) if said else ""


def _unnoted(draft: ApplicationDraft) -> str:
    """Say what certificates tell and nobody typed, with the rows: papers leave it open for good."""
    found: dict[tuple[str, ...], dict[int, None]] = {}
    for place, raw in enumerate(draft.rows):
        word = draft.policy.vocabulary.certificate(raw.kind)
        if lacking := unnoted(draft.entry(place).certificate, word):
            found.setdefault(lacking, {})[place + 1] = None
    words = _tr("{rows}没有填{fields}，文书上留空。")
    groups = [words.format(rows=rows_text(at), fields="、".join(names)) for names, at in found.items()]
    left = sum(map(len, list(found.values())[_NAMED:]))
    more = [_tr("另有 {count} 项也没有填全。").format(count=left)] if left else []
    return "\n".join((*groups[:_NAMED], *more))


def _names(found: Iterable[Problem]) -> str:
    return "、".join(one.message for one in found)


def _deleted(deleted: Sequence[str]) -> str:
    words = _tr("{rows}，受理后不能再撤销。")
    return words.format(rows="；".join(deleted)) if deleted else ""


def unpaid_reasons(draft: ApplicationDraft) -> dict[str, dict[int, int]]:
    """Return the reasons for which something comes to nothing, each with the numbers of its rows.

    With each how many things of the row that is, while its clause pays for others of it; 0 for a whole row.
    """
    found: dict[str, dict[int, int]] = {}
    for unpaid in unpaid_rows(draft.result) if draft.result else ():
        rows, at = found.setdefault(_reason(unpaid, draft.policy), {}), draft.place_of(unpaid.row) + 1
        rows[at] = rows.get(at, 0) + unpaid.partly
    return {reason: dict(sorted(rows.items())) for reason, rows in found.items()}


def _reason(unpaid: UnpaidRow, policy: Policy) -> str:
    """Return why a row comes to nothing; where other clauses pay for it, with the title of the clause."""
    line = unpaid.line
    if line is None:
        return unpaid.reason
    said = unpaid.reason or f"{theme.chip_word(shown_status(line, policy))}。"
    words = QCoreApplication.translate("NothingFor", "“{title}”{said}")
    return words.format(title=policy.rule(line.rule).title, said=said) if unpaid.beside else said
