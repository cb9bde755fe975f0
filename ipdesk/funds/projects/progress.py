"""What became of a project: the checks that were held, what may be paid by now, what is due next."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ipdesk.funds.core.phrases import fund_phrases
from ipdesk.funds.projects.contract import Contract, Stage
from ipdesk.rules.core.money import grouped_yuan


class CheckOutcome(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    AGAIN = "again"
    FAILED = "failed"

    @property
    def label(self) -> str:
        """Return what it is called in Chinese."""
        return _LABELS[self]


_LABELS = {CheckOutcome.PASSED: "通过", CheckOutcome.AGAIN: "整改后再次进行", CheckOutcome.FAILED: "不通过"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCheck:
    """A mid-term check or an acceptance that was held.

    ``paper`` is the one in which it stands, ``opinion`` what was found. ``again_by`` is the last day of the
    next one, where there has to be one. ``unspent`` is what the acceptance found not spent or not spent for
    the project (fen), to be returned by ``return_by``; 0 for nothing.
    """

    stage: Stage
    outcome: CheckOutcome
    held_on: datetime.date
    paper: str
    opinion: str = ""
    again_by: datetime.date | None = None
    unspent: int = 0
    return_by: datetime.date | None = None


class ProjectMoney(NamedTuple):
    """Where the money of a project stands (fen): granted, on its way or paid, given back by its recipient."""

    granted: int
    sent: int
    returned: int = 0


class DueKind(StrEnum):
    """What a project is waiting for."""

    CHECK = "check"
    INSTALMENT = "instalment"
    RETURN = "return"


class ProjectDue(NamedTuple):
    """What is due of a project: until when (None: at once), at which stage, what sum (fen; 0 for none)."""

    kind: DueKind
    day: datetime.date | None
    stage: Stage
    fen: int = 0

    @property
    def text(self) -> str:
        """Return what it is called in Chinese."""
        say = fund_phrases().projects[f"due_{self.kind.value}"]
        return say.format(stage=self.stage.label, fen=grouped_yuan(self.fen))


def standing_checks(checks: Iterable[ProjectCheck]) -> dict[Stage, ProjectCheck]:
    """Return the last check of each stage out of those that were held, in their order."""
    return {one.stage: one for one in checks}


def due_by_now(contract: Contract, checks: Iterable[ProjectCheck]) -> int:
    """Return what of a grant fell due by now, paid or not (fen): the instalments whose stage was reached."""
    last = standing_checks(checks)
    return sum(contract.instalment(stage) for stage in Stage if _reached(stage, last))


def payable_by_now(contract: Contract, checks: Sequence[ProjectCheck], money: ProjectMoney) -> int:
    """Return what of a grant may still be paid by now (fen).

    That is nothing any more once a check failed, or something was left unspent of what was paid.
    """
    ended = has_failed(checks) or any(one.unspent for one in standing_checks(checks).values())
    return 0 if ended else max(0, due_by_now(contract, checks) - money.sent)


def has_failed(checks: Iterable[ProjectCheck]) -> bool:
    """Say whether a project came to its end without success."""
    return any(one.outcome is CheckOutcome.FAILED for one in standing_checks(checks).values())


def why_held_back(contract: Contract, checks: Sequence[ProjectCheck]) -> str:
    """Return why the rest of a grant is not paid by now, in words."""
    say, last = fund_phrases().projects, standing_checks(checks)
    if has_failed(checks):
        return say["why_failed"]
    open_stages = (one for one in Stage if contract.instalment(one) and not _reached(one, last))
    stage = next(open_stages, None)
    return say["why_unspent"] if stage is None else say["why_stage"].format(stage=stage.label)


def _reached(stage: Stage, last: dict[Stage, ProjectCheck]) -> bool:
    return stage is Stage.SIGNING or _passed(last.get(stage))


def _passed(check: ProjectCheck | None) -> bool:
    return check is not None and check.outcome is CheckOutcome.PASSED


def dues(contract: Contract, checks: Sequence[ProjectCheck], money: ProjectMoney) -> Iterator[ProjectDue]:
    """Yield what is due of a project: an instalment to pay, money to come back, the next check."""
    last = standing_checks(checks)
    if unpaid := payable_by_now(contract, checks, money):
        stage = [one for one in Stage if _counts(one, last, contract)][-1]
        yield ProjectDue(DueKind.INSTALMENT, None, stage, unpaid)
    for one in last.values():
        if one.unspent > money.returned:
            yield ProjectDue(DueKind.RETURN, one.return_by, one.stage, one.unspent - money.returned)
    if not has_failed(checks) and (stage_day := _next_check(contract, last)) is not None:
        stage, day = stage_day
        yield ProjectDue(DueKind.CHECK, day, stage)


def _counts(stage: Stage, last: dict[Stage, ProjectCheck], contract: Contract) -> bool:
    return stage is Stage.SIGNING or (_reached(stage, last) and contract.instalment(stage) > 0)


def _next_check(
    contract: Contract, last: dict[Stage, ProjectCheck]
) -> tuple[Stage, datetime.date | None] | None:
    for stage in (Stage.MID_TERM, Stage.ACCEPTANCE):
        day, held = contract.last_day(stage), last.get(stage)
        if day is None or _passed(held):
            continue
        return stage, day if held is None or held.again_by is None else held.again_by
    return None


def check_faults(
    contract: Contract, before: Sequence[ProjectCheck], check: ProjectCheck, money: ProjectMoney
) -> Iterator[tuple[str, str]]:
    """Yield why a check cannot be entered behind those that were held, each with the name of the field."""
    say, last = fund_phrases().projects, standing_checks(before)
    for name, key in (*_order_faults(contract, last, check), *_day_faults(contract, before, check)):
        yield name, say[key].format(stage=check.stage.label)
    if check.unspent and check.stage is not Stage.ACCEPTANCE:
        yield "unspent", say["unspent_early"]
    elif check.unspent > money.sent:
        yield "unspent", say["unspent_more"].format(sent=grouped_yuan(money.sent))
    elif check.unspent and check.return_by is None:
        yield "return_by", say["no_return_day"]


def _order_faults(
    contract: Contract, last: dict[Stage, ProjectCheck], check: ProjectCheck
) -> Iterator[tuple[str, str]]:
    before = last.get(check.stage)
    if contract.last_day(check.stage) is None or check.stage is Stage.SIGNING:
        yield "stage", "no_such_stage"
    elif before is not None and before.outcome is not CheckOutcome.AGAIN:
        yield "stage", "held_before"
    elif has_failed(last.values()):
        yield "stage", "failed_before"
    elif check.stage is Stage.ACCEPTANCE and not _mid_term_done(contract, last):
        yield "stage", "mid_term_first"
    if check.outcome is CheckOutcome.AGAIN and check.again_by is None:
        yield "again_by", "no_day_again"


def _mid_term_done(contract: Contract, last: dict[Stage, ProjectCheck]) -> bool:
    return contract.mid_term_by is None or _passed(last.get(Stage.MID_TERM))


def _day_faults(
    contract: Contract, before: Sequence[ProjectCheck], check: ProjectCheck
) -> Iterator[tuple[str, str]]:
    if check.held_on < max([contract.signed_on, *(one.held_on for one in before)]):
        yield "held_on", "held_too_early"
    for name, day in (("again_by", check.again_by), ("return_by", check.return_by)):
        if day is not None and day < check.held_on:
            yield name, "day_before_check"
