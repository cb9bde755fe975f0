"""Taking in a list of applicants, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipdesk.models.commands import ChangeApplicant, RegisterApplicant
from ipdesk.models.commands.achievements.imports import ImportApplicants
from ipdesk.models.handlers import applicants
from ipdesk.models.handlers.achievements.imports import check_somebody, keep_list
from ipdesk.models.records.achievements.register import ImportCounts
from ipdesk.models.records.imports.applicants import ListedApplicant

if TYPE_CHECKING:
    from ipdesk.models.handlers.work import Work


def import_applicants(work: Work, command: ImportApplicants) -> ImportCounts:
    """Register and change applicants one after the other, as if each was typed."""
    check_somebody(work)
    for one in command.applicants:
        _write(work, one)
    changed = sum(1 for one in command.applicants if one.id)
    counts = ImportCounts(len(command.applicants) - changed, changed)
    if command.applicants:
        keep_list(work, command.source, counts)
    return counts


def _write(work: Work, one: ListedApplicant) -> None:
    if one.id:
        wanted = ChangeApplicant(applicant=one.id, revision=one.revision, details=one.details)
        applicants.change(work, wanted)
    else:
        applicants.register(work, RegisterApplicant(details=one.details))
