"""What a file says of a grant beside its sum: a project's contract with its checks, and who else pays."""

from __future__ import annotations

import datetime

from ipdesk.funds.projects.contract import Stage
from ipdesk.funds.projects.funding import Bearer, FundingPart
from ipdesk.funds.projects.progress import CheckOutcome
from ipdesk.rules.source.strict_model import Fen, StrictModel


class FundingForm(StrictModel):
    """A part that somebody else bears; ``amount`` is what is to come, ``in_place`` what came."""

    bearer: Bearer
    amount: Fen
    in_place: Fen = 0
    by: datetime.date | None = None
    paper: str = ""

    def part(self) -> FundingPart:
        """Return it as what is lacking is computed from it."""
        fields = self.model_dump(exclude={"amount"})
        return FundingPart(fen=self.amount, **fields)


class CheckForm(StrictModel):
    """A check that was held; see ``funds.projects.ProjectCheck``."""

    stage: Stage
    outcome: CheckOutcome
    held_on: datetime.date
    unspent: Fen = 0


class ContractForm(StrictModel):
    """The contract of a project: its number, its days, the checks that stand."""

    number: str
    signed_on: datetime.date
    acceptance_by: datetime.date
    mid_term_by: datetime.date | None = None
    checks: tuple[CheckForm, ...] = ()

    def last(self, stage: Stage) -> CheckForm | None:
        """Return the last check of a stage, None where none was held."""
        return next((one for one in reversed(self.checks) if one.stage is stage), None)

    def accepted(self) -> bool:
        """Say whether its acceptance was passed."""
        last = self.last(Stage.ACCEPTANCE)
        return last is not None and last.outcome is CheckOutcome.PASSED
