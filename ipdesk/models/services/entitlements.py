"""Awards that nobody applied for 免申即享: what the register holds, after what was granted before."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ipdesk.models import queries
from ipdesk.models.awards.materials import needs_any
from ipdesk.models.commands import SaveDraft
from ipdesk.models.evaluation.evaluate import undecided
from ipdesk.models.parsing.achievement_rows import JoinedRows, numbers_of, read_rows, row_of
from ipdesk.models.parsing.names.owners import owners_text
from ipdesk.models.parsing.stored_rows import fact_text
from ipdesk.models.reading.evaluate_stored import evaluate_stored
from ipdesk.models.records import ApplicantRecord, Call, DraftTotals, RawAchievement
from ipdesk.models.records.achievements.register import StandingThing
from ipdesk.models.store import Store
from ipdesk.rules.core.result import Result, Status
from ipdesk.rules.evaluation.policy import Policy
from ipdesk.rules.pack.vocabulary import Vocabulary

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What entitlements are looked for under: a policy, its programme year, and a call (None for none)."""

    policy: Policy
    year: int
    call: Call | None = None

    def covers(self, thing: StandingThing) -> bool:
        """Say whether a thing lies in the achievement period of the call."""
        return self.call is None or self.call.covers(thing.date)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """An applicant with the rows that would be applied for, and what they come to.

    ``computed`` and ``amount`` are in fen, before and after limits; ``incomplete`` rows lack facts, and
    ``undecided`` lines await a decision. ``barred_until`` is the last day of its bars, None for none.
    """

    applicant: ApplicantRecord
    rows: tuple[RawAchievement, ...]
    computed: int
    amount: int
    incomplete: int
    undecided: int
    barred_until: datetime.date | None = None


def entitlements(
    store: Store, of: Round, today: datetime.date, progress: Progress = lambda done, total: None
) -> tuple[Entitlement, ...]:
    """Return who is entitled to something, most first. Raises StoreError, and what ``progress`` does."""
    kinds = frozenset(of.policy.vocabulary.kinds)
    by_applicant = store.read(queries.unapplied_things, kinds, of.policy.id)
    barred = store.read(queries.barred_applicants, list(by_applicant), today)
    found = list[Entitlement]()
    for done, (applicant, things) in enumerate(by_applicant.items(), start=1):
        progress(done, len(by_applicant))
        covered = [thing for thing in things if of.covers(thing)]
        one = _entitled(store, of, applicant, covered, today) if covered else None
        if one is not None:
            found.append(replace(one, barred_until=barred.get(applicant)))
    return tuple(sorted(found, key=lambda one: (-one.amount, one.applicant.name, one.applicant.id)))


def _entitled(
    store: Store, of: Round, applicant: int, things: Sequence[StandingThing], today: datetime.date
) -> Entitlement | None:
    """Return what one applicant is entitled to, None for nothing that any clause is about."""
    who = store.read(queries.applicant, applicant)
    rows = tuple(_row(thing, of.policy.vocabulary) for thing in things)
    worth = _worth(_evaluated(store, of, who, _joined(rows, of, who, today)))
    kept = tuple(row for row in rows if row.id in worth)
    if not kept:
        return None
    joined = _joined(kept, of, who, today)
    return _entitlement(who, kept, _evaluated(store, of, who, joined))


def _entitlement(who: ApplicantRecord, rows: tuple[RawAchievement, ...], result: Result) -> Entitlement:
    lacking = {row_of(line.achievement) for line in result.lines if line.status is Status.INCOMPLETE}
    return Entitlement(
        applicant=who,
        rows=rows,
        computed=sum(line.computed for line in result.lines),
        amount=result.total,
        incomplete=len(lacking),
        undecided=undecided(result),
    )


def _row(thing: StandingThing, words: Vocabulary) -> RawAchievement:
    said, facts = thing.certificate, words.all_facts.get(thing.kind, {})
    return RawAchievement(
        id=uuid.uuid4().hex[:12],
        kind=thing.kind,
        ref=thing.ref,
        date=thing.date.isoformat(),
        name=said.name,
        owners=owners_text(said.owners),
        filing_date=said.filing_date.isoformat() if said.filing_date else "",
        facts={name: fact_text(value, facts[name]) for name, value in thing.facts.items() if name in facts},
    )


def _joined(
    rows: Iterable[RawAchievement], of: Round, who: ApplicantRecord, today: datetime.date
) -> JoinedRows:
    return read_rows(rows, of.policy.vocabulary, of.year, today, who.name)


def _evaluated(store: Store, of: Round, who: ApplicantRecord, joined: JoinedRows) -> Result:
    return store.read(evaluate_stored, of.policy, who, joined.achievements)


def _worth(result: Result) -> frozenset[str]:
    """Return the rows of which a clause may grant something."""
    return frozenset(row_of(line.achievement) for line in result.lines if needs_any(line))


def drafts_of(chosen: Iterable[Entitlement], of: Round, today: datetime.date) -> Iterator[SaveDraft]:
    """Yield what makes a draft for each of some applicants, with their rows as they would be typed."""
    for one in chosen:
        totals = DraftTotals(len(one.rows), one.computed, one.amount, one.undecided)
        yield SaveDraft(
            applicant=one.applicant.id,
            policy=of.policy.id,
            year=of.year,
            call=of.call.id if of.call is not None else 0,
            rows=one.rows,
            totals=totals,
            numbers=numbers_of(one.rows, of.policy.vocabulary, of.year, today),
        )
