"""What rows without a number say of a pasted sheet of answers: which column holds what, in which unit.

A column is what its head says at its end: 批复金额 is a sum, 批复日期 and 批复文号 are none. Sums that were
claimed, reckoned, deducted or paid before are no answer. Where two columns may be the answer none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ipdesk.rules.core.plain_text import compact

_GRANTED = (
    "批复", "批准", "审定", "核定", "审批", "审核", "拨付", "下达", "安排",
    "资助", "奖补", "奖励", "补助", "补贴",
)  # fmt: skip
_REASON_HEADS = ("理由", "原因", "说明", "备注", "意见")
_SCALE = r"(?P<scale>[百千十]?万|[百千]|亿)"
_BRACKETS = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_OF_HEAD = re.compile(rf"{_SCALE}?元|{_SCALE.replace('scale', 'short')}[)\]】〕]")
_ENDS_AS_SUM = re.compile(
    r"(?:金额|资金|经费|款|款项|[总数]额|^额)(?:[合小总]计)?(?:[/,:]?[百千十]?[万亿]?元)?$"
)
_DECIDED = re.compile("(?:批复|批准|审定|核定|审批|审核|下达)数?$")
_NO_ANSWER = re.compile(
    "申[报请](?![人者单])|核减(?!后)|扣[减除]?(?!.*后)|减少|已[拨付发获享批核资]|累计|历年|未[拨付发]|应退|上报|推荐|[核测]算|合同|支付|余"
)
# 单位：万元 above a table, alone or behind its title, or （万元） below its head.
_UNIT = re.compile(rf"\(?(?P<table>(?:金额)?(?:计量)?单位:?\(?)?(?:人民币)?{_SCALE}?元?\)*")
_IN_TITLE = re.compile(rf"单位:?\(?(?:人民币)?{_SCALE}?元")
_OF_ROW = re.compile(rf"(?:人民币)?{_SCALE}?元")
_NOT_SAID = "表头里没有批复金额一列，请连同这一列一起复制"
_SEVERAL = "表头里“{heads}”都像批复金额，请只留下其中一列再复制"


class Heads(NamedTuple):
    """Which columns hold sum and reason, -1 where none is known.

    ``scale`` is the word of the unit of a sum without one, such as 万: "" for yuan. ``fault`` says why there
    are heads and none is that of the sum.
    """

    amount: int = -1
    reason: int = -1
    scale: str = ""
    fault: str = ""


def read_heads(row: Sequence[str], unit: str) -> Heads | None:
    """Read a row of heads of a table with a unit; None where it is none."""
    cells = [compact(cell) for cell in row]
    sums = [at for at, cell in enumerate(cells) if _names_sum(cell)]
    if not sums or sum(map(bool, cells)) < 2:
        return None
    answers = _answers(cells, sums)
    reason = next((at for word in _REASON_HEADS for at, cell in enumerate(cells) if word in cell), -1)
    if len(answers) != 1:
        named = "”“".join(row[at].strip() for at in answers)
        return Heads(-1, reason, unit, _SEVERAL.format(heads=named) if answers else _NOT_SAID)
    [amount] = answers
    own = _OF_HEAD.search(cells[amount])
    return Heads(amount, reason, (own["scale"] or own["short"] or "") if own else unit)


def _names_sum(head: str) -> bool:
    if _UNIT.fullmatch(head) is not None or "大写" in head:
        return False
    return _is_sum(head) or _DECIDED.fullmatch(_noun(head)) is not None


def _noun(head: str) -> str:
    return _BRACKETS.sub("", head)


def _is_sum(head: str) -> bool:
    """Say whether a head ends as one of sums does, or names its unit."""
    decided = any(word in head for word in _GRANTED)
    return _ENDS_AS_SUM.search(_noun(head)) is not None or (decided and _OF_HEAD.search(head) is not None)


def _answers(cells: Sequence[str], sums: Sequence[int]) -> list[int]:
    """Return the columns that may be the answer: those of the word that says most plainly that they are."""
    open_to_it = [at for at in sums if _NO_ANSWER.search(cells[at]) is None]
    likely = [at for at in open_to_it if _is_sum(cells[at])] or open_to_it
    for word in _GRANTED:
        if named := [at for at in likely if word in cells[at]]:
            return named
    return likely


def read_units(row: Sequence[str], heads: Heads, before: str) -> tuple[str, Heads]:
    """Return the unit of the table, and the heads with theirs, by what a row without a number says."""
    table = before
    for at, cell in enumerate(map(compact, row)):
        found = _UNIT.fullmatch(cell) if cell else None
        above = found if found and found["table"] else _IN_TITLE.search(cell)
        if above is not None:
            table = above["scale"] or ""
            heads = heads._replace(scale=table)
        elif found is not None and at == heads.amount:
            heads = heads._replace(scale=found["scale"] or "")
    return table, heads


def unit_of_row(row: Sequence[str]) -> str | None:
    """Return the word of the unit that a cell of its own says, such as 万; None where none does."""
    found = [said for cell in row if (said := _OF_ROW.fullmatch(compact(cell)))]
    return (found[0]["scale"] or "") if len(found) == 1 else None
