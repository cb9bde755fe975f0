"""The contract of a project 任务书: when it runs, and by which instalments its grant is paid."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.rules.core.money import grouped_yuan


class Stage(StrEnum):
    """A point of a project at which it is looked at, or an instalment falls due."""

    SIGNING = "signing"
    MID_TERM = "mid_term"
    ACCEPTANCE = "acceptance"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]


_LABELS = {Stage.SIGNING: "签订任务书", Stage.MID_TERM: "中期检查", Stage.ACCEPTANCE: "验收"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What a contract says; sums in fen, together what was granted.

    ``signing_fen`` is paid once it is signed, ``mid_term_fen`` after the mid-term check was passed,
    ``acceptance_fen`` after acceptance. ``mid_term_by`` and ``acceptance_by`` are the last days of the two; a
    project without a mid-term check has none of it.
    """

    number: str
    signed_on: datetime.date
    begins_on: datetime.date
    ends_on: datetime.date
    acceptance_by: datetime.date
    mid_term_by: datetime.date | None = None
    signing_fen: int
    mid_term_fen: int = 0
    acceptance_fen: int = 0
    goal: str = ""

    @property
    def fen(self) -> int:
        """Return what its instalments come to."""
        return self.signing_fen + self.mid_term_fen + self.acceptance_fen

    def instalment(self, stage: Stage) -> int:
        """Return what falls due at a stage (fen), 0 for nothing."""
        return {
            Stage.SIGNING: self.signing_fen,
            Stage.MID_TERM: self.mid_term_fen,
            Stage.ACCEPTANCE: self.acceptance_fen,
        }[stage]

    def last_day(self, stage: Stage) -> datetime.date | None:
        """Return the last day of a stage, None where the contract has no such stage."""
        days = {
            Stage.SIGNING: self.signed_on,
            Stage.MID_TERM: self.mid_term_by,
            Stage.ACCEPTANCE: self.acceptance_by,
        }
        return days[stage]


def contract_faults(contract: Contract, granted: int) -> Iterator[tuple[str, str]]:
    """Yield what cannot be in a contract about a grant (fen), each with the name of the field."""
    say = fund_phrases().projects
    if min(contract.signing_fen, contract.mid_term_fen, contract.acceptance_fen) < 0:
        yield "signing_fen", say["below_nothing"]
    elif contract.fen != granted:
        sums = {"sum": grouped_yuan(contract.fen), "granted": grouped_yuan(granted)}
        yield "signing_fen", say["other_sum"].format(**sums)
    if contract.mid_term_fen and contract.mid_term_by is None:
        yield "mid_term_by", say["no_mid_term"]
    for name, text in _days_against(contract):
        yield name, say[text]


def _days_against(contract: Contract) -> Iterator[tuple[str, str]]:
    if contract.ends_on < contract.begins_on:
        yield "ends_on", "ends_before"
    if contract.acceptance_by < contract.begins_on:
        yield "acceptance_by", "accepted_before"
    middle = contract.mid_term_by
    if middle is not None and not contract.begins_on <= middle <= contract.acceptance_by:
        yield "mid_term_by", "mid_term_outside"
