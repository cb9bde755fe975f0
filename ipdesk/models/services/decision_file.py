"""All that a decision is taken on: the application, the history it meets now, what was typed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ipdesk.models import queries
from ipdesk.models.awards.typed_basis import as_typed
from ipdesk.models.core.session import Session
from ipdesk.models.evaluation.evaluate import guards_of
from ipdesk.models.parsing.reasons import KeptMinutes
from ipdesk.models.records import ApplicationDetail, AwaitingDecision, DecisionDraft, OpenHolder, Proposal
from ipdesk.models.records.proposals import UsedMinutes
from ipdesk.models.services.policies_in_force import known_policy, policy_of
from ipdesk.models.workflow import Step
from ipdesk.rules.analysis.national_guards import Guard
from ipdesk.rules.core.case import HistoryEntry
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.library.policy_library import PolicyLibrary


@dataclass(frozen=True, slots=True)
class DecisionFile:
    """What a decision is taken on; all of it from one moment.

    ``policy`` is the one to decide by, or the one it was decided by; ``kept`` the one that the stored lines
    were computed by; ``awaiting`` are the applicant's other applications that no limit counts yet, none once
    it is decided; ``holders`` other open applications with the same numbers: the first decided is paid.
    From ``minutes_from`` fen on a sum needs minutes; ``used`` are those by which a file was proposed last
    where this one is to be proposed, else decided; ``meetings`` all that were used, by number and day.
    """

    detail: ApplicationDetail
    policy: Policy
    kept: Policy
    history: tuple[HistoryEntry, ...]
    draft: DecisionDraft | None
    guards: tuple[Guard, ...]
    awaiting: tuple[AwaitingDecision, ...]
    holders: tuple[OpenHolder, ...]
    minutes_from: int = 0
    used: UsedMinutes | None = None
    meetings: tuple[KeptMinutes, ...] = ()


def decision_file(session: Session, application: int, policies: PolicyLibrary) -> DecisionFile:
    """Read everything in one transaction. Raises DeskError."""
    detail = queries.application_detail(session, application)
    kept = policy_of(session, policies, detail)
    waits = detail.application.state.decidable
    policy = known_policy(policies, detail.application.policy) if waits else kept
    need = policy.history_needed(stored.achievement for stored in detail.achievements)
    past = queries.history(session, policy.id, detail.applicant.id, need, application)
    guards = guards_of(queries.office(session))
    typed = _typed(
        queries.decision_draft(session, application), detail.proposal if waits else None, application
    )
    typed = _without_former_meeting(typed, detail)
    found = detail.applicant.id, policy.id, detail.application.year
    awaiting = queries.awaiting_decision(session, *found, application) if waits else ()
    holders = _holders(session, application) if waits else ()
    least = queries.minutes_from(session)
    step = Step.PROPOSE if detail.application.may(Step.PROPOSE) else Step.CONFIRM
    used = queries.minutes_used_last(session, step) if waits else None
    meetings = queries.minutes_kept(session) if waits else ()
    return DecisionFile(detail, policy, kept, past, typed, guards, awaiting, holders, least, used, meetings)


def _typed(draft: DecisionDraft | None, proposal: Proposal | None, application: int) -> DecisionDraft | None:
    """Return what was typed; what was proposed since stands in its place, until something is typed again.

    The minutes do not: the meeting that proposed is not the one that decides, unless somebody says so.
    """
    if proposal is None or (draft is not None and draft.saved_at > proposal.at):
        return draft
    begun = draft or DecisionDraft(lines=(), application=application, saved_at=proposal.at)
    return _without_meeting(replace(begun, lines=tuple(as_typed(proposal))))


def _without_meeting(draft: DecisionDraft) -> DecisionDraft:
    return replace(draft, minutes_number="", minutes_date="", minutes_body="", minutes_text="")


def _without_former_meeting(draft: DecisionDraft | None, detail: ApplicationDetail) -> DecisionDraft | None:
    """Return what was typed, without its minutes where an objection was upheld since."""
    upheld = [one.at for one in detail.steps if one.step is Step.UPHOLD_OBJECTION]
    if draft is None or not detail.attacked or draft.saved_at > max(upheld):
        return draft
    return _without_meeting(draft)


def _holders(session: Session, application: int) -> tuple[OpenHolder, ...]:
    return queries.open_holders(session, queries.items_of(session, application), application)
