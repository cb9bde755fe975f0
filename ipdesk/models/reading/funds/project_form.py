"""Contracts of projects, and who else pays, as the data that the report of a fund is made from."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from ipdesk.funds.case.project_form import CheckForm, ContractForm, FundingForm
from ipdesk.funds.projects.funding import FundingPart
from ipdesk.models.reading.funds.projects import fund_funding
from ipdesk.models.records.funds.projects import Project
from ipdesk.models.tables import FundGrant, FundingPartEntry, FundTask
from ipdesk.rules.core.money import format_yuan


def contract_form(project: Project) -> ContractForm:
    """Return the contract of a project with the checks that stand."""
    own = project.contract
    return ContractForm(
        number=own.number,
        signed_on=own.signed_on,
        acceptance_by=own.acceptance_by,
        mid_term_by=own.mid_term_by,
        checks=tuple(
            CheckForm.model_validate(
                {
                    "stage": one.stage,
                    "outcome": one.outcome,
                    "held_on": one.held_on,
                    "unspent": format_yuan(one.unspent),
                }
            )
            for one in project.standing
        ),
    )


def funding_forms(session: Session, fund: int) -> dict[int, tuple[FundingForm, ...]]:
    """Return who else pays for the grants of a fund, by their ids."""
    task = FundTask.id == FundGrant.task_id
    own = select(FundGrant.id).join(FundTask, task).where(FundTask.fund_id == fund)
    found = fund_funding(session, FundingPartEntry.grant_id.in_(own))
    return {grant: tuple(map(_funding_form, parts)) for grant, parts in found.items()}


def _funding_form(part: FundingPart) -> FundingForm:
    sums = {"amount": format_yuan(part.fen), "in_place": format_yuan(part.in_place)}
    return FundingForm.model_validate({"bearer": part.bearer, "by": part.by, "paper": part.paper, **sums})
