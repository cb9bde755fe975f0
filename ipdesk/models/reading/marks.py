"""Which marks an application bears, as conditions of the database."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sqlalchemy import ColumnElement, String, and_, cast, exists, extract, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from ipdesk.funds.books.accounts import Place
from ipdesk.models.applications.approvals import CLAWBACK_DECISION, CLAWBACK_END, CLAWBACK_NOTICE
from ipdesk.models.applications.signed_sheets import POSTS
from ipdesk.models.parsing.guardians import ADULT
from ipdesk.models.reading.after_award.approvals import to_approve
from ipdesk.models.reading.after_award.archive import filed_already, lies_in_archive
from ipdesk.models.records import Mark, ReversalKind, ServiceWay
from ipdesk.models.records.checks import CheckStage
from ipdesk.models.records.marks import AUTHORITY
from ipdesk.models.records.public_notices import OBJECTION_OUTCOME
from ipdesk.models.records.services import (
    HEARING_NOTICE,
    NOT_SERVED_ALONE,
    SERVED_ON_OTHERS,
    WITH_A_PERIOD,
)
from ipdesk.models.tables import (
    Application,
    ApplicationStep,
    ArchiveEntry,
    AwardEntry,
    ChargedGrantEntry,
    CheckEntry,
    ClawbackEntry,
    ClawbackReturnEntry,
    CollectionReminderEntry,
    CorrectionEntry,
    DecisionEntry,
    FundAccount,
    FundMovement,
    HandlingEntry,
    IssuedLetterEntry,
    ListedApplication,
    ObjectionEntry,
    ObjectionHearingEntry,
    ProposalEntry,
    ProposalLineEntry,
    PublicationPictureEntry,
    RegisteredApplicant,
    ReversalEntry,
    ServiceAttemptEntry,
    ServiceEntry,
    VoidedLetter,
)
from ipdesk.models.tables.dialect import among, total
from ipdesk.models.workflow import HandlingState, Step
from ipdesk.rules.core.result import Status
from ipdesk.rules.pack.vocabulary import standard_vocabulary

_WITH_BIRTHDAY = 18  # characters of the number of an identity card


def _persons() -> list[str]:
    kinds = standard_vocabulary().applicant_kinds
    return [kind for kind, word in kinds.items() if word.identity == "resident_id"]


@cache
def marked() -> Mapping[Mark, ColumnElement[bool]]:
    """Return what says of an application (joined with its applicant) that it bears each mark."""
    return {
        Mark.MINOR: _under_age(),
        Mark.AUTHORITY: RegisteredApplicant.kind == AUTHORITY,
        Mark.DECIDES: _left_to_a_decision(),
        Mark.CLAWBACK: _clawback_running(),
        Mark.CLAWBACK_ENDED: _clawback_ended(),
        Mark.CLAWED_BACK: _reversed(ReversalKind.CLAWED_BACK),
        Mark.OWED: _owed(),
        **_recovery(),
        Mark.REMINDED: _reminded() & ~_reversed(ReversalKind.NOT_TAKEN),
        Mark.NOT_TAKEN: _reversed(ReversalKind.NOT_TAKEN),
        Mark.IN_APPROVAL: _handled(HandlingState.PENDING),
        Mark.SIGNED: _handled(HandlingState.APPROVED),
        Mark.TO_APPROVE: to_approve(),
        Mark.OBJECTION_TOLD: _objection_told(),
        Mark.OBJECTION_ANSWERED: _objection_answered() & ~_reopened(),
        Mark.REOPENED: _reopened(),
        Mark.ARCHIVED: _archived(),
        Mark.UNSERVED: _unserved(),
        Mark.PAYABLE: _told() & _charged() & (_standing(Place.GRANT, Place.TRANSIT) > 0),
        Mark.PAID: _paid(),
        Mark.PUBLICATION_SHOWN: _publication_shown(),
        Mark.SERVICE_FAILED: _service_failed(),
        Mark.CHECKED_LATER: _checked_later(),
        Mark.TO_SIGN: _to_sign(),
    }


def _clawback_running() -> ColumnElement[bool]:
    running = ClawbackEntry.decided_at.is_(None), ClawbackEntry.dropped_why == ""
    return exists().where(ClawbackEntry.application_id == Application.id, *running)


def _clawback_ended() -> ColumnElement[bool]:
    """Say that the notice of a clawback went out, and behind its end none that tells of that."""
    entry, letter = ClawbackEntry, IssuedLetterEntry
    own = letter.application_id == entry.application_id
    stands = ~exists().where(VoidedLetter.letter_id == letter.id)
    told = exists().where(
        own, stands, letter.kind == CLAWBACK_NOTICE,
        letter.issued_at >= entry.proposed_at, letter.issued_at < entry.dropped_at,
    )  # fmt: skip
    ended = exists().where(own, stands, letter.kind == CLAWBACK_END, letter.issued_at >= entry.dropped_at)
    return exists().where(entry.application_id == Application.id, entry.dropped_at.is_not(None), told, ~ended)


def _owed() -> ColumnElement[bool]:
    """Say that something was taken back and has not all been returned."""
    owed = ClawbackEntry.decided_at.is_not(None), ClawbackEntry.returned_on.is_(None)
    return exists().where(ClawbackEntry.application_id == Application.id, *owed)


def _recovery() -> dict[Mark, ColumnElement[bool]]:
    """Return how far the money of clawbacks has come back, one of them for each that has any."""
    back, told = _some_is_back(), _decision_served()
    return {
        Mark.TO_RECOVER: _owed() & ~back & ~told,
        Mark.RECOVERY_TOLD: _owed() & ~back & told,
        Mark.PARTLY_RECOVERED: _owed() & back,
        Mark.RECOVERED: _reversed(ReversalKind.CLAWED_BACK) & ~_owed(),
    }


def _some_is_back() -> ColumnElement[bool]:
    entry, returned = ClawbackEntry, ClawbackReturnEntry
    some = returned.clawback_id == entry.id, entry.returned_on.is_(None)
    return exists().where(entry.application_id == Application.id, *some)


def _decision_served() -> ColumnElement[bool]:
    """Say that the decision on money that is owed was served; by public notice it is so a month later."""
    letter, entry, service, newer = IssuedLetterEntry, ClawbackEntry, ServiceEntry, aliased(ServiceEntry)
    return exists().where(
        entry.application_id == Application.id,
        entry.returned_on.is_(None),
        letter.application_id == entry.application_id,
        letter.kind == CLAWBACK_DECISION,
        letter.issued_at >= entry.decided_at,
        service.letter_id == letter.id,
        service.way != ServiceWay.PUBLIC.value,
        ~exists().where(newer.letter_id == letter.id, newer.id > service.id),
    )


def _paid() -> ColumnElement[bool]:
    nothing_left = _standing(Place.GRANT, Place.TRANSIT) == 0
    return _told() & _charged() & nothing_left & (_standing(Place.PAID, Place.ALLOTTED) > 0)


def _reopened() -> ColumnElement[bool]:
    """Say that the last step was that an objection was upheld."""
    step, later = ApplicationStep, aliased(ApplicationStep)
    gone_on = exists().where(later.application_id == step.application_id, later.id > step.id)
    upheld = step.application_id == Application.id, step.step == Step.UPHOLD_OBJECTION.name
    return exists().where(*upheld, ~gone_on)


def _handled(state: HandlingState) -> ColumnElement[bool]:
    entry = HandlingEntry
    return exists().where(entry.application_id == Application.id, entry.state == state.value)


def _objection_told() -> ColumnElement[bool]:
    return exists().where(ObjectionHearingEntry.application_id == Application.id)


def _objection_answered() -> ColumnElement[bool]:
    """Say that an answer went out behind which the applicant was not told what became of the objection."""
    entry, letter = ObjectionEntry, IssuedLetterEntry
    told = exists().where(
        letter.application_id == entry.application_id,
        letter.kind == OBJECTION_OUTCOME,
        letter.id > entry.letter_id,
        ~exists().where(VoidedLetter.letter_id == letter.id),
    )
    answered = entry.application_id == Application.id, entry.letter_id.is_not(None)
    return exists().where(*answered, ~told)


def _archived() -> ColumnElement[bool]:
    return lies_in_archive().where(ArchiveEntry.application_id == Application.id).exists()


def _unserved() -> ColumnElement[bool]:
    """Say that a letter with a number went to the applicant alone, or who objected, and was not served.

    Of one from whose service a period runs, the period tells.
    """
    letter, listed = IssuedLetterEntry, ListedApplication
    own = letter.application_id == Application.id
    about_it = select(listed.letter_id).where(
        listed.letter_id == letter.id, listed.application_id == Application.id
    )
    on_others = among(letter.kind, SERVED_ON_OTHERS), about_it.correlate_except(listed).exists()
    return or_(_not_served(own), _not_served(*on_others), _correction_unserved(), _hearing_unserved())


def _correction_unserved() -> ColumnElement[bool]:
    """Say that a round of correction was asked for by a letter, and nobody knows when that came."""
    entry, letter = CorrectionEntry, IssuedLetterEntry
    asked = among(letter.kind, WITH_A_PERIOD), letter.date >= entry.asked_on
    return and_(
        Application.state == Step.ASK_CORRECTION.target.value,
        exists().where(
            entry.application_id == Application.id,
            entry.closed_on.is_(None),
            entry.served_on.is_(None),
            _went_out(*asked),
        ),
    )


def _hearing_unserved() -> ColumnElement[bool]:
    """Say that it was told what is to be clawed back, and nobody knows when that came."""
    entry, letter = ClawbackEntry, IssuedLetterEntry
    told = letter.kind == HEARING_NOTICE, letter.issued_at >= entry.proposed_at
    return exists().where(
        entry.application_id == Application.id,
        entry.decided_at.is_(None),
        entry.dropped_why == "",
        entry.served_on.is_(None),
        _went_out(*told),
    )


def _went_out(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    letter = IssuedLetterEntry
    return exists().where(
        letter.application_id == Application.id,
        *which,
        ~exists().where(VoidedLetter.letter_id == letter.id),
    )


def _not_served(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    letter = IssuedLetterEntry
    return exists().where(
        *which,
        letter.number.is_not(None),
        ~among(letter.kind, NOT_SERVED_ALONE),
        ~exists().where(VoidedLetter.letter_id == letter.id),
        ~exists().where(ServiceEntry.letter_id == letter.id),
        ~filed_already(Application.id, letter.issued_at),
    )


def _publication_shown() -> ColumnElement[bool]:
    letter, picture = IssuedLetterEntry, PublicationPictureEntry
    return exists().where(
        letter.application_id == Application.id,
        ServiceEntry.letter_id == letter.id,
        picture.service_id == ServiceEntry.id,
    )


def _told() -> ColumnElement[bool]:
    return Application.state == Step.NOTIFY.target.value


def _charged() -> ColumnElement[bool]:
    return exists().where(ChargedGrantEntry.application_id == Application.id)


def _standing(*places: Place) -> ColumnElement[int]:
    """Return what of the grants for an application stands in some places (fen)."""
    account, movement, charged = FundAccount, FundMovement, ChargedGrantEntry
    of_it = charged.application_id == Application.id, among(account.place, (one.value for one in places))

    def moved(side: InstrumentedAttribute[int]) -> ColumnElement[int]:
        joined = select(total(movement.fen)).join(account, account.id == side)
        own = joined.join(charged, charged.grant_id == account.grant_id).where(*of_it)
        return own.correlate(Application).scalar_subquery()

    return moved(movement.target_id) - moved(movement.source_id)


def _checked_later() -> ColumnElement[bool]:
    later = CheckEntry.stage != CheckStage.REVIEW.value
    return exists().where(CheckEntry.application_id == Application.id, later)


def _to_sign() -> ColumnElement[bool]:
    """Say that it has a sheet that is not void, and that nothing was submitted with."""
    letter = IssuedLetterEntry
    return exists().where(
        letter.application_id == Application.id,
        among(letter.kind, POSTS),
        ~exists().where(VoidedLetter.letter_id == letter.id),
        ~exists().where(HandlingEntry.sheet_id == letter.id),
    )


def _service_failed() -> ColumnElement[bool]:
    """Say that an attempt to serve a letter to the applicant failed, whose record stands."""
    letter, attempt = IssuedLetterEntry, ServiceAttemptEntry
    later = aliased(attempt)
    return exists().where(
        letter.application_id == Application.id,
        attempt.letter_id == letter.id,
        attempt.struck.is_(False),
        ~exists().where(later.replaces == attempt.id),
    )


def _under_age() -> ColumnElement[bool]:
    """Compare the birthday in the number, 18 years later, with the day of the last change, as texts.

    Documents of other kinds tell no birthday; who has one is taken to be of age, as everywhere else.
    """
    identity, changed = RegisteredApplicant.identity, Application.changed_at
    day = extract("year", changed) * 10_000 + extract("month", changed) * 100 + extract("day", changed)
    born_since = cast(day - ADULT * 10_000, String)
    has_birthday = func.length(identity) == _WITH_BIRTHDAY
    person = among(RegisteredApplicant.kind, _persons())
    return and_(person, has_birthday, func.substr(identity, 7, 8) > born_since)


def _left_to_a_decision() -> ColumnElement[bool]:
    """Say that of an amount that its clause leaves open; one of another document nobody has to judge."""
    line, proposal, entry = ProposalLineEntry, ProposalEntry, DecisionEntry
    decided = exists().where(entry.application_id == Application.id, ~_by_another_document())
    own = (line.basis != "") | (line.status == Status.EXCLUDED.value)
    proposed = exists().where(
        proposal.application_id == Application.id,
        line.proposal_id == proposal.id,
        line.decided.is_not(None),
        own,
    )
    return or_(Application.undecided > 0, decided, proposed)


def _by_another_document() -> ColumnElement[bool]:
    """Say that another document governs the line of a decision: it is referred, or whole with a reason."""
    award, entry = AwardEntry, DecisionEntry
    whole = (award.amount > 0) & (award.granted == award.amount) & (award.reason != "")
    same = (award.application_id == entry.application_id) & (award.key == entry.key)
    referred = (award.status == Status.REFERRED.value) | whole
    return exists().where(same, award.rule == entry.rule, referred)


def _reminded() -> ColumnElement[bool]:
    return exists().where(CollectionReminderEntry.application_id == Application.id)


def _reversed(kind: ReversalKind) -> ColumnElement[bool]:
    entry = ReversalEntry
    return exists().where(entry.application_id == Application.id, entry.kind == kind.value)
