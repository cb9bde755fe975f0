"""What is due of funds: until which day money can still be used, and who waits for it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class DueKind(StrEnum):
    """Why something is due."""

    FAILED = "failed"
    AWARD = "award"
    INSTALMENT = "instalment"
    MID_TERM = "mid_term"
    ACCEPTANCE = "acceptance"
    UNSPENT = "unspent"
    CAME_BACK = "came_back"
    FUNDING = "funding"
    TASK = "task"
    CARRY_OVER = "carry_over"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]


_LABELS = {
    DueKind.FAILED: "支付失败待重新支付",
    DueKind.AWARD: "资助待拨付",
    DueKind.INSTALMENT: "项目到期应支付",
    DueKind.MID_TERM: "项目中期检查",
    DueKind.ACCEPTANCE: "项目验收",
    DueKind.UNSPENT: "结余资金待退回",
    DueKind.CAME_BACK: "追回款已退回待记账",
    DueKind.FUNDING: "分担和配套待到位",
    DueKind.TASK: "任务待完成支出",
    DueKind.CARRY_OVER: "结转资金待用完",
}


class UnpostedReturn(NamedTuple):
    """What of an application came back and is not in the books (fen), and the grant that paid it.

    ``day`` and ``slip`` are those of what came last; ``batch`` and ``line`` tell its payment, 0 where no
    batch paid it.
    """

    application: int
    grant: int
    task: int
    fen: int
    day: datetime.date
    slip: str
    batch: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FundDue:
    """That ``fen`` are to be paid by a ``day``, the last one; None where nobody promised any.

    Of a check of a project they are what falls due once it was passed.

    ``fund``, ``task``, ``grant``, ``application``, and the ``batch`` and ``line`` of the payment, are ids, 0
    for none; ``about`` names the fund, and whom or what of it.
    """

    kind: DueKind
    day: datetime.date | None
    fen: int
    fund: int
    about: str
    fund_name: str
    task: int = 0
    grant: int = 0
    application: int = 0
    batch: int = 0
    line: int = 0
